"""Measure what deriving costs an article, step by step: python -m benchmarks.enrich [FILE ...]."""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from searchsvc.articles import Article, Page
from searchsvc.enrich import STEPS, enrich, naming, zones
from searchsvc.enrich.passages import passages
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
    """Return the cost of each step with what it shares with others made ready before, and of what they share."""
    shared: dict[str, Callable[[Article], object]] = {
        "passages": passages,
        "names": lambda article: naming.named(passages(article), article.source),
        "mentions": lambda article: zones.found(passages(article), naming.named(passages(article), article.source)),
    }
    costs: dict[str, float] = {}
    ready: list[Callable[[Article], object]] = []
    derived = texts
    for name, part in {**shared, **STEPS}.items():
        costs[name] = _cost(part, derived, ready)
        if step := STEPS.get(name):
            derived = [step(article) for article in derived]
        else:
            ready.append(part)
    return costs


def _cost(
    part: Callable[[Article], object], texts: list[Article], ready: Iterable[Callable[..., object]] = ()
) -> float:
    """Return the least µs of processor time an article that `part` took in the rounds."""
    return min(_round(part, texts, list(ready)) for _ in range(ROUNDS)) * 1e6 / len(texts)


def _round(part: Callable[[Article], object], texts: list[Article], ready: list[Callable[..., object]]) -> float:
    spent = 0.0
    for number, article in enumerate(texts):
        fresh = replace(article, subheads=(*article.subheads, str(number)))  # nothing is remembered of it
        for each in ready:
            each(fresh)
        start = time.process_time()
        part(fresh)
        spent += time.process_time() - start
    return spent


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt")))
