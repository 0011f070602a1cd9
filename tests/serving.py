"""A service on a free port of this machine, a real one or one that answers as it is told."""

import socket
import threading
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server

from searchsvc.web import create_app


class Quiet(WSGIRequestHandler):
    """Answers without a word on standard error."""

    def log(self, *said):
        """Say nothing."""


@contextmanager
def serving(settings):
    """Serve an archive on a free port of this machine, and lend its address."""
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def answering(*answers):
    """Serve these raw answers, one to each connection, and lend the address and what was asked."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            for answer in answers:
                connection, _ = listener.accept()
                with connection:
                    asked.append(connection.recv(65536).decode())
                    connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
        thread.join()


def http(status, kind, body):
    return f"HTTP/1.1 {status}\r\n{kind}\r\nConnection: close\r\n\r\n{body}".encode()
