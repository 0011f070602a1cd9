"""The use case of asking about a word: how it is cut, with it in the dictionary and without, and where it stands."""

from dataclasses import dataclass

from searchsvc import analysis
from searchsvc.analysis import fold
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import Contains
from searchsvc.ingest import dictionary
from searchsvc.service.archive import Archive


@dataclass(frozen=True, slots=True)
class Checked:
    """A word: whose it is (own, package, or None), its cut without and with it, the articles that hold it."""

    word: str
    whose: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    articles: int


def check(archive: Archive, word: str) -> Checked:
    """Tell of a word what adding it does. Raises BadRequest for what can't be one."""
    folded = dictionary.checked(word)
    own = dictionary.load(archive.settings.index)
    whose = "own" if folded in own else "package" if folded in analysis.dictionary() else None
    others = tuple(each for each in own if each != folded)
    count = archive.search(Request(size=1, counts=(Contains(fold(folded)),))).counts[0]
    before, after = (tuple(analysis.made(words).cut(folded)) for words in (others, (*others, folded)))
    return Checked(folded, whose, before, after, count)
