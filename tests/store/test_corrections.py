"""Corrections by hand lie over what was read: every reader of the archive sees them, no reading takes them away."""

from dataclasses import replace

import pytest

from searchsvc.articles import Article, Evidence, Figure, Paragraph
from searchsvc.store.base import Incoming
from searchsvc.store.corrections import Correction, corrected, spot
from searchsvc.store.figures import Selection
from tests.store.examples import DATONG, JINCHENG, PAGE

WHO = {"by": "李晓燕", "at": "2025-02-11T09:30:00+00:00"}
WHY = {"rule": "corrected", "quote": "李晓燕 2025-02-11T09:30:00+00:00"}
CITY = Correction(field="city", value=("大同", "朔州"), **WHO)
TITLE = Correction(field="title", value="大同新能源装机占六成", **WHO)


@pytest.fixture
def saved(store):
    store.save([Incoming(DATONG, PAGE, "rules-1"), Incoming(JINCHENG)])
    return store


def evidence(facet, *values):
    return tuple(Evidence(facet=facet, value=value, **WHY) for value in values)


def test_whoever_asks_for_the_article_gets_it_corrected_with_who_and_when(saved):
    assert saved.correct("a1", [CITY])
    wanted = replace(DATONG, city=("大同", "朔州"), evidence=evidence("city", "大同", "朔州"))
    assert saved.get("a1").article == wanted
    assert saved.many(["a1"]) == {"a1": wanted}
    assert [entry.article for entry in saved.changes() if entry.id == "a1"] == [wanted]
    assert saved.corrections("a1") == [CITY]


def test_a_correction_is_a_change_that_the_index_hears_of(saved):
    seen = saved.sequence
    saved.correct("a1", [TITLE])
    assert [(entry.id, entry.article.title) for entry in saved.changes(seen)] == [("a1", "大同新能源装机占六成")]


def test_what_was_read_stays_as_it_was_read(saved):
    saved.correct("a1", [TITLE, CITY])
    assert saved.as_read("a1").last == DATONG
    assert [entry.last for entry in saved.of_origin(PAGE)] == [DATONG]
    assert [entry.last for entry in saved.readings()] == [JINCHENG, DATONG]


def test_reading_the_page_again_keeps_corrections_whatever_it_says_now(saved):
    saved.correct("a1", [TITLE])
    assert saved.save([Incoming(DATONG, PAGE, "rules-1")]) == ["unchanged"]
    assert saved.save([Incoming(replace(DATONG, title="大同：装机", page="A3"), PAGE, "rules-2")]) == ["replaced"]
    article = saved.get("a1").article
    assert (article.title, article.page) == ("大同新能源装机占六成", "A3")


def test_a_later_correction_of_a_field_stands_for_the_earlier_one(saved):
    saved.correct("a1", [TITLE])
    later = replace(TITLE, value="大同新能源装机占七成", by="王建国", at="2025-02-12T08:00:00+00:00")
    saved.correct("a1", [later])
    assert (saved.corrections("a1"), saved.get("a1").article.title) == ([later], "大同新能源装机占七成")


def test_a_correction_taken_back_leaves_the_article_as_it_was_read(saved):
    saved.correct("a1", [TITLE, CITY])
    saved.correct("a1", [], [("title", ""), ("city", "")])
    assert (saved.get("a1").article, saved.corrections("a1")) == (DATONG, [])


def test_a_cleared_field_is_empty_and_says_who_cleared_it(saved):
    saved.correct("a1", [Correction(field="city", value=(), **WHO), Correction(field="source", value=None, **WHO)])
    article = saved.get("a1").article
    assert (article.city, article.source) == ((), None)
    told = tuple(item for item in article.evidence if item.facet in {"city", "source"})
    assert told == evidence("source", "") + evidence("city", "")


def test_a_corrected_title_is_no_inferred_one(saved):
    saved.save([Incoming(replace(DATONG, title_inferred=True), PAGE)])
    saved.correct("a1", [TITLE])
    assert not saved.get("a1").article.title_inferred


def test_the_days_of_a_text_are_resolved_against_the_corrected_date(saved):
    body = replace(DATONG.paragraphs[0], text="2月6日签约。")
    saved.save([Incoming(replace(DATONG, published=None, paragraphs=(body,)), PAGE)])
    saved.correct("a1", [Correction(field="published", value="2024-02-10", **WHO)])
    assert saved.get("a1").article.events == ("2024-02-06",)


