"""A stop that lets what is under way end first: the first SIGINT or SIGTERM asks for it, the second ends at once."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether a stop was asked for; `signal` is the one that did."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self._woken, self._wake = os.pipe()  # a condition variable may be held by the very thread a signal interrupts

    def within(self, seconds: float) -> bool:
        """Wait so long, and tell at once when a stop is asked for."""
        return bool(select.select([self._woken], [], [], seconds)[0])

    def ask(self, number: int, frame: FrameType | None) -> None:
        """Ask for a stop, as a handler of signals."""
        self.signal = number
        os.write(self._wake, b"\0")
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)

    def close(self) -> None:
        """Release the descriptors."""
        os.close(self._woken)
        os.close(self._wake)


@contextmanager
def stopping() -> Iterator[Stop]:
    """Lend a stop that signals ask for until this ends."""
    stop = Stop()
    before = {each: signal.signal(each, stop.ask) for each in SIGNALS}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        stop.close()
