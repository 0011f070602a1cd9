"""The numbers of an article that a reporter would tabulate; who only asks for an amount does not load the rules."""

from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.enrich.figures.tabulating import MOST, TABLES, figures

__all__ = ["MOST", "TABLES", "figures"]

__getattr__ = face(__name__, dict.fromkeys(__all__, "tabulating"))
