"""Measure how many pages a second of one processor are taken apart: python -m benchmarks.pages [PAGE ...]."""

import sys
import time
from pathlib import Path

from searchsvc.articles import Page
from searchsvc.pages import split
from searchsvc.readers import read

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ROUNDS = 10


def main(paths: list[Path]) -> None:
    """Split the pages, by default the samples in seeds/, and print pages, characters a page, and pages a second."""
    pages = [page for path in paths for page in read(path) if isinstance(page, Page)]
    if not pages:
        sys.exit(f"No page to take apart in {', '.join(map(str, paths)) or SEEDS}: name files of page text.")
    for page in pages:
        split(page)
    start = time.process_time()
    for _ in range(ROUNDS):
        for page in pages:
            split(page)
    spent = time.process_time() - start
    length = sum(len(line) for page in pages for line in page.lines) // len(pages)
    print(f"{len(pages)} pages of {length} characters: {ROUNDS * len(pages) / spent:.0f} a second of one processor")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt")))
