"""What is shown of documents, put together from the arrays: heads, texts as they were written, near-duplicates."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from searchsvc.analysis import Folded, unfolded
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.shown import BETWEEN, Shown, Written, read


def shown(snapshot: Snapshot, number: int, documents: Array) -> Iterator[Shown]:
    """Yield what is shown of some documents of the segment `number`."""
    segment = snapshot.leaves[number].segment
    known = segment.part_fields
    fields, begins, odd, written = (segment.array(f"text_{name}") for name in ("fields", "parts", "odd", "written"))
    starts, ends = segment.starts.take(documents), segment.starts.take(documents + 1)
    spans = [own.searchsorted(places).tolist() for own in (begins, odd) for places in (starts, ends)]
    heads = map(read, segment.ids.some(documents), segment.heads.some(documents))
    rows = zip(
        segment.texts(starts, ends), heads, snapshot.copies(number, documents), starts.tolist(), *spans, strict=True
    )
    for text, head, copies, start, first, last, low, high in rows:
        places = [*(place - start for place in begins[first:last].tolist()), len(text.text) + len(BETWEEN)]
        names = [known[field] for field in fields[first:last].tolist()]
        uneven = [place - start for place in odd[low:high].tolist()]
        source = partial(_part, text, places, uneven, written[low:high])
        yield Shown(head, text, names, places, source, copies)


def _part(text: Folded, places: Sequence[int], odd: Sequence[int], written: Array, number: int) -> Written:
    """Return how a part was written: `odd` are the places in the text, sorted, of what no rule tells."""
    begin, end = places[number], places[number + 1] - len(BETWEEN)
    first, last = bisect_left(odd, begin), bisect_right(odd, end)
    own = [place - begin for place in odd[first:last]] if first < last else ()
    return unfolded(text.text[begin:end], own, "".join(map(chr, written[first:last].tolist())) if own else "")
