"""Suggestions over HTTP: the parameters, the types of the answer, the view."""

from flask import Response, jsonify
from pydantic import Field

from searchsvc.output.suggestions import answer
from searchsvc.service.asking import MAX_SIZE
from searchsvc.service.suggesting import SIZE, Kind, suggest
from searchsvc.web.answers import Answered, Links
from searchsvc.web.blueprint import api
from searchsvc.web.http import revalidate
from searchsvc.web.opened import archive
from searchsvc.web.parameters import Parameters
from searchsvc.web.parameters.kinds import example


class SuggestParameters(Parameters):
    """What is typed so far."""

    q: str = Field("", description="A query as typed; its last word is completed.", json_schema_extra=example("datong"))
    size: int = Field(SIZE, ge=1, le=MAX_SIZE, description="Suggestions at most.")


class Suggested(Answered):
    """A name of the archive and the articles that hold it; `alike` where what was typed begins no name."""

    text: str
    kind: Kind
    count: int
    alike: bool
    q: str
    url: str
    html: str


class SuggestAnswer(Answered):
    """What the last word of a query may become."""

    q: str
    total: int
    rows: list[Suggested]
    links: Links


@api.get("/suggest", responses={200: SuggestAnswer})
def get_suggestions(query: SuggestParameters) -> Response:
    """Cities, zones, companies, frequent words and headlines that begin as what is typed, in pinyin or initials too."""
    revalidate(archive())
    opened = archive()
    opened.use_words()
    return jsonify(answer(query.q, suggest(opened, query.q, query.size), query.size, query.beside()))
