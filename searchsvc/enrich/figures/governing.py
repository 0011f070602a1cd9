"""What governs a sentence: its own parts before a semicolon, and the sentence before it in its paragraph."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from searchsvc.enrich.passages import LONGEST, Passage


class Before(NamedTuple):
    """What a reader has in mind: the earlier parts of a passage's sentence, and the sentence before; each may be ""."""

    parts: str = ""
    sentence: str = ""


NOTHING = Before()


def governed(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Before]]:
    """Yield each passage with what stands before it in its paragraph."""
    parts = sentence = ""
    for passage in passages:
        if passage.opens:
            parts = sentence = ""
        yield passage, Before(parts, sentence)
        parts = (parts + passage.subject)[-LONGEST:]
        if not passage.subject.rstrip().endswith(("；", ";")):
            parts, sentence = "", parts
