"""Figures in words and on a terminal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Figure
from searchsvc.output.figures.renderers import RENDERERS, conflicts
from searchsvc.output.figures.words import amount, printed, worded
from searchsvc.output.renderers import as_csv, guarded
from searchsvc.output.terminal import Style, width
from searchsvc.query import parse
from searchsvc.service.conflicts import Conflict
from searchsvc.service.figures import FigureAnswer, FigureSearch, reported
from tests.figure_examples import FIRST, SECOND, UNDATED

ROWS = (*reported(FIRST), *reported(UNDATED))
ANSWER = FigureAnswer(
    asked=FigureSearch(),
    query=parse("", today=date(2025, 2, 10)),
    total=3,
    units=(("元", 1),),
    rows=ROWS,
    table=None,
    conflicts=(Conflict((reported(FIRST)[1], reported(SECOND)[1]), 0.8),),
)


def growth(amount, bound="exact", most=None):
    return Figure(metric="growth", label=None, value=5, unit="%", amount=amount, amount_max=most, bound=bound)


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        (growth(0.05), "5%", "5%"),
        (growth(-0.05, "above"), "下降超5%", "down over 5%"),
        (growth(0.05, "about"), "约5%", "about 5%"),
        (growth(0.05, "at_least", 0.06), "至少5%至6%", "at least 5% to 6%"),
    ],
)
def test_a_rate_is_told_in_per_cent_with_its_bound(figure, zh, en):
    assert (worded(figure, "率", "zh"), worded(figure, "率", "en")) == (zh, en)


@pytest.mark.parametrize(
    ("number", "zh"),
    [
        (0, "0个"),
        (9999, "9,999个"),
        (10_000, "1万个"),
        (123_450_000, "1.2345亿个"),
        (1e8 / 3, "3,333.33万个"),
        (3.1e12, "3.1万亿个"),
    ],
)
def test_an_amount_is_told_in_the_largest_size_that_fits(number, zh):
    assert amount(number, "个", "zh") == zh


@given(st.floats(-1e15, 1e15))
def test_any_amount_can_be_told(number):
    assert amount(number, "元", "zh").endswith("元")


def test_a_figure_without_its_sentence_is_printed_as_value_and_unit():
    assert (printed(FIRST.figures[1]), printed(growth(0.05))) == ("48.51 亿元", "5%")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_text(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("columns", [40, 100])
def test_no_line_on_a_terminal_is_too_wide_or_steers_it(columns):
    style = Style(columns=columns, lang="zh")
    lines = [*RENDERERS["screen"](ANSWER, ROWS, style), *conflicts(ANSWER, style)]
    assert max(map(width, (line for line in lines if line.startswith(" ")))) <= columns
    assert not any(char < " " for line in lines for char in line)


def test_a_terminal_shows_head_sentence_and_origin_of_each_figure():
    lines = list(RENDERERS["screen"](ANSWER, ROWS[:2], Style(lang="zh", columns=100)))
    assert lines == [
        "项目         12 个  大同经济技术开发区  签约  2025-02-10",
        "    大同经开区签约项目 12 个，总投资 48.51 亿元。",
        "    晋北经济报 · 2025-02-10 · 大同经开区首季签约 · first",
        "",
        "总投资  48.51 亿元  大同经济技术开发区  签约  2025-02-10",
        "    大同经开区签约项目 12 个，总投资 48.51 亿元。",
        "    晋北经济报 · 2025-02-10 · 大同经开区首季签约 · first",
        "",
    ]


def test_no_cell_of_a_csv_is_a_formula():
    assert list(as_csv([("id", "=HYPERLINK(1)", "大同", -3)])) == ["id,'=HYPERLINK(1),大同,-3"]
