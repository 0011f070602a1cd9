"""The style sheet, the scripts and the icon, at addresses that change with them, so that browsers may keep them."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, send_from_directory

FOLDER = Path(__file__).with_name("static")
_YEAR = 365 * 24 * 3600  # seconds


def attach(app: Flask) -> None:
    """Serve the files; scripts name each other without a version, and so find those of their own."""
    app.add_url_rule("/static/<name>", "static", _file)
    app.add_url_rule("/static/<version>/<name>", "static", _file)


def address(name: str) -> str:
    """Return the address of a file, another one after each change of any."""
    return f"/static/{_version()}/{name}"


def _file(name: str, version: str = "") -> Response:
    age = _YEAR if version == _version() else None
    return send_from_directory(FOLDER, name, max_age=age)


@cache
def _version() -> str:
    whole = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:12]
