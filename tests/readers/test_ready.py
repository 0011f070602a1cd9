"""Ready articles in tables, JSON documents and Markdown; and what comes without a file."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Page, Skipped
from searchsvc.messages import Message
from searchsvc.readers import READERS, Read, Said, Source, finished, read, read_bytes
from searchsvc.readers.documents import markdown
from searchsvc.readers.kinds import kind
from tests.readers import press

TEXT = "总投资5亿元，6月开工。"


def reading(suffix: str, text: str | bytes) -> list[Read]:
    return list(finished(READERS[suffix](Source(f"a{suffix}", text.encode() if isinstance(text, str) else text))))


def told(items: list[Read]) -> list[object]:
    """Return title and body of articles, line and the first words of reasons."""
    return [
        (item.title, item.body) if isinstance(item, Article) else (item.line, item.reason.en[:22])
        for item in items
        if isinstance(item, Article | Skipped)
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_table_is_read_whatever_parts_its_cells(delimiter: str, encoding: str) -> None:
    """The delimiter is known by the names of the columns, the encoding by its bytes."""
    rows = [["标题", "城市", "正文"], ["大同开工", "大同", f'"{TEXT}"'], ["朔州开工", "朔州", f'"{TEXT}"']]
    found = reading(".csv", "\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert told(found) == [("大同开工", TEXT), ("朔州开工", TEXT)]
    assert [item.city for item in found if isinstance(item, Article)] == [("大同",), ("朔州",)]


def test_a_bad_row_costs_only_itself() -> None:
    """Too many cells, a wrong quote, nothing in it: each is told with its line, the rest is read."""
    rows = ["title,body", "一,a", "二,b,c", '三,"b"c', ",", "id only,", '四,"d\ne"', "五,f"]
    assert told(reading(".csv", "\n".join(rows))) == [
        ("一", "a"),
        (3, "It has 3 cells for 2 c"),
        (4, "The row is no CSV (','"),
        ("id only", ""),
        ("四", "d\ne"),
        ("五", "f"),
    ]  # fmt: skip


def test_a_quote_that_is_not_closed_is_told() -> None:
    """It swallows the rest of the table, and that must not go by in silence."""
    assert told(reading(".csv", 'title,body\n一,a\n二,"b\n三,c\n')) == [("一", "a"), (3, "The row is no CSV (une")]


def test_a_table_without_names_is_told() -> None:
    """Columns are known by their names only."""
    assert told(reading(".csv", "大同开工,总投资5亿元\n")) == [(1, "Its first line names n")]


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "开工"}',
        '[{"title": "开工"}]',
        '{"articles": [{"title": "开工"}]}',
        '{"total": 1, "note": "[\\"x\\"]", "articles": [{"title": "开工"}], "next": null}',
        '\ufeff [ {"标题": "开工"} , ] ',
    ],
)
def test_a_document_is_one_object_an_array_or_has_one(text: str) -> None:
    """All forms hold the same article."""
    assert told(reading(".json", text)) == [("开工", "")]


def test_a_bad_object_costs_only_itself_and_a_torn_document_what_follows() -> None:
    """Lines are those of the document."""
    text = '[{"title": "一"},\n 7,\n {"title": ["x"]},\n {"title": "二"},\n {"title": "三"'
    assert told(reading(".json", text)) == [
        ("一", ""),
        (2, "It is no JSON object; "),
        (3, "Its title is no text; "),
        ("二", ""),
        (5, "From here on it is no "),
    ]


def test_nesting_and_odd_numbers_are_refused() -> None:
    """Neither a tower of brackets nor NaN gets through."""
    assert told(reading(".json", '[{"title": "一", "figures": ' + "[" * 99 + "]" * 99 + "}]"))[0] == (
        None,
        "Its brackets are neste",
    )
    assert told(reading(".json", '[{"title": "一", "figures": NaN}]')) == [(1, "From here on it is no ")]


@given(
    st.lists(
        st.fixed_dictionaries(
            {"title": st.text(min_size=1).map(lambda text: "签" + text), "x": st.integers() | st.text()}
        )
    )
)
def test_what_json_writes_is_read(records: list[dict[str, Any]]) -> None:
    """However it is laid out, an array gives each of its articles."""
    for indent in (None, 1):
        found = reading(".json", json.dumps(records, ensure_ascii=True, indent=indent))
        titles = [item.title for item in found if isinstance(item, Article)]
        assert titles == [record["title"].replace("\0", "") for record in records]


@given(st.binary(max_size=120), st.sampled_from([".csv", ".json", ".tsv"]))
def test_no_bytes_crash_a_reader(data: bytes, suffix: str) -> None:
    """Anything is read or skipped."""
    assert all(isinstance(item, Article | Skipped) for item in reading(suffix, data))


@given(st.text(alphabet="#-*_>|[]()!`\\ \n:晋城a1。", max_size=80))
def test_no_text_crashes_markdown(text: str) -> None:
    """Anything is articles or skipped."""
    found = list(markdown.parse(Source("a.md", text.encode())))
    assert all(isinstance(item, Article | Skipped) for item in found)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("大同 - 太原 + 晋城", "大同 - 太原 + 晋城"),
        ("- 大同 - 太原", "大同 - 太原"),
        ("[![园区](a.png)](b)开工", "园区开工"),
        ("**签约 **了 **40** 个", "**签约 **了 40 个"),
        ("签约<!-- 待核 <!-- 又核 -->40 个", "签约<!-- 待核 40 个"),
        ("[[链接](b", "[[链接](b"),
    ],
)
def test_markdown_takes_off_its_own_marks_alone(written: str, read: str) -> None:
    """A dash in a sentence is no item of a list; what has no end, or one behind the next beginning, is text."""
    (article,) = markdown.parse(Source("a.md", f"# 学 C# 的人 ##\n\n{written}\n".encode()))
    assert isinstance(article, Article)
    assert (article.title, [one.text for one in article.paragraphs]) == ("学 C# 的人", [read])


def test_markdown_without_headline_takes_its_title_from_the_front_matter() -> None:
    """Lists of either form and quotes are understood; a table's rule is no text."""
    front = '---\ntitle: "开工"\nauthors:\n  - 李明\n  - 王强\ncity: [大同, 朔州]\n---\n'
    text = f"{front}{TEXT}\n\n| 城市 | 个数 |\n|---|---|\n| 大同 | 40 |\n"
    (article,) = markdown.parse(Source("a.md", text.encode()))
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.city) == ("开工", ("李明", "王强"), ("大同", "朔州"))
    assert [paragraph.text for paragraph in article.paragraphs] == [TEXT, "城市 | 个数", "大同 | 40"]


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (press.pdf([[]]), ".pdf"),
        (press.docx(["开工"]), ".docx"),
        (press.archive({"a.txt": b"x"}), ".zip"),
        ("<!-- x --><!DOCTYPE html><p>开工".encode(), ".html"),
        ('{"title": "一"}\n{"title": "二"}\n'.encode("utf-16"), ".jsonl"),
        ('{\n"title": "一"}'.encode(), ".json"),
        ('\ufeff[\n{"title": "一"}]'.encode(), ".json"),
        ("[本报讯] 晋城开工".encode("gb18030"), ".txt"),
        (b"<!-- -->" * 5000, ".txt"),
        ("标题,正文,日期\n大同开工,总投资5亿元,2025-02-06\n".encode("gb18030"), ".csv"),
        ("title\tcontent\n开工\t总投资5亿元\n".encode("utf-16"), ".csv"),
        ("标题，下面是正文\n总投资5亿元".encode(), ".txt"),
        (b"", ".txt"),
    ],
)
def test_the_kind_of_bytes_is_found_out(data: bytes, suffix: str) -> None:
    """By what they begin with; text that is nothing else is a page."""
    assert kind(data) == suffix


