"""Stores keep the archive: what was read, and what was derived from it."""
