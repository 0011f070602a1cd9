"""The words of a cluster's index are counted by one process at a time, and kept for all."""

from contextlib import closing
from pathlib import Path

import pytest

from searchsvc.engines import open_engine
from searchsvc.engines.opensearch import keeping
from searchsvc.engines.opensearch.connecting import address
from searchsvc.engines.opensearch.keeping import Keeping
from tests.engines.available import CLUSTER
from tests.engines.examples import document, fill

pytestmark = pytest.mark.skipif(not CLUSTER, reason="no cluster at hand")


@pytest.fixture
def engine(said):
    with closing(open_engine(said, Path())) as engine:
        fill(engine, document("a", "大同新能源"), document("b", "新能源"))
        yield engine


@pytest.fixture
def counting(said, engine):
    """What another process counts with."""
    with closing(address(said).client()) as client:
        yield Keeping(client, address(said).name).counting


def test_what_one_process_counted_another_one_reads(said, engine, counting):
    counted = engine.words(2)
    with closing(open_engine(said, Path())) as other, counting():
        assert (other.words(2).sequence, [*map(tuple, other.words(2).counts)]) == (2, counted.counts)


def test_while_another_process_counts_there_are_the_older_words_or_none(engine, counting):
    with counting() as ours:
        assert ours
        assert engine.words(2) is None
    older = engine.words(2)
    fill(engine, document("c", "煤炭"))
    with counting():
        assert engine.words(3) is None
        assert engine.words(2) == older
    assert engine.words(3).sequence == 3


def test_who_died_while_counting_is_not_waited_for_forever(engine, counting, monkeypatch):
    with counting():
        monkeypatch.setattr(keeping, "_LONGEST", 0.0)
        assert engine.words(2).sequence == 2


def test_words_of_an_index_that_was_made_anew_are_counted_anew(engine):
    """It may be cut by other words since."""
    assert dict(engine.words(2).counts)["新能源"] == 2
    engine.rebuild([], 2)
    assert engine.words(2).counts == []
