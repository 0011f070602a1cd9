"""Words of one's own: texts are cut by them, what holds them is indexed anew, and nothing else is."""

import pytest

from searchsvc import analysis
from searchsvc.analysis import fold, words
from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.engines.base import Change, Request
from searchsvc.errors import BadRequest, IndexLocked, UnreadableSource
from searchsvc.ingest import catch_up, dictionary
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.dictionary import check
from searchsvc.service.doctor import checkup
from searchsvc.service.search import search
from searchsvc.store.base import Incoming

WORD = "零碳园区"


@pytest.fixture(autouse=True)
def _words():
    yield
    analysis.use(())


@pytest.fixture
def archive(engine_setting, tmp_path):
    archive = open_archive(Settings(index=tmp_path, engine=engine_setting), create=True)
    texts = ("大同建设零碳园区。", "零碳的工业园区。", "煤炭产量增长。")
    articles = (Article(id=f"n{number}", paragraphs=(Paragraph(text),)) for number, text in enumerate(texts))
    archive.store.save(map(Incoming, articles))
    catch_up(archive.store, archive.engine)
    yield archive
    archive.close()


def _change(archive, **words) -> int:
    return dictionary.change(archive.store, archive.engine, archive.settings.index, **words)


def _ranked(archive, word: str) -> list[str]:
    """Return the articles for which a word counts as one."""
    hits = archive.engine.search(Request(words=(word,), recency=False)).hits
    return [hit.id for hit in hits if hit.score]


def test_a_word_that_is_added_cuts_texts_and_queries_and_counts_where_it_stands(archive):
    assert (WORD in words(fold(WORD)), _ranked(archive, WORD)) == (False, [])
    assert _change(archive, added=[WORD]) == 1
    assert (WORD in words(fold(WORD)), _ranked(archive, WORD)) == (True, ["n0"])
    assert dictionary.load(archive.settings.index) == (WORD,)


def test_only_what_holds_the_word_is_indexed_anew(archive, monkeypatch):
    applied: list[Change] = []
    apply = type(archive.engine).apply
    monkeypatch.setattr(
        type(archive.engine),
        "apply",
        lambda engine, changes, sequence: (applied.extend(changes), apply(engine, list(applied), sequence)),
    )
    assert _change(archive, added=[WORD, "没有的词"]) == 1
    assert [change.id for change in applied] == ["n0"]
    assert archive.engine.sequence == archive.store.sequence


def test_a_word_that_is_removed_leaves_all_as_it_was(archive):
    before = archive.engine.search(Request(words=tuple(words(fold("大同建设零碳园区"))), explain=True)).hits
    _change(archive, added=[WORD])
    assert _change(archive, removed=[WORD]) == 1
    after = archive.engine.search(Request(words=tuple(words(fold("大同建设零碳园区"))), explain=True)).hits
    assert [hit.explanation for hit in after] == [hit.explanation for hit in before]


def test_the_index_cut_anew_is_the_one_that_a_rebuild_would_give(archive):
    _change(archive, added=[WORD])
    request = Request(words=(WORD, "零碳", "园区"), explain=True)
    cut = archive.engine.search(request).hits
    archive.engine.rebuild([], 0)
    catch_up(archive.store, archive.engine)
    assert [(hit.id, hit.explanation) for hit in archive.engine.search(request).hits] == [
        (hit.id, hit.explanation) for hit in cut
    ]


def test_words_decide_no_hits(archive):
    before = {q: search(archive, Search(q=q, relax=False)).total for q in (WORD, "碳园", "“零碳园区”", "园区")}
    _change(archive, added=[WORD])
    after = {q: search(archive, Search(q=q, relax=False)).total for q in before if q != WORD}
    assert after == {q: before[q] for q in after}


def test_an_edit_by_hand_is_followed_when_the_archive_is_next_opened(archive):
    folder = archive.settings.index
    (folder / "dictionary.tsv").write_text("# own\n零碳園區\t2025 年起\n", encoding="utf-8-sig")
    assert (dictionary.uncut(folder), checkup(archive).behind) == ({WORD}, 1)
    other = open_archive(archive.settings)
    assert (dictionary.uncut(folder), checkup(other).behind, _ranked(other, WORD)) == (frozenset(), 0, ["n0"])
    other.close()


def test_what_breaks_off_between_the_word_and_the_index_is_made_up_for(archive, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(type(archive.engine), "apply", _killed)
        with pytest.raises(KeyboardInterrupt):
            _change(archive, added=[WORD])
    assert dictionary.uncut(archive.settings.index) == {WORD}
    assert dictionary.recut(archive.store, archive.engine, archive.settings.index) == 1
    assert (_ranked(archive, WORD), dictionary.uncut(archive.settings.index)) == (["n0"], frozenset())


def test_while_another_one_writes_no_word_is_added(archive):
    other = open_archive(archive.settings)
    with other.store.writing(), pytest.raises(IndexLocked):
        dictionary.change(archive.store, archive.engine, archive.settings.index, added=[WORD])
    other.close()
    assert dictionary.load(archive.settings.index) == ()


@pytest.mark.parametrize("word", ["", "煤", "5G", "零碳 园区a", "零碳，园区", "长" * 31])
def test_what_can_be_no_word_is_refused(archive, word):
    with pytest.raises(BadRequest, match="can't be a word"):
        _change(archive, added=[word])


def test_a_word_that_is_not_there_can_not_be_removed(archive):
    with pytest.raises(BadRequest, match="not in the dictionary"):
        _change(archive, removed=[WORD])


@pytest.mark.parametrize("data", ["零碳园区".encode("gb18030"), b"5G\n"])
def test_a_dictionary_that_can_not_be_read_is_told(archive, data):
    (archive.settings.index / "dictionary.tsv").write_bytes(data)
    with pytest.raises(UnreadableSource, match="The dictionary"):
        dictionary.load(archive.settings.index)


def test_a_word_is_checked_before_it_is_added(archive):
    told = check(archive, WORD)
    assert (told.word, told.whose, told.after, told.articles) == (WORD, None, (WORD,), 1)
    assert "".join(told.before) == WORD != told.before[0]
    _change(archive, added=[WORD])
    assert check(archive, WORD).whose == "own"
    assert check(archive, WORD).before == told.before
    assert check(archive, "新质生产力").whose == "package"


def _killed(*_args):
    raise KeyboardInterrupt
