"""The development zones an article is about: what its reading names, and 经开区 standing alone."""

import re
from collections.abc import Sequence

from searchsvc.articles import Evidence
from searchsvc.enrich.passages import CAREER, Passage, evidence
from searchsvc.enrich.reading import Derived, Reading
from searchsvc.enrich.zones.mentions import Mention
from searchsvc.enrich.zones.table import by_name

BARE = re.compile(r"(?<![^\W在对由给为入与和])(?:经开区|高新区|综保区)")


def zones_of(reading: Reading) -> Derived:
    """Return the development zones that an article is about or names as a scene."""
    values = _explicit(reading.texts, reading.zones) or _bare(reading.texts, reading.city)
    return Derived(tuple(values), tuple(values.values()))


def _explicit(texts: Sequence[Passage], mentions: Sequence[Sequence[Mention]]) -> dict[str, Evidence]:
    values: dict[str, Evidence] = {}
    for text, here in zip(texts, mentions, strict=True):
        for mention in here:
            if not CAREER.search(text.subject):
                values.setdefault(mention.zone.name, evidence("zone", mention.zone.name, mention.rule, text))
    printed = "".join(text.subject for text in texts) if values else ""
    return {
        name: why for name, why in values.items() if not _has_part(name, values) and not _is_twin(name, values, printed)
    }


def _is_twin(name: str, values: dict[str, Evidence], printed: str) -> bool:
    """Tell whether a zone is one that is printed otherwise: X经开区 beside X经济开发区, which may be its short form."""
    short, long = "经济开发区", "经济技术开发区"
    if name.endswith(long):
        return name.replace(long, short) in values and name not in printed
    return name.endswith(short) and name.replace(short, long) in values and name.replace(short, long) in printed


def _has_part(name: str, values: dict[str, Evidence]) -> bool:
    """Tell whether a 片区 of this free-trade zone is named: the article is about that one."""
    return name.endswith("自贸试验区") and any(other != name and other.startswith(name) for other in values)


def _bare(texts: Sequence[Passage], cities: Sequence[str]) -> dict[str, Evidence]:
    """Resolve 经开区 standing alone where the article's only city has exactly one such zone."""
    if len(cities) == 1:
        for text in texts:
            for match in BARE.finditer(text.subject) if "区" in text.subject else ():
                zone = by_name().get(cities[0] + match.group())
                if zone:
                    return {zone.name: evidence("zone", zone.name, "bare", text)}
    return {}
