"""bm25s: scores worked out when indexing, one term's at a time read from a sparse matrix; facets counted beside it."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from benchmarks.peers import protocol
from benchmarks.peers.protocol import FACETS, TOP, VALUES, Answer, Ask

TITLE = 3  # a word of the title counts as often


def build(records: Iterator[dict[str, Any]], folder: Path) -> Callable[[], Ask]:
    """Index records; what bm25s does not keep, texts and facets, stands beside its files."""
    kept: list[dict[str, Any]] = []
    tokens: list[list[str]] = []
    for record in records:
        tokens.append(record["title_tokens"] * TITLE + record["body_tokens"])
        kept.append({name: record[name] for name in ("body", *FACETS)})
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    index.save(folder / "bm25s", show_progress=False)
    (folder / "kept.pickle").write_bytes(pickle.dumps(kept))
    return lambda: _asking(folder)


def _asking(folder: Path) -> Ask:
    index = bm25s.BM25.load(folder / "bm25s", mmap=True)
    kept = pickle.loads((folder / "kept.pickle").read_bytes())
    facets = {name: _assigned([one[name] for one in kept]) for name in FACETS}

    def ask(query: dict[str, Any]) -> Answer:
        scores = [_scores(index, word, len(kept)) for word in query["words"]]
        together = np.any if query["kind"] == "or3" else np.all
        hits = together(np.array(scores) > 0, axis=0)
        if query["kind"] == "phrase":
            hits &= _holding("".join(query["words"]), kept, hits)
        if query["city"]:
            hits &= _having(facets["city"], query["city"], len(kept))
        found = np.flatnonzero(hits)
        best = found[np.argsort(-np.sum(scores, axis=0)[found], kind="stable")[:TOP]]
        counts = {name: _counted(*own, hits) for name, own in facets.items()}
        return len(found), counts, [protocol.passage(kept[one]["body"], query["words"]) for one in best.tolist()]

    return ask


def _scores(index: bm25s.BM25, word: str, count: int) -> np.ndarray:
    return index.get_scores([word]) if word in index.vocab_dict else np.zeros(count)


def _assigned(own: list[list[str]]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the values, and beside each other every value's number and every document that has it."""
    names = sorted({value for values in own for value in values})
    numbers = {name: number for number, name in enumerate(names)}
    pairs = [(numbers[value], document) for document, values in enumerate(own) for value in values]
    values, documents = np.array(pairs, np.int64).reshape(-1, 2).T
    return names, values, documents


def _counted(names: list[str], values: np.ndarray, documents: np.ndarray, hits: np.ndarray) -> list[tuple[str, int]]:
    counts = np.bincount(values[hits[documents]], minlength=len(names))
    best = np.argsort(-counts, kind="stable")[:VALUES]
    return [(names[number], int(counts[number])) for number in best.tolist() if counts[number]]


def _having(facet: tuple[list[str], np.ndarray, np.ndarray], value: str, count: int) -> np.ndarray:
    names, values, documents = facet
    found = np.zeros(count, bool)
    found[documents[values == names.index(value)]] = True
    return found


def _holding(phrase: str, kept: list[dict[str, Any]], hits: np.ndarray) -> np.ndarray:
    found = np.zeros(len(kept), bool)
    found[[one for one in np.flatnonzero(hits).tolist() if phrase in kept[one]["body"]]] = True
    return found


if __name__ == "__main__":
    protocol.run(build)
