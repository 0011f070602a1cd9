"""The API answers with the records of the service, in the form that was asked for."""

from collections.abc import Mapping

import pytest

from searchsvc.service.archive import open_archive
from searchsvc.store.corrections import Correction, as_records
from searchsvc.web import answers
from tests.web.examples import DATONG

SEARCH = "/api/v1/search"


def _get(client, path: str, **parameters) -> dict:
    response = client.get(path, query_string=parameters)
    assert response.status_code == 200, response.text
    return response.json


def _ids(answer: Mapping) -> list[str]:
    return [hit["id"] for hit in answer["hits"]]


def test_a_search_gives_the_whole_frame(client):
    answer = _get(client, SEARCH, q="光机电", facets="city", snippets=1)
    assert answer.pop("took_ms") > 0
    assert answer.pop("generation")
    assert answer["hits"][0].pop("score") > 0
    q = "%E5%85%89%E6%9C%BA%E7%94%B5"
    text = "晋城经济技术开发区与八家企业签约，光机电产业再添新军。"
    assert answer == {
        "query": {
            "q": "光机电",
            "parsed": "光机电",
            "warnings": [],
            "relaxed": None,
            "terms": [{"text": "光机电", "hits": 1}],
            "ways_out": [],
        },
        "total": 1,
        "listed": 1,
        "partial": False,
        "hits": [
            {
                "id": "wire-2025-0101",
                "url": f"/articles/wire-2025-0101?q={q}",
                "title": "晋城光机电产业集群签约",
                "title_inferred": False,
                "kicker": None,
                "subtitle": None,
                "authors": [],
                "source": "晋北经济报",
                "published": "2025-02-14",
                "page": "A1",
                "lines": [3, 4],
                "title_marks": [[2, 5]],
                "relaxed": False,
                "duplicates": 0,
                "city": ["晋城"],
                "zone": ["晋城经济技术开发区"],
                "industry": ["装备制造"],
                "snippets": [
                    {
                        "field": "body",
                        "text": text,
                        "marks": [[17, 20]],
                        "html": text.replace("光机电", "<mark>光机电</mark>"),
                        "start": 0,
                        "lines": [3, 4],
                    }
                ],
                "figures": [],
            }
        ],
        "facets": {
            "city": {
                "values": [
                    {
                        "value": "晋城",
                        "count": 1,
                        "selected": False,
                        "url": f"{SEARCH}?q={q}&city=%E6%99%8B%E5%9F%8E&snippets=1&facets=city",
                    }
                ],
                "other": 0,
                "missing": 0,
            }
        },
        "links": {
            "self": f"{SEARCH}?q={q}&snippets=1&facets=city",
            "next": None,
            "html": f"/search?q={q}&snippets=1",
            "feed": f"/api/v1/feed.atom?q={q}&snippets=1",
            "csv": f"/api/v1/export?q={q}&snippets=1&format=csv",
        },
    }


def test_a_passage_stands_in_its_field_from_its_start_on(client):
    [hit] = _get(client, SEARCH, q="新能源", city="大同", **{"from": "2025-01-01"}, snippets=5)["hits"]
    body = _get(client, f"/api/v1/articles/{hit['id']}")["body"]
    starts = [passage["start"] for passage in hit["snippets"]]
    assert [body[start:].startswith(passage["text"]) for start, passage in zip(starts, hit["snippets"], strict=True)]
    assert max(starts) > body.index("\n")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"city": "大同"}, {"datong-2025", "taiyuan-2024"}),
        ({"city": ["晋城", "太原"]}, {"wire-2025-0101", "taiyuan-2024"}),
        ({"city": "大同", "industry": "能源", "year": "2025"}, {"datong-2025"}),
        ({"not.city": "大同"}, {"wire-2025-0101", "hostile-1"}),
        ({"industry": "-"}, {"hostile-1"}),
        ({"not.industry": "-", "not.source": "晋北经济报"}, {"taiyuan-2024"}),
        ({"from": "2025-02-10", "to": "2025-02-10"}, {"datong-2025"}),
        ({"to": "2025-01-01"}, {"taiyuan-2024"}),
        ({"page_no": "A2"}, {"datong-2025"}),
        ({"province": "山西"}, {"datong-2025", "wire-2025-0101", "taiyuan-2024"}),
        ({"month": "2025-02"}, {"datong-2025", "wire-2025-0101"}),
        ({"author": "李晓燕"}, {"datong-2025"}),
        ({"from": "", "to": "", "city": ""}, {"datong-2025", "wire-2025-0101", "taiyuan-2024", "hostile-1"}),
    ],
)
def test_filters_narrow_what_is_found(client, asked, found):
    assert set(_ids(_get(client, SEARCH, **asked))) == found


