"""How often something is reported: every period from first to last, what it is a part of, and the undated apart."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Evidence, Paragraph
from searchsvc.config import Settings
from searchsvc.engines.base import Choice
from searchsvc.errors import BadRequest
from searchsvc.ingest import catch_up
from searchsvc.output.trends import answer
from searchsvc.service.archive import Archive, open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.service.trends import VALUES, Series, trends
from searchsvc.store.base import Incoming


def _article(number: int, published: str | None, text: str, *city: str) -> Article:
    evidence = tuple(Evidence(facet="city", value=each, rule="given") for each in city)
    return Article(id=f"n{number}", published=published, paragraphs=(Paragraph(text),), city=city, evidence=evidence)


def _open(folder: Path, engine: str, articles: list[Article]) -> Archive:
    archive = open_archive(Settings(index=folder, engine=engine), create=True)
    archive.store.save(map(Incoming, articles))
    catch_up(archive.store, archive.engine)
    return archive


def _rows(series: Series) -> list[tuple[str, int, int]]:
    return [(row.period.name, row.hits, row.articles) for row in series.rows]


@pytest.fixture
def archive(engine_setting, tmp_path):
    articles = [
        _article(1, "2024-11-30", "煤炭"),
        _article(2, "2024-12-30", "光伏项目", "大同"),
        _article(3, "2025-02-10", "光伏项目", "大同", "太原"),
        _article(4, "2025-02-11", "煤炭", "大同"),
        _article(5, None, "光伏", "太原"),
        _article(6, None, "煤炭"),
    ]
    archive = _open(tmp_path, engine_setting, articles)
    yield archive
    archive.close()


def test_no_month_is_left_out_and_each_tells_what_its_hits_are_a_part_of(archive):
    whole = trends(archive, Search(q="光伏")).whole
    assert _rows(whole) == [("2024-11", 0, 1), ("2024-12", 1, 1), ("2025-01", 0, 0), ("2025-02", 1, 2)]
    assert [row.share for row in whole.rows] == [0, 1, None, 0.5]
    assert (whole.total, whole.undated) == (3, (1, 2))


def test_weeks_are_those_of_iso_8601_and_years_those_of_the_calendar(archive):
    weeks = trends(archive, Search(q="光伏"), "week").whole
    assert [row.period.name for row in weeks.rows][:6] == [f"2024-W{n}" for n in (48, 49, 50, 51, 52)] + ["2025-W01"]
    assert _rows(trends(archive, Search(q="光伏"), "year").whole) == [("2024", 1, 2), ("2025", 1, 2)]


def test_days_asked_for_bound_the_periods_and_what_they_are_a_part_of(archive):
    within = trends(archive, Search(q="光伏", first=date(2024, 12, 1), last=date(2025, 2, 10))).whole
    assert _rows(within) == [("2024-12", 1, 1), ("2025-01", 0, 0), ("2025-02", 1, 1)]
    assert (within.total, within.undated[0]) == (2, 0)


def test_by_a_facet_hits_and_articles_are_those_of_each_value(archive):
    groups = trends(archive, Search(q="光伏", facet_size=2), by="city").groups
    assert [(each.value, each.total, each.undated) for each in groups] == [("大同", 2, (0, 0)), ("太原", 2, (1, 1))]
    assert _rows(groups[0]) == [("2024-12", 1, 1), ("2025-01", 0, 0), ("2025-02", 1, 2)]
    assert _rows(groups[1]) == [("2025-02", 1, 1)]


def test_of_a_facet_that_is_chosen_from_only_the_chosen_values_are_told(archive):
    asked = Search(q="光伏", choices={"city": Choice(frozenset({"太原"}))})
    assert [each.value for each in trends(archive, asked, by="city").groups] == ["太原"]


def test_what_is_found_nowhere_counts_nothing_in_every_period(archive):
    whole = trends(archive, Search(q="氢能")).whole
    assert {row.hits for row in whole.rows} == {0}
    assert (whole.total, whole.undated) == (0, (0, 2))


def test_the_address_of_a_row_finds_its_hits(archive):
    record = answer(trends(archive, Search(q="光伏"), by="city"), "zh")
    assert record["rows"][1]["url"].endswith("&from=2024-12-01&to=2024-12-31")
    assert "city=%E5%A4%A7%E5%90%8C" in record["groups"][0]["rows"][0]["url"]
    assert record["links"]["self"].endswith("&by=city&facet_size=20")
    usual = answer(trends(archive, Search(q="光伏", facet_size=VALUES), by="city"), "zh")
    assert usual["links"]["self"].endswith("&by=city")


def test_an_unknown_facet_is_refused(archive):
    with pytest.raises(BadRequest, match="citty"):
        trends(archive, Search(), by="citty")


days = st.none() | st.dates(date(2023, 12, 1), date(2025, 2, 1))


@settings(max_examples=25)
@given(
    published=st.lists(st.tuples(days, st.sampled_from(["光伏", "煤炭"])), max_size=12),
    interval=st.sampled_from(["week", "month", "year"]),
    ends=st.tuples(days, days),
)
def test_counts_are_those_of_counting_day_by_day(published, interval, ends):
    first, last = ends
    articles = [_article(n, day.isoformat() if day else None, text) for n, (day, text) in enumerate(published)]
    counts = Counter(day for day, text in published if text == "光伏")
    with TemporaryDirectory() as folder:
        archive = _open(Path(folder), "whoosh", articles)
        asked = Search(q="光伏", first=first, last=last)
        series, found = trends(archive, asked, interval).whole, search(archive, asked).total
        archive.close()
    for row in series.rows:
        span = (row.period.last - row.period.first).days + 1
        inside = [row.period.first + timedelta(days=n) for n in range(span)]
        asked_for = [day for day in inside if (not first or first <= day) and (not last or day <= last)]
        assert row.hits == sum(counts[day] for day in asked_for)
        assert row.articles == sum(sum(each == day for each, _ in published) for day in asked_for)
    assert all(one.period.last + timedelta(days=1) == two.period.first for one, two in pairwise(series.rows))
    assert sum(row.hits for row in series.rows) + series.undated[0] == series.total == found
