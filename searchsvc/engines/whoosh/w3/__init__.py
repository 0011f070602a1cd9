"""Whoosh's own segments (its W3 codec), written from arrays; plain Whoosh opens, searches, updates, optimizes them."""

from searchsvc.engines.whoosh.w3.segments import NAME, RANKED, SCHEMA, commit, facet_term, sweep, write

__all__ = ["NAME", "RANKED", "SCHEMA", "commit", "facet_term", "sweep", "write"]
