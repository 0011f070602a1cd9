"""The lexicon: the words that ranking counts, each with how many articles hold it."""

import pytest

from searchsvc.engines.base import Change, Words
from tests.engines.examples import document, fill


@pytest.fixture
def filled(engine):
    fill(
        engine,
        document("a", "大同新能源项目签约，项目开工。"),
        document("b", "大同市新能源"),
        document("c", "大足石刻 5G"),
    )
    return engine


def test_words_are_told_once_sorted_with_the_articles_that_hold_them(filled):
    whole = filled.lexicon()
    assert {("大同", 2), ("大同市", 1), ("项目", 1), ("新能源", 2), ("5g", 1)} < set(whole)
    assert whole == sorted(dict(whole).items())


def test_a_prefix_narrows_them(filled):
    whole = filled.lexicon()
    assert filled.lexicon("大") == [pair for pair in whole if pair[0].startswith("大")] != []
    assert filled.lexicon("新能源") == [("新能源", 2)]
    assert filled.lexicon("煤") == []


def test_pairs_across_words_and_single_characters_of_other_views_are_none(filled):
    assert {"源项", "源"}.isdisjoint(word for word, _ in filled.lexicon())


def test_it_follows_what_is_added_replaced_and_deleted(filled):
    filled.apply([Change(4, "a", None), Change(5, "b", document("b", "煤炭"))], 5)
    assert filled.lexicon("新") == []
    assert filled.lexicon("煤") == [("煤炭", 1)]
    fill(filled, document("d", "煤炭"))
    assert filled.lexicon("煤") == [("煤炭", 2)]


def test_an_empty_index_has_none(engine):
    assert engine.lexicon() == engine.lexicon("大") == []


def test_words_are_told_as_they_were_at_a_sequence_or_later(filled):
    words = filled.words(3)
    assert (words.sequence, sorted(words.counts)) == (3, filled.lexicon())
    fill(filled, document("d", "煤炭"))
    assert 3 <= filled.words(3).sequence <= 4
    words = filled.words(4)
    assert (words.sequence, sorted(words.counts)) == (4, filled.lexicon())


def test_an_empty_index_tells_no_words(engine):
    assert engine.words(0) == Words(0, [])
