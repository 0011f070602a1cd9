"""The rules of the evidence in words, and the queries that the start page shows as examples."""

from typing import Final

from searchsvc.messages import Message

RULES: Final[dict[str, Message]] = {  # those of enrich; one that is not here is shown by its own name
    "given": Message("来稿自带", "given by the source"),
    "corrected": Message("人工更正", "corrected by hand"),
    "title": Message("标题中提到", "named in the headline"),
    "lead": Message("导语中提到", "named in the lead"),
    "body": Message("正文中提到", "named in the body"),
    "list": Message("列举中提到", "named in a list"),
    "listed": Message("列举中提到", "named in a list"),
    "scene": Message("事情发生在此", "where it happens"),
    "named": Message("文中点名", "named in the text"),
    "passing": Message("顺带提到", "named in passing"),
    "table": Message("名录中的名称或简称", "a name from the list of zones"),
    "pattern": Message("由地名与开发区类别推出", "a place name and a kind of zone"),
    "bare": Message("只写“开发区”，由所在地推出", "the zone of the place, called just that"),
}

EXAMPLES: Final[tuple[tuple[str, Message], ...]] = (
    ("城市：大同 新能源", Message("限定城市，再找词", "a city, and a word")),
    ("“三个一批”", Message("引号内一字不差", "exactly as quoted")),
    ("光伏 或 风电", Message("任一个词", "either word")),
    ("开发区 -太原", Message("含前者，不含后者", "one word without another")),
    ("标题：低空经济", Message("只在标题里找", "in headlines only")),
    ("日期:2025-02 签约", Message("限定月份", "within a month")),
)
