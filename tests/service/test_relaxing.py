"""Where all words together find less than a page, some of them do, and it is told."""

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.engines.base import Choice
from searchsvc.ingest import catch_up
from searchsvc.service.asking import Search
from searchsvc.service.search import Relaxed, search
from searchsvc.service.stopwords import stopwords
from searchsvc.store.base import Incoming


def found(archive, q, **asked):
    answer = search(archive, Search(q=q, **asked))
    return answer.total, [(hit.article.id, hit.relaxed) for hit in answer.hits]


def test_a_question_finds_the_article_that_answers_it(archive):
    answer = search(archive, Search(q="甘亭工业园区有哪些新能源汽车企业？"))
    assert (answer.total, answer.hits[0].article.id) == (0, "linfen")
    assert answer.relaxed == Relaxed(("甘亭", "工业园区", "新能源", "汽车", "新能源车", "企业"), ("有", "哪些"), 4, 4)


def test_strict_hits_come_first_and_relaxed_ones_fill_the_first_page_alone(archive):
    assert found(archive, "新能源 光机电") == (1, [("jincheng", False), ("lvliang", True), ("linfen", True)])
    assert found(archive, "新能源 光机电", size=2) == (1, [("jincheng", False), ("lvliang", True)])
    assert found(archive, "新能源 光机电", size=1) == (1, [("jincheng", False)])
    assert found(archive, "新能源 光机电", size=2, page=2) == (1, [])


def test_without_strict_hits_relaxed_ones_are_paged(archive):
    pages = [search(archive, Search(q="新能源 光机电 换届", size=2, page=page)) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [2, 2, 0]
    assert {page.listed for page in pages} == {4}
    assert len({hit.article.id for page in pages for hit in page.hits}) == 4


@pytest.mark.parametrize(
    "q",
    [
        "“新能源” “光机电” “换届”",
        "“换届” （“新能源”）",
        "投?率",
        "新能源汽车 或 光机电",
        "标题:新能源",
        "不存在",
        "15亿元",
        "的",
        "",
    ],
)
def test_what_can_not_be_let_go_is_not(archive, q):
    assert search(archive, Search(q=q)).relaxed is None


def test_quotes_filters_and_exclusions_hold_for_relaxed_hits_too(archive):
    assert found(archive, "“绿电” 换届 新能源项目") == (0, [("lvliang", True)])
    assert found(archive, "新能源 换届 -汽车 -绿电") == (0, [("suzhou", True), ("jincheng", True)])
    chosen = {"city": Choice(only=frozenset({"吕梁"}))}
    assert found(archive, "新能源 光机电", choices=chosen) == (0, [("lvliang", True)])


def test_quotes_inside_a_headline_are_its_punctuation(archive):
    assert found(archive, "吕梁“绿电新能源”项目") == (0, [("lvliang", True), ("linfen", True), ("jincheng", True)])
    assert found(archive, "吕梁 “绿电新能源” 项目") == (0, [])
    assert found(archive, "吕梁“新能源”项目") == (1, [("lvliang", False), ("linfen", True), ("jincheng", True)])
    answer = search(archive, Search(q="吕梁“绿电新能源”项目"))
    assert found(archive, answer.query.parsed) == found(archive, "吕梁“绿电新能源”项目")


def test_a_question_mark_between_sentences_is_let_go_and_in_a_word_it_is_not(archive):
    assert found(archive, "新能源汽车项目难签？园区招商")[1][0] == ("linfen", True)
    assert found(archive, "新能源?源项目") == found(archive, "新能源汽车*招商引资") == (0, [])


def test_an_article_is_found_by_its_number_as_a_headline_rounds_it(archive):
    exact = Article(id="exact", paragraphs=(Paragraph("煤层气投资48.51亿元。"),))
    others = [Article(id=str(number), paragraphs=(Paragraph(f"煤层气投资{number}亿元。"),)) for number in (37, 52)]
    archive.store.save(Incoming(article) for article in (*others, exact))
    catch_up(archive.store, archive.engine)
    for headline in ("煤层气投资超48亿元", "煤层气投资近49亿元"):
        assert found(archive, headline)[1][0] == ("exact", True)


def test_a_name_that_is_cut_to_pieces_is_found_by_its_neighbours(archive):
    assert found(archive, "甘亭在哪里") == (0, [("linfen", True)])


def test_a_name_with_a_character_that_joins_elsewhere_is_found_too(archive):
    archive.store.save([Incoming(Article(id="name", paragraphs=(Paragraph("蜀汉将领向宠掌管宿卫兵。"),)))])
    catch_up(archive.store, archive.engine)
    assert found(archive, "向宠是什么时期的人？")[1][0] == ("name", True)


def test_relaxing_can_be_switched_off(archive):
    assert found(archive, "新能源 光机电", relax=False) == (1, [("jincheng", False)])


def test_words_of_the_trade_are_no_stop_words():
    assert stopwords().isdisjoint({"项目", "投资", "新能源", "开发区", "企业", "增长"})
