"""Engines hold what can be searched and answer requests, all of them alike."""

from collections.abc import Mapping

from searchsvc.engines.base import Opener
from searchsvc.engines.memory import Memory
from searchsvc.engines.whoosh import WhooshEngine

ENGINES: Mapping[str, Opener] = {"memory": Memory, "whoosh": WhooshEngine}
