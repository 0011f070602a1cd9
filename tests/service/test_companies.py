"""Companies are named in the articles; where each name begins is told by a place or a mark."""

from searchsvc.articles import Article, Paragraph
from searchsvc.ingest import catch_up
from searchsvc.service import companies as room
from searchsvc.service.companies import companies
from searchsvc.service.suggesting import suggest
from searchsvc.store.base import Incoming


def read(archive, *texts, published=None):
    archive.store.save(
        Incoming(Article(id=f"news-{number}", paragraphs=(Paragraph(text),), published=published))
        for number, text in enumerate(texts)
    )
    catch_up(archive.store, archive.engine)
    return companies(archive)


def test_a_name_begins_at_a_place_or_behind_a_mark(archive):
    assert read(
        archive,
        "记者走进山西晋能控股集团有限公司的矿区。",
        "“潞安化工集团”与太原重工股份有限公司签约，太原重工股份有限公司负责施工。",
        "在大同，太原重工股份有限公司设厂。",
    ) == {"山西晋能控股集团有限公司": 1, "潞安化工集团": 1, "太原重工股份有限公司": 2}


def test_it_begins_behind_what_leads_to_it_and_with_the_last_place(archive):
    assert read(
        archive,
        "专案组查处广州市番禺区市场监管局通报的广东某某健康管理有限公司。",
        "他与潞安化工集团合作，出席二十国集团峰会。",
        "七剑科技（深圳）有限公司落户。",
    ) == {"广东某某健康管理有限公司": 1, "潞安化工集团": 1, "七剑科技（深圳）有限公司": 1}


def test_what_only_ends_like_one_is_none(archive):
    assert read(archive, "记者从有关公司获悉，该集团去年亏损，两家公司合并。", "走进大同集团。") == {}


def test_only_the_newest_articles_are_read(archive, monkeypatch):
    monkeypatch.setattr(room, "NEWEST", 1)
    read(archive, "太原重工股份有限公司设厂。", published="2024-01-01")
    archive.store.save(
        [Incoming(Article(id="new", paragraphs=(Paragraph("阳泉煤业集团开工。"),), published="2026-01-01"))]
    )
    catch_up(archive.store, archive.engine)
    assert companies(archive) == {"阳泉煤业集团": 1}


def test_a_company_is_suggested_as_written_and_in_pinyin(archive):
    read(archive, "太原重工股份有限公司设厂。")
    for typed in ("太原重", "taiyuanzhong", "tyzg"):
        [first] = [each for each in suggest(archive, typed) if each.kind == "company"]
        assert (first.text, first.count) == ("太原重工股份有限公司", 1)
