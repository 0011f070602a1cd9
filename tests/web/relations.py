"""What of a request no schema can say, as hooks of schemathesis: parameters that need each other, amounts, cursors.

A case that is to be valid is brought in line with it; one that is to be refused is left as it is.
"""

from collections.abc import MutableMapping
from typing import Any

import schemathesis
from schemathesis.generation import GenerationMode

from searchsvc.query.measures import METRICS

AMOUNT = "10亿元"


@schemathesis.hook
def filter_case(_context: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    """Leave out an empty object in a query: it is sent as a blank, as a form sends a field without a value."""
    return {} not in (case.query or {}).values()


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: schemathesis.Case) -> schemathesis.Case:
    """Return a case whose parameters agree with each other."""
    if case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE:
        figures = case.operation.path.endswith("/figures")
        for asked in (case.query, case.body):
            if isinstance(asked, MutableMapping):
                agreed(asked, figures=figures)
    return case


def agreed(asked: MutableMapping[str, Any], *, figures: bool) -> None:
    """Bring parameters in line: amounts are amounts, of a metric that there is; a walk has no pages."""
    measured = asked.get("min") or asked.get("max") or asked.get("sort") == "figure"
    if not figures and (measured or asked.get("metric")) and asked.get("metric") not in METRICS:
        asked["metric"] = "investment"
    for name in ("min", "max"):
        if asked.get(name):
            asked[name] = AMOUNT
            asked["metric" if not figures else "unit"] = "investment" if not figures else ["元"]
    if asked.get("cursor"):
        asked["cursor"] = "*"
        asked.pop("page", None)
    asked.pop("strict", None)
