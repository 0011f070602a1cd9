"""Whoosh's own segments (its W3 codec), written from arrays; plain Whoosh opens, searches, updates, optimizes them."""

from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.engines.whoosh.w3.segments import RANKED, SCHEMA, commit, facet_term, sweep, write

__all__ = ["NAME", "RANKED", "SCHEMA", "commit", "facet_term", "sweep", "write"]

NAME = "searchsvc"  # of the index, in its files

__getattr__ = face(__name__, dict.fromkeys(__all__, "segments"))
