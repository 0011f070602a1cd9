"""Stores keep the archive: what was read, and what was derived from it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from searchsvc.config import chosen
from searchsvc.errors import BadRequest, IndexMissing
from searchsvc.messages import Message
from searchsvc.store import sqlite
from searchsvc.store.base import Store
from searchsvc.store.tables import MOVING, Tables

# the address, the folder of the index, and whether to make the archive where it is missing → its store
Opener = Callable[[str, Path, bool], Tables]


def _sqlite(address: str, folder: Path, create: bool) -> Tables:
    return sqlite.SQLite(folder, create)


def _postgresql(address: str, folder: Path, create: bool) -> Tables:
    try:
        postgresql = import_module("searchsvc.store.postgresql")  # its driver is an extra
    except ModuleNotFoundError as error:
        raise BadRequest(
            Message(f"缺少模块 {error.name}。", f"The module {error.name} is missing."),
            Message("运行：pip install 'searchsvc[postgresql]'", "Run: pip install 'searchsvc[postgresql]'"),
            parameter="store",
        ) from error
    store: Tables = postgresql.PostgreSQL(address, folder, create)
    return store


STORES: Mapping[str, Opener] = {"sqlite": _sqlite, "postgresql": _postgresql}


def open_store(address: str, folder: Path, *, create: bool = False) -> Store:
    """Open the store of an address, `sqlite` or `postgresql://…`; `folder` is that of the index on this machine.

    It is made where `create` says so and there is none. Raises BadRequest for an address that is none, IndexMissing
    also where an archive is still being moved there, IndexOutdated, IndexDamaged, StoreUnavailable.
    """
    store = open_tables(address, folder, create=create)
    if store.history.startswith(MOVING):
        store.close()
        raise IndexMissing(
            Message("往这里的搬运还没有完成。", "An archive is being moved here and is not whole yet."),
            Message("等它完成，或再运行 searchsvc migrate。", "Wait for its end, or run searchsvc migrate again."),
        )
    return store


def open_tables(address: str, folder: Path, *, create: bool = False) -> Tables:
    """Open a store whether it is whole or not; otherwise as `open_store`."""
    return chosen(STORES, address, "store")(address, folder, create)
