"""Measure indexing: articles a second from JSON lines, beside Whoosh as its tutorial shows, and what each step costs.

    python -m benchmarks.indexing --corpus news.jsonl --count 10000 --workers 1 2

`cpu` is what all processes worked: on a machine that others use it says more than the clock on the wall does.
"""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks import steps
from benchmarks.usage import Spent, parts, run
from searchsvc.articles import Article, to_record
from searchsvc.enrich import enrich
from searchsvc.readers import read

RECIPE = 1_000  # articles are enough for what takes so long
BROUGHT = ("city", "zone", "industry", "figures", "events")  # by a ready article; an empty list says: none


def main() -> None:
    """Measure and print the tables."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    plain, ready, text = _corpora(options.corpus, options.count, options.work)
    print("| | articles/s | articles a second of one processor | times the recipe | memory MB |\n" + "|---" * 5 + "|")
    few, recipe = min(RECIPE, options.count), _recipe(plain, options.work)
    print(_row("Whoosh with jieba, one process", few, recipe, few / recipe.cpu), flush=True)
    for name, corpus in {"articles": plain, "ready articles that bring facets, figures and days": ready}.items():
        for workers in options.workers:
            spent = _indexed(corpus, options.work / "index", workers)
            told = f"{name}, {workers} worker{'s' if workers > 1 else ''}"
            print(_row(told, options.count, spent, few / recipe.cpu), flush=True)
    print(f"\nThe index, times the UTF-8 text ({text / 1e6:.1f} MB): {_sizes(options.work / 'index', text)}\n")
    print("| step | µs of one processor an article |\n|---|---|")
    for step, cost in steps.costs(plain).items():
        print(f"| {step} | {cost:.0f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.indexing", description="Measure indexing.")
    parser.add_argument("--corpus", type=Path, required=True, help="articles as JSON lines")
    parser.add_argument("--count", type=int, default=10_000, help="how many of them")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "searchsvc-benchmarks")
    return parser.parse_args()


def _corpora(corpus: Path, count: int, work: Path) -> tuple[Path, Path, int]:
    """Write articles that bring nothing and the same as ready articles; return their files and the bytes of text."""
    plain, ready, text = work / f"plain-{count}.jsonl", work / f"ready-{count}.jsonl", 0
    found = islice((one for one in read(corpus) if isinstance(one, Article)), count)
    with plain.open("w", encoding="utf-8") as bare, ready.open("w", encoding="utf-8") as full:
        for article in found:
            record = to_record(article)
            text += len(((article.title or "") + record["body"]).encode())
            own = {name: record[name] for name in ("id", "title", "body", "published", "source")}
            bare.write(json.dumps(own, ensure_ascii=False) + "\n")
            derived = to_record(enrich(article))
            brought = {name: derived[name] for name in BROUGHT}
            full.write(json.dumps(own | brought, ensure_ascii=False) + "\n")
    return plain, ready, text


def _recipe(corpus: Path, work: Path) -> Spent:
    folder = work / "recipe"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    command = [sys.executable, "-m", "benchmarks.peers.recipe", str(corpus), str(folder), str(RECIPE)]
    spent, said = run(command, {})
    return replace(spent, cpu=float(said))  # without the time in which jieba is made ready


def _indexed(corpus: Path, folder: Path, workers: int) -> Spent:
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "searchsvc", "index", str(corpus), "--index", str(folder), "--json"]
    return run(command, {"SEARCHSVC_WORKERS": str(workers)})[0]


def _row(name: str, count: int, spent: Spent, recipe: float) -> str:
    each = count / spent.cpu
    return f"| {name} | {count / spent.wall:,.0f} | {each:,.0f} | {each / recipe:.1f} | {spent.memory:,} |"


def _sizes(folder: Path, text: int) -> str:
    return ", ".join(f"{kind} {size / text:.2f}" for kind, size in sorted(parts(folder).items()))


if __name__ == "__main__":
    main()
