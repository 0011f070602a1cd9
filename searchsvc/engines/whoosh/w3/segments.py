"""A whole segment of Whoosh's, and the table of contents that tells which segments there are."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.analysis import IDAnalyzer
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import NumericColumn, RefBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence, Frequency
from whoosh.index import TOC, clean_files

from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import sizes
from searchsvc.engines.whoosh.raw import Kind
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Leaf
from searchsvc.engines.whoosh.values import Facet
from searchsvc.engines.whoosh.w3 import NAME, columns, contents_path, path, postings, terms
from searchsvc.engines.whoosh.w3.postings import Postings
from searchsvc.facets import FACETS
from searchsvc.schema import VIEWS

RANKED = next(iter(VIEWS))  # the view that Whoosh keeps: words; the others are found in the arrays alone


def _terms(*, scorable: bool = False, **options: Any) -> FieldType:  # noqa: ANN401 - Whoosh's own options
    """Return a field that takes its terms as a list, so that no analyzer of Whoosh's sees them."""
    form = Frequency() if scorable else Existence()
    form.posting_size = 0  # a posting's weight is its frequency; nothing asks for that a second time, as bytes
    return FieldType(form, IDAnalyzer(), scorable=scorable, **options)


SCHEMA = Schema(
    id=_terms(stored=True, unique=True),
    published=COLUMN(NumericColumn("i")),  # proleptic ordinal, 0 where undated
    sequence=COLUMN(NumericColumn("q")),
    **{RANKED: _terms(scorable=True)},  # how often each word stands there
    **{name: _terms(sortable=RefBytesColumn()) for name in FACETS},  # a JSON value a term, their array in the column
)
_FIELDS = {name: number for number, name in enumerate(("id", RANKED, *FACETS))}  # in the order of their terms


def facet_term(value: str | None) -> str:
    """Return the term that a facet value stands under, whatever its characters; no value is one too.

    >>> facet_term("大同"), facet_term(None)
    ('"大同"', 'null')
    """
    return json.dumps(value, ensure_ascii=False)


def write(folder: Path, name: str, segment: Segment) -> Path:
    """Write a segment under a name and return its one file."""
    whole = path(folder, name)
    with whole.open("wb") as plain:
        file = StructFile(plain)
        file.write_long(0)  # where the directory will be
        file.write_int(0)
        directory = {}
        for own, pieces in _files(segment):
            begin = file.tell()
            for piece in pieces:
                file.write(piece)
            directory[f"{NAME}_{name}{own}"] = {"offset": begin, "length": file.tell() - begin}
        CompoundStorage.write_dir(file, 0, directory)
    return whole


def commit(folder: Path, number: int, leaves: Sequence[tuple[str, Leaf]]) -> Path:
    """Write the table of contents of a commit, named segments and what is deleted in them, and return its file."""
    contents = contents_path(folder, number)
    contents.unlink(missing_ok=True)  # of a commit that was never finished
    TOC(SCHEMA, [_segment(name, leaf) for name, leaf in leaves], number).write(FileStorage(str(folder)), NAME)
    return contents


def sweep(folder: Path, number: int, names: Iterable[str]) -> None:
    """Remove the files of other commits and segments than these."""
    segments = [W3Segment(W3Codec(), NAME, segid=name) for name in names]
    clean_files(FileStorage(str(folder)), NAME, number, segments)


def _segment(name: str, leaf: Leaf) -> Any:  # noqa: ANN401 - Whoosh has no types
    segment = W3Segment(W3Codec(), NAME, leaf.segment.count, name, _deleted(leaf))
    segment.compound = True
    segment._fieldlengths = {RANKED: int(leaf.segment.array("word_total")[0])}  # there is no other way
    return segment


def _deleted(leaf: Leaf) -> set[int] | None:
    gone = sets.numbers(sets.without(None, leaf.live, leaf.segment.count), leaf.segment.count)
    return set(gone.tolist()) or None


def _files(segment: Segment) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the files of a segment: the end of the name, and the content."""
    keys: list[bytes] = []
    infos: list[bytes] = []
    written: list[bytes] = []
    size = 0
    for name, number in _FIELDS.items():
        own, lists = _lists(segment, name)
        pieces, info = postings.encode(lists, size)
        keys += [number.to_bytes(2, "big") + term for term in own]
        infos += info
        written += pieces
        size += sum(map(len, pieces))
    yield ".trm", terms.encode(keys, infos, _FIELDS)
    yield ".pst", written
    for name, column in _columns(segment).items():
        yield f".{name}.col", [column]


def _lists(segment: Segment, field: str) -> tuple[list[bytes], Postings]:
    """Return the sorted terms of a field and their postings."""
    if field == "id":
        ids = [one.encode("utf-8", "surrogatepass") for one in segment.ids.all()]
        order = sorted(range(len(ids)), key=ids.__getitem__)
        return [ids[number] for number in order], Postings(np.ones(len(ids), np.int64), np.array(order, np.int64))
    if field == RANKED:
        return _words(segment)
    return _values(segment.facets[field])


def _words(segment: Segment) -> tuple[list[bytes], Postings]:
    lists = segment.lists
    count = lists.kinds[Kind.PAIR]
    starts = lists.starts[: count + 1]
    own = slice(0, int(starts[-1]))
    frequencies = segment.frequencies[own].astype(np.int64)
    for place, frequency in segment.many(own.start, own.stop):
        frequencies[place] = frequency
    words = segment.words.encoded()
    terms = [words[number] for number in lists.keys[:count].tolist()]
    return terms, Postings(sizes(starts), segment.documents[own], frequencies)


def _values(facet: Facet) -> tuple[list[bytes], Postings]:
    values, documents = facet.assignments()
    names = [facet_term(value).encode("utf-8", "surrogatepass") for value in facet.values]
    nothing = np.flatnonzero(facet.own == 0)
    lists = [*zip(names, np.split(documents, np.cumsum(np.bincount(values, minlength=len(names)))[:-1]), strict=False)]
    found = sorted([*lists, *([(facet_term(None).encode(), nothing)] if len(nothing) else [])], key=lambda one: one[0])
    sizes = np.fromiter((len(own) for _, own in found), np.int64, len(found))
    return [name for name, _ in found], Postings(sizes, np.concatenate([own for _, own in found]))


def _columns(segment: Segment) -> dict[str, bytes]:
    found = {
        "_stored": columns.stored([{"id": one} for one in segment.ids.all()]),
        "published": columns.numeric(segment.published),
        "sequence": columns.numeric(segment.sequence),
        f"_{RANKED}_len": columns.numeric(segment.lengths[0]),
    }
    for name, facet in segment.facets.items():
        encoded = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in facet.every()]
        found[name] = columns.references([one.encode("utf-8", "surrogatepass") for one in encoded], facet.own)
    return found
