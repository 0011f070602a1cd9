"""What every store of the table promises of figures."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Figure, Paragraph
from searchsvc.store.base import Incoming
from searchsvc.store.figures import Selection
from tests.store.examples import ARTICLES


def invested(label="总投资", value=10.0, **said):
    amount = said.pop("amount", value * 1e8)
    return Figure(metric="investment", label=label, value=value, unit="亿元", amount=amount, **said)


def counted(value, **said):
    return Figure(metric="projects", label="项目", value=value, unit="个", amount=value, **said)


def grown(value, **said):
    return Figure(metric="growth", label="增长", value=value, unit="%", amount=value / 100, **said)


def article(name, published, *figures, **said):
    return Article(id=name, title=f"{name}的报道", published=published, figures=figures, **said)


@pytest.fixture
def figures(store):
    """Return the figures of four articles: two of a month, one before, one undated."""
    store.save(
        Incoming(each)
        for each in (
            article(
                "a", "2025-02-10", invested(value=12, city="大同"), counted(8, city="大同", stage="开工"), source="甲报"
            ),
            article("b", "2025-02-24", invested(value=3, city="太原", bound="above"), grown(5, city="大同")),
            article("c", "2024-12-30", invested(value=20, city="大同", zone="大同经开区"), grown(9, city="大同")),
            article("d", None, invested("投资", 3, amount_max=9e8, city=None)),
        )
    )
    return store.figures


def told(found):
    return [(each.article, each.figure.value) for each in found]


NEWEST = [("b", 3), ("b", 5), ("a", 12), ("a", 8), ("c", 20), ("c", 9), ("d", 3)]


def test_a_figure_comes_back_whole_with_the_head_of_its_article_and_its_place(store):
    figure = invested(quote="总投资 10 亿元。", start=3, end=9, lines=(4, 5), city="大同", bound="about")
    body = (Paragraph("总投资 10 亿元。", (1, 2)), Paragraph("另一处总投资 10 亿元。", (4, 5)))
    store.save([Incoming(article("a", "2025-02-10", figure, source="甲报", paragraphs=body))])
    [found] = store.figures.select(Selection(), "published")
    assert found.figure == figure
    assert (found.article, found.place, found.title, found.source) == ("a", 0, "a的报道", "甲报")
    assert (found.published, found.base, found.spot) == ("2025-02-10", "元", "body-1")


def test_the_newest_come_first_the_undated_last_either_way(figures):
    assert told(figures.select(Selection(), "published")) == NEWEST
    oldest = figures.select(Selection(), "published", ascending=True)
    assert told(oldest) == [("c", 20), ("c", 9), ("a", 12), ("a", 8), ("b", 3), ("b", 5), ("d", 3)]


def test_amounts_are_in_order_within_a_unit_and_the_commonest_unit_comes_first(figures):
    greatest = [("c", 20), ("a", 12), ("d", 3), ("b", 3), ("c", 9), ("b", 5), ("a", 8)]
    assert told(figures.select(Selection(), "amount")) == greatest
    least = [("b", 3), ("d", 3), ("a", 12), ("c", 20), ("b", 5), ("c", 9), ("a", 8)]
    assert told(figures.select(Selection(), "amount", ascending=True)) == least


def test_a_page_is_a_piece_of_the_whole(figures):
    assert told(figures.select(Selection(), "published", start=2, size=3)) == NEWEST[2:5]
    assert told(figures.select(Selection(), "published", start=9, size=3)) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"values": {"metric": ("projects",)}}, [("a", 8)]),
        ({"values": {"label": ("投资", "增长")}}, [("b", 5), ("c", 9), ("d", 3)]),
        ({"values": {"city": ("大同",), "metric": ("investment",)}}, [("a", 12), ("c", 20)]),
        ({"values": {"city": (None,)}}, [("d", 3)]),
        ({"values": {"city": ("太原", None)}}, [("b", 3), ("d", 3)]),
        ({"values": {"stage": ("开工",)}}, [("a", 8)]),
        ({"values": {"base": ("率",)}}, [("b", 5), ("c", 9)]),
        ({"values": {"source": ("甲报",)}}, [("a", 12), ("a", 8)]),
        ({"values": {"month": ("2024-12",)}}, [("c", 20), ("c", 9)]),
        ({"articles": frozenset({"d", "z"})}, [("d", 3)]),
        ({"articles": frozenset()}, []),
        ({"first": "2025-02-10", "last": "2025-02-10"}, [("a", 12), ("a", 8)]),
    ],
)
def test_a_selection_holds_exactly_what_it_says(figures, wanted, found):
    assert told(figures.select(Selection(**wanted), "published")) == found


@pytest.mark.parametrize(
    ("bound", "at_least", "at_most"),
    [
        ("exact", True, True),
        ("about", True, True),
        ("at_least", True, True),
        ("at_most", True, True),
        ("above", True, False),
        ("below", False, True),
    ],
)
def test_the_bound_decides_where_the_number_is_equal(store, bound, at_least, at_most):
    store.save([Incoming(article("a", "2025-02-10", invested(value=10, bound=bound)))])
    assert bool(list(store.figures.select(Selection(least=1e9), "amount"))) is at_least
    assert bool(list(store.figures.select(Selection(most=1e9), "amount"))) is at_most


def test_a_fall_of_more_than_a_rate_is_below_it(store):
    store.save([Incoming(article("a", "2025-02-10", replace(grown(5), amount=-0.05, bound="above")))])
    assert told(store.figures.select(Selection(most=-0.05), "amount")) == [("a", 5)]
    assert told(store.figures.select(Selection(least=-0.05), "amount")) == []


def test_a_range_fits_if_any_part_of_it_does(figures):
    in_yuan = {"base": ("元",)}
    assert told(figures.select(Selection(values=in_yuan, least=9e8), "amount")) == [("c", 20), ("a", 12), ("d", 3)]
    assert told(figures.select(Selection(values=in_yuan, most=3e8), "amount")) == [("d", 3)]


def test_values_are_counted_most_first(figures):
    assert figures.counts(Selection(), "city") == [("大同", 5), (None, 1), ("太原", 1)]
    assert figures.counts(Selection(last="2024-12-31"), "base") == [("元", 1), ("率", 1)]


def test_the_greatest_stands_for_a_cell_and_the_latest_of_rates(figures):
    cells = figures.cells(Selection(), "city", "metric")
    assert [(cell.row, cell.column, cell.count, cell.reported.figure.value) for cell in cells] == [
        ("大同", "growth", 2, 5),
        ("大同", "investment", 2, 20),
        ("大同", "projects", 1, 8),
        ("太原", "investment", 1, 3),
    ]


def test_amounts_in_other_units_have_a_cell_of_their_own(store):
    dollars = replace(invested(value=2, city="大同"), unit="亿美元", amount=2e8)
    store.save([Incoming(article("a", "2025-02-10", invested(city="大同"), dollars))])
    cells = store.figures.cells(Selection(), "city", "metric")
    assert [(cell.reported.base, cell.count) for cell in cells] == [("元", 1), ("美元", 1)]


def test_what_differs_though_it_may_mean_the_same_is_found_newest_month_first(store):
    store.save(
        Incoming(each)
        for each in (
            article("a", "2025-01-10", invested(value=12, zone="大同经开区")),
            article(
                "b", "2025-01-24", invested(value=13, zone="大同经开区", city="大同"), invested(value=13, city="太原")
            ),
            article(
                "c", "2025-02-01", invested(value=14, zone="大同经开区"), counted(5, city="大同"), invested(value=1)
            ),
            article(
                "d", "2025-02-28", counted(6, city="大同"), counted(7, city="大同", stage="开工"), invested(value=2)
            ),
            article("e", None, counted(9, city="大同")),
        )
    )
    assert [told(same) for same in store.figures.disputable(Selection())] == [
        [("c", 5), ("d", 6)],
        [("a", 12), ("b", 13)],
    ]
    assert list(store.figures.disputable(Selection(articles=frozenset({"a", "c", "d"}), last="2025-02-10"))) == []


def test_one_article_alone_and_equal_amounts_differ_in_nothing(store):
    store.save(
        [
            Incoming(
                article("a", "2025-02-10", counted(5, city="大同"), counted(6, city="太原"), counted(7, city="太原"))
            ),
            Incoming(article("b", "2025-02-11", counted(5, city="大同"))),
        ]
    )
    assert list(store.figures.disputable(Selection())) == []


def test_the_figures_of_what_was_deleted_or_replaced_are_gone(store, figures):
    store.delete("a", "撤稿")
    store.save([Incoming(article("b", "2025-02-24", counted(4)))])
    assert told(figures.select(Selection(first="2025-01-01"), "published")) == [("b", 4)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=st.lists(ARTICLES, max_size=3, unique_by=lambda article: article.id))
def test_any_figures_come_back_as_they_stand_in_their_articles(store, articles):
    store.save(map(Incoming, articles))
    ids = frozenset(article.id for article in articles)
    found = {
        (each.article, each.place): each.figure for each in store.figures.select(Selection(articles=ids), "amount")
    }
    assert found == {
        (article.id, place): figure for article in articles for place, figure in enumerate(article.figures)
    }
