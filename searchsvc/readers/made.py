"""What a reader yields for one record: its article and what of it was not followed, or why it is none."""

from collections.abc import Iterator, Mapping
from typing import Any

from searchsvc.articles import Skipped, Unfit
from searchsvc.readers.fields import article
from searchsvc.readers.source import Read, Refused


def made(record: Mapping[str, Any], path: str, line: int, *, whole: bool = False) -> Iterator[Read]:
    """Yield the article of a record that begins on `line`, then an Unfit for each value that was left out.

    A record that is no article gives a Skipped; where it is the `whole` file, of the file and not of a line.
    """
    place = None if whole else line
    try:
        found, complaints = article(record, path, line)
    except Refused as refused:
        yield Skipped(path, place, refused.message)
        return
    yield found
    yield from (Unfit(path, place, complaint) for complaint in complaints)
