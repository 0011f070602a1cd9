"""Which articles match wildcards, strings near each other, sentences, paragraphs and figures."""

from dataclasses import replace

import pytest

from searchsvc import schema
from searchsvc.articles import Article, Paragraph
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import And, HasFigure, Limit, Not, Or
from searchsvc.enrich import enrich
from tests.engines.examples import contains, document, figure, fill, found, has, near, paragraph, sentence, wild


class TestWildcards:
    @pytest.fixture(autouse=True)
    def _articles(self, engine):
        fill(
            engine,
            document("cloud", "大同市云冈区与平城区。", title="大同云冈"),
            document("apart", "记者来到大同。新荣区很美。"),
            document("rate", "投产率为 80%，达产率更高。"),
            document("model", "V300R200 与 V30 下线，获 50 亿元。"),
        )

    @pytest.mark.parametrize(
        ("pattern", "ids"),
        [
            ("大同*区", ["cloud"]),
            ("大同*平城", ["cloud"]),
            ("大同*美", []),
            ("大同??冈区", []),
            ("大同?云冈", ["cloud"]),
            ("投?率", ["rate"]),
            ("达?率", ["rate"]),
            ("投*达*高", ["rate"]),
            ("投?达", []),
            ("V300*", ["model"]),
            ("V30*", ["model"]),
            ("V3*", ["model"]),
            ("300*", []),
            ("5*亿", ["model"]),
            ("0*亿", []),
        ],
    )
    def test_a_wildcard_stands_for_characters_of_one_sentence_and_parts_of_runs(self, engine, pattern, ids):
        assert found(engine, wild(pattern)) == ids

    def test_twelve_characters_are_the_most(self, engine):
        fill(engine, document("twelve", f"甲{'中' * 12}乙"), document("thirteen", f"甲{'中' * 13}乙"))
        assert found(engine, wild("甲*乙")) == ["twelve"]

    def test_a_question_mark_may_stand_for_itself(self, engine):
        fill(engine, document("asked", "煤价跌了？专家说"), document("told", "煤价跌了。专家说"))
        assert found(engine, wild("跌了?专家")) == ["asked"]

    def test_a_field_narrows_where_it_is_looked_for(self, engine):
        assert found(engine, wild("大*冈", "title")) == ["cloud"]
        assert found(engine, wild("投?率", "title")) == []

    def test_a_part_of_a_run_is_found_where_it_is_not_asked_for_whole(self, engine):
        part = replace(contains("00R2"), whole=False)
        assert (found(engine, part), found(engine, contains("00R2"))) == (["model"], [])

    def test_ten_thousand_equal_characters_are_looked_through(self, engine):
        fill(engine, document("long", "的" * 10_000))
        assert found(engine, wild("的*的*的*的*的*的*的*的")) == ["long"]
        assert found(engine, wild("的*的*的*的*的*的*的*区")) == []


class TestNear:
    @pytest.fixture(autouse=True)
    def _articles(self, engine):
        fill(
            engine,
            document("close", "光伏项目落户大同。"),
            document("far", "光伏" + "甲" * 20 + "大同", "大同" + "乙" * 30 + "光伏"),
            document("parts", "光伏产业", "大同市", title="5G 与大同"),
        )

    def test_strings_stand_near_in_any_order_within_one_part(self, engine):
        assert found(engine, near(4, "大同", "光伏")) == ["close"]
        assert found(engine, near(3, "大同", "光伏")) == []
        assert found(engine, near(19, "光伏", "大同")) == ["close"]
        assert found(engine, near(20, "光伏", "大同")) == ["close", "far"]

    def test_the_characters_between_all_of_them_count_together(self, engine):
        assert found(engine, near(2, "光伏", "大同", "落户")) == ["close"]
        assert found(engine, near(1, "光伏", "大同", "落户")) == []

    def test_runs_are_whole(self, engine):
        assert found(engine, near(1, "5G", "大同")) == ["parts"]
        assert found(engine, near(9, "5", "大同")) == []


