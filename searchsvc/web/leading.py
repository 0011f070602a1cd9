"""Addresses with or without the prefix of the API that lead to where something is served."""

from functools import partial

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from searchsvc.web.blueprint import PREFIX, PROBES

FEEDS = ("/feed.atom", "/feed.json")
LEADS = {**{path: PREFIX + path for path in FEEDS}, **{PREFIX + path: path for path in PROBES}}


def attach(app: Flask) -> None:
    """Let each of these addresses lead to the other, its parameters kept."""
    for path, target in LEADS.items():
        app.add_url_rule(path, f"leading{path}", partial(_lead, target))


def _lead(target: str) -> Response:
    asked = request.query_string.decode("ascii", "ignore")
    return redirect(f"{target}?{asked}" if asked else target, 308)
