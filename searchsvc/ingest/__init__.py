"""The use cases of writing: read files into the archive, delete and restore, bring the engine in line."""

from searchsvc.ingest.reading import records
from searchsvc.ingest.upkeep import catch_up, delete, rebuild, restore
from searchsvc.ingest.writing import BATCH, Summary, ingest

__all__ = ["BATCH", "Summary", "catch_up", "delete", "ingest", "rebuild", "records", "restore"]
