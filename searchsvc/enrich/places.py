"""The cities an article is about: where the reported thing happens, is built, is decided for."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchsvc.articles import Evidence
from searchsvc.enrich.gazetteer import province_of
from searchsvc.enrich.naming import Named
from searchsvc.enrich.passages import CAREER, Part, Passage, evidence
from searchsvc.enrich.reading import Derived, Reading
from searchsvc.enrich.zones.mentions import Mention

__all__ = ["cities", "province_of"]

WEIGHT: dict[Part, float] = {"title": 4.0, "lead": 2.0, "body": 1.0}
STRENGTH = {"scene": 1.5, "named": 1.0, "listed": 0.5, "passing": 0.3, "partner": 0.1}
LEAST = 1.0  # one plain mention in the body is enough
SHARE = 0.07  # unless the article says fifteen times as much of another city

VERB = (
    "举|召开|建设|建成|打造|开展|推进|推动|引进|签约|启动|实施|加快|成立|支持|组织|落户|投资|新增|发布|出台|联合|依托|拥有|聚焦"
    "|围绕|坚持|培育|发展|多家|一批|首家|考察|调研|走访|携手|牵手|瞄准|对接|牵头|吸引|招引|争取|入选|获|承接|迎来|设立|建立|共建|新建|揭牌|挂牌|有(?!限)"
)
INSIDE = rf"(?:(?!{VERB})[^\W\d的在与和及以为是将了从由向对把被等至到各全家个也已正再又仍还都让给并但拟赴]|[（(）)·])"
MAKERS = (
    "大学|学院|理工|师范|研究院|研究所|科学院|设计院|医院|中学|小学|一中|公司|集团|股份|银行|农商行|信用社|法院|检察院|海关"
    "|电视台|卫视|广播|日报|晚报|早报|晨报|时报|商报|青年报|都市报|证券报|新闻网|新闻联播|融媒体中心|新闻客户端|发布客户端"
    "|交易所|交易中心|商会|协会|学会|基金会|俱乐部|球队|代表队|出版社|监狱|铁路局|卫星发射中心|茅台|啤酒|证券|人寿|财险"
    "|会计师事务所|律师事务所|代表团"
)
ORGANISATION = re.compile(rf"[市县区省州]?{INSIDE}{{0,18}}?(?:{MAKERS})")
SCENE = re.compile(r"(?:在|于|位于|地处|坐落|走进|来到|落户|落地|赴|从|登陆|驻)$")
PASSING = re.compile(
    r"(?:来自|往|销往|发往|运往|送往|飞往|开往|前往|返回|出口|毕业|原籍|籍贯|出生|户籍|老家|比|较|超过|超越|继|像|如|不如|仅次|途经|经由"
    r"|抵达|除|对标|学习|借鉴|携手|支援|驰援|援助|援建|对口|帮扶|捐赠|结对)(?:于|了|到|至)?$"
)
AFTER_PASSING = re.compile(r"(?:人[，,。）)]|籍|户籍|之外|以外|对岸|来的|为例|口音|方言|时间)")
PARTNER = re.compile(r"(?:企业|客商|商人|团队|财团)")  # 与深圳企业签约: where somebody is from
COMING = re.compile(rf"{PARTNER.pattern}(?:牵手|携手|联手|签约|落户|入驻|进驻|投资|来|赴|到)")  # 深圳企业牵手普洱做咖啡
JOINT = re.compile(r"[、至到—－～-]")
ROW_END = re.compile(r"[市县区州]?[^，。；、]{0,6}等")
OFFICIAL = re.compile(r"[市县区州]?(?:[：:，,]|委|政府|今年|近日|日前)")


class Weighed(NamedTuple):
    """A city's strongest mention in one passage."""

    score: float
    rule: str
    passage: Passage


def cities(reading: Reading) -> Derived:
    """Return the cities of an article, each with the sentence that speaks for it most."""
    weighed: dict[str, list[Weighed]] = {}
    for text, here, zones in zip(reading.texts, reading.near, reading.zones, strict=True):
        if here or zones:
            for city, mention in _strongest(text, here, zones).items():
                weighed.setdefault(city, []).append(mention)
    weighed |= _seats(reading, weighed)
    scores = {city: sum(mention.score for mention in mentions) for city, mentions in weighed.items()}
    least = max(LEAST, SHARE * max(scores.values(), default=0.0))
    filed = tuple(city for city, score in scores.items() if score >= least)
    return Derived(filed, tuple(_why(weighed, filed)))


