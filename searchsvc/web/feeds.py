"""Searches as feeds over HTTP: what is new under any search, for a feed reader."""

from dataclasses import replace
from datetime import datetime

from flask import Response, request
from pydantic import Field

from searchsvc.engines.base import Sort
from searchsvc.output.feeds import FEEDS, Feed
from searchsvc.output.links import PAGE, url, whole
from searchsvc.service.asking import MAX_SIZE
from searchsvc.service.search import search
from searchsvc.web.blueprint import api
from searchsvc.web.http import revalidate
from searchsvc.web.language import spoken
from searchsvc.web.opened import archive
from searchsvc.web.parameters import SearchParameters
from searchsvc.web.parameters.kinds import Flag


class FeedParameters(SearchParameters):
    """A search whose newest hits are a feed's entries; `facets`, `marks` and `fields` change nothing."""

    sort: Sort = Field("newest", description="Order of the entries.")
    size: int = Field(20, ge=1, le=MAX_SIZE, description="Entries.")
    relax: Flag = Field(False, description="Also hits that hold only some of the words, where too few hold all.")


@api.get("/feed.atom", responses={200: {"description": "Atom.", "content": {FEEDS["atom"][0]: {}}}})
def get_atom(query: FeedParameters) -> Response:
    """The newest hits of a search as an Atom feed (RFC 4287)."""
    return _fed("atom", query)


@api.get("/feed.json", responses={200: {"description": "JSON Feed.", "content": {FEEDS["json"][0]: {}}}})
def get_json_feed(query: FeedParameters) -> Response:
    """The newest hits of a search as a JSON Feed 1.1."""
    return _fed("json", query)


def _fed(form: str, query: FeedParameters) -> Response:
    found = archive()
    revalidate(found)
    asked = replace(query.asked(), facets=())
    answer = search(found, asked)
    entries = [found.store.get(hit.article.id) for hit in answer.hits]
    root = request.host_url.rstrip("/")
    kind, render = FEEDS[form]
    feed = Feed(
        answer=answer,
        changed={entry.id: entry.changed for entry in entries if entry},
        url=request.url,
        page=root + url(PAGE, whole(asked), [("lang", query.lang)] if query.lang else []),
        root=root,
        zone=found.settings.zone,
        today=datetime.now(found.settings.zone).date(),
        lang=spoken(),
    )
    return Response(render(feed), content_type=f"{kind}; charset=utf-8")
