"""The worker of the server: a thread is taken for a request that has come whole, so that slow clients hold none."""

import re
import selectors
import socket
import sys
import time
from functools import partial
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

WHOLE = 20.0  # seconds that a request may take to come
MOST = 64 * 1024  # bytes of a request that are waited for; the rest of a longer one is a thread's to read
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
_ASKS_FIRST = re.compile(rb"\r\nexpect:", re.IGNORECASE)  # and sends its body when it is told to


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
    """Collects requests in the loop that accepts connections."""

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Take what has come of a connection's next request, and a thread once that is all."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + WHOLE
        self._collect(conn, bytearray(conn.parser.unreader.take_buffered() if conn.parser else b""))

    def _collect(self, conn: Any, received: bytearray) -> None:  # noqa: ANN401
        try:
            while not is_whole(received):
                data = conn.sock.recv(MOST)
                if not data:
                    self._drop(conn)
                    return
                received += data
        except BlockingIOError:
            self.pending_conns.append(conn)  # closed when its time is over
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._more, conn, received))
        except OSError:
            self._drop(conn)
        else:
            conn.init()
            conn.parser.unreader.unread(bytes(received))
            conn.data_ready = True
            super().enqueue_req(conn)

    def _more(self, conn: Any, received: bytearray, client: socket.socket) -> None:  # noqa: ANN401
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        self._collect(conn, received)

    def murder_pending(self) -> None:
        """Close what did not come in time; a server that stops waits for none of it."""
        for conn in () if self.alive else self.pending_conns:
            conn.timeout = 0.0
        super().murder_pending()

    def _drop(self, conn: Any) -> None:  # noqa: ANN401
        self.nr_conns -= 1
        conn.close()


class Log(Logger):  # type: ignore[misc]  # gunicorn has no types
    """The server's own messages, without a trace for a client that stalled."""

    def exception(self, msg: str, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Tell an error, unless it is that a client took nothing and sent nothing for long."""
        if not isinstance(sys.exception(), BlockingIOError):
            super().exception(msg, *args, **options)
