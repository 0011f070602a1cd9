"""An address says the whole state of a search; those of a facet's values are made of the same parts."""

import pytest

from searchsvc.engines.base import Choice
from searchsvc.output.links import API, EXPORT, OF_A_PAGE, addressed, parameters, toggled, toggling, url, whole, without
from searchsvc.service.asking import Search

VALUES = ("大同", "太原", None, "a&b=c")


@pytest.mark.parametrize(
    "asked",
    [
        Search(),
        Search(q="新能源", page=3, size=5),
        Search(q="新能源", choices={"city": Choice(only=frozenset({"大同", None}))}),
        Search(
            choices={"city": Choice(never=frozenset({"太原"})), "zone": Choice(only=frozenset({"z"}))}, sort="newest"
        ),
        Search(choices={"zone": Choice(only=frozenset({"z"})), "city": Choice(only=frozenset({"a&b=c"}))}, relax=False),
    ],
)
@pytest.mark.parametrize("beside", [(), (("lang", "en"), ("marks", "none"))])
def test_the_address_of_each_value_is_that_of_the_search_with_it_toggled(asked, beside):
    assert toggling(API, asked, beside)("city", VALUES) == [
        url(API, toggled(asked, "city", value), beside) for value in VALUES
    ]


@pytest.mark.parametrize(
    "asked", [Search(q="光伏", page=3, size=5, facets=("city",), relax=False, explain=True), Search()]
)
def test_what_says_which_part_of_the_hits_is_shown_is_left_out_of_the_address_of_them_all(asked):
    assert addressed(EXPORT, without(parameters(asked), OF_A_PAGE)) == url(EXPORT, whole(asked))
