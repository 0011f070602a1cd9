"""The development zones of China: the table, and those that a sentence names."""

from searchsvc.enrich.zones.table import TABLE, canonical_zone, city_of_zone

__all__ = ["TABLE", "canonical_zone", "city_of_zone"]
