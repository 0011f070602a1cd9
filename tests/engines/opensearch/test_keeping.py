"""The words of a cluster's index are counted by one process at a time, and kept for all."""

from contextlib import closing
from pathlib import Path

import pytest
from opensearchpy import ConnectionTimeout, Transport

from searchsvc.engines import open_engine
from searchsvc.engines.base import Change, Request, Words
from searchsvc.engines.opensearch import keeping, lexicon
from searchsvc.engines.opensearch.connecting import address
from searchsvc.engines.opensearch.keeping import Keeping
from tests.engines.available import CLUSTER
from tests.engines.examples import contains, document, fill

pytestmark = pytest.mark.skipif(not CLUSTER, reason="no cluster at hand")


@pytest.fixture
def engine(said):
    with closing(open_engine(said, Path())) as engine:
        fill(engine, document("a", "大同新能源"), document("b", "新能源"))
        yield engine


@pytest.fixture
def client(said):
    """Speak to the cluster as another process does."""
    with closing(address(said).client()) as client:
        yield client


def kept(engine, client, said):
    """Return what is kept of the index that is current now, as another process has it."""
    return Keeping(client, address(said).name, engine.generation.rpartition("-")[0])


def many(first, last):
    """Return changes that all hold one word."""
    return [Change(number, f"n{number}", document(f"n{number}", "煤炭")) for number in range(first, last + 1)]


def test_what_one_process_counted_another_one_reads(said, engine, client):
    counted = engine.words(2)
    with closing(open_engine(said, Path())) as other, kept(engine, client, said).counting():
        assert (other.words(2).sequence, [*map(tuple, other.words(2).counts)]) == (2, [*map(tuple, counted.counts)])


def test_an_index_is_current_with_its_words_counted_so_that_nobody_who_asks_waits(said, engine, monkeypatch):
    named, perform = [], Transport.perform_request

    def noted(self, method, url, *given, **options):
        if method in ("PUT", "POST"):
            named.extend(part.partition("-")[0] for part in url.split("/") if part.startswith(("words-", "state")))
        return perform(self, method, url, *given, **options)

    monkeypatch.setattr(Transport, "perform_request", noted)
    engine.rebuild(many(3, 4), 4)
    assert named == ["words", "state"]
    assert engine.words(4) == Words(4, [("煤炭", 2)])


def test_who_writes_more_than_one_change_in_ten_counts_the_words_anew(said, engine, client):
    engine.apply(many(3, 40), 40)
    assert kept(engine, client, said).kept() == Words(40, [("煤炭", 38), ("新能源", 2), ("能源", 2), ("大同", 1)])
    engine.apply(many(41, 43), 43)
    assert kept(engine, client, said).sequence == 40


def test_what_is_written_is_written_though_its_words_can_not_be_counted(said, engine, monkeypatch):
    def broken(*_):
        raise ConnectionTimeout("N/A", "the node is busy", None)

    monkeypatch.setattr(lexicon, "words", broken)
    engine.apply(many(3, 40), 40)
    assert engine.search(Request(match=contains("煤炭"))).total == 38


def test_while_another_process_counts_there_are_the_older_words_or_none(said, engine, client):
    older, words = engine.words(2), kept(engine, client, said)
    with words.counting() as ours:
        assert ours
        fill(engine, document("c", "煤炭"))
        assert engine.words(3) is None
        assert engine.words(2) == older
    assert engine.words(3).sequence == 3


def test_who_died_while_counting_is_not_waited_for_forever(said, engine, client, monkeypatch):
    with kept(engine, client, said).counting():
        monkeypatch.setattr(keeping, "_LONGEST", 0.0)
        fill(engine, document("c", "煤炭"))
        assert engine.words(3).sequence == 3


def test_words_of_an_index_that_was_made_anew_are_counted_anew_and_the_former_forgotten(said, engine, client):
    """It may be cut by other words since."""
    former = kept(engine, client, said)
    assert dict(engine.words(2).counts)["新能源"] == 2
    engine.rebuild([], 2)
    assert engine.words(2).counts == []
    engine.rebuild([], 2)  # what was current until the one before may still be asked
    engine.rebuild([], 2)
    assert former.kept() is None
