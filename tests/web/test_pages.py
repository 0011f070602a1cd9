"""The pages show what the service answers, work without JavaScript, and take no markup from the data."""

import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from werkzeug.datastructures import MultiDict

from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.service.suggesting import Kind
from searchsvc.web import create_app
from searchsvc.web.assets import FOLDER, address
from searchsvc.web.texts import scripts
from tests.web.examples import DATONG

VOID = {"meta", "link", "input", "br"}
PAGES = (
    "/",
    "/?lang=en",
    "/search",
    "/search?q=新能源&city=大同&not.source=山西商报&from=2025-01-01",
    "/search?q=光机电 大同&lang=en",
    "/search?q=(新能源&page=9",
    "/search?size=1&page=2",
    "/articles/datong-2025?q=新能源",
    "/articles/hostile-1?q=正文&lang=en",
    "/nothing",
)


class Outline(HTMLParser):
    """What of a page its readers depend on: elements, their attributes, and that each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name in names]


def _text(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return response.text


def _plain(html: str) -> str:
    """Return what is read of a page: no tags, each run of white space one space."""
    return " ".join(re.sub("<[^>]*>", "", html).split())


def _found(html: str) -> list[str]:
    """Return the titles of the hits."""
    return [_plain(title) for title in re.findall(r'class="title"><a[^>]*>(.*?)</a>', html)]


def _link(html: str, words: str) -> str:
    """Return where the first link with these words leads."""
    links = re.findall(r'<a[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return next(to.replace("&amp;", "&") for to, text in links if _plain(text) == words)


def _pressed(client, html: str, words: str) -> str:
    """Return where the first button with these words leads, sent with what the form of the search holds."""
    buttons = re.findall(r"<button([^>]*)>(.*?)</button>", html, re.DOTALL)
    said = next(attributes for attributes, text in buttons if words in (_plain(text), _label(attributes)))
    form = re.search(r'<form id="box".*?</form>', html, re.DOTALL)
    assert form is not None
    page = Outline(f"{form[0]}<br{said}>")
    fields = [(item["name"], item["value"]) for item in (*page.all("input"), page.all("br")[0]) if "name" in item]
    action = page.all("br")[0].get("formaction") or page.all("form")[0]["action"]
    return client.get(action, query_string=MultiDict(fields)).headers["Location"]


def _label(attributes: str) -> str | None:
    found = re.search('aria-label="([^"]*)"', attributes)
    return found and found[1]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_well_formed_and_has_what_assistive_technology_needs(client, path):
    page = Outline(client.get(path).text)
    assert page.open == []
    assert len(page.all("main")) == len(page.all("header")[:1]) == len(page.all("h1")) == len(page.all("title")) == 1
    assert page.all("html")[0]["lang"] == ("en" if "lang=en" in path else "zh-Hans")
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes.get("for") for attributes in page.all("label")}
    for attributes in page.all("input"):
        assert attributes.get("type") in ("hidden", "date") or attributes["id"] in labelled
    for attributes in page.all("nav", "aside"):
        assert "aria-label" in attributes or page.all("section")
    assert {attributes["href"] for attributes in page.all("a") if attributes["href"].startswith("#")} <= {
        f"#{name}" for name in ids
    }


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_or_style_of_its_own_or_a_foreign_address(client, path):
    page = Outline(client.get(path).text)
    assert page.all("style", "iframe", "object", "img") == []
    assert page.all("script") == [{"type": "module", "src": address("app.js")}]
    assert re.search("<script[^>]*></script>", client.get(path).text)
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src", "action"):
            assert (attributes.get(name) or "/").startswith(("/", "#"))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=新能源",
        "/search?city=-&q=%22%3E%3Cscript%3E",
        "/articles/hostile-1?q=新能源",
        "/search?q=<b>x</b>",
    ],
)
def test_no_markup_of_an_article_or_a_query_reaches_a_page(client, path):
    text = _text(client, path)
    assert text.count("<script") == len(Outline(text).all("script")) == 1
    assert "<b>x" not in text


def test_scripts_and_style_are_kept_by_browsers_as_long_as_none_of_them_changes(client):
    for path in FOLDER.iterdir():
        answer = client.get(address(path.name), buffered=True)
        assert (answer.data, answer.cache_control.max_age) == (path.read_bytes(), 365 * 24 * 3600)
        assert answer.mimetype in ("text/javascript", "text/css", "image/svg+xml")
    assert client.get("/static/older/app.js", buffered=True).headers["Cache-Control"] == "no-cache"
    assert client.get("/static/nothing.js").status_code == 404


def test_what_scripts_ask_and_say_is_there():
    """Every module that is imported, every text that is said."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}
    imported = {name for source in sources.values() for name in re.findall(r'from "\./([\w.]+)"', source)}
    assert imported | {"app.js"} == set(sources)
    said = {key for source in sources.values() for key in re.findall(r'"(\w+)"', source)}
    assert set(get_args(Kind)) <= set(scripts.TEXTS) <= said | set(get_args(Kind))


