"""The worker of the server: threads work on requests that have come whole, and wait for no client to send or take."""

import re
import selectors
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

from searchsvc.web.refusing import refusal, status_of
from searchsvc.web.sending import Answer

WHOLE = 20.0  # seconds that a request may take to come, and a client to take a part of its answer
LINGER = 2.0  # seconds that a client has to close a connection whose answer is sent
MOST = 64 * 1024  # bytes of a request that are waited for: its head is no longer, the rest is a thread's to read
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
_ASKS_FIRST = re.compile(rb"\r\nexpect:", re.IGNORECASE)  # and sends its body when it is told to
_UNSENT = object()  # the result of a thread that has left a part of an answer


def is_whole(received: bytes | bytearray) -> bool:
    """Tell whether a thread can take a request on: all of it is there, or all that is waited for.

    >>> is_whole(b"GET / HTTP/1.1\\r\\nHost: a"), is_whole(b"GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n")
    (False, True)
    """
    end = received.find(b"\r\n\r\n") + 4
    if end < 4:
        return len(received) >= MOST
    head = received[: end - 2]
    told = _LENGTH.search(head)
    if told is None or _ASKS_FIRST.search(head):
        return True
    return len(received) >= min(end + int(told[1]), MOST)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Waits for clients in the loop that accepts connections: to send, to take what is sent, and to close."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._waited: set[Any] = set()  # connections that the loop waits for, each with its time
        self._answers: dict[Any, Answer] = {}  # those that are being sent, by connection

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Take what has come of a connection's next request, and a thread once that is all."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + WHOLE
        self._collect(conn, bytearray(conn.parser.unreader.take_buffered() if conn.parser else b""))

    def handle_request(self, req: Any, conn: Any) -> object:  # noqa: ANN401
        """Answer a request, as far as its client takes the answer in one turn."""
        response, environ = wsgi.create(req, conn.sock, conn.client, conn.server, self.cfg)
        environ["wsgi.multithread"] = True
        if not self.alive or len(self.keepalived_conns) >= self.max_keepalived:
            response.force_close()
        pieces = self.wsgi(environ, response.start_response)
        self._answers[conn] = Answer(response, pieces, conn.sock)
        return self._send(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:  # noqa: ANN401
        """Refuse a request; what it said is nothing for the log."""
        status = status_of(exc)
        if status == 500:
            self.log.exception("a request broke off")
        else:
            self.log.warning("a request from %s can't be read: %s", addr and addr[0], type(exc).__name__)
        _refuse(client, status)

    def finish_request(self, conn: Any, fs: Any) -> None:  # noqa: ANN401
        """Go on with a connection whose thread is done with it."""
        result = None if fs.exception() else fs.result()
        if result is _UNSENT:
            conn.timeout = time.monotonic() + WHOLE
            self._wait(conn, selectors.EVENT_WRITE, partial(self._submit, self._send_on, conn))
        elif result:
            super().finish_request(conn, fs)
        else:
            self._linger(conn)

    def murder_pending(self) -> None:
        """Drop connections whose time is over, and where the server stops those whose requests have not come."""
        now = time.monotonic()
        for conn in [conn for conn in self._waited if conn.timeout <= now or not (self.alive or conn.data_ready)]:
            self.poller.unregister(conn.sock)
            self._waited.remove(conn)
            self._drop(conn)

    def _keepalive_after(self, conn: Any, keepalive: object) -> object:  # noqa: ANN401
        return keepalive if keepalive is _UNSENT else super()._keepalive_after(conn, keepalive)

    def _collect(self, conn: Any, received: bytearray) -> None:  # noqa: ANN401
        try:
            while not is_whole(received):
                data = conn.sock.recv(MOST)
                if not data:
                    self._drop(conn)
                    return
                received += data
        except BlockingIOError:
            conn.data_ready = False
            self._wait(conn, selectors.EVENT_READ, partial(self._collect, conn, received))
        except OSError:
            self._drop(conn)
        else:
            self._take_on(conn, received)

    def _take_on(self, conn: Any, received: bytearray) -> None:  # noqa: ANN401
        """Let a thread work on a request, unless its head is too long for any."""
        if b"\r\n\r\n" in received:
            conn.init()
            conn.parser.unreader.unread(bytes(received))
            conn.data_ready = True
            self._submit(self.handle, conn)
        else:
            _refuse(conn.sock, 431 if b"\r\n" in received else 414)
            self._linger(conn)

    def _submit(self, work: Callable[[Any], object], conn: Any) -> None:  # noqa: ANN401
        """Let a thread work on a connection."""
        done = self.tpool.submit(work, conn)
        done.add_done_callback(lambda future: self.method_queue.defer(self.finish_request, conn, future))

    def _send(self, conn: Any) -> object:  # noqa: ANN401
        """Send of an answer what its client takes; return _UNSENT, or whether the connection is kept."""
        answer, kept = self._answers[conn], False
        try:
            if not answer.send():
                return _UNSENT
            kept = not answer.closes
        except (ConnectionError, TimeoutError):  # the client is gone
            pass
        except Exception:
            if not answer.begun:  # it is told
                self._end(conn)
                raise
            self.log.exception("an answer broke off")
        self._end(conn)
        return kept

    def _send_on(self, conn: Any) -> object:  # noqa: ANN401
        return self._keepalive_after(conn, self._send(conn))

    def _end(self, conn: Any) -> None:  # noqa: ANN401
        if answer := self._answers.pop(conn, None):
            answer.close()

    def _linger(self, conn: Any) -> None:  # noqa: ANN401
        """Say that no more is sent, and leave the client time to take it: closing at once could cut it off."""
        conn.timeout = time.monotonic() + LINGER
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self._wait(conn, selectors.EVENT_READ, partial(self._drain, conn))
        except OSError:
            self._drop(conn)

    def _drain(self, conn: Any) -> None:  # noqa: ANN401
        try:
            ended = not conn.sock.recv(MOST)
        except OSError:
            ended = True
        if ended:
            self._drop(conn)
        else:
            self._wait(conn, selectors.EVENT_READ, partial(self._drain, conn))

    def _wait(self, conn: Any, event: int, then: Callable[[], None]) -> None:  # noqa: ANN401
        """Let the loop call `then` once a connection is ready, unless its time is over before."""
        self._waited.add(conn)
        self.poller.register(conn.sock, event, partial(self._ready, conn, then))

    def _ready(self, conn: Any, then: Callable[[], None], client: socket.socket) -> None:  # noqa: ANN401
        self.poller.unregister(client)
        self._waited.remove(conn)
        then()

    def _drop(self, conn: Any) -> None:  # noqa: ANN401
        self._end(conn)
        self.nr_conns -= 1
        conn.close()


def _refuse(client: socket.socket, status: int) -> None:
    with suppress(OSError):  # the client is gone
        client.setblocking(False)
        client.sendall(refusal(status))


class Log(Logger):  # type: ignore[misc]  # gunicorn has no types
    """The server's own messages, without a trace for a client that stalled."""

    def exception(self, msg: str, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Tell an error, unless it is that a client took nothing and sent nothing for long."""
        if not isinstance(sys.exception(), BlockingIOError):
            super().exception(msg, *args, **options)
