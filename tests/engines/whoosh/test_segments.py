"""Segments: many small commits stay few files, and merging changes no answer."""

from contextlib import closing
from dataclasses import replace

from searchsvc.engines.base import Change, Request
from searchsvc.engines.memory import Memory
from searchsvc.engines.whoosh import WhooshEngine
from tests.engines.examples import contains, document

TEXTS = ("光伏项目", "煤炭产业和光伏" * 9, "氢能 5G 示范", "")
REQUEST = Request(words=("光伏", "煤炭"), size=100, facets={"city": 9}, counts=(contains("光伏"), contains("5G")))


def test_a_hundred_commits_answer_like_the_reference_from_few_segments(tmp_path):
    """Replacements and deletions lie between them, and a merge drops what was deleted."""
    with closing(WhooshEngine(tmp_path)) as engine, closing(Memory()) as memory:
        for number in range(1, 101):
            written = document(f"n{number % 60}", TEXTS[number % 4], title=TEXTS[number % 3], city=("大同",))
            batch = [Change(number, written.id, written), Change(number, f"n{number // 2}", None)][: 1 + number % 2]
            for one in (engine, memory):
                one.apply(batch, number)
        ours, theirs = engine.search(REQUEST), memory.search(REQUEST)
    assert replace(ours, generation="") == replace(theirs, generation="")
    assert len(list(tmp_path.rglob("*.seg"))) < 20


def test_an_index_whose_articles_are_all_deleted_has_no_segments(tmp_path):
    with closing(WhooshEngine(tmp_path)) as engine:
        engine.apply([Change(1, "a", document("a", "光伏"))], 1)
        engine.apply([Change(2, "a", None)], 2)
        assert engine.search(REQUEST).total == 0
    assert list(tmp_path.rglob("*.seg")) == []
