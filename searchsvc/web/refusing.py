"""What the server refuses before the application sees it: requests that can't be read, told as a problem too."""

import json
from http import HTTPStatus

from gunicorn.http import errors

from searchsvc.web.http import POLICY
from searchsvc.web.problems import of_status, problem

_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (errors.LimitRequestLine, 414),
    (errors.LimitRequestHeaders, 431),
    (errors.ExpectationFailed, 417),
    (errors.UnsupportedTransferCoding, 501),
    (errors.InvalidResponseHeader, 500),  # what the application wanted to send is no fault of the client's
    (errors.InvalidResponseHeaderName, 500),
    (errors.ParseException, 400),
)


def status_of(error: Exception) -> int:
    """Return the HTTP status of what is wrong with a request; 500 where it is nothing of the request's.

    >>> status_of(errors.LimitRequestLine(9000, 8190)), status_of(errors.InvalidHeader("x")), status_of(KeyError("x"))
    (414, 400, 500)
    """
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def refusal(status: int) -> bytes:
    """Return the whole of an answer that ends the connection, in the language of who says none."""
    body = json.dumps(problem(of_status(status), "zh", "")).encode()
    headers = (
        ("Connection", "close"),
        ("Content-Type", "application/problem+json"),
        ("Content-Language", "zh-CN"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        *POLICY,
    )
    head = (f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers), "", "")
    return "\r\n".join(head).encode() + body
