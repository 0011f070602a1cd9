"""Words of a table in a text."""

from hypothesis import given
from hypothesis import strategies as st

from searchsvc.enrich.lexicon import Joined, Lexicon

WORDS = Lexicon({"山西": 1, "西安": 2, "西安市": 3, "安市": 4})


@given(st.lists(st.text("山西安市，。", max_size=9)))
def test_texts_read_as_one_give_each_what_it_gives_alone(texts: list[str]) -> None:
    assert WORDS.hits_in(Joined.of(texts)) == [WORDS.hits(text) for text in texts]


def test_no_word_spans_two_texts() -> None:
    assert WORDS.hits_in(Joined.of(["山", "西", "安市"])) == [[], [], [(0, 2, 4)]]
