"""Around an article stand its near-duplicates, then what is about the same."""

import json
from dataclasses import replace

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.enrich import enrich
from searchsvc.errors import BadRequest, Gone, NotFound
from searchsvc.ingest import catch_up, delete
from searchsvc.output.similar import similar as records
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.service.similar import similar
from searchsvc.store.base import Incoming

WIRE = Article(
    id="wire",
    title="汾阳酒糟变饲料",
    source="新华社",
    published="2025-05-12",
    paragraphs=(
        Paragraph("汾阳市杏花村的酒厂把酒糟做成饲料，总投资 4.9 亿元，年处理酒糟六十万吨，三万户居民用上了沼气。"),
        Paragraph("种粮大户说，酒糟回到地里，土壤有机质两年提高了两成。"),
    ),
)
PRINTED = replace(WIRE, id="printed", title="酒糟去了哪里", source="科学导报", paragraphs=WIRE.paragraphs[:1])
RELATED = Article(
    id="related",
    title="杏花村酒厂扩建",
    published="2025-05-10",
    paragraphs=(Paragraph("吕梁杏花村的酒厂扩建窖池，酒糟将运往附近的牧场。"),),
)
OTHERS = tuple(
    Article(id=f"other-{number}", title=title, paragraphs=(Paragraph(f"{title}，总投资三亿元，年内建成投产。"),))
    for number, title in enumerate(("晋城光机电产业园开工", "运城苹果出口", "大同数据中心封顶", "朔州牧场记碳账"))
)


@pytest.fixture
def archive(tmp_path):
    archive = open_archive(Settings(index=tmp_path / "index"), create=True)
    archive.store.save(Incoming(enrich(each)) for each in (*OTHERS, RELATED, PRINTED, WIRE))
    catch_up(archive.store, archive.engine)
    yield archive
    archive.close()


def ids(found):
    return [(each.article.id, each.duplicate) for each in found]


def test_near_duplicates_come_first_then_what_shares_rare_words(archive):
    assert ids(similar(archive, "wire"))[:2] == [("printed", True), ("related", False)]
    assert ids(similar(archive, "wire", 1)) == [("printed", True)]


def test_a_near_duplicate_tells_what_changed(archive):
    [printed, *_] = similar(archive, "wire")
    assert (printed.difference.title.before, printed.difference.title.after) == ("汾阳酒糟变饲料", "酒糟去了哪里")
    assert [change.after for change in printed.difference.sentences] == [None]


def test_the_article_itself_is_not_among_them(archive):
    assert "related" not in [each.article.id for each in similar(archive, "related")]


def test_duplicates_are_counted_for_hits(archive):
    hits = search(archive, Search(q="酒厂")).hits
    assert {hit.article.id: hit.duplicates for hit in hits} == {"wire": 1, "printed": 1, "related": 0}


def test_what_is_not_there_is_told(archive):
    with pytest.raises(NotFound):
        similar(archive, "a9")
    delete(archive.store, archive.engine, "wire", "撤稿")
    with pytest.raises(Gone):
        similar(archive, "wire")
    with pytest.raises(BadRequest, match="between 1 and 100"):
        similar(archive, "printed", 0)


def test_an_article_without_words_is_like_none(tmp_path, archive):
    archive.store.save([Incoming(Article(id="empty", captions=("！",)))])
    catch_up(archive.store, archive.engine)
    assert similar(archive, "empty") == ()


def test_the_record_is_json_with_the_difference(archive):
    [printed, related, *_] = json.loads(json.dumps(records(similar(archive, "wire")), ensure_ascii=False))
    assert (printed["id"], printed["duplicate"], related["difference"]) == ("printed", True, None)
    assert printed["difference"] == {
        "title": {"before": "汾阳酒糟变饲料", "after": "酒糟去了哪里"},
        "sentences": [{"before": WIRE.paragraphs[1].text, "after": None}],
        "figures": [],
    }


def listed(archive, **asked):
    answer = search(archive, Search(collapse="dup", **asked))
    return answer.total, answer.listed, [hit.article.id for hit in answer.hits]


def test_collapsed_the_best_of_near_duplicates_stands_for_all_and_the_total_counts_them(archive):
    assert listed(archive, q="酒厂", sort="oldest") == (3, 2, ["related", "printed"])
    assert listed(archive, q="酒厂", sort="oldest", size=1, page=2) == (3, 2, ["printed"])


def test_below_the_strict_hits_stands_no_near_duplicate_of_them(archive):
    """Only the wire's own text has the large farmers."""
    assert listed(archive, q="种粮大户 酒厂") == (1, 1, ["wire", "related"])


def test_a_walk_through_collapsed_hits_neither_skips_nor_repeats(archive):
    first = search(archive, Search(q="酒厂", collapse="dup", sort="oldest", size=1, cursor="*"))
    second = search(archive, replace(first.search, cursor=first.cursor))
    assert [hit.article.id for hit in (*first.hits, *second.hits)] == ["related", "printed"]
    assert second.cursor is None
