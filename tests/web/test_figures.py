"""Figures over HTTP: rows, tables, CSV and the page, each number a step from its sentence."""

import csv
import io
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Figure, Paragraph
from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import create_app
from searchsvc.web.answers import FigureAnswer
from searchsvc.web.parameters import FigureExportParameters, FigureParameters
from tests.figure_examples import AGAIN, ARTICLES, HOSTILE, SIGNED, ZONE
from tests.web.test_pages import Outline, _link, _plain, _text

API = "/api/v1/figures"
PAGES = (
    "/figures",
    "/figures?lang=en&group=metric",
    "/figures?metric=investment&city=大同&city=太原&min=1亿元&from=2025-01-01&q=签约",
    "/figures?size=2&page=2",
    "/figures?page=9",
    "/figures?q=没有这个词",
    "/figures?q=(签约",
    f"/figures?label={HOSTILE}&stage=-&group=zone",
    "/articles/first",
    "/articles/hostile?lang=en",
)


NAMES = st.sampled_from([*FigureExportParameters.properties(), "metrik", ""])
VALUES = st.text(max_size=20) | st.sampled_from(
    ["-", "0", "1", "10亿元", "-5%", "1e999", "9" * 400, "2025-02-01", "asc"]
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    settings = Settings(index=tmp_path_factory.mktemp("index"))
    archive = open_archive(settings, create=True)
    archive.store.save(map(Incoming, ARTICLES))
    archive.close()
    return create_app(settings).test_client()


def _rows(client, **parameters):
    return client.get(API, query_string=parameters).json["rows"]


def test_a_hit_has_the_figures_that_the_search_asks_for_as_the_list_of_figures_gives_them(client):
    def figures(**parameters):
        hits = client.get("/api/v1/search", query_string=parameters).json["hits"]
        return {hit["id"]: [(row["metric"], row["value"]) for row in hit["figures"]] for hit in hits}

    assert figures(q="签约 大同") == {"first": [], "second": []}
    assert figures(q="投资>50亿元") == {"second": [("investment", 52)]}
    assert figures(metric="projects", to="2025-02-12") == {"first": [("projects", 12)]}
    assert figures(q="签约 to", include="figures", to="2025-02-12")["first"] == [
        ("projects", 12),
        ("investment", 48.51),
    ]
    (hit,) = client.get("/api/v1/search", query_string={"q": "投资>50亿元"}).json["hits"]
    assert hit["figures"] == _rows(client, metric="investment", min="50亿元", q="投资>50亿元")


@pytest.mark.parametrize(
    ("least", "found"), [("50亿元", ["second"]), (5000000000, ["second"]), (5.2e9, ["second"]), (5.3e9, [])]
)
def test_an_amount_in_a_body_may_be_a_number_in_the_base_unit(client, least, found):
    answer = client.post("/api/v1/search", json={"metric": "investment", "min": least}).json
    assert [hit["id"] for hit in answer["hits"]] == found


def test_a_figure_is_given_whole(client):
    assert _rows(client, metric="investment", to="2025-02-12") == [
        {
            "article": "first",
            "place": 1,
            "title": "大同经开区首季签约",
            "source": "晋北经济报",
            "metric": "investment",
            "label": "总投资",
            "value": 48.51,
            "unit": "亿元",
            "amount": 4851000000.0,
            "amount_max": None,
            "base": "元",
            "bound": "exact",
            "city": "大同",
            "zone": ZONE,
            "stage": "签约",
            "published": "2025-02-10",
            "quote": SIGNED,
            "start": SIGNED.index("48.51"),
            "end": SIGNED.index("。"),
            "lines": [3, 4],
            "url": "/articles/first#body-1",
        }
    ]


def test_an_answer_has_the_frame_of_all_lists_and_is_of_its_type(client):
    answer = client.get(API, query_string={"q": "签约", "group": "city", "size": 2}).json
    FigureAnswer.model_validate(answer)
    assert answer["query"] == {"q": "签约", "parsed": "签约", "warnings": []}
    assert (answer["total"], len(answer["rows"])) == (4, 2)
    assert answer["units"] == [{"unit": "个", "count": 2}, {"unit": "元", "count": 2}]
    q = "q=%E7%AD%BE%E7%BA%A6"
    assert answer["links"] == {
        "self": f"{API}?{q}&group=city&size=2",
        "next": f"{API}?{q}&group=city&size=2&page=2",
        "html": f"/figures?{q}&group=city&size=2",
        "csv": f"{API}?{q}&format=csv",
    }
    assert client.get(answer["links"]["next"]).json["links"]["next"] is None


def test_the_next_page_is_in_the_header_too(client):
    assert client.get(f"{API}?size=4").headers["Link"] == f'<{API}?size=4&page=2>; rel="next"'


def test_a_cell_gives_its_figure_and_leads_to_those_that_it_stands_for(client):
    groups = client.get(API, query_string={"group": "month", "metric": "investment", "city": "大同"}).json["groups"]
    assert (groups["by"], groups["columns"], groups["other"]) == ("month", [{"label": "总投资", "unit": "元"}], 0)
    [row] = groups["rows"]
    [cell] = row["cells"]
    assert (row["month"], cell["count"], cell["figure"]["value"]) == ("2025-02", 2, 52)
    behind = client.get(cell["url"]).json
    assert [figure["value"] for figure in behind["rows"]] == [52, 48.51]


def test_a_contradiction_is_given_with_both_sentences(client):
    [conflict] = client.get(API).json["conflicts"]
    rows = conflict.pop("rows")
    assert conflict.pop("alike") > 0.8
    assert conflict == {"subject": ZONE, "metric": "investment", "label": "总投资", "stage": "签约", "month": "2025-02"}
    assert [row["quote"] for row in rows] == [SIGNED, AGAIN]


def test_csv_holds_every_row_and_nothing_that_a_spreadsheet_would_run(client):
    response = client.get(f"{API}?format=csv&size=1")
    assert response.content_type == "text/csv; charset=utf-8"
    names, *rows = csv.reader(io.StringIO(response.text))
    assert len(rows) == 6
    assert dict(zip(names, rows[0], strict=True))["url"] == "http://localhost/articles/second#body-0"
    hostile = dict(zip(names, rows[-1], strict=True))
    assert (hostile["title"], hostile["amount"], hostile["lines"]) == (f"'{HOSTILE}", "-5.0", "1-1")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert client.get(f"{API}?format=csv&bom=true").data.startswith(b"\xef\xbb\xbfarticle,")


@pytest.mark.parametrize(
    ("parameters", "parameter", "nearest"),
    [
        ({"metrik": "growth"}, "metrik", "metric"),
        ({"metric": "invest"}, "metric", "investment"),
        ({"min": "近10亿"}, "min", None),
        ({"size": "101"}, "size", None),
        ({"group": "citi"}, "group", "city"),
        ({"order": "up"}, "order", None),
        ({"from": "2025"}, "from", None),
        ({"sort": ["amount", "published"]}, "sort", None),
    ],
)
def test_what_can_t_be_asked_is_refused_by_name(client, parameters, parameter, nearest):
    for path in (API, "/figures"):
        assert client.get(path, query_string=parameters).status_code == 400
    [error] = client.get(API, query_string=parameters).json["errors"]
    assert (error["parameter"], error["nearest"]) == (parameter, nearest)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, VALUES), max_size=4))
