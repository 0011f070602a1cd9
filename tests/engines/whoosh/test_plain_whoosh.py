"""Whoosh stays the index of record: its own searcher opens what was written and scores it alike."""

from contextlib import closing

import pytest
from whoosh.index import open_dir
from whoosh.query import Or, Term
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length, length_to_byte

from searchsvc.engines import ranking
from searchsvc.engines.base import Request
from searchsvc.engines.whoosh import WhooshEngine
from searchsvc.schema import K1, VIEWS, B
from tests.engines.examples import changes, document

WORDS = ("光伏", "煤炭", "项目", "5g")
ARTICLES = (
    document("a", "光伏项目和光伏基地", "煤炭", title="光伏"),
    document("b", "煤炭", "光伏和 5G", kicker="煤炭项目"),
    document("c", "项目", title="煤炭和光伏和光伏"),
    document("d", "氢能"),
)


@pytest.fixture
def plain(tmp_path):
    """Plain Whoosh's index of the articles, and the engine's scores of them; in two segments."""
    with closing(WhooshEngine(tmp_path)) as engine:
        engine.apply(changes(*ARTICLES[:2]), 2)
        engine.apply(changes(*ARTICLES[2:], after=2), 4)
        hits = engine.search(Request(words=WORDS, recency=False)).hits
    folder = next(path for path in (tmp_path / "generations").iterdir() if path.is_dir())
    return open_dir(str(folder), indexname="searchsvc"), {hit.id: hit.score for hit in hits}


def test_whooshs_own_searcher_gives_the_same_scores(plain):
    """But for its averages, which are of lengths before a byte rounds them."""
    index, ours = plain
    query = Or([Term(view, word) for view in VIEWS for word in WORDS])
    with index.searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        theirs = {hit["id"]: hit.score for hit in searcher.search(query, limit=None)}
    assert theirs == pytest.approx({one: score for one, score in ours.items() if score}, rel=0.005)


def test_whooshs_own_queries_find_facets_and_ids(plain):
    index, _ = plain
    with index.searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(Term("id", "b"))] == ["b"]
        assert searcher.search(Term("city", "null")).estimated_length() == 4


@pytest.mark.parametrize("length", [*range(1, 12), 100, 1000, 106_374, 106_375, 10**9])
def test_lengths_are_rounded_as_whoosh_rounds_them(length):
    assert ranking.rounded(length) == byte_to_length(length_to_byte(length))
