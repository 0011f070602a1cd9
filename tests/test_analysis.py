"""Folding keeps its offsets, strings are found as they stand on the page, and both segmenters cut alike."""

import re
import unicodedata
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchsvc import analysis
from searchsvc.analysis import (
    FOLDS,
    Folded,
    fold,
    grams,
    holds,
    is_odd,
    occurrences,
    pairs,
    rounded,
    tokens,
    unfolded,
    words,
)
from searchsvc.analysis.tables import rows

NEWS = st.text(alphabet=st.sampled_from("晋城新能源开发区經濟的5Gg1０.,，%+ \n　“”。ⅣﬃÅé㈱½🚄"), max_size=40)
TEXT = st.one_of(NEWS, st.text(max_size=40))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("５Ｇ　網絡", "5g网络"),
        ("總投資\n48.51 億元", "总投资48.51亿元"),
        ("ＡＢＣ㈱", "abc(株)"),
        ("１，１００．９亿", "1,100.9亿"),
        ("乾隆", "干隆"),
        (" \t\u3000", ""),
    ],
)
def test_width_case_white_space_and_traditional_forms_are_folded(typed, folded):
    assert fold(typed).text == folded


def test_every_character_is_folded_for_itself():
    forms = {row[0]: row[1] for row in rows("simplified.tsv")}
    for char in map(chr, range(0x10000)):
        plain = "".join(unicodedata.normalize("NFKC", char).lower().split())
        assert fold(f"晋{char}城").text == f"晋{''.join(forms.get(part, part) for part in plain)}城"


@given(TEXT)
@example("½㈱ 晋")
def test_each_folded_character_comes_from_the_source_character_at_its_offset(text):
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text)
    for place, char in enumerate(folded.text):
        start, end = folded.source(place, place + 1)
        assert end == start + 1
        assert char in fold(text[start:end]).text


@given(TEXT)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    if unicodedata.is_normalized("NFKC", once):
        assert fold(once).text == once


@given(TEXT)
def test_pieces_concatenate_to_the_text(text):
    folded = fold(text)
    cut = tokens(folded)
    assert "".join(token.text for token in cut) == folded.text
    assert all(folded.text[token.start : token.end] == token.text for token in cut)


@given(TEXT)
def test_a_break_is_never_inside_a_piece(text):
    folded = fold(text)
    assert not [token for token in tokens(folded) for place in folded.breaks if token.start < place < token.end]


@pytest.mark.parametrize(
    ("string", "text", "found"),
    [
        ("5亿", "总投资5亿元", True),
        ("5亿", "总投资15亿元", False),
        ("5亿", "总投资1.5亿元", False),
        ("1.5亿", "总投资 1.5 亿元", True),
        ("5G", "5G和AI技术", True),
        ("5G", "15G流量", False),
        ("5G", "5 G", True),
        ("5 G", "5G", False),
        ("5 G", "AI5 G", False),
        ("A+轮", "完成A＋轮融资", True),
        ("7.5%", "增长７．５％", True),
        ("5%", "增长7.5%", False),
        ("400MW/800MWh", "迈联元储能400MW/800MWh储能项目", True),
        ("祖-10", "祖-10井", True),
        ("能源", "新能源", True),
        ("工业园区", "苏州工业园区管委会", True),
        ("開發區", "经济技术开发区", True),
        ("1,100", "1,100.9亿", False),
        ("第3", "第3.", True),
        ("", "晋城", False),
    ],
)
def test_a_string_is_found_as_it_stands_but_never_inside_a_run(string, text, found):
    assert holds(fold(text), fold(string)) is found


@given(NEWS.filter(lambda text: fold(text).text != ""), st.data())
def test_what_is_cut_from_a_text_at_the_borders_of_its_runs_is_found_there(text, data):
    folded = fold(text)
    borders = [place for place in range(len(folded.text) + 1) if not folded.joined(place)]
    start = data.draw(st.sampled_from(borders[:-1]))
    end = data.draw(st.sampled_from([place for place in borders if place > start]))
    source = slice(*folded.source(start, end))
    assert (start, end) in list(occurrences(fold(text[source]), folded)) or fold(text[source]).text != folded.text[
        start:end
    ]


@given(NEWS, NEWS)
def test_a_string_without_white_space_is_found_by_the_rule_read_off_the_source(text, string):
    needle = re.sub(r"\s", "", string)
    assert holds(fold(text), fold(needle)) is (bool(needle) and _holds_by_definition(text, needle))


def _holds_by_definition(text: str, string: str) -> bool:
    """The rule again, on a list of (character, place in the source): for comparison only."""
    chars = [(part, place) for place, char in enumerate(text) for part in fold(char).text]
    key = fold(string).text
    for at in range(len(chars) - len(key) + 1):
        same = "".join(char for char, _ in chars[at : at + len(key)]) == key
        if same and not _joined(chars, at) and not _joined(chars, at + len(key)):
            return True
    return False


