"""Words in a text: the two ways find the same ones at the same places."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchsvc.enrich.finding import automaton, by_heads

WORDS = st.lists(st.text("山西安市区G5", min_size=2, max_size=5), unique=True, max_size=12)
TEXTS = st.text("山西安市区G5，\f\U00020000\ud800", max_size=30)


@given(WORDS, TEXTS)
@example(["西安", "山西安市"], "山西安区")  # what begins earlier but goes on otherwise hides nothing
def test_both_ways_find_the_longest_word_at_each_place_and_none_over_another(words: list[str], text: str) -> None:
    expected, start = [], 0
    while start < len(text):
        longest = max((word for word in words if text.startswith(word, start)), key=len, default="")
        if longest:
            expected.append((words.index(longest), start, start + len(longest)))
        start += len(longest) or 1
    assert list(by_heads(words)(text)) == expected
    pytest.importorskip("ahocorasick_rs")
    assert list(automaton(words)(text)) == expected
