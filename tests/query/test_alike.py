"""`忻洲~` asks for words that sound or look alike, and says which were taken."""

from datetime import date

import pytest

from searchsvc.errors import BadQuery
from searchsvc.query import parse
from searchsvc.query.grammar import ALIKE
from searchsvc.query.lexicon import LONG, Alike, Lexicon, tables
from searchsvc.query.nodes import And, Or, Text

TODAY = date(2025, 2, 24)
COUNTS = {"新能源": 9, "签约": 7, "前约": 1, "未来": 5, "没来": 2, "政府工作报告": 3, "第三季度": 4, "开发": 8, "煤": 6}


def ask(text, *others, **options):
    return parse(text, today=TODAY, alikes=lambda run: others, **options)


def alike(word):
    return [(one.text, one.how) for one in Lexicon(COUNTS.items()).alike(word)]


class TestQuery:
    def test_the_run_and_those_like_it_are_alternatives_as_phrases(self):
        assert ask("忻洲~", "忻州", "新洲").root == Or(
            tuple(Text(text, True, None, (0, 3)) for text in ("忻洲", "忻州", "新洲"))
        )

    def test_the_echo_and_a_warning_tell_which_words_were_taken(self):
        query = ask("煤 忻洲~", "忻州")
        assert query.parsed == '煤 且 ("忻洲" 或 "忻州")'
        assert [(warned.message.zh, warned.position) for warned in query.warnings] == [
            ("与“忻洲”音近或形近的一并检索：忻州。", 2)
        ]

    def test_where_nothing_is_alike_the_run_is_asked_alone_and_that_is_told(self):
        query = ask("忻洲~")
        assert (query.parsed, [warned.message.zh for warned in query.warnings]) == (
            '"忻洲"',
            ["没有与“忻洲”音近或形近的词。"],
        )

    def test_telling_what_was_taken_is_no_repair_that_strict_refuses(self):
        assert ask("忻洲~", "忻州", strict=True).parsed == '"忻洲" 或 "忻州"'

    @pytest.mark.parametrize(("text", "position"), [("V300~", 4), ("大同*区~", 4), ("州~", 1), ("5亿~", 2)])
    def test_behind_what_sounds_like_no_word_it_is_text_which_strict_refuses(self, text, position):
        assert ask(text, "忻州").parsed == text.replace("~", "\\~")
        with pytest.raises(BadQuery) as refused:
            ask(text, strict=True)
        assert refused.value.position == position

    @pytest.mark.parametrize(
        ("text", "parsed"),
        [
            ("好消息来啦～全市新能源项目签约。", "好消息来啦～全市新能源项目签约"),
            ("签约啦~ 再传捷报！", "签约啦\\~ 且 再传捷报"),
            ("签约\\~", "签约\\~"),
            ("2月10日~14日", "2月10日~14日"),
        ],
    )
    def test_in_a_pasted_sentence_inside_a_run_or_behind_a_backslash_it_is_text(self, text, parsed):
        assert (ask(text, "忻州").parsed, ask(text).warnings) == (parsed, ())

    def test_it_works_in_fields_under_negation_and_in_full_width(self):
        assert ask("标题：忻洲～ -大同~", "忻州").parsed == ('(标题："忻洲" 或 标题："忻州") 且 非 ("大同" 或 "忻州")')

    def test_without_an_index_the_names_of_places_and_zones_are_taken_at_most_ten(self):
        assert parse("晋城经济技术开发去~", today=TODAY).parsed.endswith('"晋城经济技术开发区"')
        assert parse("datong~", today=TODAY).parsed == '"datong" 或 "大同" 或 "大通"'
        assert all(len(tables().near(run, ALIKE)) <= ALIKE for run in ("晋城", "长治", "yi"))

    def test_an_alias_in_it_stays_as_typed(self):
        assert not isinstance(ask("综改区~").root, And | Or)


class TestLexicon:
    @pytest.mark.parametrize(
        ("word", "found"),
        [
            ("新能原", [("新能源", "sound")]),
            ("签月", [("签约", "sound"), ("前约", "sound")]),
            ("末来", [("没来", "sound"), ("未来", "shape")]),
            ("政府工怍报告", [("政府工作报告", "sound")]),
            ("政府工乍报吿", []),
            ("政府工程报告", [("政府工作报告", "slip")]),
            ("xinnengyuan", [("新能源", "sound")]),
            ("忻洲", [("忻州", "sound"), ("新洲", "sound"), ("信州", "sound")]),
        ],
    )
    def test_words_are_alike_by_sound_by_shape_and_by_one_character_of_many(self, word, found):
        assert alike(word) == found

    def test_a_short_word_with_another_character_is_another_word(self):
        assert alike("签字") == alike("能源") == []
        assert len("签约") < LONG

    def test_another_number_is_another_fact(self):
        assert alike("第二季度") == []

    def test_a_word_is_not_like_itself_and_single_characters_are_none(self):
        assert alike("新能源") == alike("每") == []

    def test_a_run_is_respelled_at_the_longest_word_that_nobody_knows(self):
        run = next(Lexicon(COUNTS.items()).respelled("建设新能原项目"))
        assert run == Alike("建设新能源项目", "sound", 9)

    def test_a_run_made_of_words_is_no_slip_for_another_that_differs_in_one_character(self):
        known = Lexicon((("房价", 9), ("上涨", 9), ("物价上涨", 1), ("消费物价", 1)))
        assert [one.text for one in known.respelled("哪些城市房价上涨")] == []
        assert [one.text for one in known.respelled("房价上涨")] == []
        assert [one.text for one in known.respelled("牛价上涨")] == ["物价上涨"]

    def test_what_is_known_as_a_word_is_not_respelled_inside_a_run(self):
        assert [one.text for one in Lexicon((("签约", 1), ("前约", 1))).respelled("签约仪式")] == []