def _joined(chars: list[tuple[str, int]], place: int) -> bool:
    if not 0 < place < len(chars) or chars[place][1] - chars[place - 1][1] > 1:
        return False
    window = {offset: chars[place + offset] for offset in (-2, -1, 0, 1) if 0 <= place + offset < len(chars)}
    before, after = window[-1][0], window[0][0]

    def digit(offset: int, neighbour: int) -> bool:
        near = abs(window[offset][1] - window[neighbour][1]) <= 1 if offset in window else False
        return near and window[offset][0].isdigit()

    plain = all(char.isascii() and char.isalnum() for char in (before, after))
    return (
        plain
        or (before in ".," and after.isdigit() and digit(-2, -1))
        or (after in ".," and before.isdigit() and digit(1, 0))
    )


def test_overlapping_places_are_all_found():
    assert list(occurrences(fold("的的"), fold("的的的"))) == [(0, 2), (1, 3)]


def test_characters_and_pairs_are_the_grams_of_a_text():
    assert grams("开发区") == {"开", "发", "区", "开发", "发区"}


def test_ranking_counts_whole_words_and_those_inside_them():
    assert words(fold("晋城新能源5.1亿元，A+轮")) == ["晋城", "能源", "新能源", "5.1", "亿元", "a", "轮"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("确诊 29737453 例", ["2973万", "2974万", "2973.7万", "2973.8万"]),
        ("总投资 1,100.9 亿元", ["1100亿", "1101亿", "9000万"]),
        ("达 17.13 万亿元", ["17万", "18万", "17.1万", "17.2万"]),
        ("38152 人", ["3万", "4万", "3.8万", "3.9万"]),
        ("15 亿元、9999 户、0 例、V300000、2025 年", []),
        ("400MW/800MWh，电话 035112345678", []),
        ("10 000", []),
    ],
)
def test_a_headline_rounds_a_number_down_or_up(text, said):
    assert rounded(fold(text)) == said


@pytest.mark.parametrize(
    ("text", "across"),
    [
        ("9·11事件", ["9·11"]),
        ("１／３的企业", ["1/3"]),
        ("A/B/C轮", ["a/b", "b/c"]),
        ("乔治·华盛顿", ["治·华"]),
        ("比分3：1", ["3:1"]),
        ("2020—2025年", ["2020—2025"]),
        ("大同——太原，吕梁：签约、“开工”", []),
        ("时间:1月", []),
    ],
)
def test_a_symbol_between_two_units_joins_them_to_a_pair_and_punctuation_does_not(text, across):
    assert [pair for pair in pairs(fold(text)) if not pair.isalnum()] == across


def test_a_symbol_behind_a_run_belongs_to_it():
    assert [token.text for token in tokens(fold("7.5% A+轮"))] == ["7.5%", "a+", "轮"]


def test_a_long_run_without_punctuation_is_cut_in_bounded_pieces():
    assert "".join(token.text for token in tokens(Folded("的" * 20_000))) == "的" * 20_000


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), min_size=1, max_size=30))
@example("晋城经济技术开发区高标准推进省级转型综改示范区建设")
@example("专精特新企业投产率")
def test_rjieba_cuts_as_jieba_does(text):
    pytest.importorskip("rjieba")
    own = analysis.dictionary()
    jieba, rjieba = _segmenters(own)
    assert rjieba.cut(text) == jieba.cut(text)
    assert rjieba.cut_for_search(text) == jieba.cut_for_search(text)


def _segmenters(own: tuple[str, ...], made: dict[tuple[str, ...], tuple] = {}) -> tuple:  # noqa: B006 - made once
    if own not in made:
        made[own] = analysis.Jieba(own), analysis.Rjieba(own)
    return made[own]


def test_words_of_the_trade_stay_whole():
    text = "转型综改示范区的投产率，专精特新"
    assert [token.text for token in tokens(fold(text)) if token.word] == ["转型综改示范区", "的", "投产率", "专精特新"]


@given(st.text() | st.text("网網，,：:（(A a\u3000㎡…％5.Ｇ\ud800😀"))
def test_what_is_odd_in_a_text_leads_from_its_folded_form_back_to_it(text):
    folded = fold(text)
    places = accumulate((len(FOLDS[char]) for char in text), initial=0)
    odd = [(place, char) for place, char in zip(places, text, strict=False) if is_odd(char)]
    raw, offsets = unfolded(folded.text, [place for place, _ in odd], [char for _, char in odd])
    assert (raw, [*offsets]) == (text, [*folded.offsets])


def test_usual_punctuation_is_not_odd():
    assert list(filter(is_odd, "“投资”（亿元）：大同，1.5；太原，3！")) == []


def test_segmenters_with_words_of_their_own_know_nothing_of_each_other():
    pytest.importorskip("rjieba")
    first, second = analysis.Rjieba(("晋城云",)), analysis.Rjieba(("晋城雾",))
    assert [(one.cut("晋城云"), one.cut("晋城雾")) for one in (first, second, analysis.Rjieba())] == [
        (["晋城云"], ["晋城", "雾"]),
        (["晋城", "云"], ["晋城雾"]),
        (["晋城", "云"], ["晋城", "雾"]),
    ]
