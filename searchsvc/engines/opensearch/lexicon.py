"""The lexicon: the words that ranking counts, read out of a state in their order."""

from typing import Any

from searchsvc.engines.opensearch.asking import Asking

Json = dict[str, Any]
_AT_ONCE = 10_000


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


def _before(prefix: str) -> str:
    """Return a string before all that begin with a prefix, and behind nearly all that come before them."""
    last = ord(prefix[-1])
    return prefix[:-1] + (f"{chr(last - 1)}\U0010ffff" if last and not 0xD800 <= last - 1 <= 0xDFFF else "")
