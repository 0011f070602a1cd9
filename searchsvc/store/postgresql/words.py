"""What PostgreSQL says otherwise than the statements of store.tables, which are written as SQLite has them."""

from functools import lru_cache

_OTHERWISE = (
    ("json_each(?)", "json_array_elements_text(CAST(? AS json)) AS each (value)"),
    ("json_group_array(json_array(field, spot, value, said_by, said_at))", "coalesce(CAST(json_agg(json_build_array("
     "field, spot, value, said_by, said_at)) AS text), '[]')"),
    ("?", "%s"),
)  # fmt: skip


@lru_cache(maxsize=1024)
def spoken(statement: str) -> str:
    """Return a statement as PostgreSQL and its driver read it.

    >>> spoken("SELECT value FROM json_each(?) WHERE value > ?")
    'SELECT value FROM json_array_elements_text(CAST(%s AS json)) AS each (value) WHERE value > %s'
    """
    for ours, theirs in _OTHERWISE:
        statement = statement.replace(ours, theirs)
    return statement
