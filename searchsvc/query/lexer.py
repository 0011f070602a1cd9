"""Text → tokens: runs, quoted runs, operators, brackets, and the operands of fields."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal, NamedTuple, cast

from searchsvc.analysis import fold
from searchsvc.messages import Message
from searchsvc.query import fields, measures
from searchsvc.query.fields import Field
from searchsvc.query.grammar import (
    COMMA,
    COMPARES,
    DISTANCE,
    FIELD_PLACE,
    OPERAND,
    OTHER_CLOSING,
    QUOTES,
    RUN,
    TOKENS,
    UNIT,
    UNITS,
    VALUE,
    YIELDING,
    shape,
)

Kind = Literal[
    "word", "alike", "exact", "near", "values", "dates", "figures", "and", "or", "pipe", "not", "open", "close", "mark"
]

UNCLOSED = Message("引号没有结束，到此为止。", "A quotation mark is not closed; it was closed here.")
STRAY = Message("这个引号没有开头，已略过。", "A quotation mark closes nothing and was passed over.")


class Token(NamedTuple):
    """A piece of a query, [start, end) of it; `text` is what it says, without quotes and backslashes.

    `field` is what it is an operand of, with `values` where that takes a list and `sign` where it was compared (of
    strings that stand near: the distance; of quotes that may be let go: `~`); such a token begins with the field's
    name, where that stands before it. `places` tells where each character of a word stands in the query, `wilds` which
    of them may be wildcards; a word of the kind `alike` ends with its `~`. `flaw` is what was wrong with it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    field: Field | None = None
    values: tuple[str, ...] = ()
    sign: str = ""
    places: tuple[int, ...] = ()
    wilds: tuple[int, ...] = ()
    flaw: Message | None = None
    named: int | None = None

    @property
    def head(self) -> int:
        """Where it begins, its field's name included."""
        return self.start if self.named is None else self.named


def lex(text: str) -> Iterator[Token]:
    """Yield the tokens of a query in order; white space and empty quotes are none."""
    plain = shape(text)
    groups: list[Field | None] = [None]  # the field that each open bracket stands behind
    at = 0
    while match := TOKENS.match(plain, at):
        token = _field(text, plain, match) or _token(text, plain, match, groups[-1])
        if token.kind == "open":
            groups.append(token.field or groups[-1])
        elif token.kind == "close" and len(groups) > 1:
            groups.pop()
        at = token.end
        if token.text:
            yield token


def _token(text: str, plain: str, match: re.Match[str], field: Field | None) -> Token:
    start, end = match.span()
    match match.lastgroup:
        case "space":
            return Token("mark", "", start, end)
        case "exact" | "word" | "field":
            return _operand(text, plain, start, field) or _mark(text, start)
        case "mark":
            return _mark(text, start)
        case kind:
            return Token(cast(Kind, kind), text[start:end], start, end)


def _field(text: str, plain: str, match: re.Match[str]) -> Token | None:
    """Return the operand of a field with its name, or the bracket after it; None where there is no such field."""
    field = fields.named(match["name"]) or measures.named(match["name"]) if match.lastgroup == "field" else None
    if not field or not _takes(field, plain, match):
        return None
    start, at = match.span()
    compared = match["sign"] if field.kind in ("dates", "figures") else ""
    if plain.startswith("(", at):
        return None if compared or field.kind == "figures" else Token("open", "(", start, at + 1, field)
    token = _operand(text, plain, at, field)
    if token is None or not token.text or (field.kind == "figures" and not (compared or _ranges(token.text))):
        return None
    return token._replace(named=start) if field.kind == "text" else token._replace(start=start, sign=compared)


def _takes(field: Field, plain: str, match: re.Match[str]) -> bool:
    """Tell whether a field takes the sign behind its name; where nothing is compared, `=` stands for the colon."""
    if field.kind in ("dates", "figures") or not match["sign"]:
        return True
    colon = ":" in plain[match.end("name") : match.start("sign")]
    return match["sign"] == "=" and not colon and not COMPARES.match(plain, match.end())


def _operand(text: str, plain: str, at: int, field: Field | None) -> Token | None:
    kind = field.kind if field else "text"
    if kind == "values":
        return _values(text, at, field)
    if kind == "figures":
        return _amount(text, plain, at, field)
    if text[at : at + 1] in QUOTES:
        token = _quotation(text, at, field)
        return token._replace(kind="dates") if kind == "dates" and token.text else _near(text, plain, token)
    if kind == "dates":
        dated = OPERAND.match(plain, at)
        return Token("dates", text[at : dated.end()], at, dated.end(), field) if dated else None
    run = RUN.match(plain, at)
    return _word(text, plain, at, run.end(), field) if run else None


