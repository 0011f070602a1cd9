"""An article is shown on the page it came from: all lines, its own marked, the way to the others."""

import re
from dataclasses import replace

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.ingest.joining import join
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import create_app
from tests.web.examples import DATONG, HOSTILE, JINCHENG, TAIYUAN, UNDATED
from tests.web.test_pages import Outline

ORIGIN = "/pages/A2.txt"
TEXT = tuple(f"第{number}行 {HOSTILE}" for number in range(1, 30))


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    settings = Settings(index=tmp_path_factory.mktemp("index"))
    archive = open_archive(settings, create=True)
    archive.store.save(Incoming(each, ORIGIN, text=TEXT) for each in (DATONG, JINCHENG, UNDATED))
    archive.store.save([Incoming(TAIYUAN)])
    archive.close()
    return create_app(settings).test_client()


def lines(text: str) -> list[tuple[int, str, bool]]:
    """Return each line that is shown with its number, and whether it is the article's."""
    found = []
    for attributes, body in re.findall(r"<ol([^>]*)>(.*?)</ol>", text, re.DOTALL):
        start = int(re.search(r'start="(\d+)"', attributes)[1])
        texts = re.findall(r'<li id="L\d+"><span class="text">(.*?)</span>', body)
        found += [(start + place, each, "own" in attributes) for place, each in enumerate(texts)]
    return found


def test_every_line_of_the_page_is_there_and_the_articles_own_are_marked(client):
    page = client.get(f"/articles/{DATONG.id}/page").text
    shown = lines(page)
    assert [number for number, _, _ in shown] == list(range(1, 30))
    assert [number for number, _, own in shown if own] == [11, 12, 13, 14, 15]
    assert all(text.startswith(f"第{number}行 ") for number, text, _ in shown)
    assert page.count("<script") == 1
    assert Outline(page).open == []


def test_the_other_articles_of_the_page_are_linked_where_they_begin(client):
    page = client.get(f"/articles/{DATONG.id}/page").text
    assert re.search(rf'<li id="L3">.*href="/articles/{JINCHENG.id}">另一篇：晋城光机电产业集群签约</a></li>', page)
    assert f'href="/articles/{DATONG.id}">另一篇' not in page


def test_of_a_very_long_page_the_lines_around_the_article_are_shown(client, monkeypatch):
    monkeypatch.setattr("searchsvc.service.standing.LONG", 10)
    monkeypatch.setattr("searchsvc.service.standing._AROUND", 2)
    page = client.get(f"/articles/{DATONG.id}/page").text
    assert [number for number, _, _ in lines(page)] == list(range(9, 18))
    assert "版面共 29 行" in page


def test_an_article_leads_to_its_lines_and_to_its_page_and_back(client):
    article = client.get(f"/articles/{DATONG.id}?q=新能源").text
    assert f'href="/articles/{DATONG.id}/page?q=%E6%96%B0%E8%83%BD%E6%BA%90#L11">第 11–13 行</a>' in article
    assert ">本版全部文章</a>" in article
    page = client.get(f"/articles/{DATONG.id}/page?q=新能源").text
    assert f'href="/articles/{DATONG.id}?q=%E6%96%B0%E8%83%BD%E6%BA%90">← 返回文章</a>' in page


def test_where_no_lines_were_kept_it_is_said_so_and_nothing_leads_there(client):
    assert "没有版面文字" in client.get(f"/articles/{TAIYUAN.id}/page").text
    assert f"{TAIYUAN.id}/page" not in client.get(f"/articles/{TAIYUAN.id}").text
    assert client.get("/articles/nothing/page").status_code == 404


def test_an_article_that_goes_on_elsewhere_is_shown_on_each_of_its_pages(tmp_path):
    head = Article(id="p1", title="新能源开篇", source="报", published="2025-05-12", page="A1", continues_on="A3")
    tail = Article(id="p3", title="新能源续篇", source="报", published="2025-05-12", page="A3", continued_from="A1")
    first = replace(head, paragraphs=(Paragraph("新能源开篇。", (2, 2)),), lines=(2, 2), path="A1.txt")
    rest = replace(tail, paragraphs=(Paragraph("全文完。", (1, 1)),), lines=(1, 1), path="A3.txt")
    archive = open_archive(Settings(index=tmp_path), create=True)
    texts = (("报头", "新能源开篇。"), ("全文完。", "报尾"))
    archive.store.save(
        [Incoming(first, "/A1.txt", text=texts[0]), Incoming(rest, "/A3.txt", text=texts[1])],
    )
    join(archive.store)
    archive.close()
    client = create_app(Settings(index=tmp_path)).test_client()
    page = client.get("/articles/p1/page").text
    own = re.findall(r'<ol class="own"[^>]*>\n<li id="([^"]*)"><span class="text">(.*?)</span>', page)
    assert own == [("L2", "新能源开篇。"), ("L1-2", "全文完。")]
    assert "/articles/p1/page#L" not in client.get("/articles/p1").text


def test_a_newspaper_and_a_page_with_a_slash_in_their_names_are_found(client):
    article = client.get(f"/articles/{UNDATED.id}").text
    address = re.search(r'href="(/issues/[^"]*)">本版', article)[1]
    assert client.get(address).status_code == 200
    rows = client.get("/api/v1/issues").json["rows"]
    [odd] = [row for row in rows if row["source"] == UNDATED.source]
    assert client.get(odd["url"]).json["source"] == UNDATED.source
    assert "/articles/hostile-1" in client.get(odd["url"].removeprefix("/api/v1")).text
