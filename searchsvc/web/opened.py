"""The archive of this process: opened when it is first asked for, once, and closed when the process ends."""

import os
import threading
import weakref

from flask import Flask, current_app, g

from searchsvc.config import Settings
from searchsvc.service.archive import Archive, open_archive
from searchsvc.service.following import EVERY, SELDOM, Follower

_KEY = "searchsvc"


class Opened:
    """An archive opened on first use, so that a server may load the application before it forks its workers.

    The index follows the archive from then on, whoever writes it. Where opening fails (there is no
    archive yet) the next request tries again.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._process = 0
        self._archive: Archive | None = None
        self._follower: Follower | None = None

    def get(self) -> Archive:
        """Return the archive; raises what `open_archive` raises."""
        with self._lock:
            if self._archive is None or self._process != os.getpid():  # a parent's files are not ours to close
                self._archive, self._process = open_archive(self._settings), os.getpid()
                self._follower = Follower(self._archive, EVERY if self._archive.store.shared else SELDOM)
            return self._archive

    def peek(self) -> Archive | None:
        """Return the archive where it is open already, without waiting for whoever opens it."""
        return self._archive if self._process == os.getpid() else None

    def close(self) -> None:
        """Close what this process opened."""
        with self._lock:
            if self._archive is not None and self._process == os.getpid():
                if self._follower:
                    self._follower.stop()
                self._archive.close()
            self._archive = None


def attach(app: Flask, settings: Settings) -> None:
    """Give the application its archive, to be closed with it."""
    opened = Opened(settings)
    app.extensions[_KEY] = opened
    weakref.finalize(app, opened.close)


def archive() -> Archive:
    """Return the archive of the current application, for as long as a request may take."""
    if "archive" not in g:
        whole = unhurried()
        g.archive = whole.lent(whole.settings.query_seconds)
    lent: Archive = g.archive
    return lent


def unhurried() -> Archive:
    """Return it without an end, for what streams or writes and must be whole."""
    return of(current_app).get()


def peek() -> Archive | None:
    """Return the archive of the current application if it is open already."""
    return of(current_app).peek()


def of(app: Flask) -> Opened:
    """Return what opens the archive of an application."""
    opened = app.extensions[_KEY]
    assert isinstance(opened, Opened)
    return opened