def _word(text: str, plain: str, start: int, end: int, field: Field | None) -> Token:
    units = UNIT.findall(plain, start, end)
    ends = accumulate(map(len, units), initial=start)
    places = tuple([place + len(unit) - 1 for place, unit in zip(ends, units, strict=False)])
    wilds = tuple([number for number, unit in enumerate(units) if unit in ("?", "*")])
    run = "".join([text[place] for place in places])
    flaw = None if field else _misnamed(run, text, plain, start, end)
    kind: Kind = "alike" if len(units) > 1 and units[-1] == "~" else "word"
    return Token(kind, run, start, end, field, places=places, wilds=wilds, flaw=flaw)


def _amount(text: str, plain: str, at: int, field: Field | None) -> Token | None:
    """Return an amount or a range of them, with its unit also where a space stands between."""
    found = OPERAND.match(plain, at)
    if not found:
        return None
    apart = UNITS.match(plain, found.end())
    end = apart.end() if apart and measures.readable(text[at : apart.end()]) else found.end()
    return Token("figures", text[at:end], at, end, field)


def _ranges(said: str) -> bool:
    """Tell whether what stands behind a colon is a range of amounts: `投资：10亿` is a headline."""
    return bool(measures.BETWEEN.search(said)) and measures.readable(said)


def _near(text: str, plain: str, token: Token) -> Token:
    """Return a quoted run with the distance behind it, where its strings may stand apart."""
    found = DISTANCE.match(plain, token.end) if token.text and not token.flaw else None
    distance = text[found.start(1) : found.end(1)] if found else ""
    if not found or not distance.isdecimal():
        return _yielding(text, plain, token)
    values = tuple(dict.fromkeys(string for string in token.text.split() if fold(string).text))
    return token._replace(kind="near" if len(values) > 1 else "exact", end=found.end(), values=values, sign=distance)


def _yielding(text: str, plain: str, token: Token) -> Token:
    """Return a quoted run, with the sign `~` where it says so or touches text: then they are a headline's quotes."""
    if token.field or token.flaw or not token.text:
        return token
    if YIELDING.match(plain, token.end):
        return token._replace(end=token.end + 1, sign="~")
    before, after = text[: token.start][-1:], text[token.end : token.end + 1]
    return token._replace(sign="~") if before.isalnum() or after.isalnum() else token


def _quotation(text: str, at: int, field: Field | None) -> Token:
    """Return what stands in quotes; where they are not closed, up to another closing mark or the end."""
    closing = text.find(QUOTES[text[at]], at + 1)
    if closing >= 0:
        end, flaw = closing, None
    else:
        other = OTHER_CLOSING.match(text, at + 1)
        end, flaw = other.end() if other else len(text), UNCLOSED
    inside = text[at + 1 : end]
    return Token("exact", inside if fold(inside).text else "", at, min(end + 1, len(text)), field, flaw=flaw)


def _values(text: str, at: int, field: Field | None) -> Token | None:
    """Return a list of values, each in quotes or not, with nothing but a comma between them."""
    start, values, flaw = at, [], None
    while item := _value(text, at):
        values += [item.text] if item.text else []
        end = at = item.end
        flaw = flaw or item.flaw
        comma = COMMA.match(text, at)
        if not comma:
            break
        at = comma.end()
    return Token("values", text[start:end], start, end, field, tuple(values), flaw=flaw) if values else None


def _value(text: str, at: int) -> Token | None:
    if text[at : at + 1] in QUOTES:
        return _quotation(text, at, None)
    value = VALUE.match(text, at)
    return Token("values", re.sub(r"\\(.)", r"\1", value.group()), at, value.end()) if value else None


def _mark(text: str, at: int) -> Token:
    return Token("mark", text[at], at, at + 1, flaw=STRAY if text[at] in QUOTES.values() else None)


def _misnamed(name: str, text: str, plain: str, start: int, end: int) -> Message | None:
    """Return what may be wrong with a run before a colon: a field out of place, one without a value, a slip."""
    colon = text[end : end + 1]
    if colon not in fields.LIKENESS or text.startswith("/", end + 1):
        return None
    if fields.named(name):
        return Message(
            f"“{name}”按文字检索：字段前面要有空格，后面要有值。",
            f"{name!r} was searched as text: a field stands behind a space and before a value.",
        )
    if not FIELD_PLACE.match(plain, start):
        return None
    near = fields.nearest(name, colon)
    if near is None:
        meant = colon == ":" and name.isalpha() and text[end + 1 : end + 2].strip()  # no prose has a colon so
        return fields.unknown(name) if meant else None
    return Message(
        f"没有字段“{name}”，按文字检索；您要的是“{near}”吗？",
        f"There is no field {name!r}; it was searched as text. Did you mean {near!r}?",
    )
