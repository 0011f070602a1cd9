"""Threads and processes search while one writes: each answer is that of one whole state."""

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from searchsvc.engines.base import Change, Engine, Request
from searchsvc.engines.whoosh import WhooshEngine
from tests.engines.examples import contains, document

PAIRS = 12
REQUEST = Request(match=contains("光伏项目"), words=("光伏",), size=100, facets={"city": 3}, counts=(contains("煤炭"),))


def _pair(number: int) -> list[Change]:
    """Two articles that come together: an answer with an odd total has seen half a batch."""
    written = [document(f"{side}{number}", "光伏项目和煤炭", city=("大同",)) for side in "ab"]
    return [Change(number, one.id, one) for one in written]


def _watch(engine: Engine, done: Event | None = None) -> list[int]:
    """Search until all is there (or, with an event, until that is set); return the totals seen."""
    totals: list[int] = []
    while (not totals or totals[-1] < 2 * PAIRS) and not (done and done.is_set()):
        results = engine.search(REQUEST)
        counted = sum(count for _, count in results.facets["city"].values)
        assert len({results.total, len(results.hits), counted, *results.counts}) == 1
        assert 2 * results.sequence <= results.total
        totals.append(results.total)
    return totals


def _watch_folder(folder: Path) -> list[int]:
    with closing(WhooshEngine(folder)) as engine:
        return _watch(engine)


def _write(engine: Engine) -> None:
    for number in range(1, PAIRS + 1):
        if number % 4 == 0:
            engine.rebuild([change for past in range(1, number + 1) for change in _pair(past)], number)
        else:
            engine.apply(_pair(number), number)


def _sound(totals: list[int]) -> bool:
    return all(total % 2 == 0 for total in totals) and totals == sorted(totals)


@pytest.fixture
def _restless() -> Iterator[None]:
    """Threads take turns a hundred times more often than usual, in more places of the code."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 100)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_restless")
def test_threads_search_while_one_writes(tmp_path):
    with closing(WhooshEngine(tmp_path)) as engine, ThreadPoolExecutor(3) as threads:
        done = Event()
        watching = [threads.submit(_watch, engine, done) for _ in range(3)]
        try:
            _write(engine)
        finally:
            done.set()
        assert all(_sound(watcher.result()) for watcher in watching)
        assert _watch(engine) == [2 * PAIRS]


def test_processes_see_each_batch_of_another_one_without_opening_anew(tmp_path):
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as processes, closing(WhooshEngine(tmp_path)) as engine:
        watching = [processes.submit(_watch_folder, tmp_path) for _ in range(2)]
        _write(engine)
        assert all(_sound(watcher.result()) and watcher.result()[-1] == 2 * PAIRS for watcher in watching)
