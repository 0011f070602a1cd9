"""The language of an answer: what the address says, else what the client prefers, else Chinese."""

from functools import lru_cache

from flask import request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from searchsvc.messages import Language
from searchsvc.web.blueprint import PROBES


def spoken() -> Language:
    """Return the language of this request; a page keeps to its address, so that a link shows everybody the same."""
    said = request.args.get("lang")
    if said in ("zh", "en"):
        return "en" if said == "en" else "zh"
    accepted = request.headers.get("Accept-Language")
    return _preferred(accepted) if accepted and is_machine() else "zh"


def is_machine() -> bool:
    """Tell whether a program asks (the API and the probes), not a person."""
    return request.path.startswith("/api/") or request.path in ("/api", *PROBES)


@lru_cache(256)  # clients of one kind prefer the same
def _preferred(accepted: str) -> Language:
    best = parse_accept_header(accepted, LanguageAccept).best_match(("zh", "en"), "zh")
    return "en" if best == "en" else "zh"
