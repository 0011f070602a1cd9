"""A segment opened: its arrays under names that say what they are, and the ways to look things up in them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from searchsvc.analysis import Folded
from searchsvc.engines.ranking import LENGTHS
from searchsvc.engines.whoosh.arrays import Array, Texts
from searchsvc.engines.whoosh.lists import Lists, is_han
from searchsvc.engines.whoosh.raw import BOUNDS, EACH, FIGURE, WIDE, Kind
from searchsvc.engines.whoosh.sentences import begins
from searchsvc.engines.whoosh.values import Facet, Facets
from searchsvc.facets import FACETS
from searchsvc.schema import GROUPS, Document, Measured, Part

_WIDE = chr(WIDE)


class Segment:
    """The arrays of a segment; immutable, for any number of threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self.published, self.sequence, self.lengths = (arrays[name] for name in ("published", "sequence", "lengths"))
        self.count = len(self.published)
        self.newest, self.oldest = arrays["newest"], arrays["oldest"]
        self.ids = Texts(arrays["ids"], arrays["ids_ends"])
        self.heads = Texts(arrays["heads"], arrays["heads_ends"])
        self.words = Texts(arrays["words"], arrays["words_ends"])
        self.documents, self.frequencies = arrays["documents"], arrays["frequencies"]
        self.lists = Lists(arrays, self.count)
        self.text: Array = arrays["text_characters"]
        self.starts, self.joined = arrays["text_starts"], arrays["text_joined"]

    def array(self, name: str) -> Array:
        """Return an array by its name in the file."""
        return self._arrays[name]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each id."""
        return {one: number for number, one in enumerate(self.ids.all())}

    @cached_property
    def _many(self) -> list[int]:
        return list(self._arrays["many"].tolist())

    @cached_property
    def totals(self) -> list[int]:
        """The sum of the lengths in each view, as `ranking.rounded` says them."""
        return [int(np.array(LENGTHS)[row].sum()) for row in self.lengths]

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """The facets by name."""
        return {name: Facet(self._arrays, name) for name in GROUPS}

    @cached_property
    def counted(self) -> Facets:
        """The facets that hits are counted by, side by side."""
        return Facets([self.facets[name] for name in FACETS])

    @cached_property
    def figure_names(self) -> list[str]:
        """The names of metrics, labels and base units by number."""
        return Texts(self._arrays["figure_names"], self._arrays["figure_names_ends"]).all()

    @cached_property
    def part_fields(self) -> list[str]:
        """The names of the fields of parts."""
        return Texts(self._arrays["part_fields"], self._arrays["part_fields_ends"]).all()

    @cached_property
    def sentences(self) -> Array:
        """The places where sentences begin."""
        return begins(self.text)

    def postings(self, word: str) -> list[tuple[int, int]]:
        """Return [start, end) of a word's postings in each of VIEWS."""
        number, codes = self._word(word.encode("utf-8", "surrogatepass")), list(map(ord, word))
        han = len(codes) <= 2 and all(map(is_han, codes))
        found = [
            self._string(Kind.WORD, number),
            self.lists.pair(*codes) if han and len(codes) == 2 else self._string(Kind.ODD_PAIR, number),
            self.lists.character(*codes) if han and len(codes) == 1 else self._string(Kind.ODD_UNIT, number),
        ]
        starts = self.lists.starts
        return [(int(starts[one]), int(starts[one + 1])) if one >= 0 else (0, 0) for one in found]

    def cut(self, word: str) -> Array:
        """Return the documents, sorted, that a word was found in when they were cut: all hold it as a string."""
        one = self._string(Kind.WORD, self._word(word.encode("utf-8", "surrogatepass")))
        start, end = (self.lists.starts[one], self.lists.starts[one + 1]) if one >= 0 else (0, 0)
        return self.documents[start:end].astype(np.intp)

    def _string(self, kind: Kind, number: int | None) -> int:
        return -1 if number is None else self.lists.find(kind, number)

    def many(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return those of the postings whose frequency is MANY or more, with the frequency."""
        places = self._many
        first, last = bisect_left(places, start), bisect_left(places, end)
        if first == last:
            return []
        own = self._arrays["many_frequencies"][first:last]
        return list(zip(places[first:last], own.tolist(), strict=True))

    def texts(self, starts: Array, ends: Array) -> Iterator[Folded]:
        """Yield the texts between places, each followed by a BREAK before its end, without their sources."""
        breaks, data = self._arrays["text_breaks"], self.text.data.cast("B")
        bounds = (breaks.searchsorted(starts).tolist(), breaks.searchsorted(ends).tolist())
        for start, end, first, last in zip(starts.tolist(), ends.tolist(), *bounds, strict=True):
            text = str(data[2 * start : 2 * end - 2], "utf-16-le", "surrogatepass")
            if _WIDE in text:
                text = self._widened(text, start)
            yield Folded(text, frozenset((breaks[first:last] - start).tolist()) if first < last else frozenset())

    def document(self, number: int) -> Document:
        """Return a document without the offsets of its texts."""
        return Document(
            id=self.ids[number],
            parts=tuple(self._parts(number)),
            facets={name: facet.of(number) for name, facet in self.facets.items()},
            published=int(self.published[number]) or None,
            figures=tuple(self._figures(number)),
        )

    def _word(self, word: bytes) -> int | None:
        """Return a word's number: the first eight bytes of one word in EACH lead near it, whole words decide."""
        prefixes = self._arrays["word_prefixes"]
        prefix = np.uint64(int.from_bytes(word[:8].ljust(8, b"\0"), "big"))
        after = int(prefixes.searchsorted(prefix, "right"))
        before = after - 1
        if before > 0 and prefixes[before] == prefix:
            before = int(prefixes.searchsorted(prefix)) - 1
        low, high = max(before, 0) * EACH, min(after * EACH, len(self.words))
        place = bisect_left(range(high), word, low, high, key=self.words.raw)
        return place if place < high and self.words.raw(place) == word else None

    def _widened(self, text: str, start: int) -> str:
        """Return a text from `start` on with the characters that have no 16 bits."""
        wide, exotic = self._arrays["text_wide"], self._arrays["text_exotic"]
        row = int(wide.searchsorted(np.uint32(start)))
        pieces = text.split(_WIDE)
        own = map(chr, exotic[row : row + len(pieces) - 1].tolist())
        return pieces[0] + "".join(char + piece for char, piece in zip(own, pieces[1:], strict=True))

    def _parts(self, number: int) -> list[Part]:
        starts, fields = self._arrays["text_parts"], self._arrays["text_fields"]
        first, last = starts.searchsorted(self.starts[number : number + 2]).tolist()
        begins = starts[first:last]
        ends = np.append(begins, self.starts[number + 1])[1:]
        names = map(self.part_fields.__getitem__, fields[first:last].tolist())
        return [Part(*part) for part in zip(names, self.texts(begins, ends), strict=True)]

    def _figures(self, number: int) -> list[Measured]:
        first, last = self._arrays["figure_document"].searchsorted(np.array((number, number + 1), np.uint16)).tolist()
        return [self._measured(row) for row in range(first, last)]

    def _measured(self, row: int) -> Measured:
        names = self.figure_names
        metric, label, base, bound, least, most, part, at = (
            self._arrays[f"figure_{column}"][row].item() for column in (FIGURE.names or ())[1:]
        )
        place = None if part < 0 else (part, at)
        return Measured(names[metric], names[label], names[base], least, most, BOUNDS[bound], place)
