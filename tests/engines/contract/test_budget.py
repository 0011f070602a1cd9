"""An answer whose time is over says so, and holds nothing that is wrong."""

import time
from dataclasses import replace

import pytest

from searchsvc.engines.base import Request
from searchsvc.engines.expressions import And, HasValue, Not, Or
from tests.engines.examples import contains, document, fill, near, sentence, wild

TEXTS = (
    ("a", "大同签约光伏项目。太原投产。"),
    ("b", "大同市云冈区开工。"),
    ("c", "太原与大同签约。"),
    ("d", "晋城投产光机电项目。"),
)
QUESTIONS = [
    wild("大同*区"),
    near(4, "大同", "签约"),
    sentence(And((contains("大同"), contains("签约")))),
    Not(sentence(And((contains("大同"), contains("签约"))))),
    And((contains("大同"), Not(wild("大同*区")))),
    Or((contains("晋城"), Not(near(0, "大同", "签约")))),
    Not(Not(wild("大同*区"))),
    sentence(Or((contains("签约"), HasValue("city", frozenset({"大同"}))))),
    Not(sentence(Or((contains("签约"), HasValue("city", frozenset({"大同"})))))),
]


@pytest.fixture
def filled(engine):
    fill(engine, *(document(name, text) for name, text in TEXTS))
    return engine


def _ids(results):
    return {hit.id for hit in results.hits}


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_found_when_the_time_is_over_is_right(filled, question):
    whole = filled.search(Request(match=question))
    cut = filled.search(Request(match=question, until=time.monotonic() - 1))
    assert _ids(cut) <= _ids(whole)
    assert cut.total == len(cut.hits)
    assert cut.partial or _ids(cut) == _ids(whole)


@pytest.mark.parametrize("question", QUESTIONS)
def test_with_time_enough_the_answer_is_whole(filled, question):
    whole = filled.search(Request(match=question))
    assert filled.search(Request(match=question, until=time.monotonic() + 3600)) == whole
    assert not replace(whole, generation="").partial


def test_a_search_for_strings_alone_is_always_whole(filled):
    cut = filled.search(Request(match=contains("大同"), until=time.monotonic() - 1))
    assert (cut.total, cut.partial) == (3, False)
