"""What a search by jieba's words alone gets wrong, each as it is answered here: a page goes in, questions are asked."""

from datetime import date

import pytest

from searchsvc.config import Settings
from searchsvc.ingest import ingest
from searchsvc.query import parse
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.service.suggesting import suggest

PAGE = """2025年2月10日 星期一 科学导报 A2

大同签约项目总投资48.51亿元
本报讯（记者 王芳）2月8日，大同经开区举行新能源汽车产业链对接会，签约项目12个，总投
资48.51亿元。转型综改示范区同日公布，投产率达到7.5%，较上年提高5个百分点。

原平经济技术开发区迎来专精特新企业
本报讯（记者 李晓明）忻州的原平经济技术开发区日前新增专精特新企业3家，能源革命综合改革试点
稳步推进，全年完成投资10亿元。

晋城推进能源革命
本报讯（记者 张强）晋城市昨日召开会议，部署光机电产业集群建设，要求各县区把招商放在首位。
"""
DATONG, YUANPING, JINCHENG = "大同签约项目总投资48.51亿元", "原平经济技术开发区迎来专精特新企业", "晋城推进能源革命"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("usual")
    (folder / "A2.txt").write_text(PAGE, encoding="utf-8")
    archive = open_archive(Settings(index=folder / "index"), create=True)
    ingest(archive.store, archive.engine, [folder / "A2.txt"])
    yield archive
    archive.close()


@pytest.fixture
def ask(archive):
    """Ask strictly, without relaxation."""
    return lambda q, **asked: search(archive, Search(q=q, relax=False, **asked))


def titles(answer):
    return {hit.article.title for hit in answer.hits}


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("“签约项目”", {DATONG}),
        ("“综合改革试点”", {YUANPING}),
        ("“能源革命”", {YUANPING, JINCHENG}),
        ("“10亿元”", {YUANPING}),
        ("“革命综合”", {YUANPING}),
    ],
)
def test_a_phrase_that_stands_on_the_page_is_found_wherever_words_are_cut(ask, q, found):
    assert titles(ask(q)) == found


def test_the_whole_word_is_marked_and_nothing_is_cut_off_before_it(ask):
    [snippet] = ask("新能源").hits[0].snippets
    assert "举行新能源汽车" in snippet.text
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["新能源"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("区", {DATONG, YUANPING, JINCHENG}),
        ("示范区", {DATONG}),
        ("5", {DATONG}),
        ("的", {YUANPING}),
        ("3", {YUANPING}),
    ],
)
def test_one_character_a_digit_and_a_stop_word_are_found(ask, q, found):
    assert titles(ask(q)) == found


def test_a_word_across_a_hard_wrap_is_found(ask):
    assert titles(ask("“总投资48.51亿元。转型”")) == {DATONG}


@pytest.mark.parametrize("q", ["能源 -签约", "-签约 能源", "能源 非 签约"])
def test_what_is_excluded_is_not_found(ask, q):
    assert titles(ask(q)) == {YUANPING, JINCHENG}


def test_quotes_and_brackets_of_a_chinese_keyboard_are_understood(ask):
    assert titles(ask("（“签约项目” OR 光机电） AND 产业")) == {DATONG, JINCHENG}


def test_a_field_is_known_by_its_chinese_name_and_an_unknown_one_is_told(ask):
    assert titles(ask("城市:大同")) == {DATONG}
    assert titles(ask("title:签约")) == {DATONG}
    [warning] = ask("citty:大同").query.warnings
    assert "'city'" in warning.message.en


def test_relative_days_are_days(ask):
    assert parse("日期:上周", today=date(2025, 2, 20)).parsed == "日期：2025-02-10..2025-02-16"
    assert titles(ask("能源 日期:2025-02-10..2025-02-16")) == {DATONG, YUANPING, JINCHENG}


def test_a_page_past_the_last_is_empty(ask):
    answer = ask("能源", size=1, page=99)
    assert (answer.total, answer.hits) == (3, ())


def test_figures_sort_by_their_amount(ask):
    answer = ask("", metric="投资", sort="figure")
    assert [hit.article.title for hit in answer.hits][:2] == [DATONG, YUANPING]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("转型综改示范区", {DATONG}),
        ("投产率", {DATONG}),
        ("专精特新", {YUANPING}),
        ("原平经济技术开发区", {YUANPING}),
        ("7.5%", {DATONG}),
        ("48.51", {DATONG}),
    ],
)
def test_what_a_dictionary_does_not_know_is_found(ask, q, found):
    assert titles(ask(q)) == found


def test_a_stop_word_alone_is_searched_as_it_is_and_that_is_told_strictly_asked_too(ask):
    [told] = ask("的", strict=True).query.warnings
    assert "虚词" in told.message.zh
    assert ask("的 签约").query.warnings == ()
    assert ask("“的”").query.warnings != ()


def test_a_slip_is_completed_by_what_is_like_it_and_by_nothing_else(archive):
    assert [(each.text, each.alike) for each in suggest(archive, "签月")] == [("签约", True)]


def test_a_slip_in_a_word_that_no_cut_holds_is_corrected_with_its_hits(ask):
    [way] = ask("新能原").ways_out
    assert (way.change.zh, way.total, way.search.q) == ("您要找的是“新能源”吗？", 1, "新能源")
    assert titles(ask(way.search.q)) == {DATONG}
