"""Whatever is sent as parameters is answered or refused; nothing is a fault."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchsvc.facets import FACETS
from searchsvc.web.parameters import SearchParameters

NAMES = st.sampled_from([*SearchParameters.properties(), "citty", "Q", "page_no[]", ""])
VALUES = st.text(max_size=30) | st.sampled_from(
    ["-", "0", "1", "-1", "99999999999999999999", "2025-02-01", "on", "true"]
)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | VALUES, st.lists, max_leaves=4)
FEW = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(st.lists(st.tuples(NAMES, VALUES), max_size=4))
def test_any_address_is_answered_or_refused(client, pairs):
    for path in ("/api/v1/search", "/search"):
        assert client.get(path, query_string=pairs).status_code in (200, 400)


@FEW
@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_any_body_is_answered_or_refused(client, body):
    assert client.post("/api/v1/search", json=body).status_code in (200, 400)


def test_what_is_asked_comes_out_as_the_search_it_means():
    values = {name: [f"值{number}"] for number, name in enumerate(FACETS)}
    asked = SearchParameters.model_validate(values | {"not.city": "-", "facets": "city，zone,city"}).asked()
    assert {name: choice.only for name, choice in asked.choices.items()} == {
        name: frozenset(chosen) for name, chosen in values.items()
    }
    assert asked.choices["city"].never == {None}
    assert asked.facets == ("city", "zone")


@pytest.mark.parametrize("value", ["9" * 5_000, "亿" * 1_900])
def test_whatever_parameter_is_too_long_is_answered_or_refused(client, value):
    operations = client.get("/api/v1/openapi.json").json["paths"].items()
    asked = [
        (path.replace("{", "").replace("}", ""), parameter["name"])
        for path, methods in operations
        for parameter in methods.get("get", {}).get("parameters", ())
        if parameter["in"] == "query"
    ]
    codes = {(path, name): client.get(path, query_string={name: value}).status_code for path, name in asked}
    assert {named: code for named, code in codes.items() if code >= 500} == {}
    assert codes["/api/v1/figures", "min"] == 400
