"""The archive as tables, for the stores that are SQL databases."""

from searchsvc.store.tables.archive import Tables
from searchsvc.store.tables.moving import MOVING, move

__all__ = ["MOVING", "Tables", "move"]
