"""Which parts of an issue continue each other: by the pages that their marks name, then by what they say."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from searchsvc.analysis import fold, tokens, words
from searchsvc.articles import Article

_CLEAR = 1.5  # how many times likelier than any other a link must be …
_LEAST = 0.1  # … and how likely at least, where there is another or the newspaper is unknown
_HEADLINE, _SEAM = 0.5, 0.1  # what the same headline, and a word over the seam, count beside the words (at most 1)
_CLOSING = "。！？!?…；;：:”’」』）)"
_AROUND = 20  # characters on each side of a seam that are cut into words
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
_TEN = re.compile(r"([1-9]?)十([1-9]?)")

Vector = Mapping[str, float]  # words with their weights, of length 1


class Link(NamedTuple):
    """The part that ends with 下转 and the one that begins with 上接, by number."""

    end: int
    start: int


def chains(parts: Sequence[Article], late: Sequence[bool]) -> tuple[list[list[int]], list[int]]:
    """Return the parts, by number, that make one article each, in order; and those whose link is in doubt.

    `late` tells which parts may begin nothing but stand first: a deleted article does not come back as a continuation.
    """
    links, doubtful = _links(parts, late)
    following = dict(links)
    firsts = [link.end for link in links if link.end not in following.values()]
    return [list(_followed(first, following)) for first in firsts], doubtful


def is_open(text: str) -> bool:
    """Tell whether a text breaks off within a sentence.

    >>> is_open("总投资"), is_open("总投资5亿元。")
    (True, False)
    """
    return bool(text) and text[-1] not in _CLOSING


def _followed(first: int, following: Mapping[int, int]) -> Iterator[int]:
    at: int | None = first
    while at is not None:
        yield at
        at = following.get(at)


def _links(parts: Sequence[Article], late: Sequence[bool]) -> tuple[list[Link], list[int]]:
    """Take the sure links one by one: each leaves fewer rivals to the others."""
    vectors = _vectors(parts)
    possible = {link: _score(parts, vectors, link) for link in _possible(parts, late)}
    found: list[Link] = []
    while sure := next((link for link in possible if _is_sure(link, possible, parts)), None):
        found.append(sure)
        possible = {link: score for link, score in possible.items() if not _rivals(link, sure)}
    return sorted(found), sorted(set(chain.from_iterable(possible)))


def _possible(parts: Sequence[Article], late: Sequence[bool]) -> Iterator[Link]:
    """Yield the links that the marks of both parts allow; a page that is not known speaks against nothing."""
    for end, before in enumerate(parts):
        for start, after in enumerate(parts):
            named = before.continues_on and after.continued_from and not late[start] and start != end
            if named and _fits(before.continues_on, after.page) and _fits(after.continued_from, before.page):
                yield Link(end, start)


def _fits(named: str | None, page: str | None) -> bool:
    return named is None or page is None or page_name(named) == page_name(page)


def page_name(name: str) -> str:
    """Return a page's name in one form.

    >>> [page_name(name) for name in ("a03", "第十二版", "二")]
    ['A3', '12', '2']
    """
    plain = _TEN.sub(lambda ten: f"{ten[1] or 1}{ten[2] or 0}", name.upper().translate(_NUMERALS))
    return re.sub(r"第|版|\s|(?<![0-9])0+", "", plain)


def _rivals(one: Link, other: Link) -> bool:
    return one.end == other.end or one.start == other.start


def _is_sure(link: Link, possible: Mapping[Link, float], parts: Sequence[Article]) -> bool:
    """Tell whether nothing else comes near: the only link that the pages allow, or by far the likeliest."""
    rivals = [score for other, score in possible.items() if other != link and _rivals(other, link)]
    before, after = parts[link.end], parts[link.start]
    if not rivals and before.source and before.page and after.page:
        return True
    return possible[link] >= max(_LEAST, _CLEAR * max(rivals, default=0.0))


def _score(parts: Sequence[Article], vectors: Sequence[Vector], link: Link) -> float:
    """Return how much speaks for a link: words that few parts share, a repeated headline, a word over the seam."""
    before, after = parts[link.end], parts[link.start]
    shared = sum(weight * vectors[link.start].get(word, 0.0) for word, weight in vectors[link.end].items())
    return shared + _HEADLINE * same_headline(before, after) + _SEAM * _is_sewn(before.body, after.body)


def same_headline(one: Article, other: Article) -> bool:
    """Tell whether two articles print the same headline."""
    heads = [fold(each.title or "").text for each in (one, other) if not each.title_inferred]
    return len(heads) == 2 and bool(heads[0]) and heads[0] == heads[1]


def _is_sewn(before: str, after: str) -> bool:
    """Tell whether a sentence breaks off at the end of the one, in a word that goes on in the other."""
    if not is_open(before) or not after:
        return False
    left = fold(before[-_AROUND:]).text
    joined = tokens(fold(left + fold(after[:_AROUND]).text))
    return any(token.word and token.start < len(left) < token.end for token in joined)


def _vectors(parts: Sequence[Article]) -> list[Vector]:
    """Return the words of each part, of two characters and more, by how often it has them and how few parts do."""
    said = [Counter(word for word in words(fold(f"{part.title} {part.body}")) if len(word) > 1) for part in parts]
    having = Counter(chain.from_iterable(said))
    rare = {word: math.log(1 + len(parts) / count) for word, count in having.items()}
    return [_normal({word: (1 + math.log(count)) * rare[word] for word, count in each.items()}) for each in said]


def _normal(vector: Vector) -> Vector:
    length = math.hypot(*vector.values())
    return {word: weight / length for word, weight in vector.items()}
