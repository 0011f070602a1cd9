"""How much the service takes on: so many requests at once in a process, so many a second from a client."""

import ipaddress
import threading
import time
from collections import OrderedDict

from flask import Flask, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from searchsvc.config import Settings
from searchsvc.errors import Busy, TooMany

_WORKING = ("api", "pages")  # the blueprints whose views work on the archive; probes answer whatever happens
BURST = 5  # seconds whose requests may come at once
CLIENTS = 10_000  # that are remembered; the one that was longest silent is forgotten first


class Rate:
    """A token bucket for each client: `rate` requests a second, those of BURST seconds at once."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # client → tokens, when they were counted

    def admit(self, client: str, now: float) -> bool:
        """Return whether a client may send a request `now` (seconds of a clock that never goes back)."""
        most = float(self.rate * BURST)
        with self._lock:
            tokens, then = self._left.get(client, (most, now))
            tokens = min(most, tokens + (now - then) * self.rate)
            self._left[client] = (tokens - 1 if tokens >= 1 else tokens, now)
            self._left.move_to_end(client)
            if len(self._left) > CLIENTS:
                self._left.popitem(last=False)
        return tokens >= 1


def attach(app: Flask, settings: Settings) -> None:
    """Limit what the application takes on, as its settings say."""
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Flask documents it
    if settings.rate:
        rate = Rate(settings.rate)
        app.before_request(lambda: _admit(rate))
    if settings.searches:
        free = threading.BoundedSemaphore(settings.searches)
        app.before_request(lambda: _enter(free))
        app.teardown_request(lambda error: _leave(free))


def client(address: str | None) -> str:
    """Return whom an address stands for: itself, and of IPv6 the network of 64 bits that one subscriber has.

    >>> client("2001:db8::1:2"), client("10.0.0.7")
    ('2001:db8::/64', '10.0.0.7')
    """
    try:
        known = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def _admit(rate: Rate) -> None:
    if request.blueprint in _WORKING and not rate.admit(client(request.remote_addr), time.monotonic()):
        raise TooMany(rate.rate)


def _enter(free: threading.BoundedSemaphore) -> None:
    """Take one of the places at once, or none."""
    if request.blueprint in _WORKING:
        if not free.acquire(blocking=False):
            raise Busy
        g.entered = True


def _leave(free: threading.BoundedSemaphore) -> None:
    if g.pop("entered", False):
        free.release()
