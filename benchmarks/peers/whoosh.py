"""Whoosh as its tutorial shows it: groupedby for facets, `highlights` for snippets."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.query import And, Or, Phrase, Query, Term
from whoosh.sorting import FieldFacet

from benchmarks.peers import protocol
from benchmarks.peers.protocol import FACETS, TOP, VALUES, Answer, Ask


def build(records: Iterator[dict[str, Any]], folder: Path) -> Callable[[], Ask]:
    """Index records in one commit."""
    text = {"analyzer": SpaceSeparatedTokenizer(), "stored": True}
    keywords = {name: KEYWORD(commas=True, stored=True) for name in FACETS}
    schema = Schema(id=ID(stored=True, unique=True), title=TEXT(**text, field_boost=3.0), body=TEXT(**text), **keywords)
    index = create_in(str(folder), schema)
    writer = index.writer(limitmb=512)
    for record in records:
        tokens = {name: " ".join(record[f"{name}_tokens"]) for name in ("title", "body")}
        writer.add_document(id=record["id"], **tokens, **{name: ",".join(record[name]) for name in FACETS})
    writer.commit()
    return lambda: _asking(open_dir(str(folder)))


def _asking(index: FileIndex) -> Ask:
    searcher = index.searcher()

    def ask(query: dict[str, Any]) -> Answer:
        grouped = {name: FieldFacet(name, allow_overlap=True) for name in FACETS}
        found = searcher.search(_query(query), limit=TOP, groupedby=grouped)
        found.fragmenter.maxchars = 120
        facets = {name: _most(found.groups(name)) for name in FACETS}
        return len(found), facets, [hit.highlights("body", top=1) for hit in found]

    return ask


def _most(groups: dict[str | None, list[int]]) -> list[tuple[str, int]]:
    counts = [(value, len(own)) for value, own in groups.items() if value]
    return sorted(counts, key=lambda one: -one[1])[:VALUES]


def _query(query: dict[str, Any]) -> Query:
    if query["kind"] == "phrase":
        return Or([Phrase(name, query["words"]) for name in ("title", "body")])
    terms = [Or([Term("title", word), Term("body", word)]) for word in query["words"]]
    if query["city"]:
        terms.append(Term("city", query["city"]))
    return Or(terms) if query["kind"] == "or3" else And(terms)


if __name__ == "__main__":
    protocol.run(build)
