"""What the page of saved searches says."""

from typing import Final

from searchsvc.messages import Message

TEXTS: Final[dict[str, Message]] = {
    "saved": Message("保存的检索", "Saved searches"),
    "saved_lead": Message(
        "保存在这个浏览器名下，无需登录；每个都有订阅地址，并记着上次看过之后又来了几篇。",
        "Kept for this browser, without an account; each has a feed, and tells what came since it was last seen.",
    ),
    "save": Message("保存这个检索", "Save this search"),
    "save_name": Message("名字", "Name"),
    "save_now": Message("保存", "Save"),
    "saved_none": Message("还没有保存的检索", "No search is saved yet"),
    "saved_none_hint": Message("在检索结果页点“保存这个检索”。", "Choose “Save this search” on a page of results."),
    "saved_new": Message("{total} 篇新到，去看", "See {total} new"),
    "saved_new_one": Message("1 篇新到，去看", "See 1 new"),
    "saved_old": Message("没有新到", "nothing new"),
    "saved_slow": Message("新到几篇没能在限定时间内算出", "what is new could not be counted in time"),
    "saved_since": Message("{day}保存", "saved on {day}"),
    "feed": Message("订阅", "Feed"),
    "delete": Message("删除", "Delete"),
    "delete_named": Message("删除“{name}”", "Delete {name}"),
}
