"""Every request gets an id, is counted with its time, and is logged as a line of JSON where that is wanted."""

import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, json, request

from searchsvc.config import Settings
from searchsvc.errors import SearchError
from searchsvc.web.meters import KEY, Meters, meters
from searchsvc.web.opened import peek


def attach(app: Flask, settings: Settings, counters: int | None) -> None:
    """Observe the requests of an application; `counters` is the file that its processes count in."""
    app.extensions[KEY] = Meters(app, counters)
    app.before_request(_begin)
    app.after_request(_end)
    if settings.log == "json":
        app.after_request(lambda response: _logged(response, queries=settings.log_queries))


def found(total: int, *, partial: bool) -> None:
    """Note what the search of this request found."""
    g.found = (total, partial)


def _begin() -> None:
    g.id, g.began = secrets.token_hex(6), time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.id
    endpoint, seconds = request.endpoint or "none", time.perf_counter() - g.began
    meters().count(endpoint, response.status_code, seconds, g.get("found"))
    return response


def _logged(response: Response, *, queries: bool) -> Response:
    """Write one line on standard error; no text of a query unless that is wanted, since people search for people."""
    line = {
        "id": g.id,
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": request.method,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.began) * 1000, 1),
        "generation": _generation(),
    }
    line |= {"query": request.args.get("q")} if queries else {}
    sys.stderr.write(json.dumps(line) + "\n")
    sys.stderr.flush()
    return response


def _generation() -> str | None:
    """Return the generation that answers; None while there is no archive, which the log must not open."""
    try:
        archive = peek()
        return archive.engine.generation if archive else None
    except SearchError:
        return None