def test_the_order_can_be_chosen(client):
    assert _ids(_get(client, SEARCH, sort="newest", city="大同")) == ["datong-2025", "taiyuan-2024"]
    assert _ids(_get(client, SEARCH, sort="oldest", city="大同")) == ["taiyuan-2024", "datong-2025"]


def test_links_lead_through_all_pages_in_the_form_that_was_asked_for(client):
    url, seen = f"{SEARCH}?q=新能源&size=1&marks=none&fields=title&lang=en&recency=off", []
    while url:
        response = client.get(url)
        url = response.json["links"]["next"]
        assert response.headers.get("Link") == (f'<{url}>; rel="next"' if url else None)
        seen += response.json["hits"]
    assert [set(hit) for hit in seen] == [{"id", "url", "title"}] * 3
    assert len({hit["id"] for hit in seen}) == 3


def test_a_page_past_the_end_is_empty_and_still_knows_the_total(client):
    answer = _get(client, SEARCH, q="新能源", page=99)
    assert (answer["total"], answer["hits"], answer["links"]["next"]) == (3, [], None)


@pytest.mark.parametrize(
    ("marks", "keys", "titled"),
    [
        ("html", {"field", "text", "marks", "html", "start", "lines"}, True),
        ("offsets", {"field", "text", "marks", "start", "lines"}, True),
        ("none", {"field", "text", "start", "lines"}, False),
    ],
)
def test_marks_come_as_html_as_offsets_or_not_at_all(client, marks, keys, titled):
    hit = _get(client, SEARCH, q="光机电", marks=marks)["hits"][0]
    assert (set(hit["snippets"][0]), "title_marks" in hit) == (keys, titled)


def test_a_facets_own_choice_does_not_narrow_its_counts(client):
    facets = _get(client, SEARCH, city="晋城", facets=["city", "industry"])["facets"]
    assert {item["value"]: (item["count"], item["selected"]) for item in facets["city"]["values"]}["大同"] == (2, False)
    assert [(item["value"], item["count"]) for item in facets["industry"]["values"]] == [("装备制造", 1)]


def test_facet_size_says_what_it_cut_off(client):
    city = _get(client, SEARCH, facets="city", facet_size=1)["facets"]["city"]
    assert [(item["value"], item["count"]) for item in city["values"]] == [("大同", 2)]
    assert (city["other"], city["missing"]) == (3, 0)


def test_a_body_asks_as_an_address_does(client):
    asked = {"q": "新能源", "not.city": ["太原"], "from": "2025-01-01", "facets": ["city"], "size": 5, "strict": True}
    said = asked | {"facets": "city", "strict": "true"}
    by_body, by_address = client.post(SEARCH, json=asked).json, _get(client, SEARCH, **said)
    for answer in (by_body, by_address):
        del answer["took_ms"]
    assert by_body == by_address
    assert _ids(by_body) == ["datong-2025"]


def test_nothing_found_tells_the_hits_of_each_term_and_the_ways_out_in_the_language_asked_for(client):
    query = _get(client, SEARCH, q="光机电 大同", lang="en")["query"]
    assert query["terms"] == [{"text": "光机电", "hits": 1}, {"text": "大同", "hits": 2}]
    assert [(way["change"], way["total"]) for way in query["ways_out"]] == [("without 光机电", 2), ("without 大同", 1)]
    assert [client.get(way["url"]).json["total"] for way in query["ways_out"]] == [2, 1]


