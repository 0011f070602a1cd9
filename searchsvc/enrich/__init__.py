"""What an article is about, read out of its text; who only asks for a table or an amount does not load the rules."""

from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.enrich.dates import named_days
    from searchsvc.enrich.steps import RULES, STEPS, VERSION, enrich

__all__ = ["RULES", "STEPS", "VERSION", "enrich", "named_days"]

__getattr__ = face(__name__, {**dict.fromkeys(("RULES", "STEPS", "VERSION", "enrich"), "steps"), "named_days": "dates"})
