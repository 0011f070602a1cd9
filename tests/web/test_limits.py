"""The service takes on so much at once, and so much a second from a client, and says when to come back."""

import threading
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from searchsvc.web import create_app
from searchsvc.web.limits import BURST, CLIENTS, Rate
from searchsvc.web.opened import Opened

SEARCH = "/api/v1/search?q=大同&lang=en"


class Slow(Opened):
    """An archive that is being opened until the test says so."""

    def __init__(self, settings):
        super().__init__(settings)
        self.asked, self.go_on = threading.Event(), threading.Event()

    def get(self):
        self.asked.set()
        self.go_on.wait()
        return super().get()


def test_beyond_what_may_run_at_once_the_answer_is_503_without_waiting(settings):
    app = create_app(replace(settings, searches=1))
    slow = app.extensions["searchsvc"] = Slow(settings)
    answers = []
    first = threading.Thread(target=lambda: answers.append(app.test_client().get(SEARCH).status_code))
    first.start()
    slow.asked.wait()
    refused, alive = app.test_client().get(SEARCH), app.test_client().get("/healthz")
    slow.go_on.set()
    first.join()
    assert (refused.status_code, refused.json["type"], refused.headers["Retry-After"]) == (
        503, "urn:searchsvc:problem:busy", "10",
    )  # fmt: skip
    assert (answers, alive.status_code, app.test_client().get(SEARCH).status_code) == ([200], 200, 200)
    slow.close()


def test_a_client_that_asks_too_often_is_told_to_slow_down_and_others_are_not(settings):
    ask = create_app(replace(settings, rate=1)).test_client().get
    codes = [ask(SEARCH).status_code for _ in range(BURST)]
    refused = ask(SEARCH)
    assert codes == [200] * BURST
    assert (refused.status_code, refused.json["detail"], refused.headers["Retry-After"]) == (
        429, "1 requests a second are allowed. Slow down and try again in a moment.", "1",
    )  # fmt: skip
    assert ask("/healthz").status_code == 200
    assert ask(SEARCH, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


def test_the_word_of_a_proxy_is_taken_only_where_one_was_told_of(settings):
    def codes(proxies):
        ask = create_app(replace(settings, rate=1, proxies=proxies)).test_client().get
        return [ask(SEARCH, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(BURST + 1)]

    assert codes(0) == [200] * BURST + [429]
    assert codes(1) == [200] * (BURST + 1)


@given(st.integers(1, 9), st.lists(st.floats(0, 4), max_size=200))
def test_no_stretch_of_time_lets_more_through_than_its_seconds_and_one_burst(rate, gaps):
    bucket, now, passed = Rate(rate), 100.0, []
    for gap in gaps:
        now += gap
        if bucket.admit("大同", now):
            passed.append(now)
    for first, begin in enumerate(passed):
        for count, end in enumerate(passed[first:], 1):
            assert count <= rate * (BURST + end - begin) + 1e-6
    assert all(before <= after for before, after in pairwise(passed))


def test_the_clients_that_are_remembered_are_bounded():
    bucket = Rate(1)
    for number in range(CLIENTS + 5):
        bucket.admit(str(number), 0.0)
    assert [bucket.admit("0", 0.0) for _ in range(BURST + 1)] == [True] * BURST + [False]
    assert len(bucket._left) == CLIENTS
