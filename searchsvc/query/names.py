"""Names of one kind by what may be typed of them: their forms as written, in pinyin, by initials."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nlargest

from searchsvc.analysis import fold, initials, spellings
from searchsvc.query.lexicon import Keys


class Names:
    """Names with their weights; immutable, made once and asked often."""

    def __init__(self, weights: Mapping[str, int], forms: Iterable[tuple[str, str]] = ()) -> None:
        """Take names with their weights, and (form, name) for what else they are called."""
        every = dict.fromkeys((fold(form).text, name) for form, name in (*zip(weights, weights, strict=True), *forms))
        self._weights = weights
        self._keys = Keys((key, name) for form, name in every for key in (form, *spellings(form), *initials(form)))
        self.beginning = lru_cache(maxsize=4096)(self._beginning)  # what is typed begins the same again and again

    def _beginning(self, typed: str, most: int) -> tuple[str, ...]:
        """Return the names that begin with a folded text, those that are it first, then by weight."""
        whole = frozenset(self._keys.equal(typed))
        found = dict.fromkeys(self._keys.beginning(typed))
        return tuple(nlargest(most, found, key=lambda name: (name in whole, self._weights[name])))
