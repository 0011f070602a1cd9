"""Correcting an article by hand: what is said is checked, kept over what was read, and told to the engine."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from searchsvc.analysis import simplified
from searchsvc.articles import Figure
from searchsvc.engines.base import Engine
from searchsvc.enrich.figures.amounts import amounts
from searchsvc.enrich.figures.stages import STAGES
from searchsvc.enrich.gazetteer import province_of
from searchsvc.enrich.industries import TABLE
from searchsvc.enrich.lexicon import rows
from searchsvc.enrich.zones.table import canonical_zone
from searchsvc.errors import BadRequest
from searchsvc.ingest.upkeep import catch_up, unknown
from searchsvc.messages import Message
from searchsvc.readers.dates import iso_date
from searchsvc.store.base import Store
from searchsvc.store.corrections import FIGURE, Correction, Value, spot

Said = str | tuple[str, ...] | None
_LONGEST = 2_000  # characters of a value
_UNSOUND = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def correct(
    store: Store,
    engine: Engine,
    article_id: str,
    *,
    values: Mapping[str, Said],
    figures: Mapping[int, str | None],
    named: Mapping[tuple[int, str], str | None] = MappingProxyType({}),
    undone: Iterable[str] = (),
    by: str,
) -> None:
    """Correct an article and bring the engine in line.

    `values` are those of fields (store.corrections): a text or texts, None or () for nothing. `figures` are numbered
    from 1 as the article shows them: what one amounts to (`15.5亿元`), None where it is none; `named` what its
    label, stage, city or zone is (store.corrections.NAMED), None for none. What was said of a figure before stays
    beside. `undone` names fields whose corrections are taken back. Raises NotFound, and
    BadRequest for a value that can't be.
    """
    told: dict[tuple[str, str], Value] = {(name, ""): _checked(name, said) for name, said in values.items()}
    with store.writing():
        entry = store.get(article_id)
        if entry is None or entry.article is None:
            raise unknown(article_id)
        fields, former = frozenset(undone), store.corrections(entry.id)
        gone = [(each.field, each.spot) for each in former if each.field in fields]
        before = {each.spot: each.value for each in former if each.field == FIGURE}
        now = [(number, _amount(said)) for number, said in figures.items()]
        now += [(number, {name: _checked(name, said)}) for (number, name), said in named.items()]
        for number, value in now:
            at = _spot(entry.article.figures, number)
            before[at] = told[FIGURE, at] = _beside(before.get(at), value)
        store.correct(entry.id, [_correction(at, value, by) for at, value in told.items()], gone)
        catch_up(store, engine)


def _correction(at: tuple[str, str], value: Value, by: str) -> Correction:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Correction(field=at[0], spot=at[1], value=value, by=_one("by", by), at=now)


def _checked(name: str, said: Said) -> Said:
    """Return the value of a field as articles have it; raises BadRequest where it can't be one."""
    if isinstance(said, tuple):
        return tuple(dict.fromkeys(_one(name, each) for each in said))
    return None if said is None else _one(name, said)


def _one(name: str, said: str) -> str:
    text = said.strip()
    sound = 0 < len(text) <= _LONGEST and not _UNSOUND.search(text)
    value = _CANONICAL.get(name, str)(text) if sound else None
    if value is None:
        refused = Message(f"“{said}”不能作 {name} 的值。", f"{said!r} can't be a value of {name}.")
        raise BadRequest(refused, _hint(name), parameter=name)
    return value


def _city(name: str) -> str | None:
    return next((each for each in (name, name.removesuffix("市")) if province_of(each)), None)


def _listed(field: str) -> Callable[[str], str | None]:
    """Return what gives a name back where the table of the field has it."""
    return lambda name: name if name in _LISTED[field][1]() else None


def _industries() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["industry"] for row in rows(TABLE) if row["industry"]))


def _hint(name: str) -> Message:
    if name not in _LISTED:
        return _HINTS.get(name, _PLAIN)
    plural, known = _LISTED[name]
    return Message(f"可用：{'、'.join(known())}。", f"The {plural} are {', '.join(known())}.")


def _spot(figures: tuple[Figure, ...], number: int) -> str:
    if not 1 <= number <= len(figures):
        raise BadRequest(
            Message(
                f"没有第 {number} 个数字，本文共 {len(figures)} 个。", f"There is no figure {number} of {len(figures)}."
            ),
            Message("用 searchsvc show 查看，从 1 数起。", "searchsvc show lists them; they count from 1."),
            parameter="figure",
        )
    return spot(figures[number - 1])


def _beside(before: Value, value: Value) -> Value:
    """Return what is said of a figure, with what was said of its other fields before."""
    return {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value


def _amount(said: str | None) -> Value:
    """Return what an amount such as `15.5亿元` makes of a figure."""
    if said is None:
        return None
    text = simplified(said.strip())
    found = list(amounts(text))
    if len(found) != 1:
        raise BadRequest(
            Message(f"“{said}”不是一个带单位的数。", f"{said!r} is not one number with its unit."),
            Message("例如 15.5亿元、逾40个、20至30家。", "Write it as printed: 15.5亿元, 逾40个, 20至30家."),
            parameter="amount",
        )
    one = found[0]
    return {
        "value": one.value,
        "unit": text[slice(*one.unit)],
        "amount": one.amount,
        "amount_max": one.amount_max,
        "bound": one.bound,
    }


_LISTED: Mapping[str, tuple[str, Callable[[], Iterable[str]]]] = {
    "industry": ("industries", _industries),
    "stage": ("stages", STAGES.keys),
}
_CANONICAL: Mapping[str, Callable[[str], str | None]] = {
    "city": _city,
    "zone": canonical_zone,
    "industry": _listed("industry"),
    "stage": _listed("stage"),
    "published": iso_date,
}
_PLAIN = Message("请写一行文字，不含控制字符。", "Write a line of text without control characters.")
_HINTS: Mapping[str, Message] = {
    "city": Message("须为地级市，如 晋城。", "It is a city at the level of prefectures, as 晋城."),
    "zone": Message("须为开发区名称，如 晋城经济技术开发区。", "It is the name of a zone, as 晋城经济技术开发区."),
    "published": Message("写成 2025-02-10。", "Write it as 2025-02-10."),
}
