"""An answer gets to its client whole and in order, however it is made and however the client takes it."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.web.sending import Answer


class Written:
    """What the server makes of an answer: a head, the pieces, an end."""

    def __init__(self):
        self.sock, self.headers_sent = None, False

    def write(self, piece):
        self.sock.sendall(piece if self.headers_sent else b"HEAD " + piece)
        self.headers_sent = True

    def close(self):
        self.sock.sendall(b" END")

    def should_close(self):
        return True


@pytest.fixture
def pair():
    """Two ends of a connection, of which little is on its way at once."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
    with ours, theirs:
        yield ours, theirs


@given(
    pieces=st.lists(st.binary(max_size=9_000), min_size=1, max_size=8),
    takes=st.lists(st.integers(1, 9_000), min_size=1),
)
def test_all_arrives_in_order_however_much_is_taken_at_a_time(pieces, takes):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        answer, taken = Answer(Written(), pieces, ours), b""
        while not answer.send():
            taken += theirs.recv(takes[len(taken) % len(takes)])
        ours.close()
        taken += b"".join(iter(lambda: theirs.recv(65_536), b""))
    assert taken == b"HEAD " + b"".join(pieces) + b" END"


def test_no_more_is_made_than_the_client_takes_and_what_it_held_is_released(pair):
    ours, _ = pair
    made, released = [], []

    def pieces():
        try:
            for number in range(1_000):
                made.append(number)
                yield b"x" * 10_000
        finally:
            released.append(True)

    answer = Answer(Written(), pieces(), ours)
    assert [answer.send(), answer.send()] == [False, False]
    assert len(made) < 10
    answer.close()
    assert released


def test_a_client_that_left_ends_it(pair):
    ours, theirs = pair
    theirs.close()
    with pytest.raises(ConnectionError):
        Answer(Written(), [b"x" * 10_000] * 9, ours).send()


def test_what_breaks_before_the_head_is_written_can_still_be_told(pair):
    def broken():
        raise ZeroDivisionError
        yield b""

    answer = Answer(Written(), broken(), pair[0])
    with pytest.raises(ZeroDivisionError):
        answer.send()
    assert not answer.begun
