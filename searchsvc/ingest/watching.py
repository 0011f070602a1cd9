"""What arrived in a watched folder goes into the archive, and what can't be read out of the way."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from searchsvc.articles import Skipped, Unfit
from searchsvc.engines.base import Engine
from searchsvc.ingest.arriving import Arrival, Spool
from searchsvc.ingest.reading import Skip
from searchsvc.ingest.writing import ingest
from searchsvc.messages import Message
from searchsvc.store.base import Incoming, Outcome, Store

FILES = 200  # at most to a commit


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: how many articles had which outcome; or why it can't be read, and where it is now."""

    path: Path
    outcomes: Counter[str]
    reason: Message | None = None
    aside: Path | None = None


def take(
    store: Store,
    engine: Engine,
    spool: Spool,
    arrivals: Sequence[Arrival],
    *,
    on_skip: Skip,
    on_warning: Callable[[Message], None],
    workers: int = 1,
) -> list[Taken]:
    """Read files that arrived into the archive, and remember them once that is durable.

    `on_skip` is told what of a file can't be read. Raises what `ingest` raises, and OSError; then nothing is
    remembered, and to take them again does no harm.
    """
    reasons = {str(each.path): each.reason for each in arrivals if each.reason}
    outcomes: dict[Path, Counter[str]] = defaultdict(Counter)
    names = {each.path for each in arrivals}

    def skip(item: Skipped) -> None:
        if item.line is None and Path(item.path) in names and not isinstance(item, Unfit):
            reasons[item.path] = item.reason
        else:
            on_skip(item)

    def count(incoming: Incoming, outcome: Outcome) -> None:
        file = _file(Path(incoming.known.path or ""), names)
        outcomes[file][outcome] += 1

    paths = [each.path for each in arrivals if not each.reason]
    summary = ingest(store, engine, paths, on_skip=skip, on_outcome=count, workers=workers)
    for warning in summary.warnings:
        on_warning(warning)
    done = [_settled(spool, each, outcomes[each.path], reasons.get(str(each.path))) for each in arrivals]
    spool.took(arrivals, store.sequence)
    return done


def _settled(spool: Spool, arrival: Arrival, outcomes: Counter[str], reason: Message | None) -> Taken:
    aside = spool.set_aside(arrival, reason) if reason else None
    return Taken(arrival.path, outcomes, reason, aside)


def _file(path: Path, names: set[Path]) -> Path:
    """Return the file that an article came from: the path itself, or the archive that the path goes into."""
    return next((each for each in (path, *path.parents) if each in names), path)