def test_any_address_is_answered_or_refused(client, pairs):
    for path in (API, "/figures"):
        assert client.get(path, query_string=pairs).status_code in (200, 400)


def test_what_is_asked_is_kept_by_the_address_of_the_answer(client):
    asked = dict.fromkeys(("label", "city", "zone", "stage", "source", "min", "max"), "1")
    asked |= {"q": "签约", "metric": "growth", "unit": "元", "from": "2025-02-01", "to": "2025-02-02", "sort": "amount"}
    asked |= {"order": "asc", "group": "zone", "size": "7", "page": "2", "lang": "en", "strict": "true"}
    assert asked.keys() == FigureParameters.properties().keys()
    address = client.get(API, query_string=asked).json["links"]["self"]
    assert dict(parse_qsl(urlsplit(address).query)) == asked


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_well_formed_labelled_and_without_markup_of_the_data(client, path):
    text = client.get(path).text
    assert text.count("<script") == 1
    page = Outline(text)
    assert page.open == []
    assert len(page.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes.get("for") for attributes in page.all("label")}
    assert all(item.get("type") == "hidden" or item["id"] in labelled for item in page.all("input", "select"))
    links = {attributes["href"] for attributes in page.all("a") if attributes["href"].startswith("#")}
    assert links <= {f"#{name}" for name in ids}
    assert not any("style" in attributes for _, attributes in page.elements)
    for item in page.all("a", "form"):
        assert (item.get("href") or item.get("action") or "").startswith(("/", "#"))


