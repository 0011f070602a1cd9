"""By which names the service lets itself be called: what it gives out leads back to the name that it was asked by."""

import ipaddress
import re
import socket

from flask import Flask, request

from searchsvc.config import Settings
from searchsvc.errors import BadRequest
from searchsvc.messages import Message

# Names that nobody can register, so that no page elsewhere can have them lead here: RFC 6761, 6762 appendix G, 8375.
LOCAL = ("localhost", "local", "internal", "lan", "home.arpa", "home", "intranet", "private", "corp")
_OURSELVES = ("localhost", "127.0.0.1", "[::1]")
_LONGEST = 80  # characters of a name that are told back
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?", re.IGNORECASE)


def attach(app: Flask, settings: Settings) -> None:
    """Let the application answer only those who call it by a name that is its own."""
    app.before_request(lambda: _demand(settings.hosts))


def is_ours(name: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a name without its port is one of `hosts`; where there are none, one of the local network.

    >>> [is_ours(name, ()) for name in ("10.0.0.7", "[fe80::7]", "newsroom", "news.lan", "news.example.cn")]
    [True, True, True, True, False]
    >>> [is_ours(name, (".example.cn",)) for name in ("news.example.cn", "example.cn", "10.0.0.7", "localhost")]
    [True, True, False, True]
    """
    name = name.lower().removesuffix(".")
    if hosts:
        below = tuple(known for known in hosts if known.startswith("."))
        return name in (*_OURSELVES, *hosts) or f".{name}".endswith(below)
    return _is_local(name)


def _is_local(name: str) -> bool:
    if "." not in name or name == socket.gethostname().lower() or name.endswith(tuple(f".{top}" for top in LOCAL)):
        return bool(name)
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _demand(hosts: tuple[str, ...]) -> None:
    """Raise unless this request calls the service by a name of its own."""
    said = _HOST.fullmatch(request.host)
    if not (said and is_ours(said[1], hosts)):
        raise _unknown(said[1][:_LONGEST] if said else "")


def _unknown(name: str) -> BadRequest:
    return BadRequest(
        Message(f"本服务不以“{name}”为名。", f"This service is not called {name!r}."),
        Message(
            "请用它的地址打开；若这个名字确实通向它，请管理员把名字列入 SEARCHSVC_HOSTS（逗号分隔）。",
            "Open it by its address; where this name is to lead to it, its operator lists it in SEARCHSVC_HOSTS "
            "(separated by commas).",
        ),
        parameter="Host",
    )
