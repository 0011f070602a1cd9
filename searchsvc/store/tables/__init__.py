"""The archive as tables, for the stores that are SQL databases."""

from searchsvc.store.tables.archive import Tables

__all__ = ["Tables"]
