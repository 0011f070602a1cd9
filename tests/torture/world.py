"""An archive that is tortured: what it acknowledged, what else it may hold, and the look at it afterwards."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from searchsvc import ingest
from searchsvc.config import load
from searchsvc.engines.base import Request
from searchsvc.service.archive import Archive, open_archive
from tests.torture.articles import Record, text

Known = dict[str, frozenset[str | None]]  # by id, the texts that may be found under it; None where none may be


class World:
    """A folder for an archive in `index` and whatever a round needs beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index"
        self.known: Known = {}
        self.acknowledged = 0

    def write(self, name: str, records: Iterable[Record]) -> Path:
        """Write records as lines of JSON, under their name at once, and know that they may be found from now on."""
        sent = list(records)
        self.send(sent)
        path = self.folder / name
        draft = path.with_name(f".{path.name}")
        draft.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in sent), encoding="utf-8")
        return draft.replace(path)

    def send(self, records: Iterable[Record]) -> None:
        """Know that these may be found from now on."""
        self.known |= {one["id"]: self._of(one["id"]) | {text(one)} for one in records}

    def withdraw(self, name: str) -> None:
        """Know that an article may be gone from now on."""
        self.known[name] = self._of(name) | {None}

    def acknowledge(self, records: Iterable[Record]) -> None:
        """Know that these were acknowledged: nothing else may be found under their ids."""
        told = {one["id"]: frozenset[str | None]({text(one)}) for one in records}
        self.known |= told
        self.acknowledged += len(told)

    def withdrawn(self, name: str) -> None:
        """Know that it was acknowledged that an article is gone."""
        self.known[name] = frozenset({None})

    def moved(self, folder: Path) -> "World":
        """Return a world of which the same is known, in another folder."""
        other = World(folder)
        other.known = dict(self.known)
        return other

    @contextmanager
    def opened(self) -> Iterator[Archive]:
        """Open the archive as any command does, without a hand's help."""
        with closing(open_archive(load(index=str(self.index)))) as archive:
            yield archive

    def look(self, *other: Known, deep: bool = False) -> None:
        """Prove what there is: sound, each article once, whole and as known, or all of it as one of `other` has it.

        Raises AssertionError. Afterwards what was found is what is known.
        """
        if not self._begun():
            return
        with self.opened() as archive:
            faults = [str(fault.message.en) for fault in ingest.verify(archive.store, archive.engine, deep=deep)]
            ids = list(_walked(archive))
            texts = {each.id: f"{each.last.title}\n{each.last.body}" for each in archive.store.changes()}
        assert not faults, faults
        assert len(ids) == len(set(ids)), "an article is found twice"
        assert set(ids) == set(texts), f"archive and index differ by {sorted(set(ids) ^ set(texts))[:5]}"
        wrong = [_wrong(known, texts) for known in (self.known, *other)]
        assert not all(wrong), f"lost, half or unknown: {wrong[0][:5]}"
        self.known = {name: frozenset({each}) for name, each in texts.items()}

    def _of(self, name: str) -> frozenset[str | None]:
        return self.known.get(name, frozenset({None}))

    def _begun(self) -> bool:
        """Tell whether there is an archive; none need be while nothing was acknowledged."""
        store = self.index / "store.sqlite"
        acknowledged = any(None not in texts for texts in self.known.values())
        return acknowledged or (store.exists() and store.stat().st_size > 0)


def _walked(archive: Archive) -> Iterator[str]:
    """Yield the ids that a walk through the whole index finds."""
    after = None
    while hits := archive.engine.search(Request(sort="newest", size=1000, after=after)).hits:
        yield from (hit.id for hit in hits)
        after = hits[-1].place


def _wrong(known: Known, texts: dict[str, str]) -> list[str]:
    names = known.keys() | texts.keys()
    return sorted(name for name in names if texts.get(name) not in known.get(name, {None}))
