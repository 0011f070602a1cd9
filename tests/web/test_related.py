"""Around an article the API and the page show its near-duplicates with what changed, then what is about the same."""

import re
from dataclasses import replace

import pytest

from searchsvc.articles import Article, Figure, Paragraph
from searchsvc.config import Settings
from searchsvc.ingest.joining import join
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import answers, create_app
from searchsvc.web.answers import RelatedAnswer

WIRE = Article(
    id="wire",
    title="汾阳酒糟变饲料",
    source="新华社",
    published="2025-05-12",
    paragraphs=(
        Paragraph("汾阳市杏花村的酒厂把酒糟做成饲料，总投资4.9亿元，年处理酒糟六十万吨，三万户居民用上了沼气。"),
        Paragraph("种粮大户说，酒糟回到地里，土壤有机质两年提高了两成，化肥也用得少了。"),
    ),
    figures=(Figure(metric="investment", label="总投资", value=4.9, unit="亿元", amount=4.9e8),),
)
PRINTED = replace(
    WIRE,
    id="printed",
    title="酒糟<去了>哪里",
    paragraphs=(replace(WIRE.paragraphs[0], text=WIRE.paragraphs[0].text.replace("4.9", "5.2")), WIRE.paragraphs[1]),
    figures=(Figure(metric="investment", label="总投资", value=5.2, unit="亿元", amount=5.2e8),),
)
RELATED = Article(id="related", title="杏花村酒厂扩建", paragraphs=(Paragraph("酒厂扩建窖池，酒糟运往牧场。"),))
OTHERS = tuple(
    Article(id=f"other-{number}", title=title, paragraphs=(Paragraph(f"{title}，年内建成。"),))
    for number, title in enumerate(("光机电产业园开工", "运城苹果出口", "大同数据中心封顶", "朔州牧场记碳账"))
)
ISSUE = {"source": "三晋经济观察报", "published": "2025-05-12"}
FIRST = Article(id="p1", page="A1", continues_on="A3", title="转型", paragraphs=(Paragraph("光伏组件3"),), **ISSUE)
LAST = Article(id="p3", page="A3", continued_from="A1", paragraphs=(Paragraph(".7吨下线。"),), **ISSUE)
API = "/api/v1/articles"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    settings = Settings(index=tmp_path_factory.mktemp("index"))
    archive = open_archive(settings, create=True)
    withdrawn = Article(id="withdrawn", title="撤下的报道")
    with archive.store.writing():
        archive.store.save(Incoming(each) for each in (*OTHERS, WIRE, PRINTED, RELATED, FIRST, LAST, withdrawn))
        archive.store.delete("withdrawn", "内容有误")
        assert join(archive.store) == []
    archive.close()
    return create_app(settings).test_client()


def test_the_copy_comes_first_with_headline_figures_and_sentences(client):
    answer = client.get(f"{API}/wire/related?size=2").json
    assert RelatedAnswer.model_validate(answer)
    copy, other = answer.pop("rows")
    links = {"self": f"{API}/wire/related?size=2", "next": None, "html": "/articles/wire#related"}
    assert answer == {"id": "wire", "total": 2, "links": links}
    assert [(each["id"], each["url"], each["duplicate"]) for each in (copy, other)] == [
        ("printed", "/articles/printed", True),
        ("related", "/articles/related", False),
    ]
    changed = copy["difference"]
    assert changed["title"] == {"before": "汾阳酒糟变饲料", "after": "酒糟<去了>哪里"}
    assert changed["sentences"] == [{"before": WIRE.paragraphs[0].text, "after": PRINTED.paragraphs[0].text}]
    assert [(each["before"]["value"], each["after"]["value"]) for each in changed["figures"]] == [(4.9, 5.2)]
    assert other["difference"] is None


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("nothing/related", 404, "没有编号为“nothing”的文章"),
        ("withdrawn/related", 410, "删除原因：内容有误"),
        ("wire/related?sise=3", 400, "是不是 size"),
        ("wire/related?size=101", 400, "size 应是 1 到 100 的整数"),
        ("wire/related?size=1&size=2", 400, "size 只能给一次"),
    ],
)
def test_what_is_wrong_is_told(client, address, status, told):
    response = client.get(f"{API}/{address}")
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    assert answers.Problem.model_validate(response.json)
    assert told in response.json["detail"]


