"""The lexicon: the words that ranking counts, read out of a state in their order."""

from operator import itemgetter
from typing import Any

from searchsvc.engines.base import Words
from searchsvc.engines.opensearch.asking import Asking
from searchsvc.engines.opensearch.keeping import Keeping

Json = dict[str, Any]
_AT_ONCE = 10_000
_MOST = 200_000  # words that are kept


def lexicon(asking: Asking, prefix: str) -> list[tuple[str, int]]:
    """Return the words that begin so, with how many documents hold each, sorted; the whole index is counted for it."""
    words: dict[str, int] = {}
    composite: Json = {"size": _AT_ONCE, "sources": [{"word": {"terms": {"field": "vocabulary"}}}]}
    if prefix:
        composite["after"] = {"word": _before(prefix)}
    body = {"size": 0, "track_total_hits": False, "aggs": {"words": {"composite": composite}}}
    while buckets := (told := asking.search(body).get("aggregations", {}).get("words", {})).get("buckets"):
        words |= {word: bucket["doc_count"] for bucket in buckets if (word := bucket["key"]["word"]).startswith(prefix)}
        if buckets[-1]["key"]["word"] > prefix and not buckets[-1]["key"]["word"].startswith(prefix):
            break
        composite["after"] = told["after_key"]
    return sorted(words.items())


def words(asking: Asking, keeping: Keeping, sequence: int, since: int) -> Words | None:
    """Return the words as they were at `since` or later, counted anew, at `sequence`, where none kept are so new."""
    kept = keeping.kept()
    if kept and kept.sequence >= since:
        return kept
    with keeping.counting() as ours:
        if not ours:
            return None
        every = sorted(lexicon(asking, ""), key=itemgetter(1), reverse=True)
        counted = Words(sequence, every[:_MOST])
        keeping.keep(counted)
        return counted


def _before(prefix: str) -> str:
    """Return a string before all that begin with a prefix, and behind nearly all that come before them."""
    last = ord(prefix[-1])
    return prefix[:-1] + (f"{chr(last - 1)}\U0010ffff" if last and not 0xD800 <= last - 1 <= 0xDFFF else "")
