"""Every hit as a file: nothing is left out, and whole articles are read back as they were."""

import csv
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from searchsvc import ingest
from searchsvc.articles import Article, Figure, Paragraph
from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.exporting import walked
from searchsvc.store.base import Incoming
from searchsvc.web import create_app
from tests.web.examples import HOSTILE

EXPORT = "/api/v1/export"
MANY = 230  # more than two pages of a walk
FIGURE = Figure(
    metric="investment",
    label="总投资",
    value=12,
    unit="亿元",
    amount=1.2e9,
    city="大同",
    quote="总投资12亿元",
)


def _whole(rows):
    return [[cell.removesuffix(".0") for cell in row] for row in rows]


def _article(number: int) -> Article:
    return Article(
        id=f"a{number:03}",
        title=f"光伏项目第{number}期",
        published=f"2025-02-{number % 28 + 1:02}",
        source="晋北经济报",
        city=("大同", "太原"),
        figures=(FIGURE,),
        paragraphs=(Paragraph("光伏并网。"), Paragraph(f"总投资12亿元，编号{number}。")),
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    settings = Settings(index=tmp_path_factory.mktemp("many"))
    archive = open_archive(settings, create=True)
    archive.store.save([Incoming(_article(number)) for number in range(MANY)])
    archive.close()
    return create_app(settings).test_client()


def test_a_table_has_every_hit_in_the_order_asked_for_whatever_the_page(many):
    answer = many.get(f"{EXPORT}?q=光伏&format=csv&sort=oldest&size=5&page=3&fields=id,published,city")
    rows = list(csv.reader(io.StringIO(answer.text)))
    days = [row[1] for row in rows[1:]]
    assert rows[0] == ["id", "published", "city"]
    assert {row[0] for row in rows[1:]} == {f"a{number:03}" for number in range(MANY)}
    assert (len(rows), days, rows[1][2]) == (MANY + 1, sorted(days), "大同；太原")
    assert answer.headers["Content-Disposition"] == "attachment; filename=articles.csv"


def test_a_workbook_has_the_rows_of_the_table(many):
    asked = f"{EXPORT}?q=光伏&city=大同&sort=newest"
    rows = list(csv.reader(io.StringIO(many.get(f"{asked}&format=csv").text)))
    (sheet,) = load_workbook(io.BytesIO(many.get(f"{asked}&format=xlsx").data)).worksheets
    read = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert _whole(read) == _whole(rows)


def test_whole_articles_are_indexed_again_as_they_were(many, tmp_path):
    sent = many.get(f"{EXPORT}?format=jsonl").data
    archive = open_archive(Settings(index=tmp_path), create=True)
    rows = ingest.accept(archive.store, archive.engine, sent, "wire")
    read = {found.article.id: found.article for found in walked(archive, Search())}
    archive.close()
    assert [row.status for row in rows] == ["new"] * MANY
    said = ("title", "body", "published", "source", "page", "city", "zone", "industry")
    for number in range(MANY):
        one, other = _article(number), read[f"a{number:03}"]
        assert [getattr(other, name) for name in said[:4]] == [getattr(one, name) for name in said[:4]]
        assert other.city == one.city
        assert tuple(replace(figure, lines=None) for figure in other.figures) == one.figures


def test_a_walk_sees_the_state_that_it_began_in(tmp_path):
    archive = open_archive(Settings(index=tmp_path), create=True)
    archive.store.save([Incoming(_article(number)) for number in range(MANY)])
    archive.close()
    archive = open_archive(Settings(index=tmp_path))
    hits = walked(archive, Search(q="光伏", sort="newest"))
    first = next(hits)
    record = {"id": "later", "title": "光伏再添新军", "published": "2025-02-28", "body": "光伏。"}
    ingest.accept(archive.store, archive.engine, json.dumps(record).encode(), "wire")
    ids = [first.article.id, *(found.article.id for found in hits)]
    archive.close()
    assert (len(ids), "later" in ids) == (MANY, False)


def test_a_table_can_begin_with_a_byte_order_mark_and_runs_no_formula(client):
    answer = client.get(f"{EXPORT}?format=csv&bom=true&fields=id,title")
    assert answer.data.startswith("\ufeffid,title\r\n".encode())
    assert [row[1] for row in csv.reader(io.StringIO(answer.text)) if row[0] == "hostile-1"] == [f"新能源{HOSTILE}"]


def test_what_is_wrong_is_told_before_the_file_begins(client):
    assert client.get(f"{EXPORT}?q=光伏").status_code == 400
    wrong = client.get(f"{EXPORT}?format=csv&fields=titel")
    assert (wrong.status_code, wrong.json["errors"][0]["nearest"]) == (400, "title")
    assert client.get(f"{EXPORT}?format=csv&sort=figure").status_code == 400


def test_the_answer_to_a_search_leads_to_all_its_hits(client):
    answer = client.get("/api/v1/search?q=新能源&size=1&facets=city&city=大同").json
    rows = client.get(answer["links"]["csv"]).text.splitlines()
    assert len(rows) == answer["total"] + 1


def test_only_what_was_asked_is_taken_away_unless_more_is_wanted(client):
    asked = f"{EXPORT}?q=新能源 没有这个词&format=csv"
    assert len(client.get(asked).text.splitlines()) == 1
    assert len(client.get(f"{asked}&relax=true").text.splitlines()) > 1


def test_figures_leave_as_a_workbook_too(many):
    book = load_workbook(io.BytesIO(many.get("/api/v1/figures?format=xlsx&city=大同").data))
    rows = list(book.worksheets[0].values)
    assert (len(rows), rows[1][rows[0].index("amount")]) == (MANY + 1, 1.2e9)
