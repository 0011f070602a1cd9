"""The pages for people: the start page, the results, one article; they work without JavaScript."""

from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import redirect, render_template, request
from flask_openapi3.blueprint import APIBlueprint
from werkzeug import Response as Redirect

from searchsvc.articles import Article, Evidence
from searchsvc.citations import FORMS
from searchsvc.facets import FACETS
from searchsvc.output.figures import words
from searchsvc.output.links import PAGE, addressed, article_url
from searchsvc.output.similar import figure as changed
from searchsvc.output.similar import title as retitled
from searchsvc.service.asking import Search
from searchsvc.service.faceting import distinct
from searchsvc.service.figures import figures, greatest, offered, reported
from searchsvc.service.lowering import needles
from searchsvc.service.quoting import quotation
from searchsvc.service.reading import marked
from searchsvc.service.search import Answer, search
from searchsvc.service.similar import similar
from searchsvc.snippets import Mark, marks
from searchsvc.web import assets, requests
from searchsvc.web.figures import BARS, CHOSEN, FigureScreen, bars, disputed, options, shaded
from searchsvc.web.given import given
from searchsvc.web.groups import planted
from searchsvc.web.http import revalidate, unsettle
from searchsvc.web.language import spoken
from searchsvc.web.opened import archive
from searchsvc.web.parameters import ArticlePath, FigureParameters, Parameters, PassageParameters, ResultParameters
from searchsvc.web.pieces import numbered, pieces
from searchsvc.web.reading import addressed as read
from searchsvc.web.screen import Screen, beside, bounds, legible
from searchsvc.web.texts import EXAMPLES, counted, day, month, ruled, said, scripted
from searchsvc.web.trends import timeline
from searchsvc.web.turning import place_url, turn, turned

SHOWN = ("province", "city", "zone", "industry", "source", "year")  # the facets beside the results
BROWSED = ("city", "industry")  # those of the start page
FILED = ("city", "zone", "industry")
FEW = 10  # values of a facet, unless the address says otherwise
RELATED = 6  # articles like the one that is shown

pages = APIBlueprint("pages", __name__, doc_ui=False)


@pages.get("/")
def home(query: Parameters) -> str:
    """Show a search box, what is in the index, and the newest articles."""
    revalidate(archive())
    answer = search(archive(), Search(sort="newest", size=6, facets=BROWSED, facet_size=12, snippets=1))
    return render_template("home.html", answer=answer, cities=distinct(archive(), "city"), view=_screen(Search()))


@pages.get("/search")
@given
def results(query: ResultParameters) -> str | Redirect:
    """Show the hits of a search, with its facets and how it was understood; go where a button of it leads."""
    if query.turn or query.take:
        return redirect(_gone(query), HTTPStatus.SEE_OTHER)
    revalidate(archive())
    asked = replace(query.asked(), facets=())
    facet_size = query.facet_size if "facet_size" in request.args else FEW
    answer = search(archive(), replace(asked, facets=SHOWN, facet_size=facet_size))
    requests.found(answer.total, partial=answer.partial)
    if answer.partial:
        unsettle()
    view = _screen(asked)
    groups = planted(view.group(name, counts) for name, counts in answer.facets.items())
    return render_template(
        "search.html",
        answer=answer,
        view=view,
        groups=groups,
        kickers=_kickers(answer),
        timeline=timeline(archive(), asked),
    )


@pages.get("/articles/<article_id>")
def article(path: ArticlePath, query: PassageParameters) -> str:
    """Show an article with every hit marked; the rest of the address is the search that it was found by.

    With `quote` a card shows that passage with where it stands, or that it does not stand there.
    """
    found = read(path.article_id)
    places = marked(archive(), found, query.q)
    json = f"/api/v1{article_url(found.id, query.q, query.lang)}"
    return render_template(
        "article.html",
        article=found,
        marks=places,
        first=numbered(places),
        hits=sum(map(len, places.values())),
        figures=reported(found),
        related=similar(archive(), found.id, RELATED),
        filed=[(name, _evidence(found, name)) for name in FILED if getattr(found, name)],
        view=_screen(query.asked()),
        back=request.args.keys() - {"lang"},
        json=json,
        citations={name: cite(found) for name, cite in FORMS.items()},
        asked_quote=query.quote,
        quote=quotation(found, query.quote) if query.quote else None,
        permalink=request.host_url.rstrip("/") + article_url(found.id),
    )


@pages.get("/figures")
def figure_table(query: FigureParameters) -> str:
    """Show figures: filters, a table, the greatest as bars, what contradicts, and each with its sentence."""
    revalidate(archive())
    asked = query.asked()
    view = FigureScreen(asked, spoken(), beside(spoken()))
    answer = figures(archive(), asked if asked.group else replace(asked, group="city"))
    return render_template(
        "figures.html",
        answer=answer,
        view=view,
        choices={name: options(name, offered(archive(), name)) for name in CHOSEN},
        bars=bars(greatest(archive(), answer, BARS)),
        shaded=shaded(answer),
        disputed=disputed(answer),
    )


@pages.app_context_processor
def texts() -> dict[str, Any]:
    """Return what every template may call: the texts of the reader's language, dates, and addresses that keep it."""
    language = spoken()
    return {
        "language": language,
        "t": partial(said, language),
        "counted": partial(counted, language),
        "ruled": partial(ruled, language),
        "day": partial(day, language=language),
        "month": partial(month, language=language),
        "facets": FACETS,
        "examples": EXAMPLES,
        "pieces": pieces,
        "turn": turn,
        "bounds": bounds,
        "beside": beside(language),
        "words": words,
        "changed": changed,
        "retitled": retitled,
        "to_figures": "/figures" + ("?lang=en" if language == "en" else ""),
        "to_saved": "/saved" + ("?lang=en" if language == "en" else ""),
        "to_issues": "/issues" + ("?lang=en" if language == "en" else ""),
        "to_article": partial(article_url, lang="en" if language == "en" else None),
        "start": "/" + ("?lang=en" if language == "en" else ""),
        "switched": _switched(),
        "asset": assets.address,
        "scripted": scripted(language),
    }


def _screen(asked: Search) -> Screen:
    return Screen(asked, spoken(), beside(spoken()))


def _gone(query: ResultParameters) -> str:
    """Return the address that a button of the results leads to."""
    asked, kept = query.asked(), beside(spoken())
    return place_url(asked, query.take, kept) if query.take else addressed(PAGE, [*turned(asked, query.turn), *kept])


def _kickers(answer: Answer) -> dict[str, tuple[Mark, ...]]:
    """Return the marks of the query in the kicker of each hit."""
    wanted = needles(answer.query.root)
    return {found.article.id: marks(found.article.kicker or "", wanted, "kicker") for found in answer.hits}


def _evidence(found: Article, name: str) -> list[tuple[str, list[Evidence]]]:
    """Return the values of a facet, each with what it stands on."""
    why = [item for item in found.evidence if item.facet == name]
    return [(value, [item for item in why if item.value == value]) for value in getattr(found, name)]


def _switched() -> str:
    """Return the address of this page in the other language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    said = [*kept, *(beside("en") if spoken() == "zh" else [])]
    return legible(f"{request.path}?{urlencode(said)}") if said else request.path
