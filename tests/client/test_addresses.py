"""The client reads a search off an address as it was put there."""

from hypothesis import given
from hypothesis import strategies as st

from searchsvc.client.searches import searched
from searchsvc.engines.base import Choice
from searchsvc.facets import FACETS
from searchsvc.output.links import url
from searchsvc.service.asking import Search


@given(st.builds(
    Search,
    q=st.text(max_size=8),
    choices=st.dictionaries(
        st.sampled_from(list(FACETS)),
        st.builds(Choice, *[st.frozensets(st.none() | st.text(min_size=1).filter(lambda value: value != "-"))] * 2),
    ).map(lambda choices: {name: choices[name] for name in FACETS if choices.get(name, Choice()) != Choice()}),
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    metric=st.text(max_size=4),
    least=st.text(max_size=4),
    most=st.text(max_size=4),
    sort=st.sampled_from(["relevance", "newest", "oldest", "figure"]),
    collapse=st.sampled_from([None, "dup"]),
    size=st.integers(1, 100),
    page=st.integers(1, 9),
    facets=st.lists(st.sampled_from(list(FACETS)), unique=True).map(tuple),
    facet_size=st.integers(1, 200),
    snippets=st.integers(0, 5),
    strict=st.booleans(),
    recency=st.booleans(),
    relax=st.booleans(),
    cursor=st.text(max_size=4),
    explain=st.booleans(),
    figures=st.booleans(),
))  # fmt: skip
def test_an_address_gives_back_the_search_that_it_asks(asked):
    assert searched(url("/search", asked)) == asked
