"""The one place that wires store and engine together."""

import logging
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from searchsvc import analysis
from searchsvc.config import Settings
from searchsvc.engines import base as engines
from searchsvc.engines import open_engine
from searchsvc.errors import EngineUnavailable, IndexLocked, OutOfTime, StorageFailed
from searchsvc.ingest import dictionary
from searchsvc.ingest.upkeep import catch_up
from searchsvc.query import aliases
from searchsvc.store import base as stores
from searchsvc.store import open_store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: the truth, and the engine that is derived from it."""

    settings: Settings
    store: stores.Store
    engine: engines.Engine
    until: float | None = None

    def search(self, request: engines.Request, *, partial: bool = False) -> engines.Results:
        """Ask the engine, which has until the end of the archive's time, if it has one (`Request.until`).

        Raises OutOfTime where the answer is not whole, unless a `partial` one will do.
        """
        results = self.engine.search(replace(request, until=self.until) if self.until else request)
        if results.partial and not partial:
            raise OutOfTime
        return results

    def lent(self, seconds: float) -> "Archive":
        """Return the archive for one request, all of whose searches end `seconds` from now; 0 sets no end."""
        return Archive(self.settings, self.store, self.engine, time.monotonic() + seconds) if seconds else self

    def aliases(self) -> aliases.Aliases:
        """Return the package's aliases under those of the index folder; an edit works at the next query."""
        return aliases.load(_inside(self.settings.index, "aliases.tsv"))

    def use_words(self) -> None:
        """Cut by the words of the index folder from now on; an edit works at the next query."""
        analysis.use(dictionary.loaded(_inside(self.settings.index, dictionary.WORDS)))

    def close(self) -> None:
        """Release files and memory."""
        self.engine.close()
        self.store.close()


@cache
def _inside(folder: Path, name: str) -> Path:
    """Return the path of a file in a folder: every search looks whether it changed, and a path takes longer."""
    return folder / name


def open_archive(settings: Settings, *, create: bool = False, current: bool = True) -> Archive:
    """Open the archive of these settings, made where `create` says so and there is none.

    With `current` the engine is brought in line with the store first: it is behind where a process was killed between
    the two, or where the index was deleted. Raises BadRequest for an unknown engine or store, IndexMissing,
    IndexOutdated, IndexDamaged, and IndexLocked where another process is making the index for the first time.
    """
    store = open_store(settings.store, settings.index, create=create)
    archive = Archive(settings, store, open_engine(settings.engine, settings.index, settings.processes))
    try:
        archive.use_words()
        if current:
            _keep_up(archive)
    except BaseException:
        archive.close()
        raise
    return archive


def _keep_up(archive: Archive) -> None:
    try:
        catch_up(archive.store, archive.engine, wait=0)
        dictionary.recut(archive.store, archive.engine, archive.settings.index, wait=0)
    except (IndexLocked, EngineUnavailable, StorageFailed) as error:
        # Who writes at this moment brings the engine in line, and a full disk is one day not full; until then it
        # answers with what it has, if it has any.
        if not archive.engine.sequence:
            raise
        if not isinstance(error, IndexLocked):
            _log.warning("%s The index stays as it is meanwhile.", error)