def test_the_page_shows_table_bars_conflict_and_rows(client):
    text = _text(client, "/figures?q=签约&unit=元")
    read = _plain(text)
    for words in (
        "共 2 个数字",
        "大同 52亿元 (2)",
        "大同经济技术开发区 总投资 · 签约 超52亿元",
        "口径不一，请核对",
        "首季签约",
    ):
        assert words in read
    assert SIGNED.replace("48.51 亿元", "<mark>48.51 亿元</mark>") in text
    assert re.findall(r'<rect width="([\d.]+)"', text) == ["100.0", "93.29"]


def _invested(number: int, city: str) -> Article:
    quote = f"总投资{number}亿元。"
    figure = Figure(
        metric="investment", label="总投资", value=number, unit="亿元", amount=number * 1e8, city=city, quote=quote
    )
    return Article(id=f"c{number}", title=city, paragraphs=(Paragraph(quote),), city=(city,), figures=(figure,))


def test_cities_are_shaded_by_their_greatest_figure_and_all_is_there_as_a_file(tmp_path):
    settings = Settings(index=tmp_path)
    archive = open_archive(settings, create=True)
    cities = ("临汾", "运城", "晋中", "忻州", "太原", "大同", "大同")
    archive.store.save(Incoming(_invested(number, city)) for number, city in enumerate(cities, 1))
    archive.close()
    client = create_app(settings).test_client()
    text = _text(client, "/figures")
    shaded = re.findall(r'<li class="shade-(\d)"><span>(.*?)</span> <a href="/articles/(\w+)[^"]*">(.*?)</a>', text)
    assert shaded == [
        ("5", "大同", "c7", "7亿元"),
        ("5", "太原", "c5", "5亿元"),
        ("4", "忻州", "c4", "4亿元"),
        ("3", "晋中", "c3", "3亿元"),
        ("2", "运城", "c2", "2亿元"),
        ("1", "临汾", "c1", "1亿元"),
    ]
    assert 'class="shaded"' not in _text(client, "/figures?group=zone")
    assert client.get(_link(text, "下载 CSV")).data.startswith(b"\xef\xbb\xbf")
    assert client.get(_link(text, "下载 XLSX")).data.startswith(b"PK")


def test_a_figure_of_the_page_leads_to_its_paragraph(client):
    address = _link(_text(client, "/figures?metric=investment&q=签约&lang=en"), "48.51 亿元")
    assert address == "/articles/first?q=%E7%AD%BE%E7%BA%A6&lang=en#body-1"
    article = _text(client, address)
    assert re.search(r'<p id="body-1">.*签约.*总投资 48.51 亿元。</p>', article)


def test_the_number_of_a_cell_leads_to_the_figures_behind_it(client):
    assert "共 2 个数字" in _plain(_text(client, _link(_text(client, "/figures"), "(2)")))


def test_a_chip_takes_back_its_filter_and_the_form_keeps_what_it_does_not_show(client):
    text = _text(client, "/figures?city=大同&city=太原&source=山西商报&sort=amount&group=zone&page=2")
    assert _link(text, "取消城市 大同") == (
        "/figures?city=%E5%A4%AA%E5%8E%9F&source=%E5%B1%B1%E8%A5%BF%E5%95%86%E6%8A%A5&sort=amount&group=zone"
    )
    hidden = [(item["name"], item["value"]) for item in Outline(text).all("input") if item.get("type") == "hidden"]
    assert sorted(hidden) == [("city", "太原"), ("group", "zone"), ("sort", "amount"), ("source", "山西商报")]


def test_an_article_lists_its_figures_with_links_to_their_paragraphs(client):
    read = _plain(_text(client, "/articles/second"))
    assert "52 亿元 超52亿元 总投资 · 签约 大同经济技术开发区" in read
    assert _link(_text(client, "/articles/second"), "52 亿元") == "#body-0"


def test_every_page_leads_to_the_figures(client):
    assert _link(_text(client, "/articles/first?lang=en"), "Figures") == "/figures?lang=en"


def test_pages_of_figures_are_linked(client):
    text = _text(client, "/figures?size=2&page=2")
    links = [_link(text, words) for words in ("上一页", "1", "下一页")]
    assert links == ["/figures?size=2#rows", "/figures?size=2#rows", "/figures?size=2&page=3#rows"]
    assert _link(_text(client, "/figures?size=2&page=99"), "回到末页") == links[2]
