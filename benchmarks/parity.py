"""Ask two engines the same random queries over one archive, and tell where their answers differ and what they take.

    python -m benchmarks.parity --corpus news.jsonl --count 20000 --other opensearch://127.0.0.1:9200/parity

The archive is made once, with the index of this machine; the other engine is brought in line with it.
"""

import argparse
import json
import math
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random

from searchsvc.analysis import fold, words
from searchsvc.articles import Article
from searchsvc.config import load
from searchsvc.engines.base import Choice
from searchsvc.ingest import ingest
from searchsvc.service.archive import Archive, open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import Answer, search

FACETS = ("city", "zone", "industry", "year", "source")
METRICS = ("投资", "总投资", "增速", "项目数", "产量")
Drawn = Callable[[Random, Article], Search]


def _text(chance: Random, article: Article, least: int, most: int) -> str:
    """Return a run of a paragraph without what the query language would understand."""
    text = "".join(char for char in chance.choice(article.paragraphs).text if char.isalnum())
    start = chance.randrange(max(len(text) - most, 1))
    return text[start : start + chance.randint(least, most)] or "新能源"


def _word(chance: Random, article: Article) -> str:
    found = [word for word in words(fold(chance.choice(article.paragraphs).text)) if len(word) > 1 and word.isalpha()]
    return chance.choice(found or ["新能源"])


def _filtered(chance: Random, article: Article) -> Search:
    chosen = {name: Choice(only=frozenset(list(getattr(article, name))[:1])) for name in FACETS[:3]}
    chosen = {name: choice for name, choice in chosen.items() if choice.only}
    return Search(q=_word(chance, article), choices=dict(islice(chosen.items(), chance.randint(0, 2))))


KINDS: Mapping[str, Drawn] = {
    "word": lambda chance, article: Search(q=_word(chance, article)),
    "words": lambda chance, article: Search(q=" ".join(_word(chance, article) for _ in range(3))),
    "run": lambda chance, article: Search(q=_text(chance, article, 4, 12)),
    "phrase": lambda chance, article: Search(q=f"“{_text(chance, article, 2, 20)}”"),
    "any": lambda chance, article: Search(q=f"{_word(chance, article)} 或 {_word(chance, article)}"),
    "not": lambda chance, article: Search(q=f"{_word(chance, article)} 非 {_word(chance, article)}"),
    "filtered": _filtered,
    "figures": lambda chance, article: Search(q=f"{chance.choice(METRICS)}>={chance.choice([1, 5, 10, 50])}亿元"),
    "wildcard": lambda chance, article: Search(q=f"{_text(chance, article, 2, 2)}*{_text(chance, article, 1, 1)}"),
    "near": lambda chance, article: Search(q=f"“{_word(chance, article)} {_word(chance, article)}”~20"),
    "sentence": lambda chance, article: Search(q=f"同句({_word(chance, article)} {_word(chance, article)})"),
    "newest": lambda chance, article: Search(q=_word(chance, article), sort="newest"),
    "collapsed": lambda chance, article: Search(q=_word(chance, article), collapse="dup"),
}


