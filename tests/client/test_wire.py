"""What does not answer as a service does is told as that, with what to do; the token is for the service alone."""

import json

import pytest

from searchsvc.client.wire import Wire
from searchsvc.errors import BadRequest, Unreachable
from tests.serving import answering, http


def test_where_nothing_answers_it_is_told_what_to_do():
    with pytest.raises(Unreachable) as told:
        Wire("http://127.0.0.1:9").get("/search")
    assert told.value.said("en").endswith("Check the address, and whether the service runs.")
    assert told.value.exit_code == 4


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "file:///etc/passwd", "http://"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(BadRequest) as told:
        Wire(url)
    assert told.value.parameter == "remote"


@pytest.mark.parametrize(
    "answer",
    [
        http("200 OK", "Content-Type: text/html", "<html>hello</html>"),
        http("200 OK", "Content-Type: application/json", "[1]"),
        http("404 Not Found", "Content-Type: text/html", "<html>no</html>"),
        http("502 Bad Gateway", "Content-Type: application/problem+json", "{}"),
        http("200 OK", "Content-Type: application/json\r\nContent-Length: 100", '{"query"'),
        b"hello\r\n",
        b"",
    ],
)
def test_what_is_no_such_service_is_told_as_that(answer):
    with answering(answer) as (url, _), pytest.raises(Unreachable) as told:
        Wire(url).get("/search", [("q", "大同")])
    assert url in told.value.said("en")


def test_an_export_that_breaks_off_is_told():
    line = json.dumps({"id": "a", "body": "大同"}) + "\n"
    half = f"{len(line):x}\r\n{line}\r\n"
    with answering(http("200 OK", "Transfer-Encoding: chunked", half)) as (url, _):
        lines = Wire(url).lines("/export", [("format", "jsonl")])
        with pytest.raises(Unreachable) as told:
            list(lines)
    assert url in told.value.said("en")


def test_the_token_does_not_follow_to_another_address():
    elsewhere = "Location: http://localhost:9/api/v1/search"
    with answering(http("307 Temporary Redirect", elsewhere, "")) as (url, asked), pytest.raises(Unreachable) as told:
        Wire(url, "secret").get("/search")
    assert "localhost:9" in told.value.said("en")
    assert "Authorization: Bearer secret" in asked[0]
