"""Workbooks are read back by another program as they were written: texts as texts, numbers as numbers."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from searchsvc.output import xlsx

ROWS = [("城市", "投资（元）"), ("大同", 1.2e9), ("=1+1", None), ("  <晋城>\n&“签约”", -0.05)]


def _read(rows):
    book = load_workbook(BytesIO(b"".join(xlsx.as_xlsx(rows))))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def test_texts_and_numbers_come_back_and_nothing_is_a_formula():
    book = load_workbook(BytesIO(b"".join(xlsx.as_xlsx(ROWS))))
    (sheet,) = book.worksheets
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows()] == ROWS
    assert sheet["A3"].data_type != "f"


def test_a_full_sheet_is_followed_by_another_with_the_same_head(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    rows = [("编号",), *((number,) for number in range(1, 6))]
    assert _read(rows) == [[["编号"], [1], [2]], [["编号"], [3], [4]], [["编号"], [5]]]


def test_a_full_sheet_with_nothing_after_it_is_the_only_one(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 2)
    assert _read([("编号",), (1,)]) == [[["编号"], [1]]]


def test_a_text_too_long_for_a_cell_ends_with_an_ellipsis():
    ((text,),) = _read([("长" * 40_000,)])[0]
    assert (len(text), text[-2:]) == (xlsx.MAX_TEXT, "长…")


def test_what_xml_cannot_hold_is_escaped_as_the_standard_says():
    ((text,),) = _read([("红\x1b字 _x0041_",)])[0]
    assert unescape(text) == "红\x1b字 _x0041_"


@given(st.lists(st.lists(st.none() | st.integers(-(2**40), 2**40) | st.text(), min_size=1, max_size=4), max_size=5))
def test_any_rows_make_a_workbook_that_can_be_read(rows):
    assert len(_read([("甲", "乙", "丙", "丁"), *rows])[0]) == len(rows) + 1


@pytest.mark.parametrize("size", [1, 5_000])
def test_a_workbook_comes_in_pieces_of_bounded_size(size):
    rows = ((f"{number * 7919 % 104_729:x}" * 20,) for number in range(size))
    assert max(map(len, xlsx.as_xlsx(rows))) < 4 * 65_536