def test_bytes_are_read_as_a_file_would_be() -> None:
    """Under the name they are given; a type that is said is taken; none are told."""
    (article,) = read_bytes("-", '{"title": "开工"}'.encode())
    assert isinstance(article, Article)
    assert (article.title, article.path) == ("开工", "-")
    (page,) = read_bytes("-", '{"title": "开工"}'.encode(), ".txt")
    assert not isinstance(page, Article | Skipped)
    assert list(read_bytes("-", b"")) == [
        Skipped(
            "-",
            None,
            Message(
                "内容是空的，请发送版面文字或成篇文章。", "It is empty; send the text of a page or ready articles."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("data", "kind_of"), [('{"title": "开工"}\n'.encode(), Article), ("本报讯 晋城开工。".encode("gb18030"), Page)]
)
def test_standard_input_is_read_by_what_its_bytes_are(monkeypatch, data: bytes, kind_of: type) -> None:
    """With what is said of it; a ready article keeps what it has."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (item,) = read(Path("-"), Said(source="科学导报"))
    assert isinstance(item, kind_of)
    assert (item.path, item.source) == ("-", "科学导报")


def test_closed_or_empty_standard_input_is_told(monkeypatch) -> None:
    """It holds no record."""
    for stream in (None, io.TextIOWrapper(io.BytesIO())):
        monkeypatch.setattr("sys.stdin", stream)
        (skipped,) = read(Path("-"))
        assert isinstance(skipped, Skipped)
        assert (skipped.path, skipped.line) == ("-", None)


def test_more_on_standard_input_than_a_file_may_hold_is_told(monkeypatch) -> None:
    """It is not cut off."""
    monkeypatch.setattr("searchsvc.readers.files.MAX_FILE", 3)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"2025")))
    (skipped,) = read(Path("-"))
    assert isinstance(skipped, Skipped)
    assert "cut it into parts" in skipped.reason.en
