"""Whatever goes wrong is told as problem+json to programs and as a page to people, and never with a trace."""

import logging
import re

import pytest

from searchsvc.service.archive import Archive
from searchsvc.web import create_app
from searchsvc.web.opened import Opened

SEARCH = "/api/v1/search"


def _problem(response) -> dict:
    assert response.content_type == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    problem = response.json
    assert problem["status"] == response.status_code
    return problem


def test_an_unknown_parameter_is_named_with_the_nearest_one(client):
    assert _problem(client.get(f"{SEARCH}?citty=大同")) == {
        "type": "urn:searchsvc:problem:bad-request",
        "title": "请求有误",
        "status": 400,
        "detail": "没有参数“citty”。是不是 city？",
        "instance": f"{SEARCH}?citty=大同",
        "errors": [
            {"detail": "没有参数“citty”。是不是 city？", "parameter": "citty", "position": None, "nearest": "city"}
        ],
    }


@pytest.mark.parametrize(
    ("asked", "said", "nearest"),
    [
        (
            "sort=neweest",
            "'neweest' is no value of sort. Known: relevance, newest, oldest, figure. Did you mean newest?",
            "newest",
        ),
        ("size=0", "size is a whole number from 1 to 100, not '0'.", None),
        ("size=101", "size is a whole number from 1 to 100, not '101'.", None),
        ("size=ten", "size is a whole number from 1 to 100, not 'ten'.", None),
        ("size=" + "9" * 5000, f"size is a whole number from 1 to 100, not {'9' * 5000!r}.", None),
        ("page=0", "page is a whole number from 1 to 1000000000, not '0'.", None),
        ("facet_size=201", "facet_size is a whole number from 1 to 200, not '201'.", None),
        ("snippets=6", "snippets is a whole number from 0 to 5, not '6'.", None),
        ("from=20250201", "from is a day, written 2025-02-10, not '20250201'.", None),
        ("to=2025-02-30", "to is a day, written 2025-02-10, not '2025-02-30'.", None),
        ("strict=ja", "strict is true or false, not 'ja'.", None),
        ("recency=of", "'of' is no value of recency. Known: on, off. Did you mean off?", "off"),
        ("not.citty=大同", "There is no parameter 'not.citty'. Did you mean not.city?", "not.city"),
        ("city=" + "长" * 201, "city is too long; at most 200 characters.", None),
        ("&".join(f"city={n}" for n in range(101)), "city takes 100 values at most.", None),
        ("q=a&q=b", "q is given once at most.", None),
    ],
)
def test_a_value_out_of_range_says_what_the_range_is(client, asked, said, nearest):
    problem = _problem(client.get(f"{SEARCH}?lang=en&{asked}"))
    assert (problem["status"], problem["detail"]) == (400, said)
    assert [(cause["parameter"], cause["nearest"]) for cause in problem["errors"]] == [(asked.split("=")[0], nearest)]


def test_an_unknown_facet_is_named_with_the_nearest_one(client):
    for path, parameter in ((f"{SEARCH}?facets=city,zon&lang=en", "facets"), ("/api/v1/facets/zon?lang=en", "field")):
        (cause,) = _problem(client.get(path))["errors"]
        assert (cause["parameter"], cause["nearest"]) == (parameter, "zone")


def test_everything_that_is_wrong_is_told_at_once(client):
    problem = _problem(client.get(f"{SEARCH}?size=x&sort=y&lang=en"))
    assert [cause["parameter"] for cause in problem["errors"]] == ["sort", "size"]
    assert problem["detail"] == " ".join(cause["detail"] for cause in problem["errors"])


def test_strict_refuses_a_query_with_the_position(client):
    (cause,) = _problem(client.get(f"{SEARCH}?q=大同 (新能源&strict=true"))["errors"]
    assert (cause["parameter"], cause["position"]) == ("q", 3)


def test_the_language_is_that_of_the_parameter_before_that_of_the_header(client):
    english, chinese = {"Accept-Language": "en-US,en;q=0.9"}, {"Accept-Language": "zh-CN"}
    for path, headers, title in (
        ("/api/v1/x", {}, "没有这个页面"),
        ("/api/v1/x", english, "Not found"),
        ("/api/v1/x", chinese, "没有这个页面"),
        ("/api/v1/x", {"Accept-Language": "fr"}, "没有这个页面"),
        ("/api/v1/x?lang=zh", english, "没有这个页面"),
        ("/api/v1/x?lang=en", chinese, "Not found"),
    ):
        assert _problem(client.get(path, headers=headers))["title"] == title


