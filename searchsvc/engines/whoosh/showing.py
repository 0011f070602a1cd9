"""What is shown of documents, put together from the arrays: heads, texts as they were written, near-duplicates."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from searchsvc.analysis import Folded, unfolded
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.shown import BETWEEN, Shown, read


def shown(snapshot: Snapshot, number: int, documents: Array) -> Iterator[Shown]:
    """Yield what is shown of some documents of the segment `number`."""
    segment = snapshot.leaves[number].segment
    fields, begins, odd, written = (segment.array(f"text_{name}") for name in ("fields", "parts", "odd", "written"))
    starts, ends = segment.starts.take(documents), segment.starts.take(documents + 1)
    spans = [own.searchsorted(places).tolist() for own in (begins, odd) for places in (starts, ends)]
    heads = map(read, segment.ids.some(documents), segment.heads.some(documents))
    rows = zip(
        segment.texts(starts, ends), heads, snapshot.copies(number, documents), starts.tolist(), *spans, strict=True
    )
    for text, head, copies, start, first, last, low, high in rows:
        places = [place - start for place in begins[first:last].tolist()]
        names = map(segment.part_fields.__getitem__, fields[first:last].tolist())
        parts = list(zip(names, places, strict=True))
        uneven = [place - start for place in odd[low:high].tolist()]
        source = partial(_part, text, [*places, len(text.text) + len(BETWEEN)], uneven, written[low:high])
        yield Shown(head, text, parts, source, copies)


def _part(text: Folded, places: Sequence[int], odd: Sequence[int], written: Array, number: int) -> Folded:
    """Return a part as it was written: `odd` are the places in the text, sorted, of what no rule tells."""
    begin, end = places[number], places[number + 1] - len(BETWEEN)
    first, last = bisect_left(odd, begin), bisect_right(odd, end)
    own = zip([place - begin for place in odd[first:last]], map(chr, written[first:last].tolist()), strict=True)
    return text.piece(begin, end, *unfolded(text.text[begin:end], own))
