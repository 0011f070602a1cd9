"""What a page is made of and the manners in which newspapers set it: stories, names, furniture, shares of each way."""

import json
from dataclasses import dataclass
from pathlib import Path

GOLD = Path(__file__).parent / "gold"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂英华玉兰建国晓红梅春燕志鹏文博雪思雨欣怡轩浩然涵诺宇航"
KICKERS = (
    "在希望的田野上",
    "高质量发展调研行",
    "省发展改革委",
    "大同市云冈区",
    "太原海关",
    "新春走基层",
    "朔州经济开发区",
)
SUBTITLES = ("一家企业的转型记", "开发区改革走访之三", "来自项目一线的报告")
SUBHEADS = ("让数据多跑路", "从“有”到“优”", "小院里的大生意", "一条链的突围", "（一）账本变薄了", "二、把短板补上")
SECTIONS = ("要闻速览", "产业观察", "一线传真", "民生关注", "产业动态", "项目建设进行时")
PAPERS = ("河东日报", "汾水晚报", "三晋导报", "雁北新闻报")
SHARED = ("项目为王 各地比学赶超", "首季开门红 各市晒成绩", "抓项目 稳增长 看各地")
CITIES = ("太原", "大同", "朔州", "忻州", "阳泉", "长治", "晋城", "临汾", "运城", "吕梁")
BOX = ("企业总数 46 家", "标准厂房 38 万平方米", "在建项目 12 个", "从业人员 2900 人", "累计投资 5.6 亿元")
SIGNED = ("end", "end", "end", "alone", "paren", "roled", "dateline", "opening", "above", "none")
WIDTHS = (14, 16, 18, 20, 22, 26)


@dataclass(frozen=True, slots=True)
class Story:
    """What is to be printed: a headline and the paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page is set, in shares of its articles.

    `late`: the headline stands behind the body. `blank`: a blank line stands between all lines, articles, parts or
    nowhere. `signed`: where the bylines stand. `dated`: an article has a dateline.
    """

    late: float = 0.5
    blank: str = "parts"
    indent: str = ""
    signed: tuple[str, ...] = SIGNED
    dated: float = 0.8
    headless: float = 0.05
    kickers: float = 0.2
    subtitles: float = 0.12
    pictures: float = 0.1
    quotes: float = 0.0
    boxes: float = 0.0
    subheads: float = 0.15
    widening: float = 0.15
    stretched: float = 0.0
    furniture: float = 0.6
    cities: bool = False


MANNERS = {
    "before": Manner(late=0),
    "before, tight": Manner(late=0, blank="none"),
    "before, open": Manner(late=0, blank="all"),
    "after": Manner(late=1),
    "after, tight": Manner(late=1, blank="none"),
    "after, open": Manner(late=1, blank="all", pictures=0.2),
    "mixed": Manner(),
    "mixed, tight": Manner(blank="none"),
    "mixed, open": Manner(blank="all"),
    "indented": Manner(late=0.2, blank="none", indent="　　"),
    "indented, open": Manner(late=0.3, blank="all", indent="　　"),
    "undated": Manner(late=0.3, blank="articles", dated=0.3),
    "undated, open": Manner(late=0.3, blank="all", dated=0.3),
    "pictures": Manner(late=0.5, blank="all", pictures=0.6, quotes=0.3),
    "boxes": Manner(late=0.2, boxes=0.5, subheads=0.4),
    "cities": Manner(late=0, blank="all", cities=True, headless=0, kickers=0, subtitles=0),
    "stretched": Manner(blank="all", stretched=0.04),
}


def own_stories() -> list[Story]:
    """Return the stories of the sample pages that can be told without their headline's help."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    articles = [article for gold in golds for article in gold["articles"]]
    return [
        Story(one["title"], tuple(one["paragraphs"]))
        for one in articles
        if one["title"] and "：项目总数" not in one["title"]
    ]
