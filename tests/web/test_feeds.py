"""Any search is a feed that readers of those formats understand, whatever stands in the articles."""

from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import create_app
from tests.web.examples import HOSTILE

ATOM, JSON = "/api/v1/feed.atom", "/api/v1/feed.json"
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def _atom(client, asked):
    return ElementTree.fromstring(client.get(f"{ATOM}{asked}").text)


def _texts(element, path):
    return [found.text for found in element.findall(path, NAMES)]


def test_a_reader_of_feeds_finds_the_newest_hits_first(client):
    answer = client.get(f"{ATOM}?q=新能源")
    feed = feedparser.parse(answer.data, response_headers={"content-type": answer.headers["Content-Type"]})
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert feed.feed.title == "新能源 · 区域经济新闻检索"
    assert [entry.id.rpartition(":")[2] for entry in feed.entries] == ["datong-2025", "taiyuan-2024", "hostile-1"]
    first = feed.entries[0]
    assert (first.title, first.published) == ("大同新能源装机占比超过一半", "2025-02-10T00:00:00+08:00")
    assert [author.name for author in first.authors] == ["王建国", "李晓燕"]
    assert [tag.term for tag in first.tags] == ["大同", "大同经济技术开发区", "能源"]
    assert first.summary.startswith("<p>大同市新能源装机占比超过一半。")  # the parser takes <mark> away


@pytest.mark.parametrize("asked", ["", "?q=新能源", "?q=“没有这句话”", "?q=新能源&lang=en"])
def test_atom_has_what_the_standard_requires(client, asked):
    feed = _atom(client, asked)
    for element in (feed, *feed.findall("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            (text,) = _texts(element, f"a:{name}")
            assert text
        assert datetime.fromisoformat(_texts(element, "a:updated")[0]).tzinfo
        assert len(element.findall("a:link[@rel='alternate']", NAMES)) == 1
        assert all(link.get("href").startswith("http://localhost/") for link in element.findall("a:link", NAMES))
    assert _texts(feed, "a:author/a:name")
    assert len(set(_texts(feed, "a:entry/a:id"))) == len(feed.findall("a:entry", NAMES))


def test_the_links_of_a_feed_lead_to_itself_and_to_the_page(client):
    feed = _atom(client, "?q=新能源&city=大同")
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NAMES)}
    assert _texts(ElementTree.fromstring(client.get(links["self"]).text), "a:id") == _texts(feed, "a:id")
    assert client.get(links["alternate"]).status_code == 200
    assert "city=%E5%A4%A7%E5%90%8C" in links["alternate"]


def test_json_feed_has_what_its_standard_requires(client):
    answer = client.get(f"{JSON}?q=新能源&city=大同")
    feed = answer.json
    assert answer.mimetype == "application/feed+json"
    assert (feed["version"], feed["title"]) == ("https://jsonfeed.org/version/1.1", "新能源 · 区域经济新闻检索")
    first, second = feed["items"]
    assert {"id", "url", "content_html", "date_modified"} <= first.keys()
    assert (first["date_published"], second["date_published"][:10]) == ("2025-02-10T00:00:00+08:00", "2024-12-30")
    assert first["authors"] == [{"name": "王建国"}, {"name": "李晓燕"}]
    assert "authors" not in second


def test_hostile_text_stays_text(client):
    entries = _atom(client, "").findall("a:entry", NAMES)
    (entry,) = [each for each in entries if _texts(each, "a:id")[0].endswith("hostile-1")]
    assert _texts(entry, "a:title") == [f"新能源{HOSTILE}"]
    assert "<script" not in _texts(entry, "a:summary")[0]
    (item,) = [each for each in client.get(JSON).json["items"] if each["id"].endswith("hostile-1")]
    assert (item["title"], "<script" in item["content_html"]) == (f"新能源{HOSTILE}", False)


def test_what_xml_cannot_hold_does_not_break_the_feed(tmp_path):
    archive = open_archive(Settings(index=tmp_path), create=True)
    archive.store.save([Incoming(Article(id="x", title="钢\x1b铁\ufffe", paragraphs=(Paragraph("\x00\x0b钢铁"),)))])
    archive.close()
    feed = _atom(create_app(Settings(index=tmp_path)).test_client(), "")
    assert _texts(feed, "a:entry/a:title") == ["钢\ufffd铁\ufffd"]


@pytest.mark.parametrize("path", [ATOM, JSON])
def test_an_unchanged_feed_is_not_sent_again(client, path):
    etag = client.get(f"{path}?q=新能源").headers["ETag"]
    assert client.get(f"{path}?q=新能源", headers={"If-None-Match": etag}).status_code == 304


def test_the_page_and_the_answer_of_a_search_name_its_feeds(client):
    page = client.get("/search?q=新能源&page=2").text
    assert '<link rel="alternate" type="application/atom+xml" href="/api/v1/feed.atom?q=新能源"' in page
    assert '<link rel="alternate" type="application/feed+json" href="/api/v1/feed.json?q=新能源"' in page
    answer = client.get("/api/v1/search?q=新能源&facets=city").json
    assert client.get(answer["links"]["feed"]).mimetype == "application/atom+xml"