class TestWithin:
    @pytest.fixture(autouse=True)
    def _articles(self, engine):
        fill(
            engine,
            document("one", "大同光伏项目开工；煤矿关闭。", city=("大同",)),
            document("two", "大同来客。光伏产业兴起！", "煤矿关闭"),
            document("three", "大同来客", "光伏产业", city=("太原",)),
        )

    def test_a_sentence_or_a_paragraph_holds_all_clauses(self, engine):
        both = And((contains("大同"), contains("光伏")))
        assert found(engine, sentence(both)) == ["one"]
        assert found(engine, paragraph(both)) == ["one", "two"]
        assert found(engine, both) == ["one", "two", "three"]

    def test_what_is_excluded_is_excluded_from_that_sentence(self, engine):
        assert found(engine, sentence(And((contains("大同"), Not(contains("光伏")))))) == ["two", "three"]
        assert found(engine, Not(sentence(And((contains("大同"), contains("光伏")))))) == ["two", "three"]

    def test_sentences_end_at_full_stops_semicolons_and_marks(self, engine):
        assert found(engine, sentence(And((contains("开工"), contains("煤矿"))))) == []
        assert found(engine, sentence(Or((contains("开工"), contains("兴起！"))))) == ["one", "two"]

    def test_what_is_filed_is_of_every_sentence(self, engine):
        assert found(engine, sentence(And((contains("光伏"), has("city", "大同"))))) == ["one"]

    def test_a_sentence_stands_in_a_paragraph(self, engine):
        inner = sentence(And((contains("煤矿"), contains("关闭"))))
        assert found(engine, paragraph(And((contains("大同"), inner)))) == ["one"]

    def test_other_clauses_nest(self, engine):
        assert found(engine, sentence(And((wild("大*伏"), contains("开工"))))) == ["one"]
        assert found(engine, paragraph(near(9, "大同", "兴起"))) == ["two"]


def _news(id: str, *paragraphs: str, **fields):  # noqa: A002
    return schema.document(enrich(Article(id=id, paragraphs=tuple(map(Paragraph, paragraphs)), **fields)))


class TestFigures:
    @pytest.fixture(autouse=True)
    def _articles(self, engine):
        fill(
            engine,
            _news("exact", "大同光伏项目总投资10亿元。", published="2025-02-10"),
            _news("above", "项目总投资超10亿元。"),
            _news("below", "项目总投资近10亿元。"),
            _news("least", "项目总投资10亿元以上。"),
            _news("range", "项目总投资8亿至12亿元。"),
            _news("fall", "规上工业增加值下降5.5%。"),
            _news("rise", "规上工业增加值同比增长7%。"),
        )

    @pytest.mark.parametrize(
        ("sign", "amount", "ids"),
        [
            (">", 1e9, ["above", "range"]),
            (">=", 1e9, ["exact", "above", "least", "range"]),
            ("=", 1e9, ["exact", "range"]),
            ("<=", 1e9, ["exact", "below", "range"]),
            ("<", 1e9, ["below", "range"]),
            (">", 9.9e8, ["exact", "above", "below", "least", "range"]),
            (">", 12e8, []),
            (">=", 12e8, ["range"]),
        ],
    )
    def test_the_printed_number_decides_and_the_bound_where_they_are_equal(self, engine, sign, amount, ids):
        assert sorted(found(engine, figure("investment", sign, amount))) == sorted(ids)
        assert sorted(found(engine, figure("总投资", sign, amount))) == sorted(ids)

    def test_a_fall_is_a_negative_rate(self, engine):
        assert found(engine, figure("growth", ">=", 0.07, "率")) == ["rise"]
        assert found(engine, figure("growth", "<", 0.0, "率")) == ["fall"]
        assert found(engine, figure("growth", "=", -0.055, "率")) == ["fall"]

    def test_amounts_of_another_unit_or_name_are_others(self, engine):
        assert found(engine, figure("investment", ">", 0, "美元")) == []
        assert found(engine, figure("output", ">", 0)) == []
        assert len(found(engine, HasFigure("investment"))) == 5
        assert len(found(engine, HasFigure("investment", None, Limit(0)))) == 5

    def test_a_figure_is_one_of_its_sentence(self, engine):
        fill(engine, _news("other", "大同来客。光伏项目总投资10亿元。"))
        wanted = figure("investment", "=", 1e9)
        assert found(engine, sentence(And((contains("大同"), wanted)))) == ["exact"]
        assert sorted(found(engine, paragraph(And((contains("大同"), wanted))))) == ["exact", "other"]

    def test_the_sort_by_figure_is_by_the_greatest_that_is_wanted(self, engine):
        fill(engine, _news("two", "甲项目总投资11亿元，乙项目总投资30亿元。"))
        wanted = figure("investment", "<", 2e9)
        hits = engine.search(Request(match=wanted, sort="figure", measure=wanted)).hits
        assert [(hit.id, hit.score) for hit in hits] == [
            ("range", 1.2e9),
            ("two", 1.1e9),
            ("exact", 1e9),
            ("above", 1e9),
            ("below", 1e9),
            ("least", 1e9),
        ]

    def test_what_is_changed_or_deleted_has_its_figures_no_more(self, engine):
        fill(engine, document("exact", "项目来了。"))
        assert found(engine, figure("investment", "=", 1e9)) == ["range"]
