"""Measure how fast near-duplicates are found, and how many of the planted ones.

    python -m benchmarks.duplicates --corpus news.jsonl --count 10000

Copies of one article in ten are cut to 40 to 100 %, given another headline and, three in ten of them, other figures.
"""

import argparse
import random
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from searchsvc.articles import Article, Paragraph
from searchsvc.ingest.comparing import compare
from searchsvc.readers import read
from searchsvc.store import open_store
from searchsvc.store.base import Incoming, Store

_SENTENCE = re.compile("[^。]+。?")
_LEAST = 3  # sentences left of what is cut


def copied(article: Article, draw: random.Random) -> Article:
    """Return what another paper makes of an article."""
    sentences = _SENTENCE.findall(article.body.replace("\n", ""))
    body = "".join(sentences[: max(_LEAST, round(len(sentences) * draw.uniform(0.4, 1)))])
    if draw.random() < 0.3:
        body = re.sub("[0-9]+", lambda _: str(draw.randint(2, 99)), body)
    return replace(article, id=f"{article.id}-copy", title="另一标题", paragraphs=(Paragraph(body),), figures=())


def main() -> None:
    """Print seconds of the processor, precision and recall."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="articles as JSON lines")
    parser.add_argument("--count", type=int, default=10_000, help="articles to read")
    asked = parser.parse_args()
    articles = list(islice((one for one in read(asked.corpus) if isinstance(one, Article)), asked.count))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store("sqlite", Path(folder), create=True)
        for name, value in _measured(store, [replace(one, id=f"{n}") for n, one in enumerate(articles)]):
            print(f"{name}\t{value:.3f}")
        store.close()


def _measured(store: Store, articles: list[Article]) -> Iterator[tuple[str, float]]:
    yield f"seconds for {len(articles)} articles", _taken(store, articles)
    begun = time.process_time()
    read_back = sum(1 for _ in store.changes())
    yield f"of these to read {read_back} back from the archive", time.process_time() - begun
    before = {name: {name, *copies} for name, copies in store.duplicates(one.id for one in articles).items()}
    draw = random.Random(3)
    originals = draw.sample([one for one in articles if len(one.body) > 60], len(articles) // 10)
    yield f"seconds for {len(originals)} copies more", _taken(store, [copied(one, draw) for one in originals])
    after = store.duplicates(f"{one.id}-copy" for one in originals)
    found = [one.id in after[f"{one.id}-copy"] for one in originals]
    pairs = [other.removesuffix("-copy") in before[one.id] for one in originals for other in after[f"{one.id}-copy"]]
    yield "recall of the planted", sum(found) / len(found)
    yield "precision of pairs with a planted one", sum(pairs) / len(pairs)


def _taken(store: Store, articles: list[Article]) -> float:
    """Write articles, and return the seconds of the processor for sketching and comparing them."""
    store.save(map(Incoming, articles))
    begun = time.process_time()
    compare(store)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
