"""Of a cluster of near-duplicates one hit is shown, the one that comes first in the order asked for."""

from dataclasses import replace

import pytest

from searchsvc import schema
from searchsvc.articles import Article, Paragraph
from searchsvc.engines.base import Change, Request
from tests.engines.examples import contains, fill


def copy(id, text, cluster=None, published=None):  # noqa: A002 - an article's own word
    return schema.document(Article(id=id, paragraphs=(Paragraph(text),), published=published), cluster)


WIRE = copy("wire", "汾阳酒糟变饲料。", "printed", "2025-05-12")
PRINTED = copy("printed", "汾阳酒糟，酒糟变饲料。", "printed", "2025-05-13")
CUT = copy("cut", "汾阳的饲料。", "printed", "2025-05-11")
ALONE = copy("alone", "朔州酒糟。", None, "2025-05-10")
OTHER = copy("other", "清徐酒糟。", "elsewhere", "2025-05-09")


@pytest.fixture
def filled(engine):
    """The wire's copies lie in several segments where an engine has such."""
    fill(engine, WIRE, ALONE)
    fill(engine, CUT, OTHER)
    fill(engine, PRINTED)
    return engine


def ids(engine, **request):
    results = engine.search(Request(collapse=True, **request))
    return results.total, results.listed, [hit.id for hit in results.hits]


class TestCollapsing:
    @pytest.mark.parametrize(
        ("request_", "first"),
        [
            ({"sort": "newest"}, ["printed", "alone", "other"]),
            ({"sort": "oldest"}, ["other", "alone", "cut"]),
            ({"words": ("酒糟",)}, ["printed", "alone", "other"]),
        ],
        ids=["newest", "oldest", "relevance"],
    )
    def test_the_first_of_each_cluster_stands_for_it(self, filled, request_, first):
        assert ids(filled, **request_) == (5, 3, first)

    def test_only_what_matches_stands_for_a_cluster(self, filled):
        assert ids(filled, match=contains("汾阳的")) == (1, 1, ["cut"])

    def test_what_is_in_no_cluster_stands_alone(self, engine):
        fill(engine, *(copy(name, "清徐老陈醋。") for name in "abc"))
        assert ids(engine, sort="newest") == (3, 3, ["a", "b", "c"])

    def test_pages_neither_skip_nor_repeat(self, filled):
        pages = [ids(filled, sort="newest", start=start, size=1)[2] for start in range(4)]
        assert pages == [["printed"], ["alone"], ["other"], []]

    def test_facets_and_counts_are_those_of_all(self, filled):
        asked = Request(sort="newest", facets={"year": 1}, counts=(contains("汾阳"),))
        collapsed, all_ = (filled.search(replace(asked, collapse=value)) for value in (True, False))
        assert (collapsed.facets, collapsed.counts) == (all_.facets, all_.counts)

    def test_a_cluster_may_change_without_its_articles(self, filled):
        """A change keeps the sequence that the article has, older than that of the engine."""
        before = filled.search(Request(sort="newest")).hits
        moved = replace(WIRE, facets=WIRE.facets | {schema.DUPLICATES: ("cut",)})
        filled.apply([Change(1, "wire", moved)], 6)
        assert ids(filled, sort="newest") == (5, 4, ["printed", "wire", "alone", "other"])
        assert filled.search(Request(sort="newest")).hits == before
