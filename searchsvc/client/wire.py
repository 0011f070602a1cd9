"""Requests to a service and its answers: JSON, lines of JSON, and what went wrong as errors of this house."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any, NoReturn, cast
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from searchsvc.errors import BadRequest, Refused, Unauthorized, Unreachable
from searchsvc.messages import Language, Message

API = "/api/v1"
READING, WRITING = 60, 600  # seconds until an answer begins
_PIECE = 64 * 1024  # bytes
_PROBLEM = "urn:searchsvc:problem:"

_TOKEN = Message("令牌放在 SEARCHSVC_TOKEN 里。", "It is put into SEARCHSVC_TOKEN.")

Record = dict[str, Any]
Said = Sequence[tuple[str, str]]


class _Here(HTTPRedirectHandler):
    """Follows where a service leads within itself alone: the token is for nobody else."""

    def redirect_request(self, req: Request, *said: Any) -> Request | None:  # noqa: ANN401 - urllib's signature
        """Return the request for where an answer leads; of what is said the answer is the first, that the last."""
        answer, *_, target = said
        if urlsplit(target)[:2] != urlsplit(req.full_url)[:2]:
            answer.close()
            raise _unexpected(req.full_url, target)
        return super().redirect_request(req, *said)


@dataclass(frozen=True, slots=True)
class Wire:
    """A service at `url`, asked in a language, with a token where there is one.

    Raises Unreachable where nothing or something else answers, Refused with what the service tells.
    """

    url: str
    token: str = field(default="", repr=False)
    lang: Language = "en"
    opener: OpenerDirector = field(default_factory=lambda: build_opener(_Here()), repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raise BadRequest for what is no address of a service."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise BadRequest(
                Message(f"“{self.url}”不是服务的地址。", f"{self.url!r} is no address of a service."),
                Message("写作 http://127.0.0.1:8000。", "It is written http://127.0.0.1:8000."),
                parameter="remote",
            )

    def get(self, path: str, said: Said = ()) -> Record:
        """Return the JSON object at a path of the API."""
        with self._answer(path, said) as response:
            return self._object(response.read())

    def lines(self, path: str, said: Said = ()) -> Iterator[Record]:
        """Yield the JSON objects at a path of the API, one a line, as they come."""
        with self._answer(path, said) as response:
            yield from (self._object(line) for line in _split(response) if line.strip())

    def send(self, method: str, path: str, said: Said = (), body: bytes = b"", kind: str = "") -> Record:
        """Return the JSON object that answers what is written."""
        with self._answer(path, said, method, body, kind) as response:
            return self._object(response.read())

    @contextmanager
    def _answer(
        self, path: str, said: Said, method: str = "GET", body: bytes | None = None, kind: str = ""
    ) -> Iterator[HTTPResponse]:
        url = f"{self.url.rstrip('/')}{API}{path}?{urlencode([*said, ('lang', self.lang)])}"
        request = Request(url, body, {"Accept": "application/json"}, method=method)
        for name, value in (("Content-Type", kind), ("Authorization", f"Bearer {self.token}" if self.token else "")):
            if value:
                request.add_header(name, value)
        try:
            with self.opener.open(request, timeout=READING if method == "GET" else WRITING) as response:
                yield cast(HTTPResponse, response)
        except HTTPError as error:
            with error:
                if error.headers.get_content_type() != "application/json":  # an answer, though all of it was rejected
                    self._refused(error)
                yield cast(HTTPResponse, error)
        except (OSError, HTTPException) as error:
            raise _unreachable(self.url, error) from error

    def _refused(self, error: HTTPError) -> NoReturn:
        """Raise what a service told of a request that it did not fulfil."""
        problem = self._object(error.read()) if "json" in error.headers.get("Content-Type", "") else {}
        if not str(problem.get("type", "")).startswith(_PROBLEM):
            raise _unexpected(self.url, str(error.code))
        detail = str(problem.get("detail", ""))
        slug = str(problem["type"]).removeprefix(_PROBLEM)
        raise Refused(Message(detail, detail), slug, _TOKEN if slug == Unauthorized.slug else None)

    def _object(self, text: bytes) -> Record:
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise _unexpected(self.url, repr(text[:40]))
        return found


def _split(response: HTTPResponse) -> Iterator[bytes]:
    """Yield the lines of an answer; http.client's own `readline` takes one that breaks off for one that ends."""
    rest = b""
    while piece := response.read(_PIECE):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    yield rest


def _unreachable(url: str, error: Exception) -> Unreachable:
    why = getattr(error, "reason", error)
    return Unreachable(
        Message(f"连不上 {url}：{why}。", f"{url} can't be reached: {why}."),
        Message("请检查地址，以及服务是否在运行。", "Check the address, and whether the service runs."),
    )


def _unexpected(url: str, what: str) -> Unreachable:
    return Unreachable(
        Message(f"{url} 的回答不像 searchsvc：{what}。", f"{url} does not answer as searchsvc does: {what}."),
        Message("请检查地址和服务的版本。", "Check the address, and the version of the service."),
    )
