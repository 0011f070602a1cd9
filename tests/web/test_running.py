"""Whoever runs the service reads its counters, its state and its log."""

import json
import re
from dataclasses import replace
from tempfile import TemporaryFile
from threading import Thread
from types import SimpleNamespace

import pytest

from searchsvc import __version__
from searchsvc.config import Settings
from searchsvc.ingest import spool
from searchsvc.web import answers, create_app
from searchsvc.web.counters import Counters
from searchsvc.web.running import _waiting

SEARCH = "/api/v1/search"
SAMPLE = re.compile(r'searchsvc_\w+(\{\w+="(\\.|[^"\\\n])*"(,\w+="(\\.|[^"\\\n])*")*\})? [0-9.e+-]+')


@pytest.fixture
def fresh(settings):
    """A client of an application that nobody has asked anything yet."""
    return create_app(settings).test_client()


def read(client):
    """Return what is measured, by name and labels."""
    lines = client.get("/metrics").text.splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_every_line_is_of_the_text_format(fresh):
    fresh.get(f"{SEARCH}?q=大同")
    response = fresh.get("/metrics")
    assert response.content_type == "text/plain; version=0.0.4; charset=utf-8"
    for line in response.text.splitlines():
        assert SAMPLE.fullmatch(line) or re.fullmatch(r"# (HELP|TYPE) searchsvc_\w+ \S.*", line), line


def test_requests_are_counted_by_endpoint_and_status_and_searches_by_what_they_found(fresh):
    for path in (
        f"{SEARCH}?q=新能源",
        "/search?q=新能源",
        f"{SEARCH}?q=没有的词&relax=false",
        f"{SEARCH}?size=0",
        "/x",
    ):
        fresh.get(path)
    told = read(fresh)
    assert {name: value for name, value in told.items() if name.startswith("searchsvc_requests_total")} == {
        'searchsvc_requests_total{endpoint="api.search_articles",status="200"}': "2",
        'searchsvc_requests_total{endpoint="api.search_articles",status="400"}': "1",
        'searchsvc_requests_total{endpoint="pages.results",status="200"}': "1",
        'searchsvc_requests_total{endpoint="none",status="404"}': "1",
    }
    searches = ("searches_total", "zero_result_searches_total", "partial_answers_total", "articles", "archive_up")
    assert [told[f"searchsvc_{name}"] for name in searches] == ["3", "1", "0", "4", "1"]


def test_a_histogram_counts_each_request_once_in_its_last_bucket(fresh):
    for _ in range(7):
        fresh.get("/healthz")
    told = read(fresh)
    name = 'searchsvc_request_seconds_{}{{endpoint="probes.healthz"{}}}'
    buckets = [int(value) for key, value in told.items() if "_bucket" in key and "healthz" in key]
    assert buckets == sorted(buckets)
    assert (buckets[-1], told[name.format("count", "")]) == (7, "7")
    assert float(told[name.format("sum", "")]) > 0


def test_without_an_archive_that_is_what_is_told(without_archive):
    told = read(without_archive)
    assert (told["searchsvc_archive_up"], "searchsvc_articles" in told) == ("0", False)
    assert without_archive.get("/status").status_code == 503


def test_applications_that_share_a_file_count_together(settings):
    with TemporaryFile() as file:
        one, two = (create_app(settings, counters=file.fileno()).test_client() for _ in range(2))
        one.get("/healthz")
        two.get("/healthz")
        name = 'searchsvc_requests_total{endpoint="probes.healthz",status="200"}'
        assert (read(one)[name], read(two)[name]) == ("2", "2")


def test_no_count_is_lost_between_threads():
    with TemporaryFile() as file:
        shared = Counters(3, file.fileno())
        threads = [Thread(target=lambda: [shared.add({0: 1, 2: 5}) for _ in range(500)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counters(3, file.fileno()).read() == [2000, 0, 10000]


def test_what_waits_is_told(settings, fresh):
    assert read(fresh)["searchsvc_queue_changes"] == "0.0"
    archive = fresh.application.extensions["searchsvc"].get()
    behind = SimpleNamespace(sequence=archive.engine.sequence - 3)
    told = _waiting(SimpleNamespace(store=archive.store, engine=behind, settings=settings))
    assert told["queue_changes"][1] == 3
    assert "queue_files" not in told
    folder = settings.index.parent / "pages"
    folder.mkdir()
    (folder / "A1.txt").write_text("大同新能源项目开工", encoding="utf-8")
    with spool(folder, settings.index, 9, 60) as waiting:
        waiting.arrived()
        told = read(fresh)
        assert (told["searchsvc_queue_files"], float(told["searchsvc_watch_age_seconds"]) < 60) == ("1", True)


def test_the_state_tells_nothing_secret(fresh):
    state = fresh.get("/status").json
    answers.Status.model_validate(state)
    assert (state["version"], state["articles"], state["in_line"], state["workers"]) == (__version__, 4, True, 1)


def test_a_private_service_tells_its_numbers_to_token_holders_alone(settings):
    client = create_app(replace(settings, private=True, token="门" * 20)).test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/metrics", "/status")] == [200, 401, 401]


def test_a_line_is_logged_for_each_request_without_the_query(settings, capsys):
    response = create_app(replace(settings, log="json")).test_client().get(f"{SEARCH}?q=大同")
    line = json.loads(capsys.readouterr().err)
    assert line.pop("ms") > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert line == {
        "id": response.headers["X-Request-Id"],
        "method": "GET",
        "endpoint": "api.search_articles",
        "status": 200,
        "generation": response.json["generation"],
    }


def test_queries_are_logged_on_one_line_where_that_is_wanted(settings, capsys):
    create_app(replace(settings, log="json", log_queries=True)).test_client().get(f"{SEARCH}?q=大同%0A太原")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["query"] == "大同\n太原"


def test_nothing_is_logged_unless_it_is_switched_on(fresh, capsys):
    fresh.get(f"{SEARCH}?q=大同")
    assert (Settings().log, capsys.readouterr().err) == ("off", "")
