"""Vocabularies are united as a sort of strings would unite them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.engines.whoosh.arrays import texts
from searchsvc.engines.whoosh.vocabulary import ranked, united

# Long ones that begin alike, and every number of bytes around the width of a row.
WORDS = st.text("大同新能源5gé\U00020000", min_size=1) | st.builds(
    lambda head, tail: "晋城经济技术" + head + tail, st.text("开发", max_size=9), st.sampled_from(["", "区", "区域"])
)
LISTS = st.lists(st.lists(st.tuples(WORDS, st.booleans()), unique_by=lambda one: one[0]), min_size=1, max_size=4)


@given(st.lists(WORDS, unique=True))
def test_words_are_ranked_as_strings_are(words):
    found, places = ranked(words)
    assert found.all() == sorted(words)
    assert [found[place] for place in places.tolist()] == words


@given(LISTS)
def test_lists_are_united_as_strings_are_and_each_finds_its_own(lists):
    numbers = [np.array([n for n, (_, used) in enumerate(one) if used], np.intp) for one in lists]
    every = [texts([word for word, _ in one]) for one in lists]
    found, places = united(list(zip(every, numbers, strict=True)))
    used = [[word for word, is_used in one if is_used] for one in lists]
    assert found.all() == sorted({word for one in used for word in one})
    assert [[found[place] for place in own.tolist()] for own in places] == used
