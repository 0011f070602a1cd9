"""How far a command is: bars where somebody watches, else a line for each batch that is safe on the disk."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import click

from searchsvc.ingest.comparing import Share, unheard

_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Heard:
    """What `ingest` is to tell how far it is."""

    on_batch: Callable[[int], None]
    on_share: Share


@contextmanager
def progress(paths: Sequence[Path] = ()) -> Iterator[Heard]:
    """Lend what is to be told how far reading files and making the index are."""
    if not sys.stderr.isatty():
        yield Heard(lambda done: click.echo(f"committed {done}", err=True), unheard)
        return
    length = _length(paths)
    with _bars() as bar:
        yield Heard(
            lambda done: _move(bar("articles", length), done),
            lambda share: _move(bar("index", _PER_CENT), int(_PER_CENT * share)),
        )


@contextmanager
def _bars() -> Iterator[Callable[[str, int | None], Any]]:
    """Lend what gives the bar of this label and length, the same each time; a new one begins below the one before."""
    with ExitStack() as shown:

        @cache
        def bar(label: str, length: int | None) -> Any:  # noqa: ANN401 - click gives its type no public name
            shown.close()
            own = click.progressbar(count(), length, label=f"{label:8}", show_pos=True, file=sys.stderr)
            return shown.enter_context(own)

        yield bar


def _move(bar: Any, place: int) -> None:  # noqa: ANN401 - as above
    if place > bar.pos:
        bar.update(place - bar.pos)


def _length(paths: Sequence[Path]) -> int | None:
    """Return how many records there are to come, None where only the splitter will know."""
    if not all(path.suffix == ".jsonl" and path.is_file() for path in paths):
        return None
    return sum(1 for path in paths for line in path.open("rb") if line.strip())
