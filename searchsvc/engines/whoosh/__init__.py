"""The engine that every installation has: Whoosh as the index of record, in generations of a folder."""

from searchsvc.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
