"""What is shown of documents, put together from the arrays: heads, texts as they were written, near-duplicates."""

from collections.abc import Iterator

from searchsvc.analysis import Folded, unfolded
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.shown import Shown, read


def shown(snapshot: Snapshot, number: int, documents: Array) -> Iterator[Shown]:
    """Yield what is shown of some documents of the segment `number`."""
    segment = snapshot.leaves[number].segment
    starts, ends = segment.starts.take(documents), segment.starts.take(documents + 1)
    spans = [starts.tolist(), ends.tolist()]
    for name in ("text_parts", "text_odd"):
        spans += [segment.array(name).searchsorted(bounds).tolist() for bounds in (starts, ends)]
    for document, copies, *places in zip(documents.tolist(), snapshot.copies(number, documents), *spans, strict=True):
        start, end, first, last, odd, even = places
        text = _text(segment, start, end - 1, odd, even)
        names = map(segment.part_fields.__getitem__, segment.array("text_fields")[first:last].tolist())
        begins = (segment.array("text_parts")[first:last] - start).tolist()
        head = read(segment.ids[document], segment.heads.raw(document))
        yield Shown(head, text, list(zip(names, begins, strict=True)), copies)


def _text(segment: Segment, start: int, end: int, odd: int, even: int) -> Folded:
    """Return the text between two places with its source; what is odd of it is between `odd` and `even`."""
    folded = segment.folded(start, end)
    places = (segment.array("text_odd")[odd:even] - start).tolist()
    written = map(chr, segment.array("text_written")[odd:even].tolist())
    raw, offsets = unfolded(folded.text, zip(places, written, strict=True))
    return Folded(folded.text, folded.breaks, offsets, raw)
