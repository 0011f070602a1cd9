"""Segments: many small commits stay few files, and merging changes no answer."""

from contextlib import closing
from dataclasses import replace

from searchsvc.analysis import segmenting
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


def test_an_index_that_processes_built_answers_like_the_reference(tmp_path, monkeypatch):
    monkeypatch.setattr("searchsvc.engines.whoosh.writing.BATCH", 7)
    documents = [document(f"n{number % 30}", TEXTS[number % 4], title=TEXTS[number % 3]) for number in range(40)]
    changes = [Change(number, one.id, one) for number, one in enumerate(documents, 1)]
    changes.append(Change(41, "n1", None))
    monkeypatch.setattr(segmenting, "_USED", [("伏项目",)])  # a word that nobody but this installation knows
    with closing(WhooshEngine(tmp_path, 2)) as engine, closing(Memory()) as memory:
        for one in (engine, memory):
            one.rebuild(changes, 41)
        ours, theirs = engine.search(REQUEST), memory.search(REQUEST)
        assert engine.lexicon("伏") == memory.lexicon("伏") == [("伏项目", 14)]
    assert replace(ours, generation="") == replace(theirs, generation="")
