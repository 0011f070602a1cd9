"""What governs a sentence: its own parts before a semicolon, and the sentence before it in its paragraph."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchsvc.enrich.passages import LONGEST, Passage


class Before(NamedTuple):
    """What a reader has in mind: the earlier parts of a passage's sentence, and the sentence before; each may be ""."""

    parts: str = ""
    sentence: str = ""


NOTHING = Before()


class Place(NamedTuple):
    """Where a passage stands among those of its article, and where its sentence and the one before it begin."""

    number: int
    parts: int
    sentence: int

    def before(self, texts: Sequence[Passage]) -> Before:
        """Return what stands before the passage in its paragraph."""
        return Before(_told(texts, self.parts, self.number), _told(texts, self.sentence, self.parts))


def governed(texts: Sequence[Passage]) -> Iterator[tuple[Place, Passage]]:
    """Yield each passage with its place."""
    parts = sentence = 0
    for number, passage in enumerate(texts):
        if passage.opens:
            parts = sentence = number
        yield Place(number, parts, sentence), passage
        if not passage.subject.rstrip().endswith(("；", ";")):
            parts, sentence = number + 1, parts


def _told(texts: Sequence[Passage], start: int, end: int) -> str:
    """Return the end of what passages tell, each of at least one character."""
    return "".join(passage.subject for passage in texts[max(start, end - LONGEST) : end])[-LONGEST:]
