"""A process is ready once it has read what searches read once, so that no reader waits for that."""

import threading

from flask import Flask, current_app

from searchsvc import analysis
from searchsvc.errors import SearchError, Warming
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search
from searchsvc.service.lexicon import lexicon
from searchsvc.service.search import search
from searchsvc.service.suggesting import suggest
from searchsvc.web.opened import Opened, of

_KEY = "searchsvc.warmth"
_FIRST = ("同句(的 了)", "忻洲~")  # searches that read where sentences begin, and how words sound
_TYPED = "大"  # what reads the names of companies


class Warmth:
    """Whether this process is warm."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._warm = False

    def reach(self, archive: Archive) -> None:
        """Get warm, unless it is; raises Warming while another thread is at it, and what a search raises."""
        if self._warm:
            return
        if not self._lock.acquire(blocking=False):
            raise Warming
        try:
            analysis.load()
            lexicon(archive)
            for query in _FIRST:
                search(archive, Search(q=query))
            suggest(archive, _TYPED)
            self._warm = True
        finally:
            self._lock.release()


def attach(app: Flask, *, begin: bool) -> None:
    """Give the application its warmth; with `begin` it gets warm beside what it is asked meanwhile."""
    warmth = app.extensions[_KEY] = Warmth()
    if begin:
        threading.Thread(target=_begin, args=(warmth, of(app)), daemon=True).start()


def reach(archive: Archive) -> None:
    """Let the process of this request get warm, as Warmth.reach does."""
    warmth = current_app.extensions[_KEY]
    assert isinstance(warmth, Warmth)
    warmth.reach(archive)


def _begin(warmth: Warmth, opened: Opened) -> None:
    try:
        warmth.reach(opened.get())
    except SearchError:  # whoever asks next opens the archive again, and is told
        return
