"""What is shown of documents, put together from the arrays: heads, texts as they were written, near-duplicates."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchsvc.analysis import Folded, unfolded
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.shown import BETWEEN, Shown, read


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of a text as they were written: `start` is its place in the segment, `odd` are rows of its oddities."""

    segment: Segment
    text: Folded
    begins: Sequence[int]
    start: int
    odd: slice

    def __call__(self, number: int) -> Folded:
        """Return a part with its source."""
        after = self.begins[number + 1 :][:1]
        begin, end = self.begins[number], after[0] - len(BETWEEN) if after else len(self.text.text)
        piece, shift = self.text.piece(begin, end), self.start + begin
        places = self.segment.array("text_odd")[self.odd].tolist()
        own = slice(bisect_left(places, shift), bisect_right(places, self.start + end))
        written = map(chr, self.segment.array("text_written")[self.odd][own].tolist())
        odd = zip([place - shift for place in places[own]], written, strict=True)
        raw, offsets = unfolded(piece.text, odd)
        return Folded(piece.text, piece.breaks, offsets, raw)


def shown(snapshot: Snapshot, number: int, documents: Array) -> Iterator[Shown]:
    """Yield what is shown of some documents of the segment `number`."""
    segment = snapshot.leaves[number].segment
    fields, begins, odd = (segment.array(f"text_{name}") for name in ("fields", "parts", "odd"))
    starts, ends = segment.starts.take(documents), segment.starts.take(documents + 1)
    spans = [own.searchsorted(places).tolist() for own in (begins, odd) for places in (starts, ends)]
    heads = map(read, segment.ids.some(documents), segment.heads.some(documents))
    rows = zip(
        segment.texts(starts, ends), heads, snapshot.copies(number, documents), starts.tolist(), *spans, strict=True
    )
    for text, head, copies, start, first, last, *own in rows:
        places = [place - start for place in begins[first:last].tolist()]
        names = map(segment.part_fields.__getitem__, fields[first:last].tolist())
        written = Written(segment, text, places, start, slice(*own))
        yield Shown(head, text, list(zip(names, places, strict=True)), written, copies)
