"""The language of an answer: what the address says, else what the client prefers, else Chinese."""

from flask import request

from searchsvc.messages import Language
from searchsvc.web.blueprint import PROBES


def spoken() -> Language:
    """Return the language of this request; a page keeps to its address, so that a link shows everybody the same."""
    said = request.args.get("lang")
    if said in ("zh", "en"):
        return "en" if said == "en" else "zh"
    if is_machine() and request.accept_languages.best_match(("zh", "en"), "zh") == "en":
        return "en"
    return "zh"


def is_machine() -> bool:
    """Tell whether a program asks (the API and the probes), not a person."""
    return request.path.startswith("/api/") or request.path in ("/api", *PROBES)
