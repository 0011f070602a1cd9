"""States of the index: which files one is made of, opened and mapped, and all others removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from searchsvc.engines.whoosh import arrays, history, w3
from searchsvc.engines.whoosh.arrays import Proof
from searchsvc.engines.whoosh.generations import Entry, Manifest, damaged
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Leaf, Snapshot
from searchsvc.engines.whoosh.written import Written, arrays_path, unpacked


@dataclass(frozen=True, slots=True)
class State:
    """What can be seen of the index: a generation and what it holds; None before the first."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The generation's name and the number of its commit."""
        return f"{self.folder.name}-{self.manifest.commit}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A state with its segments mapped."""

    state: State | None
    segments: tuple[Written, ...]
    snapshot: Snapshot

    @property
    def name(self) -> str:
        """The state's name."""
        return self.state.name if self.state else "empty"


NOTHING = Opened(None, (), Snapshot((), 0))


def files(state: State) -> Iterator[tuple[Path, Proof]]:
    """Yield the files of a state with what they must be like."""
    yield w3.contents_path(state.folder, state.manifest.commit), state.manifest.contents
    for entry in state.manifest.segments:
        yield arrays_path(state.folder, entry.name), entry.arrays
        yield w3.path(state.folder, entry.name), entry.whoosh


def opened_from(state: State, before: Opened) -> Opened:
    """Return a state opened, with what is open of it already; raises IndexDamaged."""
    known = {one.name: one for one in before.segments if before.state and before.state.folder == state.folder}
    try:
        segments = tuple(_segment(state.folder, entry, known.get(entry.name)) for entry in state.manifest.segments)
    except (OSError, ValueError, KeyError) as error:
        raise damaged(state.folder, error) from error
    return Opened(state, segments, Snapshot([one.leaf for one in segments], state.manifest.sequence))


def _segment(folder: Path, entry: Entry, known: Written | None) -> Written:
    if known and known.entry == entry:
        return known
    whoosh = w3.path(folder, entry.name)
    if whoosh.stat().st_size != entry.whoosh.size:
        raise ValueError(f"{whoosh.name} is not as long as it was written")
    path = arrays_path(folder, entry.name)
    segment = known.leaf.segment if known else Segment(arrays.read(path, entry.arrays))
    return Written(entry.name, Leaf(segment, unpacked(entry.deleted, segment.count)), entry.arrays, entry.whoosh)


def sweep(folder: Path, manifest: Manifest) -> None:
    """Remove the files of a generation but those that its manifest names, or that of a held state."""
    w3.sweep(folder, manifest.commit, [*(one.name for one in manifest.segments), *history.segments(folder)])
