"""Which text a headline speaks of: the words it shares with the article before it and with the one behind it."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from operator import add

from searchsvc.pages.blocks import Block
from searchsvc.pages.lines import HAN, Line
from searchsvc.pages.signs import Sight

REACH = 3  # zones that an article may be parted into by subheads and captions
STRANGERS, KIN = 0.03, 0.1  # shares of their words that two articles, and two pieces of one article, have in common
_HAN = re.compile(rf"[{HAN}]+")
_WORD = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]{2,}")


def tokens(text: str) -> set[str]:
    """Return the pairs of Han characters, the numbers and the Latin words of a text."""
    text = text.replace(" ", "")
    found = set(_WORD.findall(text))
    for run in _HAN.findall(text):
        found.update(map(add, run, run[1:]))
    return found


def add_kinship(lines: Sequence[Line], found: Sequence[Sight], blocks: Sequence[Block]) -> None:
    """Add to each block that may be a headline how much of it the text `above` and `below` shares, 0 to 1."""
    zones = _zones(found, blocks)
    words = [tokens("".join(_joined(lines, block) for block in zone)) for zone in zones]
    spread: Counter[str] = Counter()
    for zone_words in words:
        spread.update(zone_words)
    for upper, lower, zone in zip(words, words[1:], zones[1:], strict=False):
        zone[0].seen["kin"] = _kin(upper, lower, spread)
    place = {id(block): number for number, zone in enumerate(zones) for block in zone}
    text = cache(lambda number, step: _gathered(zones, words, found, number, step))
    above: int | None = None
    pending: list[Block] = []
    for block in blocks:
        number = place.get(id(block))
        if number is None:
            pending.append(block)
            if above is not None:
                _note(lines, block, "above", text(above, -1), spread)
            continue
        for waiting in pending:
            _note(lines, waiting, "below", text(number, 1), spread)
        above, pending = number, []


def _kin(upper: set[str], lower: set[str], spread: Counter[str]) -> float:
    """Return how sure the words that two neighbouring texts share make it that they are one article, 0 to 1."""
    least = min(sum([1 / spread[word] for word in text]) for text in (upper, lower))
    shared = sum([1 / spread[word] for word in upper & lower]) / (least or 1.0)
    return min(1.0, max(0.0, (shared - STRANGERS) / (KIN - STRANGERS)))


def _joined(lines: Sequence[Line], block: Block) -> str:
    return "".join(line.text for line in lines[block.first : block.last + 1])


def _zones(found: Sequence[Sight], blocks: Sequence[Block]) -> list[list[Block]]:
    """Gather neighbouring blocks of prose; an article's certain beginning or end parts them."""
    zones: list[list[Block]] = []
    fresh = True
    for block in blocks:
        prose = "prose" in block.seen or found[block.first].opens or block.seen.keys() >= {"sentence"}
        if not prose or "credit" in block.seen:
            fresh = True
            continue
        if fresh or found[block.first].opens:
            zones.append([])
        zones[-1].append(block)
        fresh = block.tail
    return zones


def _gathered(
    zones: list[list[Block]], words: list[set[str]], found: Sequence[Sight], number: int, step: int
) -> set[str]:
    """Return the words of a zone and of its neighbours in one direction, as far as no article must end."""
    gathered = set(words[number])
    for _ in range(REACH):
        here, there = zones[number], number + step
        edge = here if step < 0 else zones[there] if there < len(zones) else None
        if (
            edge is None
            or not 0 <= there < len(zones)
            or found[edge[0].first].opens
            or zones[min(number, there)][-1].tail
        ):
            break
        gathered |= words[there]
        number = there
    return gathered


def _note(lines: Sequence[Line], block: Block, side: str, text: set[str], spread: Counter[str]) -> None:
    own = tokens(_joined(lines, block))
    if own:
        shared = sum([1 / (spread.get(word) or 1) for word in own & text])
        block.seen[side] = shared / sum([1 / (spread.get(word) or 1) for word in own])
