"""The OpenAPI document is valid, complete, and true: every example in it is answered."""

from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from searchsvc.facets import FACETS


@pytest.fixture(scope="module")
def document(app) -> dict:
    return app.test_client().get("/api/v1/openapi.json").json


def _operations(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation


def test_it_is_valid_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_it_has_every_route_of_the_api(app, document):
    routes = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint.split(".")[0] in ("api", "probes")
    }
    assert {(path, method) for path, method, _ in _operations(document)} == routes


def test_every_facet_can_be_chosen_and_excluded(document):
    names = {parameter["name"] for parameter in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert names >= {*FACETS, *(f"not.{name}" for name in FACETS)}


def test_a_body_has_the_names_of_the_address(document):
    names = {parameter["name"] for parameter in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert set(document["components"]["schemas"]["SearchBody"]["properties"]) == names


def test_every_parameter_and_operation_is_described(document):
    for _, _, operation in _operations(document):
        assert operation["summary"]
        assert all(parameter["description"] for parameter in operation.get("parameters", []))


def test_every_problem_is_documented_as_problem_json(document):
    for path, _, operation in _operations(document):
        problems = {status: answer for status, answer in operation["responses"].items() if status not in ("200", "422")}
        assert "500" in problems
        assert ("404" in problems) == ("article_id" in path or "{source}" in path)
        for answer in problems.values():
            schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
            assert answer["content"]["application/problem+json"] == schema


def test_every_example_is_answered(client, document):
    reading = [each for each in _operations(document) if "security" not in each[2]]  # writing has tests of its own
    assert len(reading) == 20
    for path, method, operation in reading:
        examples = [item for item in operation.get("parameters", []) if "example" in item]
        for item in [item for item in examples if item["in"] == "path"]:
            path = path.replace(f"{{{item['name']}}}", item["example"])  # noqa: PLW2901
        query = {item["name"]: item["example"] for item in examples if item["in"] == "query"}
        body = document["components"]["schemas"]["SearchBody"]["example"] if method == "post" else None
        response = client.open(path, method=method.upper(), query_string=query, json=body)
        assert response.status_code == 200, (path, response.json)


def test_the_guide_names_every_operation_and_every_parameter_of_a_search(document):
    guide = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    for path, method, operation in _operations(document):
        assert f"`{method.upper()} {path}`" in guide
        for parameter in operation.get("parameters", []):
            name = parameter["name"].removeprefix("not.")
            assert f"`{name}`" in guide or parameter["in"] == "path", name
