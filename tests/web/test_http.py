"""What every answer carries: validators for caches, permission to read, and a policy for browsers."""

from dataclasses import replace

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import create_app

EVERYWHERE = ("/", "/search?q=新能源", "/articles/datong-2025", "/nothing", "/static/style.css", "/api/v1/search",
              "/api/v1/nothing", "/api/v1/openapi.json", "/healthz")  # fmt: skip
READ = ("/", "/search?q=新能源", "/articles/datong-2025?q=新能源", "/api/v1/search?q=新能源",
        "/api/v1/articles/datong-2025", "/api/v1/facets/city", "/api/v1/analyze?text=大同")  # fmt: skip


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_tells_browsers_to_trust_nothing_but_this_site(client, path):
    headers = client.get(path, buffered=True).headers
    policy = set(headers["Content-Security-Policy"].split("; "))
    assert policy >= {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "same-origin")


@pytest.mark.parametrize("path", READ)
def test_the_same_question_again_is_answered_by_304(client, path):
    first = client.get(path)
    etag = first.headers["ETag"]
    assert etag.startswith('W/"')
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)


def test_the_etag_does_not_depend_on_the_order_of_parameters_but_on_all_else(client):
    def etag(path: str, language: str = "zh") -> str:
        return client.get(path, headers={"Accept-Language": language}).headers["ETag"]

    one = etag("/api/v1/search?q=大同&size=5&city=a&city=b")
    assert etag("/api/v1/search?city=b&size=5&q=大同&city=a") == one
    assert etag("/api/v1/search?q=大同&size=5&city=a&city=b", "en") != one
    assert etag("/api/v1/search?q=大同&size=6&city=a&city=b") != one


def test_a_change_of_the_archive_is_a_new_etag_and_is_found(tmp_path):
    settings = Settings(index=tmp_path)
    article = Article(id="a1", title="旧标题", paragraphs=(Paragraph("光伏并网。"),))
    _write(settings, article)
    client = create_app(settings).test_client()
    etag = client.get("/api/v1/search?q=光伏").headers["ETag"]
    _write(settings, replace(article, title="新标题"))
    response = client.get("/api/v1/search?q=光伏", headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert [hit["title"] for hit in response.json["hits"]] == ["新标题"]


def _write(settings: Settings, article: Article) -> None:
    archive = open_archive(settings, create=True)
    archive.store.save([Incoming(article)])
    archive.close()
    open_archive(settings).close()


def test_a_post_has_no_etag(client):
    response = client.post("/api/v1/search", json={"q": "大同"}, headers={"If-None-Match": "*"})
    assert (response.status_code, "ETag" in response.headers) == (200, False)


def test_any_site_may_read_the_api_and_none_may_write(client):
    for method in ("GET", "HEAD", "OPTIONS"):
        assert client.open("/api/v1/search", method=method).headers["Access-Control-Allow-Origin"] == "*"
    for path, methods in (("articles", "GET, HEAD, OPTIONS"), ("search", "GET, HEAD, OPTIONS, POST")):
        assert client.options(f"/api/v1/{path}").headers["Access-Control-Allow-Methods"] == methods
    assert "Access-Control-Allow-Origin" not in client.post("/api/v1/articles", json={}).headers
    assert client.post("/api/v1/search", json={}).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/search").headers


def test_head_gives_the_headers_alone(client):
    head, get = client.head("/api/v1/search?q=大同"), client.get("/api/v1/search?q=大同")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", get.headers["ETag"])
