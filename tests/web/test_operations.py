"""What holds for every operation that reads: HEAD and OPTIONS, validators, unknown names, the frame of lists."""

import pytest

READ = {  # operation → an address of it that is answered
    "search": "/api/v1/search?q=新能源",
    "article": "/api/v1/articles/datong-2025?q=新能源",
    "related": "/api/v1/articles/datong-2025/related",
    "facet": "/api/v1/facets/city",
    "figures": "/api/v1/figures",
    "trends": "/api/v1/trends?q=新能源",
    "suggest": "/api/v1/suggest?q=datong",
    "issues": "/api/v1/issues",
    "issue": "/api/v1/issues/晋北经济报/2025-02-10",
    "leaf": "/api/v1/issues/晋北经济报/2025-02-10/A2",
    "analyze": "/api/v1/analyze?text=大同",
    "stats": "/api/v1/stats",
    "export": "/api/v1/export?format=jsonl",
    "atom": "/api/v1/feed.atom",
    "json feed": "/api/v1/feed.json",
}
LISTS = ("related", "facet", "figures", "trends", "suggest", "issues", "issue", "leaf")
ADDRESSES = pytest.mark.parametrize("address", READ.values(), ids=READ)


def test_no_operation_that_reads_is_left_out(app):
    rules = {
        rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.") and "GET" in rule.methods
    }
    adapter = app.url_map.bind("localhost")
    assert rules == {adapter.match(url.partition("?")[0], return_rule=True)[0].rule for url in READ.values()}


@ADDRESSES
def test_head_and_options_are_answered(client, address):
    head, options = client.head(address), client.options(address)
    assert (head.status_code, head.data) == (200, b"")
    assert {"GET", "HEAD", "OPTIONS"} <= set(options.headers["Allow"].split(", "))
    assert options.headers["Access-Control-Allow-Origin"] == "*"


@ADDRESSES
def test_an_answer_that_the_client_has_is_not_sent_again(client, address):
    first = client.get(address, buffered=True)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["ETag"].startswith('W/"')
    assert (first.headers["Cache-Control"], again.status_code, again.data) == ("no-cache", 304, b"")


@ADDRESSES
def test_an_unknown_parameter_is_refused_with_the_nearest(client, address):
    response = client.get(f"{address}{'&' if '?' in address else '?'}langg=en")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert [(cause["parameter"], cause["nearest"]) for cause in response.json["errors"]] == [("langg", "lang")]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_its_total_its_rows_and_its_links(client, name):
    answer = client.get(READ[name]).json
    rows = answer["values" if name == "facet" else "rows"]
    assert answer["total"] >= len(rows)
    assert {"self", "next", "html"} <= answer["links"].keys()
    assert client.get(answer["links"]["self"]).json == answer
    assert client.get(answer["links"]["html"]).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        "search?size=0", "search?size=101", "search?page=0", "search?facet_size=201", "search?snippets=6",
        "search?sort=best", "search?facets=citty", "search?marks=bold", "search?fields=body", "search?include=all",
        "search?collapse=all", "search?recency=1", "search?relax=maybe", "search?strict=yes", "search?lang=fr",
        "search?from=2025-02-30", "search?from=20250201", "search?sort=figure", "search?min=10亿元",
        "search?cursor=x", "search?cursor=*&page=2", "search?q=a&q=b", "facets/citty", "figures?size=101",
        "figures?group=year", "trends?interval=day", "trends?by=day", "suggest?q=大&size=101", "issues?size=1001",
        "articles/datong-2025/related?size=0", "export", "export?format=pdf", "export?format=csv&fields=text",
    ],
)  # fmt: skip
def test_what_is_out_of_its_range_is_a_400_that_names_it(client, wrong):
    response = client.get(f"/api/v1/{wrong}")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.json["errors"][0]["parameter"]
