"""The hot functions under pytest-benchmark, on the articles of seeds/: python -m pytest benchmarks/hot.py

Apart from the tests: what a shared machine measures proves nothing. `--benchmark-compare` shows what a change did.
"""

from pathlib import Path

import pytest

from searchsvc.analysis import fold, words
from searchsvc.articles import Article, Page
from searchsvc.engines.base import Change, Request
from searchsvc.engines.expressions import Contains
from searchsvc.engines.whoosh import WhooshEngine
from searchsvc.engines.whoosh.building import build
from searchsvc.engines.whoosh.collecting import collect
from searchsvc.enrich import enrich
from searchsvc.enrich.signatures import identify
from searchsvc.enrich.sketches import sketch
from searchsvc.pages import split
from searchsvc.readers import read
from searchsvc.schema import document
from searchsvc.snippets import Needle, cut_page
from searchsvc.store.records import record

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
WORD = "项目"


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    pages = (item for path in sorted(SEEDS.glob("*.txt")) for item in read(path) if isinstance(item, Page))
    return [enrich(article) for article in identify(article for page in pages for article in split(page))]


@pytest.fixture(scope="session")
def changes(articles: list[Article]) -> list[Change]:
    return [Change(number, one.id, document(one)) for number, one in enumerate(articles, 1)]


def test_folding(benchmark, articles):
    benchmark(lambda: [fold(article.body) for article in articles])


def test_cutting_words(benchmark, articles):
    folded = [fold(article.body) for article in articles]
    benchmark(lambda: [words(text) for text in folded])


@pytest.mark.parametrize("work", [enrich, sketch, record, document])
def test_each_article(benchmark, articles, work):
    benchmark(lambda: [work(article) for article in articles])


def test_collecting_and_building(benchmark, articles):
    documents = [(number, document(article)) for number, article in enumerate(articles, 1)]
    benchmark(lambda: build(collect(documents)))


def test_searching(benchmark, tmp_path_factory, changes):
    engine = WhooshEngine(tmp_path_factory.mktemp("index"))
    engine.apply(changes, len(changes))
    request = Request(match=Contains(fold(WORD)), words=(WORD,), facets={"city": 20, "zone": 20, "industry": 20})
    assert engine.search(request).total
    benchmark(engine.search, request)


def test_showing_and_cutting_a_page_of_hits(benchmark, tmp_path_factory, changes):
    engine = WhooshEngine(tmp_path_factory.mktemp("index"))
    engine.apply(changes, len(changes))
    request, needles = Request(match=Contains(fold(WORD)), words=(WORD,), show=True), [Needle(fold(WORD))]
    benchmark(lambda: list(cut_page([hit.shown for hit in engine.search(request).hits if hit.shown], needles, 1)))