def test_the_start_page_shows_what_is_in_the_index(client):
    text = _text(client, "/")
    assert "4 篇文章 最新一期 2025年2月14日 4 个城市" in _plain(text)
    assert _found(text)[:2] == ["晋城光机电产业集群签约", "大同新能源装机占比超过一半"]
    assert _found(_text(client, _link(text, "大同2"))) == ["大同新能源装机占比超过一半", "两市共建新能源走廊"]


def test_every_example_of_the_start_page_is_a_query_without_warnings(client):
    examples = re.findall(r'<dt lang="zh-Hans"><a href="([^"]*)"', _text(client, "/"))
    assert len(examples) == 6
    for example in examples:
        assert client.get("/api/v1" + example).json["query"]["warnings"] == []


def test_an_empty_archive_says_how_to_fill_it(tmp_path):
    open_archive(Settings(index=tmp_path), create=True).close()
    assert "searchsvc index" in _text(create_app(Settings(index=tmp_path)).test_client(), "/")


def test_results_are_marked_and_tell_how_the_query_was_understood(client):
    text = _text(client, "/search?q=大同 新能源")
    assert "理解为：大同 且 新能源" in _plain(text)
    assert "共 2 篇" in _plain(text)
    assert "大同市" in _plain(text)
    assert "<mark>大同新能源</mark>装机占比超过一半" in text
    assert '<time datetime="2025-02-10">2025年2月10日</time>' in text
    assert "第 11–15 行" in text


def test_a_kicker_is_marked_where_it_stands_and_is_no_passage_again(client):
    text = _text(client, "/search?q=绿电")
    assert '<p class="kicker"><mark>绿电</mark>进万家</p>' in text
    assert text.count("进万家") == 1


def test_a_warning_of_the_query_is_shown(client):
    assert '<ul class="warnings"' in _text(client, "/search?q=(大同")


def test_a_chip_takes_back_what_it_stands_for(client):
    text = _text(client, "/search?q=新能源&city=大同&not.source=山西商报&from=2025-01-01&page=1")
    assert _found(text) == ["大同新能源装机占比超过一半"]
    for chip, left in (
        ("取消城市 大同", "/search?q=新能源&not.source=山西商报&from=2025-01-01"),
        ("取消来源 不含山西商报", "/search?q=新能源&city=大同&from=2025-01-01"),
        ("取消日期 2025-01-01 起", "/search?q=新能源&city=大同&not.source=山西商报"),
    ):
        address = _pressed(client, text, chip)
        assert client.get("/api/v1" + address).json["links"] == client.get("/api/v1" + left).json["links"]
    assert _link(text, "全部清除") == "/search?q=新能源"


def test_figures_asked_for_beside_the_query_are_a_chip(client):
    text = _text(client, "/search?q=新能源&metric=investment&min=1亿元&max=20亿元&sort=figure")
    assert _pressed(client, text, "取消数字 投资 不小于 1亿元 不大于 20亿元") == "/search?q=%E6%96%B0%E8%83%BD%E6%BA%90"


def test_all_hits_can_be_taken_away_or_subscribed_to(client):
    text = _text(client, "/search?q=新能源&size=1&page=2")
    table = client.get(_link(text, "CSV"))
    assert (table.data[:3], len(table.text.splitlines())) == (b"\xef\xbb\xbf", 1 + 3)
    assert client.get(_link(text, "XLSX")).data.startswith(b"PK")
    assert client.get(_link(text, "订阅")).mimetype == "application/atom+xml"


def test_values_of_a_facet_add_up_and_can_be_excluded(client):
    text = _text(client, "/search?city=晋城")
    both = _text(client, _pressed(client, text, "太原 1"))
    assert set(_found(both)) == {"晋城光机电产业集群签约", "两市共建新能源走廊"}
    assert _found(_text(client, _pressed(client, both, "排除大同"))) == ["晋城光机电产业集群签约"]
    assert _pressed(client, both, "只看大同") == "/search?city=%E5%A4%A7%E5%90%8C"


def test_a_chosen_value_stays_in_its_facet_when_nothing_has_it(client):
    text = _text(client, "/search?q=光机电&zone=没有这个区")
    assert 'aria-pressed="true" form="box" name="turn" value="zone=没有这个区">' in text


def test_the_search_form_keeps_what_is_chosen_but_not_the_page(client):
    page = Outline(_text(client, "/search?q=新能源&city=大同&page=2&sort=newest&lang=en"))
    hidden = [(item["name"], item["value"]) for item in page.all("input") if item.get("type") == "hidden"]
    assert hidden[:3] == [("city", "大同"), ("sort", "newest"), ("lang", "en")]


