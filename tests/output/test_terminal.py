"""Text keeps its columns on a terminal, and nothing in it can steer the screen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.output.terminal import Style, block, clean, marked, padded, table, width, wrapped

TEXTS = st.text(
    st.sampled_from("大同，。“”（）新能源 ab12.5%\n\x1b") | st.characters(exclude_categories=("Cs",)), max_size=80
)


@pytest.mark.parametrize(
    ("text", "columns"), [("大同A2版", 8), ("５Ｇ", 4), ("e\u0301", 1), ("", 0), ("零\u200b宽", 4), ("12.5%", 5)]
)
def test_wide_characters_take_two_columns_and_combining_ones_none(text, columns):
    assert width(text) == columns


@given(TEXTS, st.integers(2, 60))
def test_lines_concatenate_to_the_text(text, columns):
    assert "".join(text[start:end] for start, end in wrapped(text, columns)) == text


@given(st.text("大同新能源，。、“”（", min_size=1, max_size=60))
def test_no_line_is_wider_than_asked_but_for_the_punctuation_of_one_character(text):
    for start, end in wrapped(text, 12):
        line = text[start:end]
        assert width(line) <= 12 or width(line.strip("，。、“”（")) <= 2


@given(st.text("大同新能源装机，。、", min_size=1, max_size=60))
def test_no_line_begins_with_a_mark_that_closes(text):
    lines = [text[start:end] for start, end in wrapped(text, 12)]
    assert [line for line in lines[1:] if line[0] in "，。、"] == []


def test_words_and_numbers_are_not_cut():
    text = "总投资15.5亿元，GDP增长7%。"
    assert [text[start:end] for start, end in wrapped(text, 9)] == ["总投资", "15.5亿", "元，GDP增", "长7%。"]


@given(TEXTS)
def test_a_clean_text_has_its_characters_in_their_places_and_no_controls(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert [char for char in cleaned if unicodedata.category(char) == "Cc"] == []
    assert all(new in (old, " ", "�") for new, old in zip(cleaned, text, strict=True))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted), max_size=1))
def test_colour_alone_is_added_to_a_text(text, marks):
    painted = marked(clean(text), marks, Style(colour=True), "title")
    assert painted.replace("\x1b[1;33m", "").replace("\x1b[1m", "").replace("\x1b[0m", "") == clean(text)


def test_a_mark_goes_on_where_its_line_is_broken():
    assert list(block("大同新能源装机占比超过一半", [(2, 12)], Style(columns=22, colour=True), "  ")) == [
        "  大同\x1b[1;33m新能源装机占比超\x1b[0m",
        "  \x1b[1;33m过一\x1b[0m半",
    ]


def test_columns_are_padded_by_width():
    assert padded("太原", 6) == "太原  "
    assert list(table([("大同", "12", "市"), ("GDP", "3", "")], right=frozenset({1}))) == ["大同  12  市", "GDP    3"]


def test_a_table_without_rows_has_no_lines():
    assert list(table([])) == []
