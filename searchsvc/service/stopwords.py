"""The words that ask or join and say nothing of a subject."""

from functools import cache

from searchsvc.analysis.tables import rows


@cache
def stopwords() -> frozenset[str]:
    """Return them, folded (`data/stopwords.tsv`)."""
    return frozenset(row[0] for row in rows("stopwords.tsv"))
