"""The time of a request is looked at before each string whose places are asked for."""

import time
from contextlib import closing
from itertools import count, pairwise

import pytest

from searchsvc.engines.base import Request
from searchsvc.engines.expressions import Or
from searchsvc.engines.whoosh import WhooshEngine
from searchsvc.engines.whoosh.strings import Search
from tests.engines.examples import contains, document, fill, near, sentence, wild

WORDS = ("大同", "签约", "光伏", "项目", "太原", "投产")


@pytest.fixture
def engine(tmp_path):
    with closing(WhooshEngine(tmp_path)) as engine:
        fill(engine, document("a", "大同签约光伏项目。太原投产。"), document("b", "大同、太原签约。"))
        yield engine


@pytest.mark.parametrize(
    "question",
    [
        near(4, *WORDS),
        wild("*".join(WORDS)),
        sentence(Or(tuple(map(contains, WORDS)))),
        Or(tuple(near(4, *pair) for pair in pairwise(WORDS))),
    ],
    ids=["near", "wild", "sentence", "any of many"],
)
def test_no_string_is_looked_for_behind_the_one_in_which_the_time_ran_out(engine, question, monkeypatch):
    seconds, looked = count(), []
    places = Search.places
    monkeypatch.setattr(Search, "places", lambda self, documents: looked.append(1) or places(self, documents))
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))
    cut = engine.search(Request(match=question, until=2))
    assert (len(looked), cut.partial) == (3, True)
