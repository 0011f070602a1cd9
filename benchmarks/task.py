"""The task that every engine is given: the same records, cut and filed once, and the same queries drawn from them."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from searchsvc.analysis import fold, words
from searchsvc.articles import Article
from searchsvc.enrich import enrich
from searchsvc.readers import read

Record = dict[str, Any]
Query = dict[str, Any]

FACETS = ("city", "zone", "industry")
KINDS = {"rare": 50, "mid": 50, "common": 30, "and2": 50, "and3": 30, "or3": 30, "phrase": 40, "city": 20}
SEED = 2025


def records(corpus: Path, count: int) -> Iterator[Record]:
    """Yield the first articles of a corpus with their tokens and facets."""
    articles = (one for one in read(corpus) if isinstance(one, Article))
    for article in islice(articles, count):
        filed = enrich(article)
        body = "\n".join(paragraph.text for paragraph in filed.paragraphs)
        yield {
            "id": filed.id,
            "title": filed.title or "",
            "body": body,
            "title_tokens": words(fold(filed.title or "")),
            "body_tokens": words(fold(body)),
            "published": filed.published,
            **{name: list(getattr(filed, name)) for name in FACETS},
        }


def queries(records: list[Record]) -> Iterator[Query]:
    """Yield queries of eight kinds: terms by how many articles hold them, and what stands together in one article."""
    drawn = random.Random(SEED)
    having = Counter(term for record in records for term in set(record["body_tokens"]) if _worth(term))
    counted = len(records)
    bands = {
        "rare": _band(having, 2, max(counted // 2000, 5)),
        "mid": _band(having, counted // 500, counted // 50),
        "common": _band(having, counted // 20, counted // 2),
    }
    for kind, number in KINDS.items():
        for _ in range(number):
            yield {"kind": kind, "city": None} | _drawn(kind, drawn, bands, records)


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _drawn(kind: str, drawn: random.Random, bands: dict[str, list[str]], records: list[Record]) -> Query:
    if kind in bands:
        return {"words": [drawn.choice(bands[kind])]}
    if kind == "or3":
        return {"words": drawn.sample(bands["mid"] + bands["common"], 3)}
    known = set(bands["mid"]) | set(bands["common"])
    while True:
        record = drawn.choice(records)
        found = _together(kind, drawn, record, known)
        if found:
            return found


def _together(kind: str, drawn: random.Random, record: Record, known: set[str]) -> Query | None:
    """Draw from one article, so that at least this one is found."""
    if kind == "phrase":
        text = fold(record["body"]).text
        couples = [[a, b] for a, b in pairwise(record["body_tokens"]) if {a, b} <= known and a + b in text]
        return {"words": drawn.choice(couples)} if couples else None
    own = sorted(known.intersection(record["body_tokens"]))
    if kind == "city":
        return {"words": [drawn.choice(own)], "city": drawn.choice(record["city"])} if own and record["city"] else None
    size = {"and2": 2, "and3": 3}[kind]
    return {"words": drawn.sample(own, size)} if len(own) >= size else None


def _band(having: Counter[str], least: int, most: int) -> list[str]:
    return sorted(term for term, count in having.items() if least <= count <= most)


def _worth(term: str) -> bool:
    return len(term) > 1 and all("\u4e00" <= char <= "\u9fff" for char in term)
