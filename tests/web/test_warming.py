"""A process says that it is ready once it is warm, and not before."""

import threading

import pytest

from searchsvc.engines.whoosh import segment
from searchsvc.errors import Warming
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.web import create_app, warming
from searchsvc.web.warming import Warmth
from tests.web.examples import DATONG


@pytest.fixture
def archive(settings):
    archive = open_archive(settings)
    yield archive
    archive.close()


def test_while_one_thread_warms_others_are_told_to_come_back(archive, monkeypatch):
    begun, go_on, warmth = threading.Event(), threading.Event(), Warmth()

    def slowly(of):
        begun.set()
        go_on.wait()

    monkeypatch.setattr(warming, "lexicon", slowly)
    first = threading.Thread(target=warmth.reach, args=(archive,))
    first.start()
    begun.wait()
    with pytest.raises(Warming):
        warmth.reach(archive)
    go_on.set()
    first.join()
    warmth.reach(archive)


def test_a_program_that_asks_meanwhile_is_told_that_the_service_warms_up(settings):
    client = create_app(settings).test_client()
    with client.application.extensions["searchsvc.warmth"]._lock:
        told = client.get("/readyz?lang=en")
    assert (told.status_code, told.json["type"], told.headers["Retry-After"]) == (
        503, "urn:searchsvc:problem:warming", "10",
    )  # fmt: skip
    assert client.get("/readyz").status_code == 200


def test_who_searches_a_warm_process_waits_for_nothing_that_is_read_once(archive, monkeypatch):
    Warmth().reach(archive)
    monkeypatch.setattr(segment, "begins", lambda text: pytest.fail("where sentences begin is worked out"))
    assert [hit.article.id for hit in search(archive, Search(q="同句(并网 投产)")).hits] == [DATONG.id]


def test_what_failed_is_tried_again(archive, monkeypatch):
    warmth = Warmth()
    with monkeypatch.context() as broken:
        broken.setattr(warming, "lexicon", lambda of: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            warmth.reach(archive)
    warmth.reach(archive)
