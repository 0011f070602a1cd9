"""Numbers as headlines round them: 超2973万 for 29737453, 近49亿元 for 48.51亿元."""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_AMOUNT = re.compile(r"[1-9][0-9]{0,14}(?:,[0-9]{3})*(?:\.[0-9]{1,9})?")
_UNITS = {"亿": Decimal(10**8), "万": Decimal(10**4)}  # the greatest first
_GREATEST = Decimal(10**12)  # from here on a headline says 万亿
_LONG = 5  # characters of the least number that is rounded without a unit behind it
_STEPS = (Decimal(1), Decimal("0.1"))


def roundings(run: str, after: str) -> list[str]:
    """Return what a headline may say for a number: down (超), up (近), whole or with one decimal, as `pairs` cuts it.

    `after` is the unit behind the run, a character of it; what the text says itself is left out.

    >>> roundings("29737453", "例"), roundings("48.51", "亿")
    (['2973万', '2974万', '2973.7万', '2973.8万'], ['48亿', '49亿', '48.5亿', '48.6亿', '5100万'])
    >>> roundings("121969223", ""), roundings("1210207", "亿")
    (['1亿', '2亿', '1.2亿', '1.3亿', '2196万', '2197万'], ['121万', '122万', '121.1万'])
    """
    if (len(run) < _LONG and after not in _UNITS) or not _AMOUNT.fullmatch(run):
        return []
    written = Decimal(run.replace(",", ""))
    amount = written * _UNITS.get(after, 1)
    return [said for said in dict.fromkeys(_said(amount)) if said != f"{written.normalize():f}{after}"]


def _said(amount: Decimal) -> Iterator[str]:
    if amount >= _GREATEST:
        yield from _either(amount / _GREATEST, "万", *_STEPS)
    elif amount >= _UNITS["亿"]:
        yield from _either(amount / _UNITS["亿"], "亿", *_STEPS)
        rest = amount % _UNITS["亿"]
        yield from _either(rest / _UNITS["万"], "万", _STEPS[0]) if rest >= _UNITS["万"] else ()  # 1亿2196万
    elif amount >= _UNITS["万"]:
        yield from _either(amount / _UNITS["万"], "万", *_STEPS)


def _either(amount: Decimal, unit: str, *steps: Decimal) -> Iterator[str]:
    for step in steps:
        for way in (ROUND_FLOOR, ROUND_CEILING):
            yield f"{amount.quantize(step, way).normalize():f}{unit}"
