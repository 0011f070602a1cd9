"""Issues by date, their pages, and what stands on a page, each leading to the next."""

import pytest

from tests.web.examples import UNDATED

ISSUES = "/api/v1/issues"


def test_issues_are_listed_newest_first_with_their_articles(client):
    answer = client.get(ISSUES).json
    rows = [(row["source"], row["date"], row["articles"]) for row in answer["rows"]]
    assert rows == [
        ("晋北经济报", "2025-02-14", 1),
        ("晋北经济报", "2025-02-10", 1),
        ("山西商报", "2024-12-30", 1),
        (UNDATED.source, None, 1),
    ]
    assert (answer["total"], answer["links"]) == (4, {"self": ISSUES, "next": None, "html": "/issues"})


def test_issues_are_narrowed_by_newspaper_and_days(client):
    def dates(asked):
        return [row["date"] for row in client.get(f"{ISSUES}?{asked}").json["rows"]]

    assert dates("source=晋北经济报") == ["2025-02-14", "2025-02-10"]
    assert dates("source=晋北经济报&source=山西商报&to=2025-02-10") == ["2025-02-10", "2024-12-30"]
    assert dates("from=2025-02-11") == ["2025-02-14"]
    assert dates("source=没有这家报") == []


def test_the_list_is_paged_and_says_so_in_the_header(client):
    first = client.get(f"{ISSUES}?size=3")
    following = first.json["links"]["next"]
    assert first.headers["Link"] == f'<{following}>; rel="next"'
    second = client.get(following).json
    assert (len(first.json["rows"]), len(second["rows"]), second["links"]["next"]) == (3, 1, None)


def test_an_issue_leads_to_its_pages_and_a_page_to_its_articles(client):
    (row,) = [row for row in client.get(ISSUES).json["rows"] if row["date"] == "2025-02-10"]
    issue = client.get(row["url"]).json
    assert [(sheet["page"], sheet["articles"]) for sheet in issue["rows"]] == [("A2", 1)]
    page = client.get(issue["rows"][0]["url"]).json
    assert (page["source"], page["date"], page["page"], page["total"]) == ("晋北经济报", "2025-02-10", "A2", 1)
    (article,) = page["rows"]
    assert (article["id"], article["lines"]) == ("datong-2025", [11, 15])


def test_what_has_no_date_can_be_leafed_through(client):
    found = client.get(f"{ISSUES}?source=山西商报").json["rows"]
    assert [row["url"] for row in found] == [f"{ISSUES}/%E5%B1%B1%E8%A5%BF%E5%95%86%E6%8A%A5/2024-12-30"]
    assert client.get(f"{ISSUES}/晋北经济报/-").status_code == 404


@pytest.mark.parametrize("path", ["晋北经济报/2025-02-11", "没有/2025-02-10", "晋北经济报/2025-02-10/A9"])
def test_what_is_not_there_is_a_404(client, path):
    assert client.get(f"{ISSUES}/{path}").status_code == 404


def test_a_day_that_is_none_is_refused(client):
    refused = client.get(f"{ISSUES}/晋北经济报/2025-02-30")
    assert (refused.status_code, refused.json["errors"][0]["parameter"]) == (400, "date")
