"""A question is answered whole: hits, marks, counts, what each term finds, and ways out where nothing was found."""

from contextlib import closing
from datetime import date

import pytest

from searchsvc.config import Settings
from searchsvc.engines.base import Choice, Request
from searchsvc.errors import BadQuery, BadRequest, Gone, IndexMissing, NotFound
from searchsvc.ingest import catch_up
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.faceting import values
from searchsvc.service.reading import marked, read
from searchsvc.service.search import Term, search
from searchsvc.store.base import Incoming
from tests.service.conftest import ARTICLES


def ids(archive, q="", **asked):
    return [hit.article.id for hit in search(archive, Search(q=q, **asked)).hits]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("光机电", ["jincheng"]),
        ("工业园区", ["linfen", "suzhou"]),
        ("“工业园区管委会”", ["suzhou"]),
        ("区 -经开区 -工业园区", []),
        ("5亿元", ["lvliang"]),
        ("15亿元", ["jincheng"]),
        ("城市：吕梁 新能源", ["lvliang"]),
        ("新能源 非 汽车 非 吕梁", ["jincheng"]),
        ("标题:工业园区", ["suzhou"]),
        ("编号:linfen 或 编号:suzhou", ["linfen", "suzhou"]),
        ("日期:2025-02-10", ["lvliang", "linfen"]),
        ("早行功不负", ["hidden"]),
        ("标题:早行功不负", []),
        ("晋城經濟技術開發區", ["jincheng"]),
    ],
)
def test_what_is_asked_is_found(archive, q, found):
    assert ids(archive, q, relax=False) == found


def test_nothing_asked_lists_everything_newest_first(archive):
    assert ids(archive) == ["jincheng", "lvliang", "linfen", "suzhou", "hidden"]
    assert ids(archive, "*", sort="oldest") == ["lvliang", "linfen", "jincheng", "suzhou", "hidden"]


def test_days_narrow_the_hits_and_both_ends_count(archive):
    assert ids(archive, "新能源", first=date(2025, 2, 10), last=date(2025, 2, 24), sort="newest") == [
        "jincheng",
        "lvliang",
        "linfen",
    ]
    assert ids(archive, "新能源", last=date(2025, 2, 23)) == ["lvliang", "linfen"]


def test_a_page_past_the_end_is_empty_and_the_total_stays(archive):
    answer = search(archive, Search(q="新能源", page=99))
    assert (answer.total, answer.hits) == (3, ())


def test_a_facets_own_choice_does_not_narrow_its_counts(archive):
    answer = search(
        archive, Search(q="新能源", choices={"city": Choice(only=frozenset({"吕梁"}))}, facets=("city", "page_no"))
    )
    assert answer.total == 1
    assert dict(answer.facets["city"].values) == {"吕梁": 1, "晋城": 1, "临汾": 1}
    assert answer.facets["page_no"].values == (("A2", 1),)


def test_each_term_tells_how_many_articles_hold_it(archive):
    assert search(archive, Search(q="新能源 光机电 -汽车")).terms == (Term("新能源", 3), Term("光机电", 1))


@pytest.mark.parametrize(
    ("facet", "typed", "filed"),
    [("city", "临汾市", "临汾"), ("city", "呂梁", "吕梁"), ("zone", "晋城经开区", "晋城经济技术开发区")],
)
def test_a_value_that_nothing_is_filed_under_leads_to_the_one_that_it_is_a_name_of(archive, facet, typed, filed):
    nothing = search(archive, Search(choices={facet: Choice(frozenset({typed}))}))
    right = Search(choices={facet: Choice(frozenset({filed}))})
    total = search(archive, right).total
    assert (nothing.total, total > 0) == (0, True)
    assert (nothing.ways_out[0].total, nothing.ways_out[0].search) == (total, right)
    assert nothing.ways_out[0].change.en == f"{facet}: {filed}"


def test_where_nothing_is_found_ways_out_are_told_with_their_counts(archive):
    asked = Search(q="光机电 吕梁", choices={"city": Choice(only=frozenset({"临汾"}))}, first=date(2025, 3, 1))
    assert [(way.change.zh, way.total) for way in search(archive, asked).ways_out] == []
    asked = Search(q="光机电 火星基地", choices={"city": Choice(only=frozenset({"吕梁"}))})
    [way] = search(archive, asked).ways_out
    assert (way.change.zh, way.change.en) == ("去掉 火星基地，不限城市", "without 火星基地, any city")
    assert (way.search, search(archive, way.search).total) == (Search(q="光机电"), way.total)
    asked = Search(q="新能源 光机电", choices={"city": Choice(only=frozenset({"吕梁"}))})
    assert [(way.change.zh, way.total) for way in search(archive, asked).ways_out] == [
        ("去掉 光机电", 1),
        ("不限城市", 1),
    ]