def main() -> None:
    """Make the archive, ask, and print the table."""
    options = _options()
    here = load(index=options.work / f"parity-{options.count}", engine=options.engine)
    there = load(index=here.index, engine=options.other)
    with closing(open_archive(here, create=True)) as one:
        if not one.store.count():
            _fill(one, options)
        begun = time.perf_counter()
        with closing(open_archive(there)) as other:
            print(f"{one.store.count()} articles; the other engine in line after {time.perf_counter() - begun:.1f} s\n")
            print(_table(one, other, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.parity", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="articles as JSON lines")
    parser.add_argument("--count", type=int, default=20_000, help="how many of them")
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--other", required=True, help="the address of the other engine")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "searchsvc-benchmarks")
    return parser.parse_args()


def _fill(archive: Archive, options: argparse.Namespace) -> None:
    options.work.mkdir(parents=True, exist_ok=True)
    part = options.work / "part.jsonl"
    with options.corpus.open(encoding="utf-8") as whole, part.open("w", encoding="utf-8") as file:
        file.writelines(islice(whole, options.count))
    ingest(archive.store, archive.engine, [part], workers=archive.settings.processes)


def _table(one: Archive, other: Archive, options: argparse.Namespace) -> str:
    rows: dict[str, list[list[float]]] = defaultdict(list)
    for kind, asked in _drawn(one, options):
        ours, took = _asked(one, asked)
        theirs, taken = _asked(other, asked)
        differing = _differing(ours, theirs)
        if told := {heading: str(what) for heading, what in differing.items() if what}:
            print(json.dumps({"kind": kind, "q": asked.q, **told}, ensure_ascii=False))
        rows[kind].append([*(not each for each in differing.values()), _ndcg(ours, theirs), took, taken])
    heads = ("kind", "queries", *_differing(ours, ours), "nDCG@10", "ms here p50 / p95", "ms there p50 / p95")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for kind, told in [*rows.items(), ("all", [row for each in rows.values() for row in each])]:
        *same, order, took, taken = zip(*told, strict=True)
        cells = [kind, len(told), *(int(sum(each)) for each in same), f"{statistics.fmean(order):.4f}"]
        lines.append(f"| {' | '.join(map(str, [*cells, _quantiles(took), _quantiles(taken)]))} |")
    return "\n".join(lines)


def _drawn(archive: Archive, options: argparse.Namespace) -> Iterator[tuple[str, Search]]:
    chance = Random(options.seed)
    ids = [each.id for each in archive.store.changes()]
    while True:
        for kind, drawn in KINDS.items():
            article = next(iter(archive.store.many([chance.choice(ids)]).values()), None)
            if article and article.paragraphs:
                yield kind, drawn(chance, article)
                options.queries -= 1
            if options.queries <= 0:
                return


def _asked(archive: Archive, asked: Search) -> tuple[Answer, float]:
    begun = time.perf_counter()
    answer = search(archive, Search(**{**_fields(asked), "facets": FACETS, "facet_size": 20, "snippets": 2}))
    return answer, (time.perf_counter() - begun) * 1000


def _fields(asked: Search) -> dict[str, object]:
    return {name: getattr(asked, name) for name in Search.__dataclass_fields__}


def _differing(ours: Answer, theirs: Answer) -> dict[str, object]:
    """Return under each heading what differs, if anything; snippets only of hits that both have."""
    mine, yours = ({hit.article.id: hit for hit in answer.hits} for answer in (ours, theirs))
    both = mine.keys() & yours.keys()
    facets = [name for name in ours.facets if ours.facets[name] != theirs.facets[name]]
    return {
        "totals": (ours.total, theirs.total) if ours.total != theirs.total else None,
        "facets": facets,
        "ids": sorted(mine.keys() ^ yours.keys()),
        "order": [*mine] != [*yours] and mine.keys() == yours.keys(),
        "snippets": [name for name in both if mine[name].snippets != yours[name].snippets],
    }


def _ndcg(ours: Answer, theirs: Answer) -> float:
    """Return the gain of their order where ours is the ideal one, whose hits gain from 10 down to 1."""
    ideal = [hit.article.id for hit in ours.hits[:10]]
    gains = {name: len(ideal) - place for place, name in enumerate(ideal)}

    def gained(order: list[str]) -> float:
        return sum(gains.get(name, 0) / math.log2(place + 2) for place, name in enumerate(order[:10]))

    return gained([hit.article.id for hit in theirs.hits]) / gained(ideal) if ideal else 1.0


def _quantiles(values: tuple[float, ...]) -> str:
    return f"{statistics.median(values):.1f} / {sorted(values)[int(len(values) * 0.95)]:.1f}"


if __name__ == "__main__":
    main()
