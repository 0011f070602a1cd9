"""Figures of a segment's documents: which are wanted, who has them, and the greatest of each document."""

import numpy as np

from searchsvc.engines import matching
from searchsvc.engines.expressions import HasFigure, Limit
from searchsvc.engines.whoosh.arrays import Array, firsts
from searchsvc.engines.whoosh.raw import BOUNDS
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.schema import Measured


def holding(segment: Segment, wanted: HasFigure) -> Array:
    """Return the documents that have a figure that is wanted, sorted."""
    documents = segment.array("figure_document")[_rows(segment, wanted)]
    return documents[firsts(documents)].astype(np.intp)


def greatest(segment: Segment, wanted: HasFigure | None, documents: Array) -> Array:
    """Return the greatest amount that each document has of what is wanted, as `matching.greatest` does."""
    amounts = np.full(segment.count, matching.greatest(None, ()))
    if wanted:
        rows = _rows(segment, wanted)
        np.maximum.at(amounts, segment.array("figure_document")[rows], segment.array("figure_most")[rows])
    return amounts[documents]


def _rows(segment: Segment, wanted: HasFigure) -> Array:
    """Return the rows of the figures that are wanted, as `matching.within` tells."""
    names = segment.figure_names
    if wanted.name not in names or wanted.base not in (None, *names):
        return np.zeros(0, np.intp)
    metric, label, base, bound, least, most = (
        segment.array(f"figure_{column}") for column in ("metric", "label", "base", "bound", "least", "most")
    )
    name = names.index(wanted.name)
    found = (metric == name) | (label == name)
    if wanted.base is not None:
        found &= base == names.index(wanted.base)
    if wanted.least:
        equal = _reaching(HasFigure("", least=wanted.least), wanted.least)
        found &= (most > wanted.least.amount) | ((most == wanted.least.amount) & equal[bound])
    if wanted.most:
        equal = _reaching(HasFigure("", most=wanted.most), wanted.most)
        found &= (least < wanted.most.amount) | ((least == wanted.most.amount) & equal[bound])
    return np.flatnonzero(found)


def _reaching(wanted: HasFigure, limit: Limit) -> Array:
    """Tell for each of BOUNDS whether a figure that equals a limit meets it."""
    figures = (Measured("", "", "", limit.amount, limit.amount, bound, None) for bound in BOUNDS)
    return np.array([matching.within(wanted, figure) for figure in figures])
