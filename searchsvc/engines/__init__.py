"""Engines hold what can be searched and answer requests, all of them alike."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from searchsvc.config import chosen
from searchsvc.engines import whoosh
from searchsvc.engines.base import Engine, Opener
from searchsvc.engines.memory import Memory
from searchsvc.errors import BadRequest
from searchsvc.messages import Message


def _memory(address: str, folder: Path, workers: int) -> Engine:
    return Memory()


def _whoosh(address: str, folder: Path, workers: int) -> Engine:
    return whoosh.WhooshEngine(folder, workers)


def _opensearch(address: str, folder: Path, workers: int) -> Engine:
    try:
        opensearch = import_module("searchsvc.engines.opensearch")  # its client is an extra
    except ModuleNotFoundError as error:
        raise BadRequest(
            Message(f"缺少模块 {error.name}。", f"The module {error.name} is missing."),
            Message("运行：pip install 'searchsvc[opensearch]'", "Run: pip install 'searchsvc[opensearch]'"),
            parameter="engine",
        ) from error
    engine: Engine = opensearch.OpenSearchEngine(address, workers)
    return engine


ENGINES: Mapping[str, Opener] = {"memory": _memory, "whoosh": _whoosh, "opensearch": _opensearch}


def open_engine(address: str, folder: Path, workers: int = 1) -> Engine:
    """Open the engine of an address: `whoosh`, over an index in the folder, `memory`, or `opensearch://…`.

    `workers` processes may build it; nothing is read or made yet. Raises BadRequest for an address that is none.
    """
    return chosen(ENGINES, address, "engine")(address, folder, workers)