def test_a_long_query_is_cut_with_a_warning(client):
    answer = client.post(SEARCH, json={"q": "新能源 " * 1000}).json
    assert len(answer["query"]["warnings"]) == 1
    assert "2000" in answer["query"]["warnings"][0]


def test_an_article_has_its_marks_counted_in_the_body(client):
    article = _get(client, "/api/v1/articles/datong-2025", q="新能源")
    assert article["title_marks"] == [[2, 5]]
    assert [article["body"][start:end] for start, end in article["body_marks"]] == ["新能源"] * 3
    assert article["body"] == DATONG.body
    assert article["evidence"][0] == {
        "facet": "city",
        "value": "大同",
        "rule": "named",
        "quote": "大同市新能源装机占比超过一半。",
        "lines": [11, 13],
    }


def test_an_article_tells_who_corrected_what_and_when(client, settings):
    said = Correction(field="page", value="A2", by="资料室", at="2025-02-11T08:00:00+00:00")
    archive = open_archive(settings)
    archive.store.correct(DATONG.id, [said])
    try:
        article = _get(client, f"/api/v1/articles/{DATONG.id}")
    finally:
        archive.store.correct(DATONG.id, [], [(said.field, said.spot)])
        archive.close()
    assert (article["page"], article["corrections"]) == ("A2", as_records([said]))


def test_a_facet_is_searched_by_the_beginning_of_its_values(client):
    answer = _get(client, "/api/v1/facets/city", prefix="大", q="新能源", **{"not.source": "山西商报"})
    counted = [(item["value"], item["count"]) for item in answer["values"]]
    assert (answer["field"], counted, answer["other"]) == ("city", [("大同", 1)], 0)
    assert (answer["total"], answer["rows"]) == (1, answer["values"])


def test_every_value_of_a_facet_can_be_found_whatever_its_size(client):
    answer = _get(client, "/api/v1/facets/city", prefix="晋", facet_size=1)
    assert [item["value"] for item in answer["values"]] == ["晋城"]


def test_a_text_is_taken_apart(client):
    answer = _get(client, "/api/v1/analyze", text="大同 5Ｇ")
    evidence = answer.pop("evidence")
    assert answer == {
        "text": "大同 5Ｇ",
        "folded": "大同5g",
        "tokens": [
            {"text": "大同", "start": 0, "end": 2, "word": True},
            {"text": "5g", "start": 3, "end": 5, "word": True},
        ],
        "words": ["大同", "5g"],
        "query": '大同 且 (5Ｇ 或 "第五代移动通信")',
        "warnings": [],
        "city": ["大同"],
        "zone": [],
        "industry": answer["industry"],
    }
    assert ("city", "大同") in {(item["facet"], item["value"]) for item in evidence}


def test_the_probes_tell_life_and_readiness_apart(client, without_archive):
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz").json
    assert (ready["status"], ready["articles"], bool(ready["generation"])) == ("ready", 4, True)
    assert without_archive.get("/healthz").status_code == 200
    assert without_archive.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("path", "model"),
    [
        (
            f"{SEARCH}?q=新能源&facets=city,zone,industry,source,year,month,province,author,page_no",
            answers.SearchAnswer,
        ),
        (f"{SEARCH}?q=没有这样的词 新能源", answers.SearchAnswer),
        (f"{SEARCH}?fields=score,lines", answers.SearchAnswer),
        ("/api/v1/articles/datong-2025?q=新能源", answers.ArticleAnswer),
        ("/api/v1/articles/hostile-1", answers.ArticleAnswer),
        ("/api/v1/facets/zone", answers.FacetAnswer),
        ("/api/v1/analyze?text=晋城经开区新能源", answers.AnalyzeAnswer),
        ("/healthz", answers.Health),
        ("/readyz", answers.Ready),
        ("/api/v1/nothing", answers.Problem),
    ],
)
def test_every_answer_is_of_its_documented_type(client, path, model):
    model.model_validate(client.get(path).json)
