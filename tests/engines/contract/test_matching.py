"""Which articles match an expression."""

import pytest

from searchsvc.engines.base import Request
from searchsvc.engines.expressions import And, Everything, HasId, Not, Or, Published
from tests.engines.examples import contains, days, document, fill, found, has


def _page() -> list:
    return [
        document("park", "苏州工业园区管委会来晋考察。", "光机电产业签约。", title="园区来客", published="2025-02-03"),
        document("energy", "山西新能源装机 5.1 亿千瓦。", title="新能源装机过半", kicker="两会聚焦", city=("太原",)),
        document("phone", "5G 基站 15 亿元，总投资1.5亿。", captions=("图为晋城经开区",), published="2025-02-10"),
    ]


class TestMatching:
    @pytest.fixture(autouse=True)
    def _articles(self, engine):
        fill(engine, *_page())

    @pytest.mark.parametrize(
        ("text", "ids"),
        [
            ("工业园区", ["park"]),
            ("业园", ["park"]),
            ("区", ["park", "phone"]),
            ("光机电", ["park"]),
            ("苏州工业园区管委会来晋考察。", ["park"]),
            ("察。光", []),
            ("新能源装机过半", ["energy"]),
            ("两会聚焦", ["energy"]),
            ("图为晋城", ["phone"]),
            ("煤", []),
        ],
    )
    def test_a_string_is_found_at_any_boundary_of_words_and_within_one_part_alone(self, engine, text, ids):
        assert sorted(found(engine, contains(text))) == sorted(ids)

    @pytest.mark.parametrize(
        ("text", "ids"),
        [
            ("5亿", []),
            ("1.5亿", ["phone"]),
            ("15亿", ["phone"]),
            ("1亿", []),
            ("5.1亿", ["energy"]),
            ("5g", ["phone"]),
            ("5Ｇ基站", ["phone"]),
            ("5 G", []),
            ("g", []),
            ("5", []),
        ],
    )
    def test_a_run_of_letters_and_digits_is_matched_whole(self, engine, text, ids):
        assert found(engine, contains(text)) == ids

    def test_a_word_is_found_where_it_was_cut_and_where_the_cut_hides_it_alike(self, engine):
        """共产党|员工 hides 共产党员, and all of its pairs stand in 共产党的党员."""
        texts = ("优秀共产党员带头。", "中国共产党员工代表大会。", "共产党的党员大会。")
        fill(engine, *(document(f"party-{number}", texts[number % 3]) for number in range(90)))
        assert sorted(found(engine, contains("共产党员"), size=90)) == sorted(
            f"party-{number}" for number in range(90) if number % 3 < 2
        )

    def test_white_space_inside_a_run_ends_it(self, engine):
        """`5 G` holds the letter by itself and, white space being dropped, `5G`; `15G` holds neither."""
        fill(engine, document("spaced", "用上了 5 G 网"), document("other", "15G 网络"))
        assert found(engine, contains("G")) == found(engine, contains("5 G")) == ["spaced"]
        assert found(engine, contains("5G")) == ["phone", "spaced"]
        assert found(engine, contains("15G")) == ["other"]

    def test_a_field_narrows_where_a_string_is_looked_for(self, engine):
        fields = ("kicker", "title", "subtitle")
        assert found(engine, contains("新能源", *fields)) == ["energy"]
        assert found(engine, contains("工业园区", *fields)) == []
        assert found(engine, contains("晋城", "caption")) == ["phone"]
        assert found(engine, contains("区", "title", "body")) == ["park"]

    def test_the_pieces_of_a_string_are_not_the_string(self, engine):
        """Each pair of 新能源 stands somewhere in these, the string in none."""
        fill(engine, document("apart", "创新能力", "能源革命"), document("turned", "能源创新能手"))
        assert found(engine, contains("新能源")) == ["energy"]
        assert sorted(found(engine, contains("新能"))) == ["apart", "energy", "turned"]

    def test_an_empty_string_is_nowhere(self, engine):
        assert found(engine, contains("")) == []

    def test_clauses_nest(self, engine):
        park, energy, phone = contains("园区"), contains("新能源"), contains("5G")
        assert sorted(found(engine, Or((park, energy)))) == ["energy", "park"]
        assert found(engine, And((Or((park, phone)), Not(contains("光机电"))))) == ["phone"]
        assert found(engine, Not(Or((park, And((energy, has("city", "太原"))))))) == ["phone"]
        assert sorted(found(engine, Not(And((park, energy))))) == ["energy", "park", "phone"]
        assert found(engine, Not(Not(park))) == ["park"]

    def test_all_of_nothing_is_everything_and_any_of_nothing_is_nothing(self, engine):
        assert sorted(found(engine, And(()))) == sorted(found(engine, Everything())) == ["energy", "park", "phone"]
        assert found(engine, Or(())) == found(engine, Not(Everything())) == []

    def test_articles_are_found_by_their_id(self, engine):
        assert sorted(found(engine, HasId(frozenset({"park", "phone", "nobody"})))) == ["park", "phone"]
        assert found(engine, HasId(frozenset())) == []

    def test_a_day_is_inside_both_its_ends_and_an_undated_article_in_no_range(self, engine):
        assert found(engine, days("2025-02-03", "2025-02-10")) == ["phone", "park"]
        assert found(engine, days("2025-02-04", None)) == ["phone"]
        assert found(engine, days(None, "2025-02-09")) == ["park"]
        assert found(engine, Published(None, None)) == ["phone", "park"]
        assert found(engine, days("2025-02-10", "2025-02-03")) == []
        assert found(engine, Not(Published(None, None))) == ["energy"]

    def test_an_empty_request_finds_all_and_the_newest_first(self, engine):
        results = engine.search(Request())
        assert [hit.id for hit in results.hits] == ["phone", "park", "energy"]
        assert (results.total, results.facets, results.counts, results.sequence) == (3, {}, (), 3)

    def test_counts_are_of_the_whole_index(self, engine):
        """What each term finds by itself is told beside, whatever the match and the choices."""
        counts = (contains("新能源"), Not(contains("新能源")), contains("煤"), Everything())
        assert engine.search(Request(match=contains("园区"), counts=counts)).counts == (1, 2, 0, 3)
