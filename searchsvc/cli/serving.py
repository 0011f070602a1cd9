"""The command that serves the web app: the socket is opened here, gunicorn takes it over."""

import os
import socket
import struct
import sys
from tempfile import TemporaryFile

import click

from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.config import PREFIX, Settings
from searchsvc.errors import BadRequest
from searchsvc.messages import Message

APP = "searchsvc.web:create_app(counters={}, warm=True)"
WORKER = "searchsvc.web.worker"
BACKLOG = 1024
SENT = 256 * 1024  # bytes of an answer that the system takes at once, whether the client reads or not
ADDRESS = 0  # gunicorn's own limit is off: WORKER takes heads of 64 kB, with addresses of 7,000 Chinese characters
TIMEOUT, GRACE, KEEPALIVE = 60, 15, 5  # seconds: a worker that hangs, requests at a stop, an idle connection
STALLED = 10  # seconds without a byte after which a thread no longer waits for a client


@click.command(epilog=example("serve", "serve --host 0.0.0.0 --port 80 --workers 4 --index /srv/news"))
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen on; 0.0.0.0 is every one.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8000,
    show_default=True,
    help="Port; 0 is any free one.",
)
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", default=1, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 64), metavar="N", default=4, help="Threads of each process.")
@placed(colour=False)
def serve(host: str, port: int, workers: int, threads: int, place: Place) -> None:
    """Serve the page and the API.

    They are served until stopped (Ctrl-C or SIGTERM); running requests are finished first.
    """
    with place.archive():  # what is wrong with it is told here, not by a worker
        settings = place.settings
    listener = listening(host, port)
    impatient(listener)
    say(_SERVING.said(settings.lang).format(url=_url(host, listener.getsockname()[1])))
    with TemporaryFile() as counters:  # it has no name: nothing of it is left behind
        for file in (listener.fileno(), counters.fileno()):
            os.set_inheritable(file, True)
        said = command(listener.fileno(), counters.fileno(), workers, threads)
        os.execve(sys.executable, said, environment(settings))


def listening(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises BadRequest where the address is in use or not this machine's."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        why = error.strerror if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)
        said = Message(f"不能在 {host} 的端口 {port} 上服务：{why}。", f"Can't serve on {host}, port {port}: {why}.")
        raise BadRequest(said, _ELSEWHERE, parameter="port") from error


def impatient(listener: socket.socket) -> None:
    """Let the system end what a client stalls: connections take these options over from the socket that listens."""
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT)
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", STALLED, 0))


def command(descriptor: int, counters: int, workers: int, threads: int) -> list[str]:
    """Return the command line of the server that takes the socket over; its workers count in the file `counters`."""
    said = {
        "bind": f"fd://{descriptor}",
        "worker-class": f"{WORKER}.Worker",
        "logger-class": f"{WORKER}.Log",
        "workers": workers,
        "threads": threads,
        "timeout": TIMEOUT,
        "graceful-timeout": GRACE,
        "keep-alive": KEEPALIVE,
        "limit-request-line": ADDRESS,
        "log-level": "warning",
    }
    arguments = [f"--{name}={value}" for name, value in said.items()]
    return [sys.executable, "-m", "gunicorn", *arguments, "--no-control-socket", APP.format(counters)]


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment of the server: this one, with the folder that was chosen."""
    return {**os.environ, PREFIX + "INDEX": str(settings.index.absolute())}


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


_SERVING = Message("正在 {url} 上服务，按 Ctrl-C 停止", "serving on {url}, Ctrl-C stops it")
_ELSEWHERE = Message(
    "请用 --port 另选端口，或先停掉占用它的程序。", "Choose another with --port, or stop what uses it."
)
