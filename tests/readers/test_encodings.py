"""Encodings are found out from the bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Page, Unfit
from searchsvc.readers import READERS, Source
from searchsvc.readers.encodings import TORN, decode, evidence
from searchsvc.readers.text import page_lines

SIMPLIFIED = "科学导报讯 2 月 6 日，晋城市 5 个开发区共涉及项目 42 个，总投资 80.8 亿元。"
TRADITIONAL = "本報訊 高平的梨樹剛剛坐果，產業園裡的幾家台資廠已經忙到了下半年。"
SENTENCES = ("总投资 48.51 亿元", "全省开发区“三个一批”活动举行。", "新能源、新材料等领域", "项目总数 40 个\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    """With a byte order mark or without."""
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030", "big5", "cp950"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    """Big5 and GB18030 are told apart by what they make of the bytes."""
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_text_cut_off_within_a_character_is_read_to_there(encoding: str) -> None:
    """What is torn is told by a replacement character, which no whole text has."""
    assert decode(f"{SIMPLIFIED}晋".encode(encoding)[:-1]) == SIMPLIFIED + TORN


def test_a_page_cut_off_within_a_character_is_read_and_told() -> None:
    """Its last character alone is missing."""
    page, torn = READERS[".txt"](Source("a2.txt", SIMPLIFIED.encode()[:-1]))
    assert page == Page("a2.txt", (SIMPLIFIED[:-1],))
    assert isinstance(torn, Unfit)
    assert torn.reason.en.startswith("It ends within a character: something cut it off.")


@given(st.lists(st.sampled_from(SENTENCES), min_size=2), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "gb18030"]))
def test_news_survives_every_encoding(sentences: list[str], encoding: str) -> None:
    """What is encoded is decoded to the same text."""
    text = "".join(sentences)
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_nothing(data: bytes) -> None:
    """No bytes raise, and no replacement character is made up."""
    text = decode(data)
    assert text is None or "\ufffd" not in text or "\ufffd".encode() in data or evidence(text) > 0


def test_control_characters_are_taken_out_and_forms_composed() -> None:
    """NUL and its like go, tab and form feed stay, letters with accents are one character."""
    assert page_lines("晋\x00城\x07\t开发区\ncafe\u0301\n\f第二版\n") == ("晋城\t开发区", "caf\u00e9", "\f第二版")


def test_every_line_end_is_one() -> None:
    """CRLF, a lone CR and LF end a line, a form feed does not."""
    assert page_lines("一\r\n二\r三\n四\f五") == ("一", "二", "三", "四\f五")
