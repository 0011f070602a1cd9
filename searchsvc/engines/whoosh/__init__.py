"""The engine that every installation has: Whoosh as the index of record, in generations of a folder."""

from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.engines.whoosh.engine import WhooshEngine
    from searchsvc.engines.whoosh.writing import Draft

__all__ = ["Draft", "WhooshEngine"]

__getattr__ = face(__name__, {"Draft": "writing", "WhooshEngine": "engine"})  # who only reads loads nothing that writes
