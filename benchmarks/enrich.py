"""Measure what deriving costs an article, step by step: python -m benchmarks.enrich [FILE ...]."""

import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from searchsvc.articles import Article, Page
from searchsvc.enrich import STEPS, enrich, naming, zones
from searchsvc.enrich.passages import passages
from searchsvc.enrich.reading import reading
from searchsvc.pages import split
from searchsvc.readers import read

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
MOST = 3_000  # articles
ROUNDS = 3  # the quickest counts: what else runs on the machine only adds


def main(paths: list[Path]) -> None:
    """Derive from the articles of these files, by default the seeds; print µs of processor time an article."""
    texts = list(islice(_articles(paths), MOST))
    length = sum(len(article.body) for article in texts) // len(texts)
    print(f"{len(texts)} articles of {length} characters: µs of processor time an article")
    for name, spent in {"all": _cost(enrich, texts), **_steps(texts)}.items():
        print(f"{name:12}{spent:8.0f}")


def _articles(paths: Iterable[Path]) -> Iterable[Article]:
    for each in (item for path in paths for item in read(path)):
        if isinstance(each, Page):
            yield from split(each)
        elif isinstance(each, Article):
            yield each


def _steps(texts: list[Article]) -> dict[str, float]:
    """Return the cost of making the reading of an article, part by part, and of each step upon it."""
    readings = [reading(enrich(article)) for article in texts]
    sentences, whole, near = ([each[place] for each in readings] for place in range(3))
    return {
        "passages": _cost(passages, texts),
        "names": _cost(naming.named, sentences, whole, [article.source for article in texts]),
        "zones named": _cost(zones.found, sentences, whole, near),
        **{name: _cost(step, readings) for name, step in STEPS.items()},
    }


def _cost(part: Callable[..., object], *made_of: list[Any]) -> float:
    """Return the least µs of processor time an article that `part` took in the rounds."""
    return min(_round(part, *made_of) for _ in range(ROUNDS)) * 1e6 / len(made_of[0])


def _round(part: Callable[..., object], *made_of: list[Any]) -> float:
    start = time.process_time()
    for each in zip(*made_of, strict=True):
        part(*each)
    return time.process_time() - start


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt")))
