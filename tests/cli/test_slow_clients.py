"""Clients that are slow, or never end: nobody else waits for them."""

import json
import socket
from contextlib import ExitStack, contextmanager
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.usefixtures("read")

HEAD = b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
BODY = json.dumps({"q": "晋城", "size": 1}).encode()
LAST = b"Connection: close\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)


@pytest.fixture
def port(start):
    """Serve the archive with one thread, and return the port."""
    process = start("serve", "--port", 0, "--threads", 1)
    yield int(process.stderr.readline().rpartition(":")[2].partition(",")[0])
    process.terminate()
    assert process.wait() == 0


@contextmanager
def sent(port, *pieces):
    """Send pieces of a request one by one, each when the one before has arrived; lend the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            connection.sendall(piece)
        yield connection


def total(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    return head.splitlines()[0], json.loads(body)["total"]


def received(connection):
    """Return all that is sent until the server closes the connection."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def test_requests_that_never_end_hold_no_thread(port):
    beginnings = (b"", b"GET /search?q=", HEAD, HEAD + LENGTH + b"\r\n{")
    with ExitStack() as held:
        for beginning in beginnings * 3:
            held.enter_context(sent(port, beginning))
        with urlopen(f"http://127.0.0.1:{port}/api/v1/search?q=%E6%99%8B%E5%9F%8E", timeout=60) as answer:
            assert json.load(answer)["total"] == 1


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


def test_a_head_without_an_end_is_refused(port):
    with sent(port, b"GET /" + b"a" * 70_000) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 414 ")
