"""What the pages work out of a search, apart from any page."""

import re
import string
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from searchsvc.engines.base import Choice, FacetCounts
from searchsvc.service.asking import Search
from searchsvc.service.figures import FILTERS
from searchsvc.web.groups import planted
from searchsvc.web.pieces import numbered, pieces
from searchsvc.web.screen import Screen
from searchsvc.web.texts import TEXTS, scripts
from searchsvc.web.turning import Step

COMPOSED = {
    "by_": ("city", "industry"),
    "of_": FILTERS,
    "sort_": ("relevance", "newest", "oldest", "figure"),
    "sort_published_": ("desc", "asc"),
    "sort_amount_": ("desc", "asc"),
    "": ("subheads", "captions"),
}
BY_CODE = {"not_value", "no_value", "no_value_of", "rate", "since", "until"}
SCREEN = Screen(Search(q="新能源", page=6), "zh", [])


@given(st.text(), st.lists(st.integers(0, 40)))
def test_pieces_concatenate_to_the_text_and_are_marked_where_it_is(text, places):
    ends = sorted({place for place in places if place <= len(text)})
    marks = list(zip(ends[::2], ends[1::2], strict=False))
    cut = list(pieces(text, marks, 5))
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.hit] == [text[start:end] for start, end in marks]
    assert [piece.hit for piece in cut if piece.hit] == [5 + number for number in range(len(marks))]


def test_marks_are_numbered_through_the_whole_article():
    marked = {("title", 0): [(0, 1), (2, 3)], ("body", 0): [(0, 1)], ("body", 4): [(5, 6)]}
    assert numbered(marked) == {("title", 0): 1, ("body", 0): 3, ("body", 4): 4}


def test_the_pages_linked_are_the_first_those_around_and_the_last():
    assert SCREEN.pages(200) == [1, 4, 5, 6, 7, 8, 20]
    assert SCREEN.pages(30) == [1, 2, 3]
    assert SCREEN.pages(0) == [1]


def test_a_group_ends_with_the_articles_without_a_value_and_leads_to_what_was_cut_off():
    group = SCREEN.group("city", FacetCounts((("大同", 3), ("太原", 1)), 7, 2))
    assert [(row.label, row.count, row.selected) for row in group.rows] == [
        ("大同", 3, False),
        ("太原", 1, False),
        ("城市未标注", 2, False),
    ]
    assert (group.label, group.other) == ("城市", 7)
    assert group.more == Step("/search?q=新能源&facet_size=200", "/search", "turn", "facet_size=200")


def test_only_is_there_for_a_value_where_something_else_of_its_facet_is_chosen():
    chosen = Screen(Search(choices={"city": Choice(frozenset({"大同"}))}), "zh", [])
    group = chosen.group("city", FacetCounts((("大同", 3), ("太原", 1)), 0, 0))
    assert [row.only for row in group.rows] == [None, "only.city=太原"]


def test_values_that_lie_in_others_stand_below_them_and_below_the_next_wider_where_those_are_cut_off():
    counts = {
        "province": FacetCounts((("山西", 6), ("河北", 2)), 0, 1),
        "city": FacetCounts((("大同", 5), ("保定", 2), ("苏州", 1)), 0, 1),
        "zone": FacetCounts((("云冈经济技术开发区", 2), ("高平经济技术开发区", 1)), 3, 0),
        "source": FacetCounts((("科学导报", 6),), 0, 0),
    }
    tree, sources = planted(SCREEN.group(name, each) for name, each in counts.items())
    assert (tree.name, tree.label, tree.other, len(tree.asks)) == ("province", "省份 › 城市 › 开发区", 3, 1)
    assert [drawn(row) for row in tree.rows] == [
        ("山西", [("大同", [("云冈经济技术开发区", [])]), ("高平经济技术开发区", [])]),
        ("河北", [("保定", [])]),
        ("苏州", []),
        ("省份未标注", []),
        ("城市未标注", []),
    ]
    assert sources == SCREEN.group("source", counts["source"])


def drawn(row):
    return row.label, [drawn(each) for each in row.below]


def test_every_text_is_there_in_both_languages_with_the_same_names_in_it():
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    for key, message in TEXTS.items():
        assert message.zh, key
        assert message.en, key
        assert names(message.zh) == names(message.en), key


def test_the_templates_say_every_text_and_no_other():
    templates = resources.files("searchsvc.web") / "templates"
    source = "".join(path.read_text(encoding="utf-8") for path in templates.iterdir())
    used = set(re.findall(r'(?:\bt|counted)\(["\'](\w+)["\'][,)]', source))
    used |= {f"{key}_one" for key in used if f"{key}_one" in TEXTS}  # the form for one of what is counted
    composed = {f"{stem}{name}" for stem, names in COMPOSED.items() for name in names}
    assert used | composed | BY_CODE | set(scripts.TEXTS) == set(TEXTS)
