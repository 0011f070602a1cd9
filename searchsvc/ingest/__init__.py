"""The use cases of writing: read files into the archive, correct, delete and restore, bring the engine in line."""

from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.ingest.accepting import Accepted, accept
    from searchsvc.ingest.corrections import correct
    from searchsvc.ingest.reading import records
    from searchsvc.ingest.upkeep import catch_up, delete, rebuild, restore
    from searchsvc.ingest.writing import BATCH, Summary, ingest

__all__ = [
    "BATCH",
    "Accepted",
    "Summary",
    "accept",
    "catch_up",
    "correct",
    "delete",
    "ingest",
    "rebuild",
    "records",
    "restore",
]

__getattr__ = face(
    __name__,
    {
        **dict.fromkeys(("Accepted", "accept"), "accepting"),
        "correct": "corrections",
        "records": "reading",
        **dict.fromkeys(("catch_up", "delete", "rebuild", "restore"), "upkeep"),
        **dict.fromkeys(("BATCH", "Summary", "ingest"), "writing"),
    },
)
