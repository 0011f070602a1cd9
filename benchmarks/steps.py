"""What each step on the way of an article into the index costs, called in turn by one process."""

import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from searchsvc.articles import Article
from searchsvc.engines.whoosh import arrays, w3
from searchsvc.engines.whoosh.building import build, rough
from searchsvc.engines.whoosh.collecting import collect
from searchsvc.engines.whoosh.merging import merge
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Leaf
from searchsvc.enrich import enrich
from searchsvc.enrich.signatures import digest
from searchsvc.enrich.sketches import sketch
from searchsvc.ingest.checking import checked
from searchsvc.ingest.reading import prepared
from searchsvc.readers import read
from searchsvc.schema import document
from searchsvc.store.base import Incoming
from searchsvc.store.records import record
from searchsvc.store.sqlite import SQLite

COUNT = 2_000  # articles, a batch of the engine
ROUNDS = 3  # the quickest counts: what else runs on the machine only adds

T = TypeVar("T")


def costs(corpus: Path) -> dict[str, float]:
    """Return µs of processor time an article by step, of the first COUNT articles of a file or as many as it has."""
    articles, spent = _timed(lambda: [one for one in islice(read(corpus), COUNT) if isinstance(one, Article)])
    steps = {"read a line of JSON": spent, **dict(_steps(articles))}
    return {step: seconds * 1e6 / len(articles) for step, seconds in steps.items()}


def _steps(articles: list[Article]) -> Iterator[tuple[str, float]]:
    yield "check", _timed(lambda: list(map(checked, articles)))[1]
    derived, spent = _timed(lambda: list(map(enrich, articles)), 1)  # what it remembers would make the next one quicker
    yield "derive facets, figures, days", spent
    yield "make rows", _timed(lambda: list(map(record, derived)))[1]
    yield "sketch", _timed(lambda: list(map(sketch, derived)))[1]
    yield "digest", _timed(lambda: list(map(digest, derived)))[1]
    incoming = [Incoming(one, prepared=prepared(one)) for one in derived]
    with tempfile.TemporaryDirectory() as folder:
        yield from _stored(Path(folder), incoming)
        yield from _inverted(Path(folder), derived)


def _stored(folder: Path, incoming: list[Incoming]) -> Iterator[tuple[str, float]]:
    store = SQLite(folder, create=True)
    yield "save", _timed(lambda: store.save(incoming), 1)[1]
    sketches = {one.known.id: one.prepared.sketch for one in incoming if one.prepared}
    yield "compare with all others", _timed(lambda: store.compare(sketches, store.sequence), 1)[1]
    entries, spent = _timed(lambda: list(store.changes()))
    yield "read back, proven by hash", spent
    yield "make an article of it again", _timed(lambda: [entry.told() for entry in entries])[1]
    store.close()


def _inverted(folder: Path, derived: list[Article]) -> Iterator[tuple[str, float]]:
    documents, spent = _timed(lambda: [(number, document(one)) for number, one in enumerate(derived, 1)])
    yield "fold, make the document", spent
    raw, spent = _timed(lambda: collect(documents))
    yield "collect and count", spent
    roughly, spent = _timed(lambda: rough(raw))
    yield "arrays of a batch", spent
    path = folder / "batch.arrays"
    leaf = Leaf(Segment(arrays.read(path, arrays.write(path, roughly))), None)
    whole, spent = _timed(lambda: build(merge([leaf])))
    yield "merge, and build the arrays of the whole", spent
    yield "write the arrays", _timed(lambda: arrays.write(folder / "whole.arrays", whole))[1]
    words, spent = _timed(lambda: Segment(rough(merge([leaf], words_alone=True))))
    yield "merge the words alone", spent
    yield "write Whoosh's segment", _timed(lambda: w3.write(folder, "words", words))[1]


def _timed(work: Callable[[], T], rounds: int = ROUNDS) -> tuple[T, float]:
    """Return what some work gives, and the least seconds of processor time that it took."""
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        given = work()
        spent.append(time.process_time() - begun)
    return given, min(spent)
