"""Patterns that hold for simplified and traditional print alike."""

import re
from functools import cache
from importlib.resources import files


@cache
def _variants() -> dict[str, str]:
    """Return for each simplified character the traditional ones that fold to it."""
    found: dict[str, str] = {}
    table = files("searchsvc").joinpath("data/simplified.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        traditional, _, simplified = row.partition("\t")
        if simplified and not row.startswith("#"):
            found[simplified] = found.get(simplified, "") + traditional
    return found


def both(pattern: str) -> str:
    """Return a pattern written in simplified characters so that it matches traditional ones too.

    >>> bool(re.match(both("本[报刊]记者"), "本報記者"))
    True
    """
    variants = _variants()
    parts: list[str] = []
    inside = False
    for index, char in enumerate(pattern):
        if char in "[]" and pattern[index - 1 : index] != "\\":
            inside = char == "["
        others = variants.get(char, "")
        parts.append(char + others if inside or not others else f"[{char}{others}]")
    return "".join(parts)


def han(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for both scripts."""
    return re.compile(both(pattern))
