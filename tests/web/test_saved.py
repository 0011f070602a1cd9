"""A reader's saved searches: theirs alone, changed by our own forms alone, with what is new of each."""

import re
from dataclasses import replace
from io import BytesIO

import pytest

from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import create_app
from tests.web.examples import DATONG, HOSTILE, JINCHENG, TAIYUAN
from tests.web.test_pages import Outline, _found, _link, _plain


@pytest.fixture
def settings(tmp_path):
    settings = Settings(index=tmp_path)
    archive = open_archive(settings, create=True)
    archive.store.save(map(Incoming, (DATONG, JINCHENG, TAIYUAN)))
    archive.close()
    return settings


@pytest.fixture
def app(settings):
    return create_app(settings)


@pytest.fixture
def client(app):
    return app.test_client()


def proof(client) -> str:
    return re.search(r'name="proof" value="(\w+)"', client.get("/saved?q=x").text)[1]


def save(client, address: str, name: str):
    return client.post(address, data={"name": name, "proof": proof(client)})


def arrive(settings, *articles):
    archive = open_archive(settings)
    archive.store.save(map(Incoming, articles))
    archive.close()
    open_archive(settings).close()


def test_a_search_is_saved_from_its_results_and_leads_back_to_them_and_to_its_feed(client):
    results = client.get("/search?q=新能源&city=大同&not.source=山西商报").text
    form = client.get(_link(results, "保存这个检索")).text
    assert "新能源 · 城市 大同 · 来源 不含山西商报" in _plain(form)
    action = re.search(r'class="saving" action="([^"]*)"', form)[1].replace("&amp;", "&")
    assert save(client, action, "大同").headers["Location"] == "/saved"
    page = client.get("/saved").text
    assert "没有新到" in page
    assert _found(client.get(_link(page, "大同")).text) == [DATONG.title]
    assert client.get(_link(page, "订阅")).mimetype == "application/atom+xml"


def test_what_came_since_is_counted_until_it_is_looked_at(client, settings):
    save(client, "/saved?q=新能源", "新能源")
    arrive(settings, replace(DATONG, id="later", published="2025-02-20"), replace(JINCHENG, id="other"))
    assert "1 篇新到，去看" in client.get("/saved").text
    seen = client.post("/saved/seen", data={"name": "新能源", "proof": proof(client)})
    assert seen.headers["Location"] == "/search?q=%E6%96%B0%E8%83%BD%E6%BA%90&sort=newest"
    assert "没有新到" in client.get("/saved").text


def test_what_is_only_corrected_is_not_new(client, settings):
    save(client, "/saved?q=新能源", "新能源")
    arrive(settings, replace(DATONG, title="大同新能源装机占比过半（更正）"))
    assert "没有新到" in client.get("/saved").text


def test_a_reader_sees_and_deletes_only_their_own(app, client):
    save(client, "/saved?q=新能源", "我的")
    other = app.test_client()
    assert "我的" not in other.get("/saved").text
    assert other.post("/saved/delete", data={"name": "我的", "proof": proof(other)}).status_code == 404
    assert client.post("/saved/delete", data={"name": "我的", "proof": proof(client)}).status_code == 303
    assert "还没有保存的检索" in client.get("/saved").text


@pytest.mark.parametrize("path", ["/saved?q=x", "/saved/delete", "/saved/seen"])
def test_a_form_of_another_site_changes_nothing(app, client, path):
    save(client, "/saved?q=新能源", "我的")
    wrong = ("0" * 64, "错", "\0", "x" * 5_000, (BytesIO(b"0"), "proof.txt"), proof(app.test_client()))
    for sent in ({}, *({"proof": each} for each in wrong)):
        assert client.post(path, data={"name": "我的", **sent}).status_code == 403
    assert app.test_client().post(path, data={"name": "我的"}).status_code == 403
    assert client.get("/saved").text.count("<li>") == 1


def test_the_cookie_is_for_this_page_alone_and_no_cache_keeps_it(client):
    answer = client.get("/saved")
    cookie = answer.headers["Set-Cookie"]
    assert all(said in cookie for said in ("HttpOnly", "SameSite=Lax", "Path=/saved"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Secure" in client.get("/saved", base_url="https://news.lan").headers["Set-Cookie"]
    assert "Set-Cookie" not in client.get("/search?q=新能源").headers


def test_a_name_is_taken_once_is_no_markup_and_there_are_a_hundred_at_most(client, monkeypatch):
    monkeypatch.setattr("searchsvc.service.saved.MOST", 2)
    hostile = f"名{HOSTILE}"
    assert save(client, "/saved?q=新能源", hostile).status_code == 303
    assert (save(client, "/saved?q=光伏", hostile).status_code, save(client, "/saved?q=光伏", " ").status_code) == (
        400,
        400,
    )
    assert save(client, "/saved?q=<script>", "二").status_code == 303
    full = save(client, "/saved?q=光伏", "三")
    assert (full.status_code, "至多保存 2 个检索" in full.text) == (400, True)
    page = client.get("/saved?q=<script>").text
    assert page.count("<script") == 1
    assert Outline(page).open == []