@pytest.mark.parametrize(
    ("sent", "status", "kind"),
    [
        ({"data": "q=大同"}, 415, "unsupported-media-type"),
        ({"data": "{", "content_type": "application/json"}, 400, "bad-request"),
        ({"json": ["大同"]}, 400, "bad-request"),
        ({"data": "null", "content_type": "application/json"}, 400, "bad-request"),
        ({"json": {"q": 5}}, 400, "bad-request"),
        ({"json": {"q": "大同", "citty": "大同"}}, 400, "bad-request"),
        ({"json": {"city": [1]}}, 400, "bad-request"),
        ({"json": {"city": {"a": 1}}}, 400, "bad-request"),
        ({"data": b'{"q": "\\ud800"}', "content_type": "application/json"}, 400, "bad-request"),
        ({"data": b'{"q": "\xff"}', "content_type": "application/json"}, 400, "bad-request"),
        ({"data": b"[" * 60_000, "content_type": "application/json"}, 400, "bad-request"),
        ({"data": b" " * 70_000, "content_type": "application/json"}, 413, "request-entity-too-large"),
    ],
)
def test_a_body_that_does_not_fit_is_refused(client, sent, status, kind):
    problem = _problem(client.post(SEARCH, **sent))
    assert (problem["status"], problem["type"]) == (status, f"urn:searchsvc:problem:{kind}")


def test_an_unknown_article_and_a_deleted_one_are_told_apart(client):
    unknown, deleted = _problem(client.get("/api/v1/articles/x1")), _problem(client.get("/api/v1/articles/withdrawn-1"))
    assert (unknown["status"], unknown["type"]) == (404, "urn:searchsvc:problem:not-found")
    assert (deleted["status"], deleted["type"]) == (410, "urn:searchsvc:problem:gone")
    assert deleted["detail"] == "删除原因：内容有误"


def test_a_wrong_method_says_which_are_right(client):
    response = client.delete(SEARCH)
    assert _problem(response)["status"] == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_without_an_archive_programs_are_told_to_come_back_and_people_what_to_run(without_archive):
    for path in (SEARCH, "/api/v1/articles/x", "/api/v1/facets/city", "/api/v1/analyze?text=大同", "/readyz"):
        response = without_archive.get(path)
        problem = _problem(response)
        assert (problem["status"], problem["type"]) == (503, "urn:searchsvc:problem:index-missing")
        assert response.headers["Retry-After"] == "10"
    for path in ("/", "/search?q=大同", "/articles/x"):
        response = without_archive.get(path)
        assert response.status_code == 503
        assert "searchsvc index" in response.text


class Broken(Opened):
    """An archive that fails in a way nobody foresaw."""

    def get(self) -> Archive:
        raise RuntimeError("secret of the house")


def test_a_fault_inside_is_told_by_a_number_that_the_log_has_with_the_trace(settings, caplog):
    app = create_app(settings)
    app.extensions["searchsvc"] = Broken(settings)
    with caplog.at_level(logging.ERROR):
        response = app.test_client().get(f"{SEARCH}?q=大同")
    problem = _problem(response)
    assert (problem["status"], problem["title"]) == (500, "服务器内部错误")
    assert "secret" not in response.text
    assert re.fullmatch("[0-9a-f]{12}", problem["id"])
    assert problem["id"] in caplog.text
    assert "secret of the house" in caplog.text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "没有这个页面"),
        ("/search?citty=大同", 400, "没有参数“citty”。是不是 city？"),
        ("/search?size=1000&lang=en", 400, "size is a whole number from 1 to 100"),
        ("/search?q=(大同&strict=true", 400, "左括号"),
        ("/articles/x1", 404, "没有编号为“x1”的文章。"),
        ("/articles/withdrawn-1", 410, "删除原因：内容有误"),
    ],
)
def test_people_get_a_page_in_their_language(client, path, status, said):
    response = client.get(path)
    assert (response.status_code, response.content_type) == (status, "text/html; charset=utf-8")
    assert said in response.text
    assert "<h1>" in response.text


def test_the_page_of_a_query_that_is_refused_has_it_in_its_box_to_be_mended(client):
    text = client.get("/search?q=(大同&strict=true&lang=en").text
    assert 'name="q" type="search" value="(大同"' in text
    assert 'name="strict"' not in text
    assert 'name="lang" value="en"' in text


def test_a_page_posted_to_is_refused_readably(client):
    response = client.post("/search", data="q=大同")
    assert (response.status_code, response.content_type) == (405, "text/html; charset=utf-8")
