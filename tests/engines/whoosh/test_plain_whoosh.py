"""Whoosh stays the index of record: plain Whoosh opens what was written as if it had written it itself."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.query import And, Or, Prefix, Query, Term
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length, length_to_byte

from searchsvc.analysis import fold
from searchsvc.engines import ranking
from searchsvc.engines.base import Request
from searchsvc.engines.whoosh import WhooshEngine, w3
from searchsvc.facets import FACETS
from searchsvc.schema import K1, B, Document, Part, counts
from tests.engines.examples import changes


def _said(name: str, words: dict[str, int]) -> Document:
    """Return a document in which words stand so often, each by itself."""
    text = "。".join(word for word, times in words.items() for _ in range(times))
    return Document(name, (Part("caption", fold(text)),), {}, None)


WORDS = ("新能源", "开发区", "工业园", "示范区")  # too long to be counted as neighbours or units too
ARTICLES = tuple(
    _said(name, words)
    for name, words in (
        ("a", {"新能源": 3, "开发区": 1, "工业园": 2}),
        ("b", {"开发区": 4, "示范区": 1}),
        ("c", {"新能源": 1, "开发区": 2, "工业园": 1}),
        ("d", {"氢能": 1}),
    )
)


def _folder(base: Path) -> Path:
    return next(path for path in (base / "generations").iterdir() if path.is_dir())


@pytest.fixture
def plain(tmp_path):
    """Plain Whoosh's index of the articles, and the engine's scores of them; in two segments."""
    with closing(WhooshEngine(tmp_path)) as engine:
        engine.apply(changes(*ARTICLES[:2]), 2)
        engine.apply(changes(*ARTICLES[2:], after=2), 4)
        hits = engine.search(Request(words=WORDS, recency=False)).hits
    return open_dir(str(_folder(tmp_path)), indexname=w3.NAME), {hit.id: hit.score for hit in hits}


def test_whooshs_own_searcher_gives_the_same_scores(plain):
    index, ours = plain
    query = Or([Term(w3.RANKED, word) for word in WORDS])
    with index.searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        theirs = {hit["id"]: hit.score for hit in searcher.search(query, limit=None)}
    assert theirs == pytest.approx({one: score for one, score in ours.items() if score}, abs=1e-9)


def test_whooshs_own_queries_find_facets_and_ids(plain):
    index, _ = plain
    with index.searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(Term("id", "b"))] == ["b"]
        assert searcher.search(Term("city", "null")).estimated_length() == 4


@pytest.mark.parametrize("length", [*range(1, 12), 100, 1000, 106_374, 106_375, 10**9])
def test_lengths_are_rounded_as_whoosh_rounds_them(length):
    assert ranking.rounded(length) == byte_to_length(length_to_byte(length))


def _random_documents(count: int) -> Iterator[Document]:
    """Documents whose words range from one that all have to some that one has, often enough for several blocks."""
    random = Random(5)
    for number in range(count):
        words = {f"w{int(random.paretovariate(0.4)) % 5000}": random.choice((1, 1, 2, 7)) for _ in range(40)}
        words["项目"] = 1 + number % 3
        facets = {"city": ("大同", "太原")[: number % 3], "industry": (f"业{number % 7}",)}
        yield replace(_said(f"n{number}", words), facets=facets, published=738_000 + number % 9)


def _row(sequence: int, one: Document) -> dict[str, object]:
    """A document as the arguments of Whoosh's own `add_document`."""
    row: dict[str, object] = {"id": [one.id], "_stored_id": one.id, "published": one.published, "sequence": sequence}
    words = counts(one.parts)[w3.RANKED]
    row[w3.RANKED] = [word for word, frequency in words.items() for _ in range(frequency)]
    for name in FACETS:
        own = sorted(one.facets.get(name, ()))
        row[name] = [w3.facet_term(value) for value in own or [None]]
        row[f"_stored_{name}"] = json.dumps(own, ensure_ascii=False, separators=(",", ":")).encode()
    return row


def _queries() -> Iterator[Query]:
    random = Random(7)

    def term() -> Query:
        word = random.choice(("项目", f"w{int(random.paretovariate(0.4)) % 5000}", "w1", "w2"))
        return Term(w3.RANKED, word, boost=random.choice((1.0, 3.0)))

    for _ in range(25):
        yield term()
        yield Or([term() for _ in range(3)])
        yield And([Term(w3.RANKED, "项目"), Or([term(), term()]), Term("city", '"大同"')])
        yield And([term(), Prefix(w3.RANKED, "w1")])


def _answers(index: FileIndex) -> list[dict[str, float]]:
    with index.searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        return [{hit["id"]: hit.score for hit in searcher.search(query, limit=None)} for query in _queries()]


def test_plain_whoosh_searches_updates_and_optimizes_it_like_an_index_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("searchsvc.engines.whoosh.w3.postings.BLOCK", 100)
    documents = list(_random_documents(350))
    with closing(WhooshEngine(tmp_path / "ours")) as engine:
        engine.rebuild(changes(*documents), len(documents))
    (tmp_path / "theirs").mkdir()
    theirs = create_in(str(tmp_path / "theirs"), w3.SCHEMA, indexname=w3.NAME)
    with theirs.writer() as writer:
        for number, one in enumerate(documents, 1):
            writer.add_document(**_row(number, one))
    ours = FileIndex(FileStorage(str(_folder(tmp_path / "ours"))), indexname=w3.NAME)

    def same() -> None:
        for found, wanted in zip(_answers(ours), _answers(theirs), strict=True):
            assert found == pytest.approx(wanted, abs=1e-9)

    assert sum(map(len, _answers(ours))) > 1000
    same()
    for index in (ours, theirs):
        with index.writer() as writer:
            writer.delete_by_term("city", '"太原"')
            for number in range(30):
                writer.update_document(**_row(number, replace(documents[number], parts=documents[-number].parts)))
            writer.merge = False
    same()
    for index in (ours, theirs):
        index.optimize()
    same()
    columns = [{name: list(_reader(index).column_reader(name)) for name in FACETS} for index in (ours, theirs)]
    assert columns[0] == columns[1]


def _reader(index: FileIndex):
    return index.reader()
