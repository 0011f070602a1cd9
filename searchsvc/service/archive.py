"""The one place that wires store and engine together."""

from dataclasses import dataclass

from searchsvc.config import Settings
from searchsvc.engines import base as engines
from searchsvc.store import base as stores


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: the truth, and the engine that is derived from it."""

    settings: Settings
    store: stores.Store
    engine: engines.Engine
