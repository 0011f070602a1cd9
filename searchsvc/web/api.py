"""The JSON API: each view reads its typed parameters, asks one use case, and returns its record."""

from collections.abc import Iterator
from typing import Any, Literal

from flask import Blueprint, Response, jsonify, request
from flask_openapi3.openapi import OpenAPI

from searchsvc.citations import FORMS
from searchsvc.output import articles, records
from searchsvc.output.exporting import EXPORTS, csv_bytes
from searchsvc.output.figures import records as figure_records
from searchsvc.output.figures.renderers import csv_rows
from searchsvc.output.renderers import as_json
from searchsvc.output.similar import answer as related
from searchsvc.output.similar import related_url
from searchsvc.output.xlsx import as_xlsx
from searchsvc.service.analyze import analyze
from searchsvc.service.faceting import values
from searchsvc.service.figures import FigureSearch, every, figures
from searchsvc.service.reading import shown
from searchsvc.service.search import search
from searchsvc.service.similar import similar
from searchsvc.store.figures import Reported
from searchsvc.web import answers, requests, warming
from searchsvc.web.answers import FigureAnswer, RelatedAnswer
from searchsvc.web.blueprint import PREFIX, api, documented, probes
from searchsvc.web.given import given
from searchsvc.web.http import revalidate, unsettle
from searchsvc.web.language import spoken
from searchsvc.web.manual import manual
from searchsvc.web.opened import archive, unhurried
from searchsvc.web.parameters import (
    AnalyzeParameters,
    ArticleParameters,
    ArticlePath,
    FacetParameters,
    FacetPath,
    FigureExportParameters,
    ListParameters,
    Parameters,
    RelatedParameters,
    SearchBody,
)
from searchsvc.web.reading import addressed

DOCUMENT, MANUAL = f"{PREFIX}/openapi.json", "/api/docs"
_HIDDEN = {"html": frozenset[str](), "offsets": frozenset({"html"}), "none": frozenset({"html", "marks"})}

Record = dict[str, Any]


@api.get("/search", responses={200: answers.SearchAnswer, **documented(410)})
@given
def search_articles(query: ListParameters) -> Response:
    """Search: the exact total, one page of hits with marked passages, and the facets asked for."""
    revalidate(archive(), indexed=True)
    return _searched(query)


@api.post("/search", responses={200: answers.SearchAnswer, **documented(410, 413, 415)})
def search_articles_by_body(body: SearchBody) -> Response:
    """Search with the same names as JSON, where a query is too long for an address."""
    return _searched(body)


@api.get("/articles/<article_id>", responses={200: answers.ArticleAnswer, **documented(404, 410)})
def get_article(path: ArticlePath, query: ArticleParameters) -> Response:
    """One article, with the marks of a query in its title and body."""
    article = addressed(path.article_id)
    record = articles.shown(shown(archive(), article.id, query.q))
    return jsonify(record | {"citations": {name: cite(article) for name, cite in FORMS.items()}})


@api.get("/articles/<article_id>/related", responses={200: RelatedAnswer, **documented(404, 410)})
def get_related(path: ArticlePath, query: RelatedParameters) -> Response:
    """The near-duplicates of an article with what changed from it to each, then what shares its telling words."""
    article = addressed(path.article_id)
    address = related_url(article.id, query.size, query.beside())
    return jsonify(related(article.id, similar(archive(), article.id, query.size), address))


@api.get("/facets/<field>", responses={200: answers.FacetAnswer})
def get_facet(path: FacetPath, query: FacetParameters) -> Response:
    """The values of a facet, with their counts under a search; all, or those that begin with a prefix."""
    revalidate(archive())
    found = values(archive(), query.asked(), path.field, query.prefix)
    return jsonify(records.faceted(found, spoken(), query.beside()))


@api.get("/figures", responses={200: FigureAnswer})
def get_figures(query: FigureExportParameters) -> Response:
    """Figures as rows, each with its sentence; as a table; and those that contradict each other. As a file all rows."""
    revalidate(archive())
    asked = query.asked()
    if query.format != "json":
        return _exported(asked, query.format, bom=query.bom)
    return _linked(figure_records.answer(figures(archive(), asked), spoken(), query.beside()))


@api.get("/analyze", responses={200: answers.AnalyzeAnswer})
def analyze_text(query: AnalyzeParameters) -> Response:
    """A text taken apart: folded, cut into words, read as a query and filed as an article."""
    revalidate(archive())
    return jsonify(articles.analysis(analyze(archive(), query.text), spoken()))


@probes.get("/healthz", responses={200: answers.Health})
def healthz(query: Parameters) -> Record:
    """Whether the process lives."""
    return {"status": "ok"}


@probes.get("/readyz", responses={200: answers.Ready, **documented(503)})
def readyz(query: Parameters) -> Record:
    """Whether the archive can be searched, and this process is warm."""
    ready = archive()
    warming.reach(unhurried())
    return {"status": "ready", "articles": ready.store.count(), "generation": ready.engine.generation}


def document(app: OpenAPI) -> Blueprint:
    """Return the blueprint that serves the OpenAPI document of an application, and the page made of it."""
    served = Blueprint("document", __name__)
    served.add_url_rule(DOCUMENT, "openapi", lambda: jsonify(app.api_doc))
    served.add_url_rule(MANUAL, "docs", lambda: manual(app, DOCUMENT))
    return served


def _searched(asked: ListParameters) -> Response:
    found = search(archive(), asked.asked())
    requests.found(found.total, partial=found.partial)
    if found.partial:
        unsettle()
    record = records.answer(found, spoken(), asked.beside())
    if asked.marks != "html" or asked.fields:
        record["hits"] = [_shaped(hit, asked) for hit in record["hits"]]
    return _linked(record)


def _exported(asked: FigureSearch, form: Literal["jsonl", "csv", "xlsx"], *, bom: bool) -> Response:
    """Return all figures asked for as a file, row by row as they are read; in a table with whole addresses."""
    found = every(unhurried(), asked)
    headers = {"Content-Disposition": f"attachment; filename=figures.{form}"}
    return Response(_pieces(found, asked.q, form, bom=bom), headers=headers, content_type=EXPORTS[form].type)


def _pieces(found: Iterator[Reported], q: str, form: str, *, bom: bool) -> Iterator[bytes]:
    if form == "jsonl":
        return (f"{as_json(figure_records.row(each, q))}\n".encode() for each in found)
    rows = csv_rows(found, q, request.host_url.rstrip("/"))
    return as_xlsx(rows) if form == "xlsx" else csv_bytes(rows, bom=bom)


def _linked(record: Record) -> Response:
    """Return a list as JSON, its next page in the header too."""
    response = jsonify(record)
    if record["links"]["next"]:
        response.headers["Link"] = f'<{record["links"]["next"]}>; rel="next"'
    return response


def _shaped(hit: Record, asked: ListParameters) -> Record:
    """Return of a hit the keys and marks that were asked for."""
    hidden = _HIDDEN[asked.marks]
    passages = [{key: value for key, value in item.items() if key not in hidden} for item in hit["snippets"]]
    wanted = {"id", "url", *asked.fields} if asked.fields else hit.keys()
    dropped = {"title_marks"} if asked.marks == "none" else set()
    return {key: value for key, value in (hit | {"snippets": passages}).items() if key in wanted - dropped}
