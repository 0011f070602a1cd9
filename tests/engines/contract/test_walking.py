"""Walks: behind a place in the order, in a state that stays as it was while others take its place."""

import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.engines.base import KEPT, Change, Engine, Request, Results
from searchsvc.engines.expressions import HasFigure
from searchsvc.errors import Expired
from searchsvc.schema import DUPLICATES, Document, Measured
from tests.engines.available import NAMES, opened
from tests.engines.examples import changes, contains, document, fill
from tests.engines.test_differential import IDS, WORDS, documents

# What may happen between two pages: documents written, ids deleted, and whether all before is to go.
steps = st.tuples(st.lists(documents, max_size=4), st.lists(st.sampled_from(IDS), max_size=2), st.booleans())
requests = st.builds(
    Request,
    words=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    sort=st.sampled_from(["relevance", "newest", "oldest", "figure"]),
    measure=st.just(HasFigure("investment")),
    recency=st.booleans(),
    start=st.just(0),
    size=st.integers(1, 3),
    hold=st.just(True),
    collapse=st.booleans(),
)


def _next(request: Request, page: Results) -> Request:
    return replace(request, generation=page.generation, after=page.hits[-1].place)


def _write(engine: Engine, added: list, gone: list[str], *, anew: bool) -> None:
    at = engine.sequence
    written = [(one.id, one) for one in added] + [(one, None) for one in gone]
    batch = [Change(number, *each) for number, each in enumerate(written, at + 1)]
    (engine.rebuild if anew else engine.apply)(batch, at + len(batch))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "opensearch"])
@given(begun=st.lists(documents, max_size=9), between=st.lists(steps, max_size=4), request=requests)
def test_a_walk_gives_each_hit_of_its_state_once_in_order_whatever_is_written_meanwhile(name, begun, between, request):
    with TemporaryDirectory() as folder, opened(name, Path(folder)) as engine:
        walk(engine, begun, between, request)


def walk(engine: Engine, begun: list, between: list, request: Request) -> None:
    """Fill an engine and walk through it, something being written between each two pages."""
    _write(engine, begun, [], anew=False)
    there = [hit.id for hit in engine.search(replace(request, size=99)).hits]
    page, walked, rest = engine.search(request), list[str](), list(between)
    total = page.total
    while page.hits:
        walked += [hit.id for hit in page.hits]
        assert (page.total, page.listed) == (total, len(there))
        if rest:
            added, gone, anew = rest.pop()
            _write(engine, added, gone, anew=anew)
        page = engine.search(_next(request, page))
    assert walked == there


def _invested(id_: str, amount: float, cluster: str = "") -> Document:
    measured = Measured("investment", "", "元", amount, amount, "exact", None)
    facets = {DUPLICATES: (cluster,) if cluster else ()}
    return replace(document(id_, "光伏"), facets=facets, figures=(measured,))


def test_near_duplicates_between_two_pages_hide_no_greater_amount_behind_a_smaller_one(engine):
    twice = [_invested(id_, 10e8, "x") for id_ in ("first", "second")]
    amounts = [_invested(f"a{number}", number * 1e8) for number in range(1, 10)]
    fill(engine, *twice, *amounts)
    request = Request(sort="figure", measure=HasFigure("investment"), collapse=True, size=1, hold=True)
    page, walked = engine.search(request), list[str]()
    while page.hits:
        walked += [hit.id for hit in page.hits]
        page = engine.search(_next(request, page))
    assert walked == ["first", *(f"a{number}" for number in range(9, 0, -1))]


class TestWalking:
    @pytest.fixture(autouse=True)
    def _filled(self, engine):
        fill(engine, *(document(f"a{number}", "光伏", published=f"2025-02-0{number}") for number in range(1, 6)))

    def test_what_is_behind_a_place_is_a_list_of_its_own(self, engine):
        first = engine.search(Request(size=2))
        rest = engine.search(Request(size=9, after=first.hits[-1].place))
        assert [hit.id for hit in first.hits + rest.hits] == ["a5", "a4", "a3", "a2", "a1"]
        assert (first.total, rest.total) == (5, 5)

    def test_a_state_answers_as_it_was_and_tells_its_name(self, engine):
        before = engine.search(Request(match=contains("光伏"), facets={"year": 3}, dates=True, hold=True))
        fill(engine, document("a1", "煤炭"), document("b", "光伏"))
        engine.rebuild(changes(document("c", "氢能")), 8)
        asked = Request(match=contains("光伏"), facets={"year": 3}, dates=True, generation=before.generation)
        assert engine.search(asked) == before
        assert engine.search(Request()).generation == engine.generation != before.generation

    def test_the_newest_state_can_be_asked_for_ever(self, engine, monkeypatch):
        page, now = engine.search(Request(size=2)), time.time()
        monkeypatch.setattr(time, "time", lambda: now + 2 * KEPT)
        assert [hit.id for hit in engine.search(_next(Request(size=2), page)).hits] == ["a3", "a2"]

    @pytest.mark.parametrize("anew", [False, True])
    def test_a_state_is_held_for_ten_minutes(self, engine, monkeypatch, anew):
        page, now = engine.search(Request(size=2, hold=True)), time.time()
        _write(engine, [document("b", "光伏")], [], anew=anew)
        for later, found in ((KEPT - 5, 2), (KEPT + 5, 0)):
            monkeypatch.setattr(time, "time", lambda later=later: now + later)
            if found:
                assert len(engine.search(_next(Request(size=2), page)).hits) == found
        with pytest.raises(Expired):
            engine.search(_next(Request(size=2), page))

    def test_each_page_holds_the_state_anew(self, engine, monkeypatch):
        page, now = engine.search(Request(size=1, hold=True)), time.time()
        fill(engine, document("b", "光伏"))
        for number in range(1, 5):
            monkeypatch.setattr(time, "time", lambda number=number: now + number * (KEPT - 5))
            page = engine.search(_next(Request(size=1, hold=True), page))
            assert [hit.id for hit in page.hits] == [f"a{5 - number}"]

    def test_what_nobody_holds_goes_at_once(self, engine):
        page = engine.search(Request(size=2))
        fill(engine, document("b", "光伏"))
        with pytest.raises(Expired):
            engine.search(_next(Request(size=2), page))

    @pytest.mark.parametrize("name", ["nobody", "memory-99", "empty", "0a-1", "../0a-1", "0a-" + "9" * 99, "-", "😀"])
    def test_a_state_that_never_was_is_not_kept(self, engine, name):
        with pytest.raises(Expired):
            engine.search(Request(generation=name))

    def test_hits_are_counted_by_day_the_undated_last(self, engine):
        fill(engine, document("u", "光伏"), document("v", "光伏", published="2025-02-02"), document("w", "煤炭"))
        days = engine.search(Request(match=contains("光伏"), dates=True, size=1)).dates
        first = days[0][0]
        assert days == ((first, 1), (first + 1, 2), (first + 2, 1), (first + 3, 1), (first + 4, 1), (None, 1))
        assert engine.search(Request(match=contains("氢能"), dates=True)).dates == ()
        assert engine.search(Request()).dates == ()
