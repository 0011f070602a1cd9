"""What stands together is found by places among more articles than are read one by one, as the rule finds it."""

import random
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.analysis import SPREAD, Gap, Pattern, fold, sentences
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import And, Contains, Not, Or, Wild
from searchsvc.engines.matching import matches
from searchsvc.engines.whoosh import WhooshEngine
from searchsvc.engines.whoosh.raw import BREAK
from searchsvc.engines.whoosh.sentences import begins
from searchsvc.engines.whoosh.strings import SCAN
from tests.engines.examples import contains, document, fill, near, paragraph, sentence, wild

LETTERS = "大同新能源5g1.亿 ，。？！”）;网"


@given(st.lists(st.text("大同。！？；”’）\"'5 ", max_size=12).map(lambda text: fold(text).text), max_size=5))
def test_sentences_begin_where_the_rule_cuts_them(parts):
    whole = "\uffff".join(("", *parts, ""))
    places = begins(np.frombuffer(whole.encode("utf-16-le", "surrogatepass"), np.uint16))
    starts, expected = 1, []
    for part in parts:
        expected += [starts + start for start, _ in sentences(fold(part))]
        starts += len(part) + 1
    real = [place for place in places.tolist() if place < len(whole) and ord(whole[place]) != BREAK]
    assert real == expected


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Lend an engine with texts of few different characters, and the documents in it."""
    lot = random.Random(1)
    texts = ["".join(lot.choices(LETTERS, k=lot.randrange(4, 60))) for _ in range(6 * SCAN)]
    made = [document(f"n{number}", *texts[number::SCAN], title=texts[number]) for number in range(3 * SCAN)]
    with closing(WhooshEngine(tmp_path_factory.mktemp("together"))) as engine:
        fill(engine, *made)
        yield engine, made


@pytest.mark.parametrize(
    "expression",
    [
        near(0, "大", "同"),
        near(2, "大同", "能源"),
        near(5, "新", "5", "亿"),
        near(30, "新能", "源"),
        near(1, "大", "大同"),
        wild("大?同"),
        wild("大*同"),
        wild("大同*能*亿"),
        Wild(Pattern((fold("大"), fold("同")), (Gap(1, SPREAD + 1),))),
        wild("5*亿"),
        wild("新*5*"),
        wild("新*能", "title"),
        sentence(And((contains("大"), contains("同")))),
        sentence(And((contains("大同"), contains("新")))),
        sentence(And((contains("新"), Not(contains("大"))))),
        sentence(Or((contains("能源"), And((contains("5"), contains("g")))))),
        sentence(contains("亿。")),
        paragraph(And((contains("大", "body"), contains("同"), Not(Or((contains("新"), contains("源"))))))),
        paragraph(Not(contains("大"))),
        Not(sentence(And((contains("大"), contains("同"))))),
        Contains(fold("5"), frozenset({"title"})),
    ],
)
def test_what_stands_together_is_what_the_rule_finds(filled, expression):
    engine, documents = filled
    found = engine.search(Request(match=expression, size=len(documents)))
    assert {hit.id for hit in found.hits} == {one.id for one in documents if matches(expression, one)}
    assert 0 < found.total < len(documents)
