"""What is written to a cluster: as its settings say, without harm when repeated, again where it is refused."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from opensearchpy import OpenSearch
from opensearchpy.helpers import actions

from searchsvc.engines import open_engine
from searchsvc.engines.base import Change, Request
from searchsvc.engines.opensearch import indices
from searchsvc.engines.opensearch.connecting import address
from tests.engines.available import CLUSTER
from tests.engines.examples import contains, document, fill

pytestmark = pytest.mark.skipif(not CLUSTER, reason="no cluster at hand")


@pytest.fixture
def engine(said):
    with closing(open_engine(f"{said}?shards=2&replicas=0", Path())) as engine:
        fill(engine, document("a", "大同光伏"), document("b", "长治光伏"))
        yield engine


@pytest.fixture
def client(said):
    """Speak to the cluster as its operator does."""
    with closing(address(said).client()) as client:
        yield client


def found(engine):
    return sorted(hit.id for hit in engine.search(Request(match=contains("光伏"))).hits)


def current(client, said):
    """Return the indices that the alias stands for."""
    return sorted(client.indices.get_alias(name=address(said).name))


def test_an_index_has_the_shards_and_replicas_of_the_settings(said, engine, client):
    (index,) = current(client, said)
    told = client.indices.get_settings(index=index)[index]["settings"]["index"]
    assert (told["number_of_shards"], told["number_of_replicas"]) == ("2", "0")


def test_changes_that_are_repeated_or_come_late_alter_nothing(engine):
    engine.apply([Change(3, "a", document("a", "大同煤炭")), Change(4, "b", None)], 4)
    engine.apply([Change(1, "a", document("a", "大同光伏")), Change(2, "b", document("b", "长治光伏"))], 4)
    assert engine.search(Request(match=contains("煤炭"))).total == 1
    assert found(engine) == []


def test_who_asks_while_an_index_is_made_anew_always_gets_an_answer(said, engine, client):
    before, over, answers = current(client, said), threading.Event(), []

    def ask():
        with closing(open_engine(said, Path())) as reader:
            while not over.is_set():
                answers.append(found(reader))

    reader = threading.Thread(target=ask)
    reader.start()
    for number in range(3):
        engine.rebuild([Change(9, name, document(name, f"{name}光伏{number}")) for name in ("a", "b")], 9)
    over.set()
    reader.join()
    assert answers
    assert all(answer == ["a", "b"] for answer in answers)
    assert len(current(client, said)) == 1
    assert current(client, said) != before


def test_what_somebody_left_who_died_while_making_an_index_is_removed_a_week_later(said, engine, client, monkeypatch):
    left = f"{address(said).name}-gdead"
    client.indices.create(index=left)
    (current_before,) = current(client, said)
    engine.search(Request(size=1, hold=True))
    engine.rebuild([Change(2, "b", document("b", "长治光伏"))], 2)
    assert client.indices.exists(index=left)
    monkeypatch.setattr(indices, "_ABANDONED", 0.0)
    engine.rebuild([Change(2, "b", document("b", "长治光伏"))], 2)
    assert [client.indices.exists(index=index) for index in (left, current_before)] == [False, True]
    assert found(engine) == ["b"]


def test_what_a_cluster_refuses_as_too_much_is_tried_again(said, engine, client, monkeypatch):
    """An index that is closed as on a full disk refuses as one does that has too much to do: 429."""
    (index,) = current(client, said)
    _closed(client, index, closed=True)
    waits = []

    def room(seconds):
        waits.append(seconds)
        _closed(client, index, closed=len(waits) < 2)

    monkeypatch.setattr(actions.time, "sleep", room)
    engine.apply([Change(3, "c", document("c", "晋城光伏"))], 3)
    assert (waits, found(engine)) == ([1, 2], ["a", "b", "c"])


def _closed(client: OpenSearch, index: str, *, closed: bool) -> None:
    client.indices.put_settings(index=index, body={"index.blocks.read_only_allow_delete": closed or None})
