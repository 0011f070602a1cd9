"""Issues are leafed through: the list by month, an issue with its pages, a page with its articles."""

import re

import pytest

from tests.web.examples import DATONG


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_the_list_leads_to_every_issue(client):
    page = client.get("/issues").text
    assert "晋北经济报 2025年2月14日 共 1 篇" in text(page)
    assert re.findall(r'href="(/issues/[^"]+/2025-02-1\d)"', page)


def test_an_issue_shows_its_pages_and_a_page_its_articles(client):
    issue = client.get("/issues/晋北经济报/2025-02-10").text
    assert "晋北经济报 2025年2月10日" in text(issue)
    assert f'href="/articles/{DATONG.id}"' in issue
    sheet = client.get("/issues/晋北经济报/2025-02-10/A2").text
    assert f'href="/articles/{DATONG.id}"' in sheet
    assert 'aria-current="page"' in sheet
    assert "第 11–15 行" in text(sheet)


def test_in_english_every_link_stays_english(client):
    page = client.get("/issues?lang=en").text
    assert "Issues" in text(page)
    assert all("lang=en" in link for link in re.findall(r'href="(/issues/[^"]+)"', page))


@pytest.mark.parametrize(
    "path", ["/issues/晋北经济报/2020-01-01", "/issues/无此报/2025-02-10", "/issues/晋北经济报/2025-02-10/Z9"]
)
def test_what_is_not_there_is_told_on_a_page(client, path):
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (404, "text/html")


def test_a_day_that_is_none_is_refused(client):
    assert client.get("/issues/晋北经济报/gestern").status_code == 400