def test_the_list_is_not_sent_twice(client):
    first = client.get(f"{API}/wire/related")
    assert client.get(f"{API}/wire/related", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        (f"{API}/p3", f"{API}/p1"),
        (f"{API}/p3/related?size=3&lang=en", f"{API}/p1/related?size=3&lang=en"),
        (
            "/articles/p3?q=光伏&city=大同&city=太原",
            "/articles/p1?q=%E5%85%89%E4%BC%8F&city=%E5%A4%A7%E5%90%8C&city=%E5%A4%AA%E5%8E%9F",
        ),
    ],
)
def test_the_id_of_a_later_part_leads_to_the_whole(client, asked, leads_to):
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (308, leads_to)
    assert client.get(leads_to).status_code == 200


def section(html):
    """Return what is read in the section of related articles, None where there is none."""
    found = re.search(r'<section class="related".*?</section>', html, re.S)
    return " ".join(re.sub("<[^>]*>", "", found[0]).split()) if found else None


def test_the_page_marks_the_copy_and_tells_what_changed(client):
    shown = client.get("/articles/wire").text
    assert '<a lang="zh-Hans" href="/articles/printed">酒糟&lt;去了&gt;哪里</a>' in shown
    assert section(shown).startswith(
        "相关报道 酒糟&lt;去了&gt;哪里 近似重复 新华社 2025年5月12日 与本文相比 "
        "标题汾阳酒糟变饲料 → 酒糟&lt;去了&gt;哪里数字总投资 4.9亿元 → 5.2亿元 不同的句子（1） "
        f"本文：{WIRE.paragraphs[0].text}该文：{PRINTED.paragraphs[0].text} 杏花村酒厂扩建"
    )
    assert shown.count("近似重复") == 1


def test_a_hit_tells_how_many_copies_it_has_and_leads_to_them(client):
    hits = client.get("/api/v1/search?q=酒厂&fields=duplicates").json["hits"]
    assert {hit["id"]: hit["duplicates"] for hit in hits} == {"wire": 1, "printed": 1, "related": 0}
    shown = client.get("/search?q=酒厂").text
    assert re.findall(r'href="/articles/(\w+)\?q=[^"]*#related">另有 1 篇近似<', shown) == [
        hit["id"] for hit in hits if hit["duplicates"]
    ]
    assert "#related" not in client.get("/search?q=扩建&relax=0").text


def test_in_english_its_links_keep_the_language(client):
    shown = client.get("/articles/wire?lang=en").text
    assert 'href="/articles/printed?lang=en"' in shown
    assert section(shown).startswith("Related articles 酒糟&lt;去了&gt;哪里 near-duplicate")


def test_an_article_that_is_like_none_has_no_such_section(client):
    assert section(client.get("/articles/p1").text) is None


def test_collapsed_near_duplicates_are_one_hit_in_the_api(client):
    got = client.get("/api/v1/search?q=酒厂&collapse=dup&size=1").json
    posted = client.post("/api/v1/search", json={"q": "酒厂", "collapse": "dup", "size": 1}).json
    assert got["total"] == posted["total"] == 3
    assert "collapse=dup" in got["links"]["next"]
    assert client.get(got["links"]["next"]).json["links"]["next"] is None


def test_what_can_not_be_collapsed_is_told(client):
    assert client.get("/api/v1/search?q=酒厂&collapse=city").status_code == 400


def test_the_page_offers_to_collapse_where_there_are_near_duplicates_and_to_list_them_again(client):
    page = client.get("/search?q=酒厂").get_data(as_text=True)
    assert ">近似的只列一篇</a>" in page
    collapsed = client.get("/search?q=酒厂&collapse=dup").get_data(as_text=True)
    assert "近似的只列一篇，共 2 篇" in collapsed
    assert ">全部列出</a>" in collapsed
    assert "近似的只列一篇" not in client.get("/search?q=苹果").get_data(as_text=True)
