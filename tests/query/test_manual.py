"""The manual of the query language says all there is, and every example in it is true."""

import re
from datetime import date
from pathlib import Path

import pytest

from searchsvc.facets import FACETS
from searchsvc.query import dates, fields, measures, parse, wildcards
from searchsvc.query.grammar import ALIKE, LIMIT, NESTING, OPERATORS, QUOTES, SCOPES, shape
from searchsvc.schema import FIELDS

MANUAL = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", MANUAL, re.DOTALL | re.MULTILINE)
EXAMPLES = [tuple(line.split(" → ")) for block in BLOCKS for line in block.splitlines()]


@pytest.mark.parametrize(("typed", "understood"), EXAMPLES)
def test_every_example_is_true(typed, understood):
    assert parse(typed, today=date(2025, 2, 24)).parsed == understood


@pytest.mark.parametrize(
    "operator",
    [
        *(word for words in OPERATORS.values() for word in words),
        "&",
        "|",
        "-",
        "!",
        "\\",
        "?",
        "*",
        "~",
        *QUOTES,
        *SCOPES.values(),
    ],
)
def test_every_operator_has_an_example(operator):
    assert [typed for typed, _ in EXAMPLES if operator in typed]


@pytest.mark.parametrize(
    "name",
    [
        *FIELDS,
        *FACETS,
        *(name for facet in FACETS.values() for name in facet.names),
        "标题",
        "正文",
        "日期",
        "date",
        "编号",
        "id",
    ],
)
def test_every_name_of_a_field_is_in_the_table(name):
    assert fields.named(name)
    assert f"`{name}`" in MANUAL


@pytest.mark.parametrize("word", [*dates.RELATIVE, *dates.COMPARED])
def test_every_relative_date_and_comparison_has_an_example(word):
    assert [typed for typed, _ in EXAMPLES if f"日期{word or ':'}" in typed or f"日期:{word}" in typed]


@pytest.mark.parametrize("name", [name for pair in measures.METRICS.items() for name in pair])
def test_every_name_of_a_metric_is_in_the_table(name):
    assert measures.named(name)
    assert f"`{name}`" in MANUAL


@pytest.mark.parametrize("sign", [">", ">=", "<", "<=", "=", "≥", "≤"])
def test_every_sign_of_a_comparison_has_an_example(sign):
    names = "|".join(map(re.escape, measures.METRICS.values()))
    assert [typed for typed, _ in EXAMPLES if re.search(rf"(?:{names}|率|总投资|装机){sign}[0-9-]", shape(typed))]


def test_the_limits_are_those_of_the_code():
    assert f"at most {LIMIT:,} characters" in MANUAL
    assert f"at most {NESTING} levels" in MANUAL
    assert f"most {wildcards.MOST} wildcards" in MANUAL
    assert f"at most {ALIKE}, the likest first" in MANUAL
