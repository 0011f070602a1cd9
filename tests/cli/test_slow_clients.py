"""Clients that are slow, or never end: nobody else waits for them."""

import json
import socket
from contextlib import ExitStack, contextmanager
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming

pytestmark = pytest.mark.usefixtures("read")

HEAD = b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
BODY = json.dumps({"q": "晋城", "size": 1}).encode()
LAST = b"Connection: close\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)


@pytest.fixture
def serve(start):
    """Return what serves an archive with one thread, and tells the port."""
    started = []

    def serve(*options):
        started.append(start("serve", "--port", 0, "--threads", 1, *options))
        return int(started[-1].stderr.readline().rpartition(":")[2].partition(",")[0])

    yield serve
    for process in started:
        process.terminate()
        assert process.wait() == 0


@pytest.fixture
def port(serve):
    return serve()


@contextmanager
def sent(port, *pieces, window=None):
    """Send pieces of a request one by one, each when the one before has arrived; lend the connection.

    Of the answer about `window` bytes come before they are read.
    """
    with socket.socket() as connection:
        connection.settimeout(60)
        if window:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        connection.connect(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            connection.sendall(piece)
        yield connection


def total(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    return head.splitlines()[0], json.loads(body)["total"]


def found(port, query):
    """Return how many articles a search finds."""
    with urlopen(f"http://127.0.0.1:{port}/api/v1/search?q={quote(query)}", timeout=60) as answer:
        return json.load(answer)["total"]


def received(connection):
    """Return all that is sent until the server closes the connection."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def test_requests_that_never_end_hold_no_thread(port):
    beginnings = (b"", b"GET /search?q=", HEAD, HEAD + LENGTH + b"\r\n{")
    with ExitStack() as held:
        for beginning in beginnings * 3:
            held.enter_context(sent(port, beginning))
        assert found(port, "晋城") == 1


def test_who_takes_an_answer_slowly_holds_no_thread_and_gets_all_of_it(serve, tmp_path):
    index = tmp_path / "long"
    archive = open_archive(Settings(index=index), create=True)
    sentence = "大同经济技术开发区新能源项目开工。"
    archive.store.save(
        Incoming(Article(id=f"a{number}", paragraphs=(Paragraph(sentence * 400),))) for number in range(100)
    )
    archive.close()
    port = serve("--index", index)
    export = b"GET /api/v1/export?format=jsonl&q= HTTP/1.1\r\nHost: x\r\n" + LAST + b"\r\n"
    with ExitStack() as held:
        slow = [held.enter_context(sent(port, export, window=32_768)) for _ in range(3)]
        assert found(port, "新能源") == 100
        with sent(port, export) as fast:
            _, _, whole = received(fast).partition(b"\r\n\r\n")
        assert len(whole) > 1_500_000
        assert [received(one).partition(b"\r\n\r\n")[2] for one in slow] == [whole] * 3


def test_who_does_not_close_a_connection_keeps_nobody_waiting(port):
    with ExitStack() as held:
        for _ in range(60):
            held.enter_context(sent(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + LAST + b"\r\n"))
        assert found(port, "晋城") == 1


@pytest.mark.parametrize(
    "pieces",
    [
        [HEAD + LAST + LENGTH + b"\r\n" + BODY],
        [HEAD, LAST, LENGTH + b"\r", b"\n", BODY[:5], BODY[5:]],
        [HEAD + LAST + b"Transfer-Encoding: chunked\r\n\r\n", b"%x\r\n%s\r\n" % (len(BODY), BODY), b"0\r\n\r\n"],
    ],
    ids=["at once", "in pieces", "in chunks"],
)
def test_a_request_is_answered_however_it_arrives(port, pieces):
    with sent(port, *pieces) as connection:
        assert total(received(connection)) == (b"HTTP/1.1 200 OK", 1)


def test_who_asks_before_sending_is_told_to_go_on(port):
    with sent(port, HEAD + LAST + b"Expect: 100-continue\r\n" + LENGTH + b"\r\n") as connection:
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(BODY)
        assert total(received(connection)) == (b"HTTP/1.1 200 OK", 1)


def test_requests_sent_one_behind_the_other_are_all_answered(port):
    ask = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
    with sent(port, (ask + b"\r\n") * 3 + ask + LAST + b"\r\n") as connection:
        assert received(connection).count(b"HTTP/1.1 200 OK") == 4


UNREADABLE = {
    b"GET /" + b"a" * 70_000: 414,
    b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 70_000: 431,
    b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 9_000 + b"\r\n\r\n": 431,
    b"GET /search?q=secret\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secr\x00et\r\n\r\n": 400,
}


def test_what_can_not_be_read_is_refused_as_every_problem_is_and_its_words_stay_out_of_the_log(start):
    process = start("serve", "--port", 0)
    port = int(process.stderr.readline().rpartition(":")[2].partition(",")[0])
    for request, status in UNREADABLE.items():
        with sent(port, request) as connection:
            head, _, body = received(connection).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 %d " % status)
        assert {b"Content-Type: application/problem+json", b"X-Content-Type-Options: nosniff"} <= set(head.splitlines())
        assert json.loads(body)["status"] == status
        assert b"secr" not in body
    process.terminate()
    assert "secr" not in process.communicate()[1]


def test_a_query_of_as_many_characters_as_count_is_answered_in_an_address_too(port):
    query = quote('"' + "晋城" * 1500 + '"')
    with urlopen(f"http://127.0.0.1:{port}/api/v1/search?q={query}", timeout=60) as answer:
        assert "2000" in "".join(json.load(answer)["query"]["warnings"])
