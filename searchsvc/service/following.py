"""The index follows an archive that others write: other machines, or a process that ended before the index was done."""

import logging
import threading
import time

from searchsvc.engines.base import Request
from searchsvc.errors import GenerationDamaged, SearchError
from searchsvc.ingest.upkeep import catch_up, rebuild
from searchsvc.service.archive import Archive

EVERY = 1.0  # seconds between two looks
SELDOM = 30.0  # where whoever writes brings the index in line, unless it is killed or the disk is full
PROVEN = 300.0  # seconds between two times that every byte of the index is read and proven
_log = logging.getLogger(__name__)


def look(archive: Archive) -> bool:
    """Bring the index in line with what was written meanwhile; False where that can't be done now.

    Who else writes the archive or this index, or a database that does not answer, is not waited for.
    """
    try:
        catch_up(archive.store, archive.engine, wait=0)
        archive.engine.search(Request(size=1))
    except GenerationDamaged as error:
        _log.warning("%s It is made anew from the archive.", error)
        return _made_anew(archive)
    except (SearchError, OSError) as error:
        _log.debug("the index does not follow: %s", error)
        return False
    return True


def prove(archive: Archive) -> bool:
    """Read every file of the index, and make it anew where one is not as it was written; False where it can't be now.

    What is open is mapped, so a bit that flips on the disk can get into answers until it is found here.
    """
    if "://" in archive.settings.engine:  # a cluster proves its own files
        return True
    try:
        state = archive.engine.generation
        fault = next(archive.engine.faults(), None)
        if fault is None or archive.engine.generation != state:  # a commit took files of that state away
            return True
    except (SearchError, OSError) as error:
        _log.warning("the index can't be proven: %s", error)
        return False
    _log.warning("%s It is made anew from the archive.", fault)
    return _made_anew(archive)


def _made_anew(archive: Archive) -> bool:
    try:
        rebuild(archive.store, archive.engine)
    except (SearchError, OSError) as error:
        _log.warning("the index can't be made anew: %s", error)
        return False
    return True


class Follower:
    """A thread that looks every so many seconds, and proves the index seldom, until it is stopped."""

    def __init__(self, archive: Archive, every: float = EVERY, proven: float = PROVEN) -> None:
        self._archive = archive
        self._every = every
        self._proven = proven
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, once the look that is under way is done."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        proven = time.monotonic()
        while not self._stopped.wait(self._every):
            look(self._archive)
            if time.monotonic() - proven >= self._proven:
                prove(self._archive)
                proven = time.monotonic()
