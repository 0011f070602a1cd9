"""How a query was understood, as a JSON object."""

from typing import Any

from searchsvc.messages import Language
from searchsvc.query import nodes


def understood(query: nodes.Query, lang: Language) -> dict[str, Any]:
    """Return a query as typed, as understood (itself a valid query), and what was repaired."""
    warnings = [warned.message.said(lang) for warned in query.warnings]
    return {"q": query.text, "parsed": query.parsed, "warnings": warnings}
