"""The lexicon of an archive follows its index; words alike are taken where some article holds them."""

from searchsvc.articles import Article, Paragraph
from searchsvc.ingest import catch_up
from searchsvc.service import lexicon as kept_lexicons
from searchsvc.service.asking import Search
from searchsvc.service.lexicon import alike, lexicon
from searchsvc.service.search import search
from searchsvc.store.base import Incoming


def add(archive, *texts):
    archive.store.save(
        Incoming(Article(id=f"new-{number}-{text}", paragraphs=(Paragraph(text, (1, 1)),)))
        for number, text in enumerate(texts)
    )
    catch_up(archive.store, archive.engine)


def test_words_alike_are_found_and_told(archive):
    answer = search(archive, Search(q="新能原~", relax=False))
    assert answer.query.parsed == '"新能原" 或 "新能源"'
    assert [hit.article.id for hit in answer.hits] == [
        hit.article.id for hit in search(archive, Search(q="“新能源”")).hits
    ]
    assert [warned.message.zh for warned in answer.query.warnings] == ["与“新能原”音近或形近的一并检索：新能源。"]


def test_nothing_alike_is_found_without_the_sign(archive):
    assert search(archive, Search(q="新能原", relax=False)).total == 0


def test_a_place_that_no_article_names_is_not_taken(archive):
    assert alike(archive, "忻洲") == ()
    add(archive, "忻州杂粮产业")
    assert alike(archive, "忻洲") == ("忻州",)


def test_a_run_of_several_words_is_respelled(archive):
    assert alike(archive, "新能原汽车") == ("新能源汽车",)


def test_the_lexicon_is_kept_until_one_change_in_a_hundred_is_new(archive):
    add(archive, *(f"光伏{number}" for number in range(200)))
    kept = lexicon(archive)
    add(archive, "煤层气")
    assert lexicon(archive) is kept
    add(archive, "绿氢", "储能")
    assert "煤层气" in lexicon(archive).counts.keys() - kept.counts.keys()


def test_a_large_lexicon_is_made_again_beside_the_requests(archive, monkeypatch):
    monkeypatch.setattr(kept_lexicons, "_QUICK", 0)
    known = lexicon(archive)
    add(archive, "煤层气", "绿氢")
    assert lexicon(archive) is known
    kept_lexicons._MAKING[archive.engine].join()
    assert "煤层气" in lexicon(archive).counts.keys() - known.counts.keys()
