"""A search asks a cluster as little as it can: the state, the words that are new to it, and all the rest at once."""

from contextlib import closing
from pathlib import Path

import pytest
from opensearchpy import Transport

from searchsvc.analysis import fold
from searchsvc.engines import open_engine
from searchsvc.engines.base import Change, Request
from searchsvc.engines.expressions import Contains
from tests.engines.available import CLUSTER, setting
from tests.engines.examples import document, fill

pytestmark = pytest.mark.skipif(not CLUSTER, reason="no cluster at hand")
ASKED = Request(
    match=Contains(fold("新能源")),
    words=("大同", "新能源"),
    facets={"city": 10, "industry": 10},
    counts=(Contains(fold("大同")), Contains(fold("新能源"))),
    dates=True,
    show=True,
)


@pytest.fixture
def engine():
    with setting("opensearch") as said, closing(open_engine(said, Path())) as engine:
        fill(engine, document("a", "大同新能源"), document("b", "新能源"))
        engine.search(Request(size=1))
        yield engine


@pytest.fixture
def calls(engine, monkeypatch):
    """What is asked from now on, by the last part of its address."""
    told, perform = [], Transport.perform_request

    def noted(self, method, url, *given, **named):
        told.append(url.rpartition("/")[2])
        return perform(self, method, url, *given, **named)

    monkeypatch.setattr(Transport, "perform_request", noted)
    return told


def test_hits_facets_days_and_counts_are_asked_for_at_once_behind_words_that_are_new(engine, calls):
    assert engine.search(ASKED).counts == (1, 2)
    assert calls == ["state", "_search", "_msearch"]


def test_words_of_a_state_are_asked_for_once(engine, calls):
    engine.search(ASKED)
    calls.clear()
    engine.search(ASKED)
    assert calls == ["state", "_msearch"]


def test_a_state_that_is_replaced_answers_who_asks_it_already(engine, monkeypatch):
    """What is written in the middle of a search takes nothing away from it, and it is not begun anew."""
    perform, asked = Transport.perform_request, []

    def interrupted(self, method, url, *given, **named):
        asked.append(url.rpartition("/")[2])
        if asked.count("_msearch") == 1 and asked[-1] == "_msearch":
            monkeypatch.setattr(Transport, "perform_request", perform)
            engine.apply([Change(3, "c", document("c", "新能源煤炭"))], 3)
            assert engine.search(Request(size=1)).total == 3
        return perform(self, method, url, *given, **named)

    monkeypatch.setattr(Transport, "perform_request", interrupted)
    assert engine.search(ASKED).total == 2
    assert asked == ["state", "_search", "_msearch"]
