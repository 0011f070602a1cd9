"""Hostile input: a million bytes of what patterns trip over, in every form of text, is read and searched in seconds."""

import json
import resource
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from shutil import rmtree

from tests.torture.child import Ended, run

LIMIT = 60  # seconds of the processor; what takes a time by the square of its length takes hours
PIECES = (
    *(" ", "\u3000", "\t", "\n", " \n", "1", "0", "１", "a", "的", "一", "十", "万", "亿", "e\u0301", "姻", "□ "),
    *("\u25a0 \n", "(", "（", "[", "![", "](", "[](", "【", "《", "“", "”", "。”", "“。", '"', '\\"', "\\", "{"),
    *("}", "<", "</", "&#", "<p>", "<b>", "<!--", "<a ", "<table><tr><td>", "#", "# ", "> ", "- ", "1. ", "* "),
    *("**a ", "__", "`", "~", "|", "| a ", "---\n", "+++\n", "```\n", "key: ", "，", "、", "；", "：", "！", "？"),
    *("…", "——", ".", ",", "1,", "1.", "%", "1%", "亿元", "1亿元，", "投资1亿元", "增长1%", "达1元", "，共1个"),
    *("其中1%", "超1", "100MW/", "1至", "1-", "签约、", "大同", "大同，", "大同市", "大同经开区", "经济技术开发区"),
    *("产业园", "有限公司", "第", "百分之", "年", "2024年", "1月1日", "2月6日至", "本报讯", "记者"),
    *("（记者 王强） ", "王强 摄 ", "本报记者 ", "责编：", "新华社太原2月6日电 ", "图为", "上接", "（下转"),
    *("A1版 ", "第1版", "http", "www.", "CN", "E-mail", "电话", "同比", "历任", "一、", "（一）"),
)
QUERIES = ('"', "(", "-", "?*", "a?", "\\", "或 ", "NOT ", "日期:", "投资>1", "同句(", "~", "：", "*")

Form = Callable[[str], str]
FORMS: Mapping[str, Form] = {
    "page.txt": lambda text: text,
    "lead.txt": lambda text: f"大同经开区开工\n本报讯（记者 王强）{text}完。\n",
    "article.md": lambda text: text,
    "front.md": lambda text: f"---\n{text}\n---\n正文\n",
    "page.html": lambda text: f"<html><body><h1>开工</h1><p>{text}",
    "rows.csv": lambda text: f"title,body\n{text}",
    "list.json": lambda text: text,
    "body.jsonl": lambda text: json.dumps({"title": text[:2000], "body": text}),
    "keys.jsonl": lambda text: json.dumps(dict.fromkeys(("body", "authors", "city", "published", "captions"), text)),
    "broken.jsonl": lambda text: '{"title": "' + "[" * 40 + text.replace("\n", " "),
}


def torture(folder: Path, chance: Random, *, inputs: int, size: int = 1_000_000) -> str:
    """Index and search so many inputs of `size` bytes; AssertionError for one that does not end, or ends in a trace."""
    slowest = (0.0, "")
    for number in range(inputs):
        world = folder / str(number)
        world.mkdir()
        took, what = _read(world, chance, size)
        slowest = max(slowest, (took, what))
        rmtree(world)
    return f"{inputs} inputs of {size:,} bytes read and searched; the slowest took {slowest[0]:.1f} s ({slowest[1]})"


def _read(world: Path, chance: Random, size: int) -> tuple[float, str]:
    """Index one input and search it; return the seconds of the processor that it took, and what it was."""
    name = chance.choice(list(FORMS))
    text, told = _text(chance, size)
    path = world / name
    path.write_bytes(FORMS[name](text).encode()[:size])
    query = "".join(chance.choices(PIECES + QUERIES, k=chance.randint(1, 3))) * chance.choice((1, 50, 2000))
    began = _seconds()
    indexed, searched = (
        run(command, world / "index", _limited) for command in (["index", str(path)], ["search", "--", query[:100_000]])
    )
    took, what = _seconds() - began, f"{name}: {told}, asked {query[:20]!r}"
    _ended(indexed, (0, 5), what)
    _ended(searched, (0, 1, 2, 3), what)
    return took, what


def _text(chance: Random, size: int) -> tuple[str, str]:
    """Return a text of one piece again and again, of one and then another, or of some mixed; and how it was made."""
    pieces = chance.choices(PIECES, k=chance.choice((1, 1, 2, 2, 3)))
    shape, width = chance.choice(("run", "runs", "mixed")), chance.choice((0, 0, 6, 40, 150))
    if shape == "mixed":
        text = "".join(chance.choices(pieces, k=size // min(map(len, pieces))))[:size]
    else:
        own = size // len(pieces) if shape == "runs" else 100
        text = "".join(piece * (own // len(piece) + 1) for piece in pieces)
        text = text * (size // len(text) + 1)
    if width:
        text = "\n".join(text[start : start + width] for start in range(0, size, width))
    return text[:size], f"{shape} of {pieces!r} in lines of {width}"


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))


def _seconds() -> float:
    """Return the seconds of the processor that all ended processes took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _ended(ended: Ended, codes: tuple[int, ...], what: str) -> None:
    assert ended.code in codes, f"{what}: ended with {ended.code}: {ended.said[-3:]}"
    assert not any(line.startswith("Traceback") for line in ended.said), f"{what}: {ended.said[-3:]}"
