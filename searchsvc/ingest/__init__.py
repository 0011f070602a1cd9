"""The use cases of writing: read files into the archive, correct, delete and restore, bring the engine in line."""

from searchsvc.ingest.corrections import correct
from searchsvc.ingest.reading import records
from searchsvc.ingest.upkeep import catch_up, delete, rebuild, restore
from searchsvc.ingest.writing import BATCH, Summary, ingest

__all__ = ["BATCH", "Summary", "catch_up", "correct", "delete", "ingest", "rebuild", "records", "restore"]
