"""Answers are compressed for who takes gzip, streams too, and are the same answers."""

import gzip

import pytest

GZIP = {"Accept-Encoding": "gzip, br"}
LARGE = ("/api/v1/openapi.json", "/search?q=新能源", "/api/v1/export?format=csv", "/api/v1/export?format=jsonl",
         "/api/v1/figures?format=csv", "/api/v1/feed.atom", "/static/style.css")  # fmt: skip


@pytest.mark.parametrize("path", LARGE)
def test_who_takes_gzip_gets_the_same_answer_packed(client, path):
    plain = client.get(path, buffered=True)
    packed = client.get(path, headers=GZIP, buffered=True)
    assert (packed.headers["Content-Encoding"], "Content-Encoding" in plain.headers) == ("gzip", False)
    assert gzip.decompress(packed.data) == plain.data
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in (plain, packed))


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_who_does_not_take_gzip_gets_none(client, accepted):
    answer = client.get("/api/v1/openapi.json", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers


def test_a_short_answer_and_a_workbook_are_sent_as_they_are(client):
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers
    assert "Content-Encoding" not in client.get("/api/v1/export?format=xlsx", headers=GZIP).headers


@pytest.mark.parametrize("path", ["/api/v1/search?q=新能源", "/static/style.css"])
def test_the_etag_of_a_packed_answer_is_weak_and_still_means_that_nothing_changed(client, path):
    etag = client.get(path, headers=GZIP, buffered=True).headers["ETag"]
    again = client.get(path, headers=GZIP | {"If-None-Match": etag}, buffered=True)
    assert (etag[:2], again.status_code, again.data) == ("W/", 304, b"")


@pytest.mark.parametrize("path", LARGE)
def test_head_and_options_are_answered_wherever_get_is(client, path):
    head = client.head(path, headers=GZIP, buffered=True)
    assert (head.status_code, head.data, head.headers["Content-Encoding"]) == (200, b"", "gzip")
    assert {"GET", "HEAD", "OPTIONS"} <= set(client.options(path).headers["Allow"].split(", "))