def _seats(reading: Reading, weighed: dict[str, list[Weighed]]) -> dict[str, list[Weighed]]:
    """Return the seats of zones that lie in several cities, none of which the article names: the first of each."""
    seats: dict[str, list[Weighed]] = {}
    for text, here in zip(reading.texts, reading.zones, strict=True):
        for cities in (mention.zone.cities for mention in here):
            if len(cities) > 1 and weighed.keys().isdisjoint(cities):
                seats.setdefault(cities[0], []).append(Weighed(WEIGHT[text.part], "seat", text))
    return seats


def _why(weighed: dict[str, list[Weighed]], cities: Sequence[str]) -> Iterator[Evidence]:
    for city in cities:
        best = max(weighed[city], key=lambda mention: mention.score)
        yield evidence("city", city, best.rule, best.passage)


def _strongest(text: Passage, here: Sequence[Named], zones: Sequence[Mention]) -> dict[str, Weighed]:
    """Return for each city that the passage names the weight of its strongest mention."""
    best: dict[str, Weighed] = {}
    career = bool(CAREER.search(text.subject))
    for cities, rule in (*_by_zone(zones), *_by_name(text.subject, here, zones)):
        score = WEIGHT[text.part] * STRENGTH["passing" if career else rule]
        for city in cities:
            if city not in best or score > best[city].score:
                best[city] = Weighed(score, rule, text)
    return best


def _by_zone(zones: Sequence[Mention]) -> Iterator[tuple[tuple[str, ...], str]]:
    for mention in zones:
        if len(mention.zone.cities) == 1:
            yield mention.zone.cities, "scene"


def _by_name(text: str, here: Sequence[Named], zones: Sequence[Mention]) -> Iterator[tuple[tuple[str, ...], str]]:
    for row in _rows(text, here):
        for place in row:
            covered = any(zone.start <= place.start < zone.end and len(zone.zone.cities) == 1 for zone in zones)
            if place.cities and not covered and not ORGANISATION.match(text, place.end):
                yield place.cities, _role(text, place, row)


def _rows(text: str, here: Sequence[Named]) -> list[list[Named]]:
    """Return the places in rows: those that a comma of enumeration or a 至 joins, each other one by itself."""
    rows: list[list[Named]] = []
    for place in here:
        end = rows[-1][-1].end if rows else 0
        if rows and (place.chain < end or JOINT.fullmatch(text, end, place.chain)):
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _role(text: str, place: Named, row: Sequence[Named]) -> str:
    """Tell a scene (在高平市) from one of a row (北京、上海、济南等七地) and a name in passing (来自高平, 高平人)."""
    before = text[max(0, place.chain - 6) : place.chain]
    scene = SCENE.search(before)
    opening = not before.strip() or before[-1] in "，。：；、"
    if place.alone:
        return "named" if scene or opening else "passing"
    led_by = text[max(0, row[0].chain - 6) : row[0].chain]
    if (led_by.endswith(("与", "同", "和")) and PARTNER.match(text, place.end)) or COMING.match(text, place.end):
        return "partner"
    if PASSING.search(led_by) or AFTER_PASSING.match(text, place.end) or _of_provinces(row):
        return "passing"
    chains = {other.chain for other in row}
    if len(chains) > 2 or (len(chains) > 1 and ROW_END.match(text, row[-1].end)):
        return "listed"
    return "scene" if scene or (opening and OFFICIAL.match(text, place.end)) else "named"


def _of_provinces(row: Sequence[Named]) -> bool:
    """Tell whether a row counts provinces (四川、重庆、湖北), so that a municipality in it is one of them."""
    chains = [place.chain for place in row]
    return len(set(chains)) > 1 and any(
        place.place.kind == "省" and not place.cities and chains.count(place.chain) == 1 for place in row
    )
