"""What an amount can be of, by its base unit, and the table of words that say of which of it."""

TABLE = "metrics.tsv"
_CLASSES = {"个": "count", "家": "count", "平方米": "area", "率": "rate", "人": "people", "人次": "people"}
_CLASSES |= dict.fromkeys(
    ("千瓦", "千瓦时", "千伏安", "锭"), "power"
)  # what a plant can do, whatever the sentence says
_MONEY = ("元", "镑", "卢布", "新台币")


def dimension(base: str) -> str:
    """Return the class of a base unit: money, count, area, rate, people, power, or goods."""
    return _CLASSES.get(base) or ("money" if base.endswith(_MONEY) else "goods")
