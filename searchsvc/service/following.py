"""The index of this machine follows an archive that other machines write."""

import logging
import threading

from searchsvc.errors import SearchError
from searchsvc.ingest.upkeep import catch_up
from searchsvc.service.archive import Archive

EVERY = 1.0  # seconds between two looks
_log = logging.getLogger(__name__)


def look(archive: Archive) -> bool:
    """Bring the index in line with what was written meanwhile; False where that can't be done now.

    Who else writes the archive or this index, or a database that does not answer, is not waited for.
    """
    try:
        catch_up(archive.store, archive.engine, wait=0)
    except (SearchError, OSError) as error:
        _log.debug("the index does not follow: %s", error)
        return False
    return True


class Follower:
    """A thread that looks again and again, beside what the process is asked, until it is stopped."""

    def __init__(self, archive: Archive, every: float = EVERY) -> None:
        self._archive = archive
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, once the look that is under way is done."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            look(self._archive)
