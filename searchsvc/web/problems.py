"""What goes wrong, told: problem+json (RFC 9457) to programs, a page to people, the details to the log alone."""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Flask, Response, g, json, render_template, request
from werkzeug.exceptions import HTTPException

from searchsvc.errors import BadQuery, BadRequest, Expired, SearchError
from searchsvc.messages import Language, Message
from searchsvc.query.grammar import LIMIT
from searchsvc.service.asking import Search
from searchsvc.service.cursors import START
from searchsvc.web.answers import Cause, Problem
from searchsvc.web.invalid import Invalid
from searchsvc.web.language import is_machine, spoken
from searchsvc.web.screen import Screen, beside

_HEADERS = {
    401: {"WWW-Authenticate": 'Bearer realm="searchsvc"'},
    429: {"Retry-After": "1"},  # seconds; at one request a second or more the next one is then free
    503: {"Retry-After": "10"},  # seconds
}
_log = logging.getLogger(__name__)

HTTP_ERRORS: dict[int, tuple[Message, Message]] = {
    400: (Message("请求有误", "Bad request"), Message("请检查地址和参数。", "Check the address and its parameters.")),
    404: (
        Message("没有这个页面", "Not found"),
        Message("这个地址没有内容，请检查拼写。", "There is nothing at this address; check its spelling."),
    ),
    405: (
        Message("不支持这种请求方法", "Method not allowed"),
        Message("请改用响应头 Allow 列出的方法。", "Use a method that the header Allow lists."),
    ),
    413: (
        Message("请求过大", "Request too large"),
        Message("请求正文超出上限，请缩短后再发。", "The body is over the limit; send a shorter one."),
    ),
    414: (
        Message("地址过长", "Address too long"),
        Message("请缩短检索式，或用 POST /api/v1/search。", "Shorten the query, or POST it to /api/v1/search."),
    ),
    415: (
        Message("正文不是 JSON", "The body is not JSON"),
        Message(
            "请以 Content-Type: application/json 发送 JSON 对象。",
            "Send a JSON object with Content-Type: application/json.",
        ),
    ),
    431: (
        Message("请求头过大", "Headers too large"),
        Message("请减少或缩短请求头（例如 Cookie）。", "Send fewer or shorter headers (cookies, for example)."),
    ),
    500: (
        Message("服务器内部错误", "Internal server error"),
        Message("请稍后再试；若再次出现，请把编号告知管理员。", "Try again; if it persists, tell the operator its id."),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An error as it is told, whoever asks."""

    slug: str
    title: Message
    status: int
    detail: Message
    causes: tuple[SearchError, ...] = ()
    id: str | None = None
    restart: str | None = None


def attach(app: Flask) -> None:
    """Let every error of the application be told by this module."""
    app.register_error_handler(SearchError, lambda error: _answer(_search_error(error)))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def of_status(status: int, number: str | None = None) -> Told:
    """Return the error that a status alone stands for; `number` is its id in the log."""
    name = HTTPStatus(status).phrase
    title, detail = HTTP_ERRORS.get(status, (Message(name, name), Message(name, name)))
    return Told(name.lower().replace(" ", "-"), title, status, detail, id=number)


def problem(told: Told, language: Language, instance: str) -> dict[str, object]:
    """Return an error as RFC 9457 has it; `instance` is the address that was asked for."""
    said = Problem(
        type=f"urn:searchsvc:problem:{told.slug}",
        title=told.title.said(language),
        status=told.status,
        detail=told.detail.said(language),
        instance=instance,
        id=told.id,
        restart=told.restart,
        errors=[_cause(cause, language) for cause in told.causes],
    )
    return said.model_dump(exclude={name for name in ("id", "restart") if getattr(told, name) is None})


def _search_error(error: SearchError) -> Told:
    causes = error.causes if isinstance(error, Invalid) else (error,)
    listed = tuple(cause for cause in causes if isinstance(cause, BadRequest | BadQuery))
    restart = _restarted() if isinstance(error, Expired) and request.method == "GET" else None
    detail = Message(error.said("zh"), error.said("en"))
    return Told(error.slug, error.title, error.status, detail, listed, restart=restart)


def _restarted() -> str:
    """Return this address with the cursor that begins a walk."""
    said = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{request.path}?{urlencode([*said, ('cursor', START)])}"


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.response is not None or error.code is None or error.code < 400:  # a redirect, or an answer ready-made
        return error
    response = _answer(of_status(error.code))
    if allowed := error.get_response().headers.get("Allow"):
        response.headers["Allow"] = allowed
    return response


def _unexpected(error: Exception) -> Response:
    number = str(g.id)
    _log.error("error %s at %s %s", number, request.method, request.path, exc_info=error)
    return _answer(of_status(500, number))


def _answer(told: Told) -> Response:
    language = spoken()
    if is_machine():
        asked = request.full_path.removesuffix("?")
        body, kind = json.dumps(problem(told, language, asked)), "application/problem+json"
    else:
        body, kind = render_template("error.html", told=told, view=_screen(language)), "text/html"
    response = Response(body, told.status, content_type=f"{kind}; charset=utf-8" if kind == "text/html" else kind)
    response.content_language.add("zh-CN" if language == "zh" else "en")
    if told.restart:
        response.headers["Link"] = f'<{told.restart}>; rel="first"'
    response.headers.update(_HEADERS.get(told.status, {}))
    return response


def _screen(language: Language) -> Screen:
    """Return the search box of a page: with the query that went wrong, to be mended, and nothing that went with it."""
    return Screen(Search(q=request.args.get("q", "")[:LIMIT]), language, beside(language))


def _cause(error: SearchError, language: Language) -> Cause:
    match error:
        case BadQuery():
            return Cause(detail=error.said(language), parameter="q", position=error.position, nearest=None)
        case BadRequest():
            return Cause(detail=error.said(language), parameter=error.parameter, position=None, nearest=error.nearest)
    raise TypeError(error)
