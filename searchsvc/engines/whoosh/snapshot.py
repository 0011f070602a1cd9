"""One state of a Whoosh index, opened: postings, columns and stored texts by document number."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from whoosh.reading import TermNotFound

from searchsvc.engines.whoosh.layout import figures, parts
from searchsvc.facets import FACETS
from searchsvc.schema import Document, Measured, Part

_PARSED = 2_000  # documents whose texts are kept ready

Lengths = dict[tuple[str, str], int]  # (segment, field) → the sum of its lengths, deleted documents included


class Snapshot:
    """What one reader sees; for one thread at a time, since its matchers share a place in the file.

    `known` are sums of lengths that earlier snapshots found: segments never change, only what is deleted in them.
    """

    def __init__(self, reader: Any, known: Lengths) -> None:  # noqa: ANN401 - Whoosh has no types
        self._reader = reader
        self._leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self._bases = [base for _, base in self._leaves]
        self._columns: dict[str, list[Any]] = {}
        self._known = known
        segments = {leaf.segment().segment_id() for leaf, _ in self._leaves}
        for key in [key for key in list(known) if key[0] not in segments]:
            known.pop(key, None)
        self.parts = lru_cache(_PARSED)(self._parts)

    @cached_property
    def live(self) -> frozenset[int]:
        """The numbers of the documents that are there."""
        return frozenset(base + number for leaf, base in self._leaves for number in leaf.all_doc_ids())

    @cached_property
    def newest(self) -> int | None:
        """The newest day that a document was published."""
        days = self.column("published")
        return max((days[number] for number in self.live), default=0) or None

    def holding(self, field: str, term: str) -> set[int]:
        """Return the numbers of the documents that have a term in a field."""
        return {base + number for matcher, base in self._matchers(field, term) for number in matcher.all_ids()}

    def frequencies(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        """Yield (number, frequency) of the documents that have a term in a field."""
        for matcher, base in self._matchers(field, term):
            while matcher.is_active():
                yield base + matcher.id(), matcher.weight()
                matcher.next()

    def rarity(self, field: str, term: str) -> int:
        """Return about how many documents have a term: those deleted but not yet merged away are among them."""
        return sum(leaf.doc_frequency(field, term) for leaf, _ in self._leaves)

    def length(self, field: str, number: int) -> int:
        """Return how many words a document has in a field, as `ranking.rounded` says."""
        leaf, own = self._own(number)
        return leaf.doc_field_length(own, field) or 0

    def average(self, field: str) -> float:
        """Return the mean length of a field over the documents that are there."""
        return sum(self._total(leaf, field) for leaf, _ in self._leaves) / len(self.live)

    def column(self, field: str) -> Sequence[Any]:
        """Return the values of a column by document number, as they were written."""
        if field not in self._columns:
            readers = [leaf.column_reader(field, translate=False) for leaf, _ in self._leaves]
            self._columns[field] = [value for reader in readers for value in reader.load()]
        return self._columns[field]

    def id(self, number: int) -> str:
        """Return the id of a document."""
        return str(self._stored(number)["id"])

    def document(self, number: int) -> Document:
        """Return a document as `matching.matches` looks at it: without its words."""
        facets = {name: tuple(json.loads(self.column(name)[number])) for name in FACETS}
        published = self.column("published")[number] or None
        return Document(self.id(number), self.parts(number), {}, facets, published, self.figures(number))

    def figures(self, number: int) -> tuple[Measured, ...]:
        """Return the figures of a document."""
        return figures(self._stored(number)["figures"])

    def close(self) -> None:
        """Release the files."""
        self._reader.close()

    def _matchers(self, field: str, term: str) -> Iterator[tuple[Any, int]]:
        for leaf, base in self._leaves:
            try:
                yield leaf.postings(field, term), base
            except TermNotFound:
                continue

    def _parts(self, number: int) -> tuple[Part, ...]:
        return parts(self._stored(number)["parts"])

    def _stored(self, number: int) -> dict[str, Any]:
        leaf, own = self._own(number)
        stored: dict[str, Any] = leaf.stored_fields(own)
        return stored

    def _own(self, number: int) -> tuple[Any, int]:
        """Return the segment that a document is in, and its number there."""
        leaf, base = self._leaves[bisect_right(self._bases, number) - 1]
        return leaf, number - base

    def _total(self, leaf: Any, field: str) -> int:  # noqa: ANN401
        def total(numbers: Any) -> int:  # noqa: ANN401
            return sum(leaf.doc_field_length(number, field) or 0 for number in numbers)

        segment = leaf.segment()
        key = (segment.segment_id(), field)
        if key not in self._known:
            self._known[key] = total(range(leaf.doc_count_all()))
        return self._known[key] - total(segment.deleted_docs())
