"""How the service runs, told to whoever runs it: numbers for Prometheus, and the state of the archive as JSON."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Response, jsonify

from searchsvc import __version__
from searchsvc.errors import SearchError
from searchsvc.ingest.queue import queue
from searchsvc.service.archive import Archive
from searchsvc.service.statistics import statistics
from searchsvc.web import answers
from searchsvc.web.blueprint import api, documented, probes
from searchsvc.web.http import revalidate
from searchsvc.web.meters import meters, metric
from searchsvc.web.opened import archive
from searchsvc.web.parameters import Parameters
from searchsvc.web.processes import BEGAN, processes


@probes.get("/metrics", responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}})
def get_metrics(query: Parameters) -> Response:
    """Counters of all processes of the service since it began, and the state of the archive, for Prometheus."""
    lines = (*meters().lines(), *_of_archive(), *_of_processes())
    return Response("".join(f"{line}\n" for line in lines), content_type="text/plain; version=0.0.4; charset=utf-8")


@probes.get("/status", responses={200: answers.Status, **documented(503)})
def get_status(query: Parameters) -> dict[str, Any]:
    """The state of the archive and of the service."""
    found = archive()
    return {
        "version": __version__,
        "articles": found.store.count(),
        "sequence": found.store.sequence,
        "generation": found.engine.generation,
        "in_line": found.engine.sequence == found.store.sequence,
        "last_commit": _last_commit(found),
        "uptime_seconds": round(time.time() - BEGAN),
        "workers": max(1, len(processes(siblings=meters().shared))),
    }


@api.get("/stats", responses={200: answers.StatisticsAnswer})
def get_statistics(query: Parameters) -> Response:
    """What the archive holds and how large it is."""
    revalidate(archive())
    return jsonify(asdict(statistics(archive())))


def _of_archive() -> Iterator[str]:
    """Yield what is known of the archive; of one that can't be opened only that."""
    try:
        found = archive()
        gauges: dict[str, tuple[str, float]] = {
            "articles": ("Articles in the archive.", found.store.count()),
            "sequence": ("Number of the newest change in the archive.", found.store.sequence),
            "index_sequence": ("Number of the newest change in the index.", found.engine.sequence),
            **_waiting(found),
        }
        generation, changed = found.engine.generation, _last_commit(found)
    except SearchError:
        yield from metric("archive_up", "gauge", "Whether the archive can be read.", [({}, 0)])
        return
    yield from metric("archive_up", "gauge", "Whether the archive can be read.", [({}, 1)])
    for name, (told, value) in gauges.items():
        yield from metric(name, "gauge", told, [({}, value)])
    yield from metric("index", "gauge", "The state of the index that answers.", [({"generation": generation}, 1)])
    if changed:
        age = max(0.0, time.time() - datetime.fromisoformat(changed).timestamp())
        yield from metric("last_commit_age_seconds", "gauge", "Age of the newest change.", [({}, round(age, 3))])


def _waiting(found: Archive) -> dict[str, tuple[str, float]]:
    """Return what waits: changes for the index, and files in folders that are watched, if any are."""
    behind = float(max(0, found.store.sequence - found.engine.sequence))
    told = {"queue_changes": ("Changes acknowledged in the archive that the index does not hold yet.", behind)}
    if files := queue(found.settings.index):
        told["queue_files"] = ("Files in watched folders that are not taken yet.", files.files)
        told["watch_age_seconds"] = (
            "Time since a watched folder was last looked at; the longest.",
            round(files.age, 3),
        )
    return told


def _of_processes() -> Iterator[str]:
    found = processes(siblings=meters().shared)
    memory = [({"pid": str(each.pid)}, each.memory) for each in found]
    descriptors = [({"pid": str(each.pid)}, each.descriptors) for each in found]
    yield from metric("process_resident_memory_bytes", "gauge", "Memory of a process.", memory)
    yield from metric("process_open_fds", "gauge", "Descriptors that a process has open.", descriptors)


def _last_commit(found: Archive) -> str | None:
    """Return when the newest change was made; None in an empty archive."""
    newest = next(iter(found.store.changes(found.store.sequence - 1)), None) if found.store.sequence else None
    return newest.changed if newest else None