def test_marks_stand_in_title_and_snippets(archive):
    [hit] = search(archive, Search(q="“工业园区” 苏州")).hits
    assert [hit.article.title[start:end] for start, end in hit.title_marks] == ["苏州工业园区"]
    assert [snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.marks] == ["苏州工业园区"]


def test_the_whole_article_is_marked(archive):
    article = read(archive, "jincheng")
    assert marked(archive, article, "亿元 示范区") == {("title", 0): ((11, 14),), ("body", 1): ((10, 12),)}


def test_an_unknown_article_and_a_deleted_one_are_told_apart(archive):
    archive.store.delete("suzhou", "重复")
    with pytest.raises(NotFound):
        read(archive, "taiyuan")
    with pytest.raises(Gone) as caught:
        read(archive, "suzhou")
    assert caught.value.message.zh == "删除原因：重复"


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        (Search(size=101), "size"),
        (Search(page=0), "page"),
        (Search(facet_size=201), "facet_size"),
        (Search(snippets=6), "snippets"),
        (Search(facets=("citi",)), "facets"),
    ],
)
def test_what_is_out_of_range_is_refused_by_name(archive, asked, parameter):
    with pytest.raises(BadRequest) as caught:
        search(archive, asked)
    assert caught.value.parameter == parameter


def test_an_unknown_facet_is_told_the_nearest(archive):
    with pytest.raises(BadRequest) as caught:
        search(archive, Search(facets=("industri",)))
    assert caught.value.nearest == "industry"


def test_strict_refuses_what_had_to_be_repaired(archive):
    with pytest.raises(BadQuery):
        search(archive, Search(q="(新能源", strict=True))


def test_your_own_aliases_work_at_the_next_query(archive):
    assert ids(archive, "光电城") == []
    (archive.settings.index / "aliases.tsv").write_text("光电城=光机电\n", encoding="utf-8")
    assert ids(archive, "光电城") == ["jincheng"]


def test_an_engine_that_is_behind_is_brought_in_line_when_the_archive_is_opened(archive, tmp_path):
    archive.store.delete("suzhou", "重复")
    again = open_archive(archive.settings)
    assert ids(again, "工业园区") == ["linfen"]
    again.close()


def test_a_deleted_index_is_made_anew_from_the_archive(archive):
    settings = archive.settings
    archive.close()
    for path in sorted((settings.index / "generations").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    again = open_archive(settings)
    assert ids(again, "光机电") == ["jincheng"]
    again.close()


def test_a_missing_archive_says_what_to_run(tmp_path):
    with pytest.raises(IndexMissing) as caught:
        open_archive(Settings(index=tmp_path / "none"))
    assert "searchsvc index" in caught.value.said("en")


def test_an_unknown_engine_is_told_those_that_are_known(tmp_path):
    with pytest.raises(BadRequest) as caught:
        open_archive(Settings(index=tmp_path, engine="whosh"), create=True)
    assert caught.value.nearest == "whoosh"


def test_of_a_bare_run_each_word_tells_its_hits(archive):
    assert search(archive, Search(q="晋城新能源 “光机电产业”")).terms == (
        Term("晋城", 1),
        Term("新能源", 3),
        Term("光机电产业", 1),
    )


@pytest.mark.parametrize("prefix", ["吕", "lvl", "ll", "LvLiang"])
def test_values_of_a_facet_are_found_as_written_in_pinyin_and_by_initials(archive, prefix):
    assert values(archive, Search(), "city", prefix).counts.values == (("吕梁", 1),)


def test_an_index_that_cant_be_written_answers_with_what_it_has(tmp_path, monkeypatch):
    settings = Settings(index=tmp_path)
    with closing(open_archive(settings, create=True)) as archive:
        archive.store.save([Incoming(ARTICLES[0])])
        catch_up(archive.store, archive.engine)
        archive.store.save([Incoming(ARTICLES[1])])

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("searchsvc.engines.whoosh.arrays.write", full)
        with closing(open_archive(settings)) as archive:
            assert [hit.id for hit in archive.search(Request(size=10)).hits] == ["jincheng"]
    with closing(open_archive(settings)) as archive:
        assert archive.search(Request(size=10)).total == 2
