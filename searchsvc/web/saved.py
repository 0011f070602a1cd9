"""The page of a reader's saved searches: kept under a cookie that holds nothing but a random secret."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Annotated

from flask import Response, make_response, redirect, render_template, request
from pydantic import BeforeValidator, Field

from searchsvc.errors import Forbidden
from searchsvc.messages import Message
from searchsvc.output.links import FEED, PAGE, url, whole
from searchsvc.service import saved
from searchsvc.service.asking import Search
from searchsvc.web.language import spoken
from searchsvc.web.opened import archive
from searchsvc.web.pages import pages
from searchsvc.web.parameters import Asked, SearchParameters
from searchsvc.web.screen import Screen, beside

ROOM, COOKIE = "/saved", "reader"
_BYTES = 32  # of a secret


def _text(said: object) -> str:
    """Return a proof that can't be one, such as a file, as none: it is as wrong as any other."""
    return said if isinstance(said, str) else ""


class SavedForm(Asked):
    """What a form of the page sends: which search, and the proof that it is our form."""

    name: str = Field("", max_length=saved.LONGEST)
    proof: Annotated[str, BeforeValidator(_text)] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A saved search with its conditions in words, its address and that of its feed."""

    saved: saved.Saved
    words: str
    url: str
    feed: str


@pages.get(ROOM)
def saved_searches(query: SearchParameters) -> Response:
    """Show the reader's searches; with the parameters of a search also the form that saves it."""
    secret = request.cookies.get(COOKIE) or secrets.token_urlsafe(_BYTES)
    view = _screen(query.asked())
    owner = saved.owner_of(secret)
    saved.visited(archive(), owner)
    rows = [_row(each) for each in saved.saved(archive(), owner)]
    page = render_template(
        "saved.html",
        rows=rows,
        view=view,
        asked=request.args.keys() - {"lang"},
        words=_words(view),
        proof=_proof(secret),
    )
    return _kept(make_response(page), secret)


@pages.post(ROOM)
def save_search(query: SearchParameters, form: SavedForm) -> Response:
    """Save the search of the address under a name."""
    saved.save(archive(), _owner(form), form.name, query.asked())
    return _back()


@pages.post(f"{ROOM}/delete")
def delete_search(form: SavedForm) -> Response:
    """Forget a search."""
    saved.delete(archive(), _owner(form), form.name)
    return _back()


@pages.post(f"{ROOM}/seen")
def see_search(form: SavedForm) -> Response:
    """Go to the hits of a search, the newest first; from now on these are no longer new."""
    owner = _owner(form)
    asked = saved.find(archive(), owner, form.name)
    saved.see(archive(), owner, form.name, archive().engine.sequence)
    return _to(url(PAGE, asked.anew(sort="newest"), beside(spoken())))


def _owner(form: SavedForm) -> str:
    """Return whose form this is; raises Forbidden unless it is of a page of ours that this very reader was shown."""
    secret = request.cookies.get(COOKIE, "")
    if not secret or not hmac.compare_digest(_proof(secret).encode(), form.proof.encode("utf-8", "replace")):
        raise Forbidden(
            Message("无法确认这个操作来自本页。", "It can't be told that this came from our page."),
            Message("请允许 Cookie，刷新页面后再试。", "Allow cookies, reload the page and try again."),
        )
    return saved.owner_of(secret)


def _proof(secret: str) -> str:
    """Return what only the page of the cookie's owner can hold; the cookie can't be worked out from it."""
    return hashlib.sha256(f"form {secret}".encode("utf-8", "surrogatepass")).hexdigest()


def _row(each: saved.Saved) -> Row:
    view = _screen(each.search)
    return Row(each, _words(view), view.url(each.search), url(FEED, whole(each.search), view.beside))


def _words(view: Screen) -> str:
    """Return a search in words: the query, then what else is chosen."""
    return " · ".join(word for word in (view.asked.q, *(f"{chip.group} {chip.label}" for chip in view.chips())) if word)


def _screen(asked: Search) -> Screen:
    return Screen(asked, spoken(), beside(spoken()))


def _back() -> Response:
    return _to(ROOM + ("?lang=en" if spoken() == "en" else ""))


def _to(address: str) -> Response:
    return make_response(redirect(address, 303))


def _kept(response: Response, secret: str) -> Response:
    response.set_cookie(
        COOKIE, secret, max_age=saved.KEPT, path=ROOM, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
