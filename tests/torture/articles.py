"""Made articles: of an id and a version there is one, so whoever reads it knows whether it is whole."""

from random import Random

PLACES = ("大同", "晋城", "阳泉", "朔州", "忻州", "临汾")
THINGS = ("光伏基地", "煤层气项目", "新材料产业园", "数据中心", "有机旱作农业", "文旅融合示范区")
Record = dict[str, str]


def article(name: str, version: int = 0) -> Record:
    """Return the article of this id and version, as a record that is indexed as it is."""
    chance = Random(f"{name} {version}")
    place, thing = chance.choice(PLACES), chance.choice(THINGS)
    lines = [
        f"{place}市{chance.choice(THINGS)}第{number}期总投资{chance.randint(1, 900)}亿元，版次{version}，编号{name}。"
        for number in range(chance.randint(1, 6))
    ]
    day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {"id": name, "title": f"{place}{thing}{name}第{version}稿", "published": day, "body": "\n".join(lines)}


def text(record: Record) -> str:
    """Return what tells whether an article is this one and whole."""
    return f"{record['title']}\n{record['body']}"
