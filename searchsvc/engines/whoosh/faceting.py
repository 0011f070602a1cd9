"""The counts of facets over the hits of all segments, those of all facets at once."""

from collections.abc import Iterator, Sequence

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.base import FacetCounts, Request
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.facets import FACETS

_NUMBERS = {name: number for number, name in enumerate(FACETS)}


def counts(
    snapshot: Snapshot, names: Sequence[str], request: Request, hits: Sequence[Array]
) -> Iterator[tuple[str, FacetCounts]]:
    """Yield the counts of facets, as a request asks for them, among hits: sorted numbers by segment."""
    if not names:
        return
    numbering = snapshot.numbering
    found = numbering.counts([_NUMBERS[name] for name in names], hits)
    missing, found[numbering.firsts] = found.take(numbering.firsts).tolist(), 0
    totals = np.add.reduceat(found, numbering.firsts).tolist()
    ranked, bounds = _ranked(found, numbering.ranks, numbering.firsts)
    for name in names:
        number = _NUMBERS[name]
        start, end = bounds[number : number + 2]
        first = ranked[start : min(start + request.facets[name], end)]
        listed = list(zip([numbering.values[one] for one in first.tolist()], found.take(first).tolist(), strict=True))
        if picked := request.picked(name):
            listed += ranking.behind(listed, [(one, numbering.count(found, number, one)) for one in picked])
        yield name, FacetCounts(tuple(listed), totals[number] - sum(count for _, count in listed), missing[number])


def _ranked(found: Array, ranks: Array, firsts: Array) -> tuple[Array, list[int]]:
    """Return the values that are there facet by facet, the most frequent first, and where those of each facet begin."""
    some = found.nonzero()[0]
    bounds = [*some.searchsorted(firsts).tolist(), len(some)]
    return some.take((ranks.take(some) - found.take(some)).argsort(kind="stable")), bounds
