"""Make articles with the statistics of real ones: their words after each other, their lengths, their days and papers.

    python -m benchmarks.made --corpus news.jsonl --count 120000 > made.jsonl

A word follows another as often as in the corpus, so terms, neighbours and facets are about as frequent as there;
what is made tells nothing, and no sentence of the corpus stays together for long.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice, pairwise
from pathlib import Path

from searchsvc.analysis import fold, tokens
from searchsvc.articles import Article
from searchsvc.readers import read

SEED = 2025
_LEARNT = 20_000  # articles at most that words are learnt from
_END = ""  # before the first word of a text and behind its last

Following = Mapping[str, Sequence[str]]  # the words behind each word, each as often as it stands there


@dataclass(frozen=True, slots=True)
class Model:
    """What is learnt of a corpus: what follows each word of headlines and bodies, and heads and lengths by article."""

    titles: Following
    bodies: Following
    heads: Sequence[tuple[int, str | None, str | None]]  # characters of the body, day, newspaper


def main() -> None:
    """Write made articles as lines of JSON on standard output."""
    parser = argparse.ArgumentParser(prog="benchmarks.made", description="Make articles like those of a corpus.")
    parser.add_argument("--corpus", type=Path, required=True, help="articles as JSON lines")
    parser.add_argument("--count", type=int, default=120_000)
    options = parser.parse_args()
    model = learn(one for one in read(options.corpus) if isinstance(one, Article))
    for record in islice(made(model), options.count):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def learn(articles: Iterator[Article]) -> Model:
    """Return what the first articles tell."""
    titles: dict[str, list[str]] = {}
    bodies: dict[str, list[str]] = {}
    heads = []
    for article in islice(articles, _LEARNT):
        for text, following in ((article.title or "", titles), *((one.text, bodies) for one in article.paragraphs)):
            for word, after in pairwise([_END, *(token.text for token in tokens(fold(text))), _END]):
                following.setdefault(word, []).append(after)
        heads.append((len(article.body), article.published, article.source))
    return Model(titles, bodies, heads)


def made(model: Model) -> Iterator[dict[str, object]]:
    """Yield articles without end, always the same for one model."""
    drawn = random.Random(SEED)
    for number in count(1):
        length, published, source = drawn.choice(model.heads)
        yield {
            "id": f"made-{number}",
            "title": _text(model.titles, drawn, 60) or None,
            "body": "\n".join(_paragraphs(model.bodies, drawn, length)) or "。",
            "published": published,
            "source": source,
        }


def _paragraphs(following: Following, drawn: random.Random, length: int) -> Iterator[str]:
    left = length
    while left > 0:
        text = _text(following, drawn, left)
        left -= len(text) + 1
        yield text


def _text(following: Following, drawn: random.Random, length: int) -> str:
    """Return words after each other until a text ends or is long enough."""
    words, long = [drawn.choice(following[_END])], 0
    while words[-1] != _END and long < length:
        long += len(words[-1])
        words.append(drawn.choice(following[words[-1]]))
    return "".join(words)


if __name__ == "__main__":
    main()
