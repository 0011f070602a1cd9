"""The sample pages with their gold, and a typesetter that sets pages from articles."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from searchsvc.articles import Page
from searchsvc.readers import read

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parent / "gold"
PAGES = sorted(path.stem for path in GOLD.glob("*.json"))
_WORD = re.compile(r"[“‘（《「]*(?:[A-Za-z0-9.,%/+-]+|\s|.)[，。、；：？！”’）》」％]*")


def width(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)


def wrapped(paragraph: str, columns: int, indent: str) -> list[str]:
    """Set one paragraph: its first line two columns shorter, no line beginning with closing punctuation."""
    rows, row, limit = [], "", columns - 2
    for word in _WORD.findall(paragraph):
        if row and width(row + word.rstrip()) > limit:
            rows.append(row.rstrip())
            row, limit = "", columns
        row += word if row else word.lstrip()
    return [indent + rows[0], *rows[1:], row] if rows else [indent + row]


@pytest.fixture(params=PAGES)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLD / f"{request.param}.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def page(gold: dict[str, Any]) -> Page:
    (found,) = read(SEEDS / gold["page"])
    assert isinstance(found, Page)
    return found


@pytest.fixture
def typeset() -> Callable[..., Page]:
    """Return a function that sets articles of a gold page: at a width, headline before or after, with blank lines."""

    def compose(
        articles: Sequence[dict[str, Any]], columns: int, *, late: bool, blank: str = "between", indent: str = ""
    ) -> Page:
        lines: list[str] = []
        for article in articles:
            head = [row for row in (article["kicker"], article["title"]) if row]
            if article["subtitle"]:
                head.append("——" + article["subtitle"])
            paragraphs = list(article["paragraphs"])
            paragraphs[0] = f"本报讯 {paragraphs[0]}"
            paragraphs[-1] += "".join(f" {author}" for author in article["authors"])
            body = [row for text in paragraphs for row in wrapped(text, columns, indent)]
            parts = [[row] for row in head] if blank == "between" else [head]
            for part in [body, *parts] if late else [*parts, body]:
                lines += [*part, ""] if blank == "between" else part
            lines += [""] if blank == "articles" else []
        if blank == "all":
            lines = [row for line in lines for row in (line, "")]
        return Page("page.txt", tuple(lines))

    return compose
