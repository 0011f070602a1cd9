"""The sample files of every form are read as they were written."""

from pathlib import Path

import pytest

from searchsvc.articles import Article, Page, Skipped
from searchsvc.pages import split
from searchsvc.readers import read
from tests.readers.seeds import PLUM, RAIL, RELEASE, SEEDS, YARN, made

PEAR = "wire-2-yuncheng-pear"


def articles(name: str) -> list[Article]:
    found: list[Article] = []
    for item in read(SEEDS / name):
        assert not isinstance(item, Skipped)
        found += split(item) if isinstance(item, Page) else [item]
    return found


def told(article: Article) -> tuple[object, ...]:
    return (article.title, article.authors, article.source, article.published, article.page)


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


@pytest.mark.parametrize("name", made())
def test_the_binary_files_are_what_their_words_make(name: str) -> None:
    """Nothing stands in them that is not in the module that makes them."""
    assert (SEEDS / name).read_bytes() == made()[name]


def test_the_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    """Three articles on one sheet come apart with headline, byline and paragraphs."""
    found = articles("08-columns.pdf")
    issue = ("三晋经济观察报", "2025-03-14", "A4")
    assert [told(article) for article in found] == [
        ("电机坐上班列出河东", ("简宁",), *issue),
        ("织机停没停 屏幕先知道", ("祁雨田",), *issue),
        ("一颗枣的三次升值", (), *issue),
    ]
    assert [texts(article) for article in found] == [
        [RAIL[0].removeprefix("本报讯（记者 简宁）"), *RAIL[1:]],
        [YARN[0].removeprefix("本报讯 "), *YARN[1:-1], YARN[-1].removesuffix(" 祁雨田")],
        [PLUM[0].removeprefix("本报讯 "), *PLUM[1:]],
    ]
    assert {article.path for article in found} == {f"{SEEDS / '08-columns.pdf'}#page=1"}


def test_a_web_page_is_read_without_its_boilerplate() -> None:
    """Links, recommendations and the footer are off; headline, date, source and authors are those that it prints."""
    (article,) = articles("09-web-page.html")
    assert told(article) == ("灵丘把风叶“老兵”拆成新材料", ("简宁", "温敬之"), "三晋经济观察报", "2025-03-11", None)
    assert [text[:12] for text in texts(article)] == [
        "退役的风机叶片又长又硬，",
        "拆解线由大同市的循风再生",
        "“玻璃纤维的价格是新料的",
        "灵丘一带早期装机的风机正",
    ]
    assert article.body.endswith("计划再建一条生产线，投资1.1亿元。")
    assert article.subheads == ("叶片的第二份工作",)
    assert article.lines == (21, 25)


def test_a_word_document_is_a_page() -> None:
    """The splitter finds furniture, headline, subtitle and byline in its paragraphs."""
    (article,) = articles("10-release.docx")
    assert told(article) == (RELEASE[1], ("卫青",), "三晋开发区报", "2025-03-19", "2")
    assert article.subtitle == RELEASE[2].removeprefix("——")
    assert texts(article) == [RELEASE[4].removeprefix("本报讯 "), *RELEASE[5:]]


def test_markdown_is_one_article_a_headline() -> None:
    """The front matter holds for both; a subhead and a caption stand apart; wraps are mended, markup is off."""
    first, second = articles("11-brief.md")
    issue = (("祁雨田", "韦一鸣"), "三晋开发区报", "2025-03-20", "06")
    assert told(first) == ("沁源经济技术开发区给煤层气装上“共享管网”", *issue)
    assert told(second) == ("襄垣一家玻璃厂改烧绿氢", *issue)
    assert (first.subheads, first.captions) == (("一张网省下三笔钱",), ("工人在沁源的山梁上焊接输气管道。",))
    assert [(paragraph.text[:10], paragraph.lines) for paragraph in first.paragraphs] == [
        ("3月18日，沁源经济", (10, 11)),
        ("开发区算过账：过去每", (15, 16)),
        ("今年计划新接入企业9", (20, 20)),
        ("管网二期投资3.8亿", (21, 21)),
    ]
    assert "开发区共享输气管网一期通气" in first.body
    assert "平均要花4500万元；如今按气量付费，一立方米一角二分。省下的还有" in first.body


def test_a_table_is_one_article_a_row() -> None:
    """Line breaks and quotes within a cell are text; authors come joined in any way; city and industry are given."""
    found = articles("figures.csv")
    source = "三晋开发区报"
    assert [told(article) for article in found] == [
        ("阳泉高新区算力中心上架率过七成", ("邵文澜", "简宁"), source, "2025-03-13", "04"),
        ("朔州经开区固废建材外销三省", ("温敬之",), source, "2025-04-02", "03"),
        ("闻喜经开区集中开工7个镁材项目", ("祁雨田", "韦一鸣"), "三晋经济观察报", "2025-03-26", "A5"),
    ]
    assert [(article.city, article.industry, article.lines) for article in found] == [
        (("阳泉",), ("数字经济",), (2, 2)),
        (("朔州",), (), (4, 4)),
        (("运城",), ("新材料",), (6, 6)),
    ]
    assert texts(found[0])[1] == "该中心总投资18.2亿元，已有31家企业租用算力，其中14家来自省外。"


def test_a_json_document_holds_many_articles() -> None:
    """They stand under `articles`, their keys go by many names, their lines are those of the document."""
    found = articles("wire-2.json")
    assert [(article.id, *told(article), article.lines) for article in found] == [
        ("", "定襄法兰园区建成出口检测中心", ("乔木",), "三晋经济观察报", "2025-03-07", "A3", (4, 4)),
        (PEAR, "运城盐湖农高区为酥梨开出“体检单”", ("苏禾", "卫青"), None, "2025-03-10", None, (12, 12)),
        ("", "平遥经开区牛肉加工项目投产", (), "三晋开发区报", "2025-03-16", None, (21, 21)),
    ]  # fmt: skip


def test_an_archive_holds_pages_and_ready_articles() -> None:
    """Names in GBK are read; a path is that of the archive and the file's own."""
    page, ready = articles("issue.zip")
    assert told(page) == ("河曲开发区黄河边上建起数据牧场", ("苏禾",), "晋北快报", "2025-03-21", "1")
    assert told(ready) == ("代县打造镇边小杂粮加工园", (), "晋北快报", "2025-03-21", None)
    archive = Path(SEEDS / "issue.zip")
    assert [page.path, ready.path] == [f"{archive}/晋北快报/01版.txt", f"{archive}/晋北快报/短讯.jsonl"]
