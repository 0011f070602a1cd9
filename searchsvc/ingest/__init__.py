"""The use cases of writing: read files into the archive, delete and restore, bring the engine in line."""

from searchsvc.ingest.reading import records
from searchsvc.ingest.upkeep import catch_up, delete, rebuild, restore
from searchsvc.ingest.writing import Summary, ingest

__all__ = ["Summary", "catch_up", "delete", "ingest", "rebuild", "records", "restore"]
