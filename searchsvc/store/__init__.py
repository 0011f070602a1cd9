"""Stores keep the archive: what was read, and what was derived from it."""

from collections.abc import Mapping

from searchsvc.store import sqlite
from searchsvc.store.base import Opener

STORES: Mapping[str, Opener] = {"sqlite": sqlite.SQLite}
