"""What does not answer as a service does is told as that, with what to do; the token is for the service alone."""

import json

import pytest

from tests.serving import answering, http


def test_where_nothing_answers_it_is_told_what_to_do(run):
    done = run("search", "大同", "--remote", "http://127.0.0.1:9")
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr.endswith("Check the address, and whether the service runs.\n")


def test_what_is_no_address_is_refused(run):
    for url in ("example.org", "ftp://example.org", "file:///etc/passwd", "http://"):
        assert run("search", "大同", "--remote", url).exit_code == 2
    assert run("search", "大同", "--remote", "http://127.0.0.1:9", "--index", "x").exit_code == 2


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
def test_what_is_no_such_service_is_told_as_that(run, answer):
    with answering(answer) as (url, _):
        done = run("search", "大同", "--remote", url)
    assert (done.exit_code, done.stdout) == (4, "")
    assert url in done.stderr


def test_an_export_that_breaks_off_is_told(run):
    line = json.dumps({"id": "a", "body": "大同"}) + "\n"
    half = f"{len(line):x}\r\n{line}\r\n"
    with answering(http("200 OK", "Transfer-Encoding: chunked", half)) as (url, _):
        done = run("export", "--format", "jsonl", "--fields", "id", "--remote", url)
    assert (done.exit_code, url in done.stderr) == (4, True)


def test_the_token_does_not_follow_to_another_address(run):
    elsewhere = "Location: http://localhost:9/api/v1/search"
    with answering(http("307 Temporary Redirect", elsewhere, "")) as (url, asked):
        done = run("search", "大同", "--remote", url, SEARCHSVC_TOKEN="secret")
    assert (done.exit_code, "localhost:9" in done.stderr) == (4, True)
    assert "Authorization: Bearer secret" in asked[0]
