"""Tantivy: whitespace tokens, positions, facets as fast fields, its own snippets."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.peers import protocol
from benchmarks.peers.protocol import FACETS, PASSAGE, TOP, VALUES, Answer, Ask


def build(records: Iterator[dict[str, Any]], folder: Path) -> Callable[[], Ask]:
    """Index records with two threads."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(heap_size=256_000_000, num_threads=2)
    for record in records:
        document = tantivy.Document(
            id=[record["id"]], title=[" ".join(record["title_tokens"])], body=[" ".join(record["body_tokens"])]
        )
        for name in FACETS:
            for value in record[name]:
                document.add_text(name, value)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return lambda: asking(tantivy.Index.open(str(folder)))


def asking(index: tantivy.Index) -> Ask:
    """Return what answers a query of the task."""
    searcher, schema = index.searcher(), index.schema
    wanted = {name: {"terms": {"field": name, "size": VALUES}} for name in FACETS}

    def ask(query: dict[str, Any]) -> Answer:
        matching = _query(schema, query)
        found = searcher.search(matching, TOP, count=True)
        counts = searcher.aggregate(matching, wanted)
        facets = {name: [(one["key"], one["doc_count"]) for one in counts[name]["buckets"]] for name in FACETS}
        passages = tantivy.SnippetGenerator.create(searcher, matching, schema, "body")
        passages.set_max_num_chars(PASSAGE)
        cut = [passages.snippet_from_doc(searcher.doc(address)).to_html() for _, address in found.hits]
        return found.count, facets, cut

    return ask


def _query(schema: tantivy.Schema, query: dict[str, Any]) -> tantivy.Query:
    words, kind = query["words"], query["kind"]
    if kind == "phrase":
        clauses = [tantivy.Query.phrase_query(schema, name, words) for name in ("title", "body")]
        return _any([tantivy.Query.boost_query(clauses[0], 3.0), clauses[1]])
    terms = [
        _any(
            [
                tantivy.Query.boost_query(tantivy.Query.term_query(schema, "title", word), 3.0),
                tantivy.Query.term_query(schema, "body", word),
            ]
        )
        for word in words
    ]
    if kind == "or3":
        return _any(terms)
    if query["city"]:
        terms.append(tantivy.Query.const_score_query(tantivy.Query.term_query(schema, "city", query["city"]), 0.0))
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])


def _any(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])


if __name__ == "__main__":
    protocol.run(build)
