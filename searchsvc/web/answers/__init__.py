"""What is answered over HTTP: the types of the JSON, for the OpenAPI document and for tests to hold answers to."""

from searchsvc.web.answers.article import AnalyzeAnswer, ArticleAnswer
from searchsvc.web.answers.base import Answered, Links, Understood
from searchsvc.web.answers.figures import FigureAnswer
from searchsvc.web.answers.problem import Cause, Problem
from searchsvc.web.answers.related import RelatedAnswer
from searchsvc.web.answers.running import Health, Ready, StatisticsAnswer, Status
from searchsvc.web.answers.search import FacetAnswer, Hit, SearchAnswer
from searchsvc.web.answers.writing import AcceptedAnswer, DeletedAnswer, RestoredAnswer

__all__ = [
    "AcceptedAnswer",
    "AnalyzeAnswer",
    "Answered",
    "ArticleAnswer",
    "Cause",
    "DeletedAnswer",
    "FacetAnswer",
    "FigureAnswer",
    "Health",
    "Hit",
    "Links",
    "Problem",
    "Ready",
    "RelatedAnswer",
    "RestoredAnswer",
    "SearchAnswer",
    "StatisticsAnswer",
    "Status",
    "Understood",
]
