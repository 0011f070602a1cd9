"""The order in which a sheet is read follows its white space, not the order in which it was printed."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Page
from searchsvc.readers import READERS, Source
from searchsvc.readers.documents.columns import Piece
from searchsvc.readers.documents.lines import reading_order
from tests.readers import press
from tests.readers.press import Placed, columns

ONE = ["甲" * 70, "乙" * 50]
TWO = ["丙" * 60, "丁" * 66]
SIZES = st.sampled_from([8.0, 9.0, 20.0])
TEXTS = st.sampled_from(["晋城", "40个", "新能源"])
PLACES = st.floats(0, 800, allow_nan=False)


def lines(placed: Sequence[Placed]) -> list[str]:
    (page,) = READERS[".pdf"](Source("a.pdf", press.pdf([placed])))
    assert isinstance(page, Page)
    return [line for line in page.lines if line]


def told(*heads_and_bodies: str | list[str]) -> str:
    return "".join(part if isinstance(part, str) else "".join(part) for part in heads_and_bodies)


def read(placed: Sequence[Placed]) -> str:
    return "".join(line.replace("\u3000", "") for line in lines(placed))


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("inset", [0, 60, 140])
def test_a_headline_stands_before_its_columns(count: int, inset: float) -> None:
    """Set from the left, towards the middle, over one column or across a gutter."""
    sheet = [Placed(40 + inset, 760, 20, "开发区通车"), *columns(ONE, 40, 735, 17, count)]
    assert read(sheet) == told("开发区通车", ONE)


def test_articles_below_each_other_are_read_whole() -> None:
    """The second headline ends the columns of the first article."""
    sheet = [
        Placed(100, 760, 20, "上面的标题"),
        *columns(ONE, 40, 735, 17, 2),
        Placed(100, 600, 20, "下面的标题"),
        *columns(TWO, 40, 575, 17, 2),
    ]
    assert read(sheet) == told("上面的标题", ONE, "下面的标题", TWO)


def test_articles_beside_each_other_are_read_whole() -> None:
    """Headlines at one height, of one line and of two, don't tear their articles apart."""
    sheet = [
        Placed(40, 760, 14, "左边的标题分"),
        Placed(40, 742, 14, "成两行来排印"),
        *columns(ONE, 40, 720, 17, 1),
        Placed(240, 760, 14, "右边的标题"),
        *columns(TWO, 240, 720, 17, 1),
    ]
    assert read(sheet) == told("左边的标题分成两行来排印", ONE, "右边的标题", TWO)


def test_a_line_with_white_in_it_stays_a_line() -> None:
    """Furniture and the cells of a table are no columns."""
    sheet = [
        Placed(40, 810, 9, "三晋经济观察报"),
        Placed(500, 810, 9, "A4版"),
        *columns(ONE, 40, 780, 17, 2),
        *(Placed(40, 600 - 14 * row, 9, name) for row, name in enumerate(("大同", "朔州", "忻州"))),
        *(Placed(90, 600 - 14 * row, 9, value) for row, value in enumerate(("40个", "28个", "35个"))),
    ]
    found = lines(sheet)
    assert found[0] == "三晋经济观察报 A4版"
    assert found[-3:] == ["大同 40个", "朔州 28个", "忻州 35个"]


def test_paragraphs_and_white_are_told() -> None:
    """A line that is set in stays so; another size of type is parted by a blank line."""
    (page,) = READERS[".pdf"](
        Source("a.pdf", press.pdf([[Placed(40, 760, 20, "标题"), *press.column(["甲" * 20], 40, 735, 10)]]))
    )
    assert isinstance(page, Page)
    assert page.lines == ("标题", "", "　　" + "甲" * 8, "甲" * 10, "甲" * 2)


def test_the_order_of_printing_does_not_matter() -> None:
    """Shuffled, a sheet reads the same."""
    sheet = [
        Placed(100, 760, 20, "上面的标题"),
        *columns(ONE, 40, 735, 17, 2),
        Placed(420, 760, 14, "旁边的标题"),
        *columns(TWO, 420, 735, 15, 1),
    ]
    mixed = random.Random(7).sample(sheet, len(sheet))
    assert read(mixed) == read(sheet) == told("上面的标题", ONE, "旁边的标题", TWO)


@given(
    st.lists(st.builds(Piece, PLACES, PLACES, PLACES, SIZES, st.sampled_from(["晋城", "40个", "新能源"])), max_size=40)
)
def test_every_piece_is_read_once(pieces: list[Piece]) -> None:
    """Wherever pieces lie, none is lost and none is doubled."""
    set_right = [Piece(min(one.x0, one.x1), max(one.x0, one.x1), one.y, one.size, one.text) for one in pieces]
    found = "".join("".join(reading_order(set_right)).split())
    assert sorted(found) == sorted("".join(one.text for one in pieces))
