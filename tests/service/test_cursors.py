"""A walk by cursor gives every hit once, in the state that it began in; what is no cursor of it is told."""

import base64
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.engines.base import Choice
from searchsvc.errors import BadRequest, Expired
from searchsvc.ingest import catch_up, delete
from searchsvc.service import cursors
from searchsvc.service.archive import Archive, open_archive
from searchsvc.service.asking import Search
from searchsvc.service.cursors import START, Cursor
from searchsvc.service.search import Answer, search
from searchsvc.store.base import Incoming

EVERYTHING = Search(q="新能源", size=2, cursor=START)


def _article(number: int, text: str = "新能源项目开工。") -> Article:
    return Article(
        id=f"n{number}", title=f"第{number}条", published=f"2025-02-{number:02}", paragraphs=(Paragraph(text),)
    )


def _save(archive: Archive, *articles: Article) -> None:
    archive.store.save(map(Incoming, articles))
    catch_up(archive.store, archive.engine)


@pytest.fixture
def archive(engine_setting, tmp_path):
    archive = open_archive(Settings(index=tmp_path, engine=engine_setting), create=True)
    _save(archive, *map(_article, range(1, 8)))
    yield archive
    archive.close()


def _ids(answer: Answer) -> list[str]:
    return [hit.article.id for hit in answer.hits]


def _rest(archive: Archive, answer: Answer) -> list[str]:
    """Return what the pages after this one hold."""
    ids: list[str] = []
    while answer.cursor:
        answer = search(archive, replace(answer.search, cursor=answer.cursor))
        ids += _ids(answer)
    return ids


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_walk_gives_what_pages_would_give(archive, sort):
    first = search(archive, replace(EVERYTHING, sort=sort))
    whole = search(archive, Search(q="新能源", sort=sort))
    assert _ids(first) + _rest(archive, first) == _ids(whole)
    assert (first.total, whole.cursor) == (7, None)


def test_articles_that_come_change_and_go_between_pages_are_neither_skipped_nor_repeated(archive):
    """What was deleted meanwhile is not shown; it is no hit that somebody could read."""
    first = search(archive, replace(EVERYTHING, sort="newest"))
    _save(archive, _article(9), _article(7, "煤炭。"), replace(_article(2), published="2025-03-01"))
    delete(archive.store, archive.engine, "n4")
    assert _ids(first) + _rest(archive, first) == ["n7", "n6", "n5", "n3", "n2", "n1"]
    assert _ids(search(archive, replace(EVERYTHING, sort="newest", size=9))) == ["n2", "n9", "n6", "n5", "n3", "n1"]


def test_a_walk_by_figure_ends_with_the_articles_that_have_none(archive):
    _save(archive, _article(8, "新能源项目总投资5亿元。"))
    asked = replace(EVERYTHING, sort="figure", metric="investment", q="")
    first = search(archive, replace(asked, size=1))
    assert _ids(first) + _rest(archive, first) == _ids(search(archive, replace(asked, size=99, cursor="")))


def test_relaxed_hits_are_walked_through_where_there_are_no_strict_ones(archive):
    first = search(archive, replace(EVERYTHING, q="新能源 氢能 光热"))
    assert first.total == 0
    assert sorted(_ids(first) + _rest(archive, first)) == [f"n{number}" for number in range(1, 8)]


def test_size_and_what_is_shown_may_change_on_the_way(archive):
    first = search(archive, replace(EVERYTHING, sort="newest"))
    rest = search(archive, replace(first.search, cursor=first.cursor, size=100, facets=("year",), snippets=0))
    assert (_ids(rest), rest.cursor) == (["n5", "n4", "n3", "n2", "n1"], None)


@pytest.mark.parametrize(
    "other",
    [
        {"q": "能源"},
        {"choices": {"city": Choice(never=frozenset({None}))}},
        {"first": date(2025, 2, 1)},
        {"sort": "newest"},
        {"recency": False},
        {"relax": False},
    ],
)
def test_a_cursor_with_other_parameters_says_so(archive, other):
    cursor = search(archive, EVERYTHING).cursor
    with pytest.raises(BadRequest, match="another search"):
        search(archive, replace(EVERYTHING, cursor=cursor, **other))


def test_choices_are_the_same_in_whatever_order():
    one, other = ({"city": Choice(frozenset(values))} for values in (["大同", "太原", None], [None, "太原", "大同"]))
    assert Search(choices=one).identity == Search(choices=other).identity != Search(choices={"city": Choice()}).identity


def test_a_cursor_and_a_page_exclude_each_other(archive):
    with pytest.raises(BadRequest, match="not both"):
        search(archive, replace(EVERYTHING, page=2))


def test_a_walk_ends_where_its_query_means_something_else_by_now(archive):
    first = search(archive, replace(EVERYTHING, q="项目"))
    (archive.settings.index / "aliases.tsv").write_text("项目=工程\n", encoding="utf-8")
    with pytest.raises(Expired):
        _rest(archive, first)


def test_pages_that_would_cost_more_and_more_are_followed_by_a_cursor(archive, monkeypatch):
    monkeypatch.setattr("searchsvc.service.search._REACH", 4)
    first, second = (search(archive, Search(q="新能源", size=2, page=page)) for page in (1, 2))
    third = search(archive, replace(second.search, page=1, cursor=second.cursor))
    assert (first.cursor, third.total) == (None, 7)
    assert _ids(third) == _ids(search(archive, Search(q="新能源", size=2, page=3)))


CURSOR = Cursor("0a1b-3", (-7.25, -739_000.0, 12), 20, date(2025, 2, 10), "q", "s")


@given(
    st.builds(
        Cursor,
        st.text(max_size=30),
        st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False), st.integers(0, 2**62)),
        st.integers(0, 2**62),
        st.dates(),
        st.text("0123456789abcdef", max_size=16),
        st.just("s"),
    )
)
def test_what_is_written_is_read_to_the_last_digit(cursor):
    assert cursors.read(cursors.written(cursor), "s") == cursor


@given(st.integers(0, 500), st.characters(codec="utf-8"))
def test_a_cursor_in_which_a_character_was_changed_is_refused(place, char):
    text = cursors.written(CURSOR)
    at = place % len(text)
    changed = text[:at] + char + text[at + 1 :]
    if changed != text:
        with pytest.raises(BadRequest):
            cursors.read(changed, "s")


@given(st.text(min_size=1).filter(lambda text: text != cursors.START))
def test_any_other_text_is_refused(text):
    with pytest.raises(BadRequest):
        cursors.read(text, "s")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"{}",
        b"nil",
        b'[2,"a-1",[0,0,1],0,"2025-02-10","q","s"]',
        b'[1,"a-1",[0,0],0,"2025-02-10","q","s"]',
        b'[1,"a-1",[NaN,0,1],0,"2025-02-10","q","s"]',
        b'[1,"a-1",["0",0,1],0,"2025-02-10","q","s"]',
        b'[1,"a-1",[0,0,Infinity],0,"2025-02-10","q","s"]',
        b'[1,null,[0,0,1],0,"2025-02-10","q","s"]',
        b'[1,"a-1",[0,0,1],0,20250210,"q","s"]',
        b'[1,"a-1",[0,0,1],' + b"9" * 300 + b',"2025-02-10","q","s"]',
        b"[" * 900,
    ],
)
def test_a_cursor_made_by_others_says_nothing_that_is_not_checked(said):
    made = base64.urlsafe_b64encode(cursors._sum(said) + said).decode().rstrip("=")
    with pytest.raises(BadRequest):
        cursors.read(made, "s")
