"""What a person sees on a terminal: hits, counts, figures."""

from searchsvc.articles import Article, Figure, Paragraph
from searchsvc.engines.base import FacetCounts
from searchsvc.output import screens
from searchsvc.output.renderers import RENDERERS
from searchsvc.output.terminal import Style
from searchsvc.query.nodes import Everything, Query
from searchsvc.service.asking import Search
from searchsvc.service.search import Answer, Found
from searchsvc.snippets import Snippet

DATONG = Article(
    id="datong",
    title="大同新能源装机过半",
    source="晋北经济报",
    published="2025-02-10",
    page="A2",
    authors=("王建国",),
    lines=(3, 9),
    city=("大同",),
    industry=("新能源",),
    paragraphs=(Paragraph("大同市新能源装机占比超过一半。"),),
    figures=(
        Figure(metric="investment", label="总投资", value=12.5, unit="亿元", amount=1.25e9, stage="签约", city="大同"),
        Figure(metric="projects", label=None, value=46, unit="个", amount=46),
    ),
)
BARE = Article(id="bare", paragraphs=(Paragraph("新能源。"),))


def answered(**values):
    given = {
        "search": Search(q="新能源", size=2, page=2),
        "query": Query("新能源", Everything(), "新能源"),
        "terms": (),
        "ways_out": (),
        "total": 4,
        "listed": 4,
        "hits": (
            Found(DATONG, 7.5, ((2, 5),), (Snippet("body", "新能源装机占比超过一半。", ((0, 3),), 3, (3, 4)),)),
            Found(BARE, 1.0, (), ()),
        ),
        "facets": {"city": FacetCounts((("大同", 12), ("太原", 3)), 2, 1)},
        "generation": "g1",
        "took": 1.0,
    }
    return Answer(**(given | values))


def test_hits_are_numbered_through_the_pages_and_facets_follow():
    assert list(RENDERERS["screen"]([answered()], Style(columns=40))) == [
        "  3 大同新能源装机过半",
        "    …新能源装机占比超过一半。",
        "    晋北经济报 2025-02-10 A2 lines 3–9",
        "    · 王建国 · 大同 · 新能源",
        "    datong",
        "",
        "  4 (untitled)",
        "    bare",
        "",
        "City",
        "  大同               12",
        "  太原                3",
        "  (others)            2",
        "  (without a value)   1",
        "",
    ]


def test_the_answers_of_several_queries_are_headed_by_them():
    style = Style(columns=40, labelled=True)
    assert next(RENDERERS["screen"]([answered()], style)) == "新能源"


def test_how_a_query_was_understood_is_told_in_both_languages():
    assert list(screens.understood(answered(), "zh")) == ["理解为：新能源", "共 4 篇，显示第 3 至 4 篇"]
    assert list(screens.understood(answered(hits=()), "en")) == [
        "understood as: 新能源",
        "4 found, this page is past the end",
    ]


def test_collapsed_near_duplicates_are_counted():
    collapsed = answered(
        search=Search(q="新能源", size=2, collapse="dup"), listed=2, hits=(Found(DATONG, 1.0, (), (), duplicates=2),)
    )
    assert list(screens.understood(collapsed, "zh"))[-1] == "近似的只列一篇，共列 2 篇"
    assert "    近似：另有 2 篇" in screens.hits(collapsed, Style("zh", 40))


def test_figures_are_a_table():
    shown = list(screens.article(DATONG, {("body", 0): [(3, 6)]}, Style(columns=40, lang="zh")))
    assert shown == [
        "大同新能源装机过半",
        "晋北经济报 2025-02-10 A2 第 3–9 行 · 王",
        "建国 · 大同 · 新能源",
        "",
        "大同市新能源装机占比超过一半。",
        "",
        "数字",
        "  总投资  12.5亿元  签约  大同",
        "  项目数      46个",
    ]
