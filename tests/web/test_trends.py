"""Trends over HTTP, and the timeline beside the results."""

import re


def test_the_hits_of_each_month_come_with_all_articles_and_their_share(client):
    answer = client.get("/api/v1/trends?q=新能源&by=city&facet_size=1&lang=en").json
    assert [(row["period"], row["hits"], row["articles"], row["share"]) for row in answer["rows"]] == [
        ("2024-12", 1, 1, 1.0),
        ("2025-01", 0, 0, None),
        ("2025-02", 1, 2, 0.5),
    ]
    assert (answer["total"], answer["undated"]) == (3, {"hits": 1, "articles": 1})
    assert answer["rows"][0]["url"].endswith("&from=2024-12-01&to=2024-12-31&lang=en")
    links = {name: address and address.partition("&")[2] for name, address in answer["links"].items()}
    assert links == {"self": "by=city&facet_size=1&lang=en", "next": None, "html": "lang=en"}
    assert [(group["value"], group["total"]) for group in answer["groups"]] == [("大同", 2)]
    assert answer["query"] == {"q": "新能源", "parsed": "新能源", "warnings": []}


def test_an_unknown_interval_or_facet_is_refused_with_the_nearest(client):
    refused = client.get("/api/v1/trends?interval=months&by=citi&lang=en").json
    assert [cause["nearest"] for cause in refused["errors"]] == ["month", "city"]
    assert client.get("/api/v1/trends?sort=newest").status_code == 400


def test_the_page_shows_a_bar_for_each_month_that_narrows_to_it(client):
    page = client.get("/search?q=新能源&city=大同&page=1").text
    bars = re.findall(
        r'<li data-period="[^"]*"><button form="box" name="turn" value="([^"]*)" title="([^"]*)"><svg', page
    )
    assert [title for _, title in bars] == ["2024-12: 1", "2025-01: 0", "2025-02: 1"]
    assert bars[0][0] == "from=2024-12-01&amp;to=2024-12-31"
    pressed = {"q": "新能源", "city": "大同", "turn": bars[0][0].replace("&amp;", "&")}
    narrowed = client.get("/search", query_string=pressed, follow_redirects=True).text
    assert "共 1 篇" in narrowed
    assert 'class="timeline"' not in narrowed


def test_over_many_years_the_bars_are_years(client, monkeypatch):
    monkeypatch.setattr("searchsvc.web.trends._MONTHS", 2)
    assert re.findall(r'title="(\d+): ', client.get("/search?q=新能源").text) == ["2024", "2025"]
