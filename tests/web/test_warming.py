"""A process says that it is ready once it is warm, and not before."""

import threading

import pytest

from searchsvc.errors import Busy
from searchsvc.service.archive import open_archive
from searchsvc.web import warming
from searchsvc.web.warming import Warmth


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
    with pytest.raises(Busy):
        warmth.reach(archive)
    go_on.set()
    first.join()
    warmth.reach(archive)


def test_what_failed_is_tried_again(archive, monkeypatch):
    warmth = Warmth()
    with monkeypatch.context() as broken:
        broken.setattr(warming, "lexicon", lambda of: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            warmth.reach(archive)
    warmth.reach(archive)
