"""The figure that a search asks for beside its query: metric, min and max become what the engines look for."""

from searchsvc.engines.expressions import HasFigure, Limit
from searchsvc.errors import BadRequest
from searchsvc.messages import Message
from searchsvc.query import measures

UNITS = Message("min 和 max 的单位不一致。", "min and max have different units.")
NAMELESS = Message("要给出 metric：哪一项数值？", "metric is needed: which figures?")


def figure(metric: str, least: str = "", most: str = "") -> HasFigure:
    """Return the figures of a metric, or of a label, between two amounts: numbers in the base unit, or `10亿元`.

    Raises BadRequest for another name, what is no such amount, and units that don't agree.

    >>> figure("investment", "10亿元").least
    Limit(amount=1000000000.0, reached=True)
    """
    key = _key(metric)
    low, high = (_range(name, said, key) for name, said in (("min", least), ("max", most)))
    bases = {found.base for found in (low, high) if found and found.base}
    if len(bases) > 1:
        raise BadRequest(UNITS, parameter="min")
    base = next(iter(bases), measures.plain(key))
    return HasFigure(key, base, *(_limit(found) for found in (low, high)))


def _key(metric: str) -> str:
    known = measures.named(metric)
    if known:
        return known.key
    names = "、".join(measures.METRICS), ", ".join(measures.METRICS)
    raise BadRequest(
        Message(f"没有名为“{metric}”的指标。", f"There is no metric {metric!r}.") if metric else NAMELESS,
        Message(f"可用：{names[0]}，或文中的名称，如总投资。", f"Known: {names[1]}; or as a page names it, 总投资."),
        parameter="metric",
    )


def _range(name: str, said: str, key: str) -> measures.Range | None:
    found = measures.read(said, "=", key) if said else None
    if not isinstance(found, Message):
        return found
    taken = measures.taken(key)
    raise BadRequest(
        Message(f"{name} 不能是“{said}”：“{measures.labelled(key)}”要的是{taken.zh}。", f"{name} can't be {said!r}."),
        Message(f"写法：{taken.zh}。", f"It is {taken.en}."),
        parameter=name,
    )


def _limit(found: measures.Range | None) -> Limit | None:
    return Limit(found.least.amount) if found and found.least else None
