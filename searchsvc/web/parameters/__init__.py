"""What may be asked over HTTP: typed parameters, refused where they are unknown or out of their range."""

from searchsvc.web.parameters.articles import (
    AnalyzeParameters,
    ArticleParameters,
    ArticlePath,
    DeletionBody,
    DeletionParameters,
    RelatedParameters,
)
from searchsvc.web.parameters.figures import FigureExportParameters, FigureParameters
from searchsvc.web.parameters.filters import Filters, Parameters
from searchsvc.web.parameters.kinds import Asked
from searchsvc.web.parameters.search import (
    FacetParameters,
    FacetPath,
    ListParameters,
    PassageParameters,
    ResultParameters,
    SearchBody,
    SearchParameters,
)

__all__ = [
    "AnalyzeParameters",
    "ArticleParameters",
    "ArticlePath",
    "Asked",
    "DeletionBody",
    "DeletionParameters",
    "FacetParameters",
    "FacetPath",
    "FigureExportParameters",
    "FigureParameters",
    "Filters",
    "ListParameters",
    "Parameters",
    "PassageParameters",
    "RelatedParameters",
    "ResultParameters",
    "SearchBody",
    "SearchParameters",
]
