"""Which text a headline speaks of: the words it shares with the article before it and with the one behind it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, repeat
from math import fsum
from operator import add, truediv

from searchsvc.pages.blocks import Block
from searchsvc.pages.lines import HAN, Line
from searchsvc.pages.signs import Sight

REACH = 3  # zones that an article may be parted into by subheads and captions
STRANGERS, KIN = 0.03, 0.1  # shares of their words that two articles, and two pieces of one article, have in common
_TEXT = frozenset({"prose", "sentence", "first", "starts"})
Weights = dict[str, float]
_RUN = re.compile(rf"[{HAN}]+|\d+(?:\.\d+)?%?|[A-Za-z]{{2,}}")


def tokens(text: str) -> set[str]:
    """Return the pairs of Han characters, the numbers and the Latin words of a text."""
    found: set[str] = set()
    for run in _RUN.findall(text.replace(" ", "")):
        if run[0].isascii() or run[0].isdigit():
            found.add(run)
        else:
            found.update(map(add, run, run[1:]))
    return found


def add_kinship(lines: Sequence[Line], found: Sequence[Sight], blocks: Sequence[Block]) -> None:
    """Add to each block that may be a headline how much of it the text `above` and `below` shares, 0 to 1."""
    zones = _zones(found, blocks)
    words = [tokens("".join(_joined(lines, block) for block in zone)) for zone in zones]
    weights = _weights(words)
    for zone, kin in zip(zones[1:], _kin(words, weights), strict=False):
        zone[0].seen["kin"] = kin
    place = {id(block): number for number, zone in enumerate(zones) for block in zone}
    texts = cache(lambda number, step: [words[at] for at in _reach(zones, found, number, step)])
    above: int | None = None
    pending: list[tuple[Block, set[str]]] = []
    for block in blocks:
        number = place.get(id(block))
        if number is None:
            if own := tokens(_joined(lines, block)):
                pending.append((block, own))
                if above is not None:
                    block.seen["above"] = _share(own, texts(above, -1), weights)
            continue
        for waiting, own in pending:
            waiting.seen["below"] = _share(own, texts(number, 1), weights)
        above, pending = number, []
    for block in blocks:
        if "tiny" in block.seen and max(block.seen.get("above", 0.0), block.seen.get("below", 0.0)) >= 1:
            block.seen["scene"] = 1.0


def _weights(words: Sequence[set[str]]) -> Weights:
    """Return what each word of these texts weighs: the fewer of them have it, the more."""
    spread = Counter(chain.from_iterable(words))
    return dict(zip(spread, map(truediv, repeat(1.0), spread.values()), strict=False))


def _share(own: set[str], texts: Sequence[set[str]], weights: Weights) -> float:
    """Return how much of these words any of the texts has, by their weights; words that no text has weigh 1."""
    shared = set().union(*[own & text for text in texts])
    return _total(shared, weights) / fsum([weights.get(word, 1.0) for word in own])


def _kin(words: Sequence[set[str]], weights: Weights) -> Iterator[float]:
    """Yield for each pair of neighbouring texts how sure the words they share make it that they are one article."""
    totals = [_total(text, weights) for text in words]
    for upper, lower, least in zip(words, words[1:], map(min, totals, totals[1:]), strict=False):
        shared = _total(upper & lower, weights) / (least or 1.0)
        yield min(1.0, max(0.0, (shared - STRANGERS) / (KIN - STRANGERS)))


def _total(text: set[str], weights: Weights) -> float:
    return fsum(map(weights.__getitem__, text))  # exact, so that the order of the words is nothing


def _joined(lines: Sequence[Line], block: Block) -> str:
    return "".join([line.text for line in lines[block.first : block.last + 1]])


def _zones(found: Sequence[Sight], blocks: Sequence[Block]) -> list[list[Block]]:
    """Gather neighbouring blocks of prose; an article's certain beginning or end parts them."""
    zones: list[list[Block]] = []
    fresh = True
    for block in blocks:
        prose = found[block.first].opens or not block.seen.keys().isdisjoint(_TEXT)
        if not prose or "credit" in block.seen:
            fresh = True
            continue
        if fresh or found[block.first].opens or "reset" in block.seen:
            zones.append([])
        zones[-1].append(block)
        fresh = block.tail
    return zones


def _reach(zones: list[list[Block]], found: Sequence[Sight], number: int, step: int) -> Iterator[int]:
    """Yield a zone and its neighbours in one direction, as far as no article must end."""
    yield number
    for there in range(number + step, number + step * (REACH + 1), step):
        if not 0 <= there < len(zones):
            break
        upper, lower = zones[min(there, there - step)], zones[max(there, there - step)]
        if found[lower[0].first].opens or upper[-1].tail:
            break
        yield there
