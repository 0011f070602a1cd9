"""The use cases of writing: read files into the archive, correct, delete and restore, bring the engine in line."""

from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.ingest.accepting import Accepted, accept
    from searchsvc.ingest.arriving import Spool, spool
    from searchsvc.ingest.corrections import correct
    from searchsvc.ingest.optimizing import optimize
    from searchsvc.ingest.reading import records
    from searchsvc.ingest.upkeep import catch_up, delete, rebuild, restore
    from searchsvc.ingest.verifying import verify
    from searchsvc.ingest.watching import FILES, Taken, take
    from searchsvc.ingest.writing import BATCH, Summary, ingest

__all__ = [
    "BATCH",
    "FILES",
    "Accepted",
    "Spool",
    "Summary",
    "Taken",
    "accept",
    "catch_up",
    "correct",
    "delete",
    "ingest",
    "optimize",
    "rebuild",
    "records",
    "restore",
    "spool",
    "take",
    "verify",
]

__getattr__ = face(
    __name__,
    {
        **dict.fromkeys(("Accepted", "accept"), "accepting"),
        **dict.fromkeys(("Spool", "spool"), "arriving"),
        "correct": "corrections",
        "records": "reading",
        "optimize": "optimizing",
        **dict.fromkeys(("catch_up", "delete", "rebuild", "restore"), "upkeep"),
        **dict.fromkeys(("FILES", "Taken", "take"), "watching"),
        "verify": "verifying",
        **dict.fromkeys(("BATCH", "Summary", "ingest"), "writing"),
    },
)
