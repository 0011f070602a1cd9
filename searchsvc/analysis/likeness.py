"""How characters sound and look: what is typed by ear, by initials, or with one character for its double."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice, product

from searchsvc.analysis.tables import rows

Syllables = Mapping[str, tuple[str, ...]]  # by character
_MOST = 16  # spellings of one text whose characters are read in several ways


def spellings(text: str) -> list[str]:
    """Return how a folded text is spelled in pinyin, without tones (`v` for ü) and gaps; what is no Han stays.

    >>> spellings("大同"), spellings("重庆5g")
    (['datong'], ['chongqing5g', 'zhongqing5g'])
    """
    return _spelled(text, _spoken(), _plainly(_spoken))


def initials(text: str) -> list[str]:
    """Return the first letters of the syllables of a folded text; what is no Han stays.

    >>> initials("综改区"), initials("重庆")
    (['zgq'], ['cq', 'zq'])
    """
    return _spelled(text, _initial(), _plainly(_initial))


def sounds_like(one: str, other: str) -> bool:
    """Tell whether two folded texts may be read alike, character by character, whatever the tones.

    >>> sounds_like("忻洲", "忻州"), sounds_like("西安", "先")
    (True, False)
    """
    readings = _readings()
    return len(one) == len(other) and all(
        first == second or not readings.get(first, frozenset()).isdisjoint(readings.get(second, ()))
        for first, second in zip(one, other, strict=True)
    )


def lookalikes(character: str) -> str:
    """Return the characters that look like this one, those of the closest shape first.

    >>> lookalikes("未"), lookalikes("煤")
    ('末', '媒谋')
    """
    return _shapes().get(character, "")


def _spelled(text: str, syllables: Syllables, single: Mapping[int, str]) -> list[str]:
    plain = text.translate(single)
    if plain.isascii():  # most words are read in one way, which is found five times faster
        return [plain]
    ways = product(*(syllables.get(character, (character,)) for character in text))
    return list(dict.fromkeys(map("".join, islice(ways, _MOST))))


@cache
def _spoken() -> Syllables:
    """The syllables of each character, most have one."""
    found: dict[str, tuple[str, ...]] = {}
    for syllable, characters in rows("readings.tsv"):
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found


@cache
def _initial() -> Syllables:
    return {character: tuple(dict.fromkeys(syllable[0] for syllable in own)) for character, own in _spoken().items()}


@cache
def _plainly(table: Callable[[], Syllables]) -> dict[int, str]:
    """Return the syllables of the characters that have one."""
    return {ord(character): own[0] for character, own in table().items() if len(own) == 1}


@cache
def _readings() -> Mapping[str, frozenset[str]]:
    return {character: frozenset(own) for character, own in _spoken().items()}


@cache
def _shapes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for character, others in _doubles():
        found[character] = "".join(dict.fromkeys(found.get(character, "") + others))
    return found


def _doubles() -> Iterator[tuple[str, str]]:
    for (shape,) in rows("lookalikes.tsv"):
        yield from ((character, shape.replace(character, "")) for character in shape)
