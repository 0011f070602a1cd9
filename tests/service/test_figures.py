"""Figures are found by what they are, stand in tables as reported, and are told where they contradict each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Figure
from searchsvc.config import Settings
from searchsvc.errors import BadQuery, BadRequest
from searchsvc.ingest import catch_up
from searchsvc.service.archive import open_archive
from searchsvc.service.conflicts import agree
from searchsvc.service.figures import FigureSearch, every, figures, greatest, offered, reported
from searchsvc.service.tables import Heading
from searchsvc.store.base import Incoming
from tests.figure_examples import ARTICLES, FIRST, HOSTILE, TAIYUAN, ZONE


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    archive = open_archive(Settings(index=tmp_path_factory.mktemp("index")), create=True)
    archive.store.save(map(Incoming, ARTICLES))
    catch_up(archive.store, archive.engine)
    yield archive
    archive.close()


def told(rows):
    return [(each.article, each.figure.value) for each in rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"size": 3}, [("second", 12), ("second", 52), ("first", 12)]),
        ({"size": 3, "page": 2}, [("first", 48.51), ("taiyuan", 7.5), ("hostile", -5)]),
        ({"page": 9}, []),
        ({"chosen": {"metric": ("investment",)}, "sort": "amount"}, [("second", 52), ("first", 48.51)]),
        (
            {"chosen": {"metric": ("investment",)}, "sort": "amount", "ascending": True},
            [("first", 48.51), ("second", 52)],
        ),
        ({"chosen": {"zone": (None,)}}, [("taiyuan", 7.5)]),
        ({"chosen": {"unit": ("%",)}}, [("taiyuan", 7.5)]),
        ({"least": "50亿元"}, [("second", 52)]),
        ({"least": "5%"}, [("taiyuan", 7.5)]),
        ({"least": "10", "most": "20"}, [("second", 12), ("first", 12)]),
        ({"q": "签约"}, [("second", 12), ("second", 52), ("first", 12), ("first", 48.51)]),
        ({"q": "编号:taiyuan"}, [("taiyuan", 7.5)]),
        ({"q": "没有这个词"}, []),
        ({"first": date(2025, 2, 11)}, [("second", 12), ("second", 52)]),
    ],
)
def test_what_is_asked_is_found(archive, asked, found):
    assert told(figures(archive, FigureSearch(**asked)).rows) == found


def test_the_total_and_the_units_are_those_of_all_pages(archive):
    answer = figures(archive, FigureSearch(size=1))
    assert (answer.total, answer.units) == (6, (("个", 2), ("元", 2), (HOSTILE, 1), ("率", 1)))


def test_every_figure_comes_whatever_the_page(archive):
    assert told(every(archive, FigureSearch(size=1, page=3, q="签约"))) == told(
        figures(archive, FigureSearch(q="签约")).rows
    )


def test_a_table_shows_reported_figures_their_number_and_blanks(archive):
    table = figures(archive, FigureSearch(group="city", chosen={"city": ("大同", "太原")})).table
    assert table.columns == (
        Heading("metric", "investment", "元"),
        Heading("metric", "projects", "个"),
        Heading("metric", "growth", "率"),
    )
    shown = [
        (line.heading.value, [cell and (cell.reported.figure.value, cell.count) for cell in line.cells])
        for line in table.lines
    ]
    assert shown == [("大同", [(52, 2), (12, 2), None]), ("太原", [None, None, (7.5, 1)])]
    assert table.other == 0


def test_the_columns_of_one_metric_are_its_labels(archive):
    table = figures(archive, FigureSearch(group="zone", chosen={"metric": ("investment",)})).table
    assert table.columns == (Heading("label", "总投资", "元"),)


def test_a_table_of_metrics_is_that_of_cities_turned(archive):
    table = figures(archive, FigureSearch(group="metric", chosen={"city": ("大同", "太原")})).table
    assert table.columns == (Heading("city", "大同"), Heading("city", "太原"))
    assert [line.heading.value for line in table.lines] == ["investment", "projects", "growth"]


def test_months_come_newest_first_and_the_undated_are_counted_beside(archive):
    table = figures(archive, FigureSearch(group="month")).table
    assert [line.heading.value for line in table.lines] == ["2025-02", "2025-01"]
    assert table.other == 1


def test_the_greatest_are_those_of_the_commonest_unit(archive):
    answer = figures(archive, FigureSearch(chosen={"metric": ("investment", "growth")}))
    assert told(greatest(archive, answer, 1)) == [("second", 52)]
    assert greatest(archive, figures(archive, FigureSearch(q="没有这个词")), 1) == []


def test_a_contradiction_is_told_with_both_sentences(archive):
    [conflict] = figures(archive, FigureSearch()).conflicts
    assert told(conflict.figures) == [("first", 48.51), ("second", 52)]
    assert {each.figure.zone for each in conflict.figures} == {ZONE}
    assert 0.8 < conflict.alike < 1


def test_the_figures_of_an_article_lead_to_their_paragraphs():
    assert [(each.base, each.spot) for each in reported(FIRST)] == [("个", "body-1"), ("元", "body-1")]
    assert [each.spot for each in reported(TAIYUAN)] == ["title-0"]


def test_the_values_of_a_filter_are_those_that_there_are(archive):
    assert offered(archive, "stage") == ["签约", HOSTILE]


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"size": 101}, "size"),
        ({"page": 0}, "page"),
        ({"least": "近10亿"}, "min"),
        ({"most": "很多"}, "max"),
        ({"least": "5%", "most": "10亿元"}, "min"),
        ({"most": "5%", "chosen": {"unit": ("元",)}}, "max"),
        ({"chosen": {"metric": ("invest",)}}, "metric"),
    ],
)
def test_what_can_t_be_asked_is_refused_by_name(archive, asked, parameter):
    with pytest.raises(BadRequest) as caught:
        figures(archive, FigureSearch(**asked))
    assert caught.value.parameter == parameter


def test_strict_refuses_a_query_that_had_to_be_repaired(archive):
    with pytest.raises(BadQuery):
        figures(archive, FigureSearch(q="(签约", strict=True))


def said(amount, bound="exact", most=None):
    return Figure(metric="growth", label="增长", value=amount, unit="", amount=amount, amount_max=most, bound=bound)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (said(50), said(50), True),
        (said(50), said(51), False),
        (said(50, "above"), said(51.2), True),
        (said(50, "above"), said(48), False),
        (said(50, "below"), said(48), True),
        (said(50, "at_least"), said(60, "at_most"), True),
        (said(50, "at_most"), said(60, "at_least"), False),
        (said(50, "about"), said(52), True),
        (said(50, "about"), said(55), False),
        (said(20, most=30), said(25), True),
        (said(-20, most=-30), said(-25), True),
        (said(-0.05, "above"), said(-0.06), True),
        (said(-0.05, "above"), said(-0.04), False),
    ],
)
def test_figures_agree_where_both_can_be_true(one, other, both):
    assert agree(one, other) is both
    assert agree(other, one) is both


@given(st.floats(-1e9, 1e9), st.sampled_from(["exact", "above", "at_least", "below", "at_most", "about"]))
def test_every_figure_agrees_with_itself(amount, bound):
    assert agree(said(amount, bound), said(amount, bound))
