"""Walks over HTTP: by links through all hits, and what is said where a cursor can't be followed."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from searchsvc.service import cursors
from searchsvc.service.asking import Search

SEARCH = "/api/v1/search"


def _walked(client, address: str) -> list[str]:
    """Return the ids of all hits, following the links."""
    ids: list[str] = []
    while address:
        answer = client.get(address).json
        ids += [hit["id"] for hit in answer["hits"]]
        address = answer["links"]["next"]
    return ids


def test_a_walk_by_cursor_follows_the_links_through_all_hits(client):
    whole = client.get(f"{SEARCH}?q=新能源").json
    assert _walked(client, f"{SEARCH}?q=新能源&size=1&cursor=*") == [hit["id"] for hit in whole["hits"]]
    by_body = client.post(SEARCH, json={"q": "新能源", "size": 1, "cursor": "*"})
    assert "cursor=" in by_body.json["links"]["next"]
    assert f'<{by_body.json["links"]["next"]}>; rel="next"' == by_body.headers["Link"]


def test_on_a_walk_a_facet_begins_a_walk_and_the_page_for_people_has_none(client):
    page = client.get(f"{SEARCH}?q=新能源&size=1&cursor=*").json
    then = client.get(f"{page['links']['next']}&facets=city").json
    (first, *_) = then["facets"]["city"]["values"]
    assert first["url"].endswith("cursor=%2A")
    assert "cursor" not in then["links"]["html"]


def test_a_cursor_that_expired_is_answered_by_410_with_the_address_to_start_again(client):
    address = client.get(f"{SEARCH}?q=新能源&size=1&cursor=*").json["links"]["next"]
    cursor = dict(parse_qsl(urlsplit(address).query))["cursor"]
    asked = Search(q="新能源", size=1)
    old = replace(cursors.read(cursor, asked.identity), generation="0a-1")
    gone = client.get(SEARCH, query_string={"q": "新能源", "size": 1, "cursor": cursors.written(old)})
    restart = gone.json["restart"]
    assert (gone.status_code, gone.json["type"]) == (410, "urn:searchsvc:problem:cursor-expired")
    assert gone.headers["Link"] == f'<{restart}>; rel="first"'
    assert len(_walked(client, restart)) == 3
    by_body = client.post(SEARCH, json={"q": "新能源", "size": 1, "cursor": cursors.written(old)})
    assert (by_body.status_code, "restart" in by_body.json) == (410, False)


@pytest.mark.parametrize("cursor", ["x", "**", "AAAA", "长" * 2000])
def test_a_cursor_that_was_tampered_with_is_refused(client, cursor):
    refused = client.get(SEARCH, query_string={"q": "新能源", "cursor": cursor})
    assert (refused.status_code, refused.json["errors"][0]["parameter"]) == (400, "cursor")


def test_a_cursor_with_other_parameters_is_refused_and_told_so(client):
    address = client.get(f"{SEARCH}?q=新能源&size=1&cursor=*").json["links"]["next"]
    refused = client.get(f"{address}&city=大同")
    assert (refused.status_code, refused.json["errors"][0]["parameter"]) == (400, "cursor")
    assert "另一次检索" in refused.json["detail"]