def test_facets_and_figures_follow_a_corrected_headline_but_for_those_that_somebody_gave(saved):
    plain = Article(id="a1", title="一期投产", paragraphs=(Paragraph("昨日投产。", (3, 3)),))
    title = Correction(field="title", value="大同光伏项目投产 总投资3亿元", **WHO)
    saved.save([Incoming(plain, PAGE)])
    saved.correct("a1", [Correction(field="industry", value=("建筑业",), **WHO), title])
    article = saved.get("a1").article
    assert (article.city, article.industry) == (("大同",), ("建筑业",))
    assert [(figure.label, figure.amount, figure.city) for figure in article.figures] == [("总投资", 3e8, "大同")]
    assert [row.figure for row in saved.figures.select(Selection(), "published")] == list(article.figures)


def test_a_figure_that_a_corrected_headline_brought_is_corrected_too(saved):
    title = Correction(field="title", value="大同光伏项目总投资3亿元", **WHO)
    saved.save([Incoming(Article(id="a1", title="一期投产"), PAGE)])
    saved.correct("a1", [title])
    (figure,) = saved.get("a1").article.figures
    saved.correct("a1", [Correction(field="figure", spot=spot(figure), value={"amount": 4e8}, **WHO)])
    assert [figure.amount for figure in saved.get("a1").article.figures] == [4e8]


def test_only_what_lives_is_corrected(saved):
    saved.delete("a2")
    assert not saved.correct("a2", [TITLE])
    assert not saved.correct("a9", [TITLE])
    assert (saved.corrections("a2"), saved.corrections("a9")) == ([], [])


def test_of_many_articles_those_with_corrections_are_told_at_once(saved):
    saved.correct("a1", [TITLE, CITY])
    assert saved.corrected(["a1", "a2", "a9"]) == {"a1"}
    assert saved.corrected([]) == frozenset()


def test_a_restored_article_has_its_corrections_again(saved):
    saved.correct("a1", [TITLE])
    saved.delete("a1")
    saved.restore("a1")
    assert saved.get("a1").article.title == "大同新能源装机占六成"


class TestFigures:
    FIGURE = DATONG.figures[0]
    AMOUNT = Correction(field="figure", spot=spot(FIGURE), value={"value": 120.0, "amount": 120_000.0}, **WHO)

    def test_a_figure_is_corrected_in_the_article_and_in_the_table(self, saved):
        saved.correct("a1", [self.AMOUNT])
        wanted = replace(self.FIGURE, value=120.0, amount=120_000.0)
        article = saved.get("a1").article
        assert article.figures == (wanted,)
        assert article.evidence == (*DATONG.evidence, *evidence("figures", "装机1"))
        assert [row.figure for row in saved.figures.select(Selection(), "published")] == [wanted]

    def test_a_wrong_one_is_dropped(self, saved):
        saved.correct("a1", [replace(self.AMOUNT, value=None)])
        assert saved.get("a1").article.figures == ()
        assert list(saved.figures.select(Selection(), "published")) == []

    def test_the_table_keeps_it_when_the_page_is_read_again(self, saved):
        saved.correct("a1", [self.AMOUNT])
        saved.save([Incoming(replace(DATONG, page="A3"), PAGE)])
        assert [row.figure.amount for row in saved.figures.select(Selection(), "published")] == [120_000.0]

    def test_one_that_its_sentence_lost_changes_nothing_and_is_not_forgotten(self, saved):
        saved.correct("a1", [self.AMOUNT])
        other = Figure(metric="capacity", label="装机", value=90, unit="兆瓦", amount=90_000, quote="装机90兆瓦", end=2)
        saved.save([Incoming(replace(DATONG, figures=(other,)), PAGE)])
        assert (saved.get("a1").article.figures, saved.corrections("a1")) == ((other,), [self.AMOUNT])


def test_days_that_the_source_gave_outlive_a_corrected_date():
    given = Evidence(facet="events", value="1", rule="given")
    text = (Paragraph("2月6日开工。"),)
    article = Article(id="a1", published="2025-02-10", paragraphs=text, events=("2025-02-06",), evidence=(given,))
    said = [Correction(field="published", value="2024-02-10", by="李晓燕", at="2025-02-11T08:00:00Z")]
    assert corrected(article, said).events == ("2025-02-06",)
