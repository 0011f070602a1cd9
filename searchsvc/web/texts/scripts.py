"""What the scripts of the pages say."""

from typing import Final

from searchsvc.messages import Message

TEXTS: Final[dict[str, Message]] = {
    "suggestions": Message("检索建议", "Suggestions"),
    "suggested": Message("{count} 条建议，用上下键选", "{count} suggestions, choose with the arrow keys"),
    "city": Message("城市", "city"),
    "zone": Message("开发区", "zone"),
    "company": Message("企业", "company"),
    "word": Message("词", "word"),
    "title": Message("标题", "headline"),
    "value": Message("值", "value"),
    "alike": Message("相近", "alike"),
    "copy": Message("复制", "Copy"),
    "copied": Message("已复制", "Copied"),
    "keys_on": Message("快捷键 / j k n p：开", "Keys / j k n p: on"),
    "keys_off": Message("快捷键 / j k n p：关", "Keys / j k n p: off"),
    "quote_make": Message("制作引文卡", "Make a quote card"),
}