def test_pages_of_results_are_linked(client):
    text = _text(client, "/search?size=1&page=2")
    assert "共 4 篇 第 2–2 篇" in _plain(text)
    assert [_link(text, words) for words in ("上一页", "3", "下一页")] == [
        "/search?size=1",
        "/search?size=1&page=3",
        "/search?size=1&page=3",
    ]
    past = _text(client, "/search?size=1&page=9")
    assert _link(past, "回到末页") == "/search?size=1&page=4"


def test_nothing_found_shows_the_terms_and_the_ways_out(client):
    text = _text(client, "/search?q=光机电 大同&source=晋北经济报")
    assert "没有找到符合全部条件的文章" in text
    assert re.search(r">光机电</a></th><td>1</td>", text)
    assert _found(_text(client, _link(text, "去掉 光机电"))) == ["大同新能源装机占比超过一半"]


def test_what_was_pasted_with_an_operator_in_it_can_be_searched_as_it_stands(client):
    text = _text(client, "/search?q=煤电 与 新能源")
    assert _found(_text(client, _link(text, "“与”按检索符号理解了；改按原文查找"))) == ["大同新能源装机占比超过一半"]


def test_the_other_language_is_one_link_away_and_stays(client):
    text = _text(client, "/search?q=新能源&city=大同&sort=newest")
    assert "2 articles" in _plain(_text(client, _link(text, "English")))
    english = _text(client, "/search?q=新能源&city=大同&lang=en")
    assert _link(english, "中文") == "/search?q=新能源&city=大同"
    links = re.findall(r'href="(/(?:search|articles)[^"]*)"', english.replace("&amp;", "&"))
    assert [link for link in links if "lang=en" not in link] == [_link(english, "中文")]


def test_an_article_marks_every_hit_and_links_them_in_the_order_of_reading(client):
    text = _text(client, "/articles/datong-2025?q=新能源")
    assert "本文 5 处命中" in _plain(text)
    assert re.findall(r'<mark id="hit-(\d+)">(.*?)</mark>', text) == [(str(n), "新能源") for n in range(1, 6)]
    assert re.findall(r'<a href="#hit-(\d+)">下一处', text) == ["2", "3", "4", "5"]
    assert re.findall(r'<a href="#hit-(\d+)">上一处', text) == ["1", "2", "3", "4"]


def test_an_article_shows_all_that_was_read_and_why_it_is_filed(client):
    text = _plain(_text(client, "/articles/datong-2025"))
    for words in (
        "绿电进万家",
        "光伏基地二期并网",
        "王建国 李晓燕",
        "晋北经济报",
        "2025年2月10日",
        "A2 版",
        "本报大同2月9日电",
        "当地光伏企业说",
        "煤电与新能源互补",
        "工人检修光伏板。",
        "依据：文中点名 · 第 11–13 行",
        "依据：word",
        "晋北经济报-2025-02-10-A2.txt",
    ):
        assert words in text


def test_an_article_leads_back_to_its_search_and_to_its_json(client):
    text = _text(client, "/search?q=新能源&city=大同&sort=oldest")
    address = _link(text, "两市共建新能源走廊")
    article = _text(client, address)
    assert _found(_text(client, _link(article, "← 返回检索结果"))) == _found(text)
    assert client.get(_link(article, "JSON 数据")).json["body_marks"] == [[7, 10]]
    assert "返回检索结果" not in _text(client, "/articles/taiyuan-2024")


def test_a_query_that_is_not_in_the_article_says_so(client):
    assert "本文没有“光机电”的命中" in _plain(_text(client, "/articles/datong-2025?q=光机电"))


def test_an_article_is_cited_and_a_passage_of_it_quoted_with_its_lines_and_a_check(client):
    page = client.get(f"/articles/{DATONG.id}", query_string={"quote": "当地光伏企业说,煤电与新能源要互补"}).text
    assert "王建国, 李晓燕. 大同新能源装机占比超过一半：光伏基地二期并网[N]. 晋北经济报, 2025-02-10(A2)." in page
    card = page[page.index('id="quotation"') : page.index('<div class="body">')]
    assert '<blockquote lang="zh-Hans">当地光伏企业说，煤电与新能源要互补</blockquote>' in card
    assert "第 14–15 行" in card
    assert re.search(r"核对码 <code>[0-9a-f]{16}</code>", card)


def test_a_passage_that_the_article_does_not_print_is_told_so_and_escaped(client):
    page = client.get(f"/articles/{DATONG.id}", query_string={"quote": "<script>煤电涨价"}).text
    assert "本文没有这句话" in page
    assert "<script>煤" not in page
