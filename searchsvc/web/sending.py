"""An answer on its way to a client who may be slow: made and sent piece by piece, as the client takes it."""

import socket
import time
from collections.abc import Iterable
from typing import Any

TURN = 0.25  # seconds after which a thread turns to others, however fast the client takes what there is


class Outgoing:
    """What the server has written and the client has not taken; the server takes it for the socket."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client
        self._held = bytearray()

    def sendall(self, data: bytes) -> None:
        """Hold bytes until they are sent."""
        self._held += data

    def flush(self) -> bool:
        """Send what can be sent without waiting and return whether that was all; raises OSError for a lost client."""
        try:
            while self._held:
                del self._held[: self._client.send(self._held, socket.MSG_DONTWAIT)]
        except BlockingIOError:
            return False
        return True


class Answer:
    """An answer of the application: its head in the server's words, then the pieces that the application gives."""

    def __init__(self, response: Any, pieces: Iterable[bytes], client: socket.socket) -> None:  # noqa: ANN401 - gunicorn's
        self._response = response
        self._given = pieces
        self._pieces = iter(pieces)
        self._outgoing = response.sock = Outgoing(client)
        self._ended = False

    @property
    def begun(self) -> bool:
        """Whether its head is written, behind which no other answer may follow."""
        return bool(self._response.headers_sent)

    @property
    def closes(self) -> bool:
        """Whether the connection ends with it."""
        return bool(self._response.should_close())

    def send(self) -> bool:
        """Send as much as the client takes in one turn, and tell whether that was all; raises what the pieces raise."""
        end = time.monotonic() + TURN
        while self._outgoing.flush():
            if self._ended:
                return True
            if time.monotonic() > end:
                return False
            self._proceed()
        return False

    def close(self) -> None:
        """Release what the application holds for it."""
        if close := getattr(self._given, "close", None):
            close()

    def _proceed(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            self._response.close()
            self._ended = True
        else:
            self._response.write(piece)
