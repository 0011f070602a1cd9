"""What a button beside the results changes: the search stands once on the page, and leads on from there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.engines.base import Choice
from searchsvc.facets import FACETS
from searchsvc.output.links import parameters
from searchsvc.service.asking import Search
from searchsvc.web.parameters import ResultParameters
from searchsvc.web.screen import Screen, legible
from searchsvc.web.turning import cleared, turn, turned, unmeasured

SEARCH = Search(q="光伏", choices={"city": Choice(frozenset({"大同"}), frozenset({"太原"}))}, page=3)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("city=晋城", [("q", "光伏"), ("city", "大同"), ("not.city", "太原"), ("city", "晋城")]),
        ("city=大同", [("q", "光伏"), ("not.city", "太原")]),
        ("city=太原", [("q", "光伏"), ("city", "大同"), ("city", "太原")]),
        ("not.city=大同", [("q", "光伏"), ("not.city", "太原"), ("not.city", "大同")]),
        ("not.city=太原", [("q", "光伏"), ("city", "大同")]),
        ("only.city=-", [("q", "光伏"), ("city", "-")]),
        ("sort=newest&page=2", [*parameters(SEARCH.anew()), ("sort", "newest"), ("page", "2")]),
        ("city=", [("q", "光伏"), ("not.city", "太原")]),
        (cleared(SEARCH), [("q", "光伏")]),
    ],
)
def test_a_button_changes_what_it_says_and_leads_to_the_first_page(said, left):
    assert turned(SEARCH, said) == left


def test_figures_go_together_and_take_their_order_with_them():
    asked = Search(metric="investment", least="1亿元", sort="figure", collapse="dup")
    assert turned(asked, unmeasured(asked)) == [("collapse", "dup")]


@given(st.sampled_from(sorted(FACETS)), VALUES)
def test_any_value_is_chosen_and_let_go_by_the_same_button(name, value):
    asked = Search(q="光伏")
    said = turn(name, value)
    chosen = ResultParameters.model_validate({"q": "光伏", name: [value]})
    assert turned(asked, said) == [("q", "光伏"), (name, value)]
    if len(value) <= 200:
        assert turned(chosen.asked(), said) == [("q", "光伏")]


@given(VALUES)
def test_a_legible_address_is_the_same_address(text):
    address = Screen(Search(q=text), "zh", []).url(Search(q=text))
    assert address == legible(address)
    assert all(char.isprintable() for char in address)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [30, 120, 200, 2000])
def test_where_the_query_is_long_it_stands_in_no_address_but_that_of_the_other_language(client, size, lang):
    q = ("新能源 或 " * 400)[:size]
    text = client.get("/search", query_string={"q": q, "city": ["大同", "太原", "晋城"], "lang": lang}).text
    repeated = [part for part in text.split("<a ") if "新能源+或+新能源+或" in part.split(">")[0]]
    assert (len(repeated) > 10) == (size == 30)


def test_what_no_button_says_is_refused_with_what_there_is(client):
    led = client.get("/search?q=光伏&turn=citi=大同&lang=en")
    assert (led.status_code, led.headers["Location"]) == (
        303,
        "/search?q=%E5%85%89%E4%BC%8F&citi=%E5%A4%A7%E5%90%8C&lang=en",
    )
    refused = client.get(led.headers["Location"])
    assert refused.status_code == 400
    assert "city" in refused.text


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("csv", "/api/v1/export?q=a&format=csv&bom=true"),
        ("xlsx", "/api/v1/export?q=a&format=xlsx"),
        ("atom", "/api/v1/feed.atom?q=a&lang=en"),
        ("saved", "/saved?q=a&lang=en"),
        ("json", "/api/v1/search?q=a&lang=en"),
    ],
)
def test_a_search_is_taken_to_other_places_whole(client, place, address):
    assert client.get(f"/search?q=a&page=2&size=5&lang=en&take={place}").headers["Location"] == address
