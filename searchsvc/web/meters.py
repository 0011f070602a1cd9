"""What is counted of requests and searches, and how Prometheus reads it (text format 0.0.4)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from flask import Flask, current_app

from searchsvc.web.counters import Counters

KEY = "searchsvc.meters"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
_BOUNDS = (*map(str, BUCKETS), "+Inf")  # as they are told
STATUSES = (200, 206, 304, 308, 400, 401, 403, 404, 405, 410, 413, 414, 415, 422, 429, 500, 503)
OTHER = "other"
SEARCHES = ("searches", "zero_result_searches", "partial_answers")
_HELP = {
    "requests": "Requests answered, by endpoint and status.",
    "searches": "Searches answered, pages and API.",
    "zero_result_searches": "Searches that found nothing, relaxed hits aside.",
    "partial_answers": "Searches that a budget cut.",
}
Sample = tuple[dict[str, str], float]


class Meters:
    """The counters of an application, by name; the same in each of its processes, since the code is the same."""

    def __init__(self, app: Flask, file: int | None) -> None:
        self._app = app
        self._file = file
        self.shared = file is not None

    @cached_property
    def _places(self) -> dict[tuple[str, ...], int]:
        """Where each counter is: made once all endpoints are there."""
        endpoints = [*sorted(self._app.view_functions), "none"]
        statuses = [*map(str, STATUSES), OTHER]
        bounds = [*_BOUNDS, "sum"]
        names: list[tuple[str, ...]] = [(name,) for name in SEARCHES]
        names += [("requests", endpoint, status) for endpoint in endpoints for status in statuses]
        names += [("seconds", endpoint, bound) for endpoint in endpoints for bound in bounds]
        return {name: place for place, name in enumerate(names)}

    @cached_property
    def _counters(self) -> Counters:
        return Counters(len(self._places), self._file)

    def count(self, endpoint: str, status: int, seconds: float, found: tuple[int, bool] | None) -> None:
        """Count a request that took so long, and what its search found: the total and whether it was cut."""
        bound = _BOUNDS[bisect_left(BUCKETS, seconds)]
        amounts: dict[tuple[str, ...], int] = {
            ("requests", endpoint, str(status) if status in STATUSES else OTHER): 1,
            ("seconds", endpoint, bound): 1,
            ("seconds", endpoint, "sum"): round(seconds * 1e6),
        }
        if found:
            total, partial = found
            amounts |= {("searches",): 1, ("zero_result_searches",): int(not total), ("partial_answers",): int(partial)}
        self._counters.add({self._places[name]: amount for name, amount in amounts.items()})

    def lines(self) -> Iterator[str]:
        """Yield what was counted, as Prometheus reads it."""
        values = dict(zip(self._places, self._counters.read(), strict=True))
        for name in SEARCHES:
            yield from metric(f"{name}_total", "counter", _HELP[name], [({}, values[name,])])
        named = [({"endpoint": n[1], "status": n[2]}, v) for n, v in values.items() if n[0] == "requests" and v]
        yield from metric("requests_total", "counter", _HELP["requests"], named)
        yield from _histogram({name[1:]: value for name, value in values.items() if name[0] == "seconds"})


def meters() -> Meters:
    """Return the meters of the current application."""
    found = current_app.extensions[KEY]
    assert isinstance(found, Meters)
    return found


def metric(name: str, kind: str, told: str, samples: Iterable[Sample]) -> Iterator[str]:
    """Yield the lines of a metric.

    >>> list(metric("articles", "gauge", "Articles.", [({}, 4)]))[2]
    'searchsvc_articles 4'
    """
    yield f"# HELP searchsvc_{name} {told}"
    yield f"# TYPE searchsvc_{name} {kind}"
    for labels, value in samples:
        yield sample(name, labels, value)


def sample(name: str, labels: dict[str, str], value: float) -> str:
    """Return one value with its labels, escaped as the format wants it.

    >>> sample("index", {"generation": 'a"b'}, 1)
    'searchsvc_index{generation="a\\\\"b"} 1'
    """
    escaped = (f'{key}="{_escaped(text)}"' for key, text in labels.items())
    return f"searchsvc_{name}{'{' + ','.join(escaped) + '}' if labels else ''} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _histogram(values: dict[tuple[str, ...], int]) -> Iterator[str]:
    name = "request_seconds"
    yield from metric(name, "histogram", "Seconds until an answer begins, by endpoint.", ())
    for endpoint in dict.fromkeys(key[0] for key in values):
        reached = 0
        if not any(values[endpoint, bound] for bound in _BOUNDS):
            continue
        for bound in _BOUNDS:
            reached += values[endpoint, bound]
            yield sample(f"{name}_bucket", {"endpoint": endpoint, "le": bound}, reached)
        yield sample(f"{name}_sum", {"endpoint": endpoint}, values[endpoint, "sum"] / 1e6)
        yield sample(f"{name}_count", {"endpoint": endpoint}, reached)
