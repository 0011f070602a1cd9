"""A press: pages with their gold, set from given stories in the manners that newspapers have, by lot."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.pages.manners import (
    BOX,
    CITIES,
    GIVEN,
    KICKERS,
    MANNERS,
    PAPERS,
    SECTIONS,
    SHARED,
    SUBHEADS,
    SUBTITLES,
    SURNAMES,
    WIDTHS,
    Manner,
    Story,
    own_stories,
)
from tests.pages.typeset import spaced_out, wrapped, wrapped_headline


@dataclass(slots=True)
class Sheet:
    """A page being set: its lines so far, its articles as they should be found, and what belongs to none."""

    random: Random
    manner: Manner
    paper: str
    tight_heads: bool
    lines: list[str] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    def put(self, rows: Iterable[str]) -> list[int]:
        """Set rows of one part; return their numbers."""
        numbers = []
        for row in rows:
            self.lines.append(row)
            numbers.append(len(self.lines))
            if self.manner.blank == "all" and not (row[-1:].isascii() and self.random.random() < 0.5):
                self.lines.append("")
        return numbers

    def gap(self, between: str) -> None:
        """Leave a line blank between two parts or articles, where the manner has it so."""
        kinds = {"all": ("parts", "articles"), "parts": ("parts", "articles"), "articles": ("articles",)}
        if between in kinds.get(self.manner.blank, ()) and self.lines and self.lines[-1]:
            self.lines.append("")

    def chance(self, share: float) -> bool:
        """Return whether the lot falls, which it does in this share of cases."""
        return self.random.random() < share

    def name(self) -> str:
        """Return a name by lot."""
        return self.random.choice(SURNAMES) + "".join(self.random.sample(GIVEN, self.random.choice((1, 2, 2))))


def press(stories: Sequence[Story], manner: Manner, random: Random) -> Sheet:
    """Set a page of these stories."""
    sheet = Sheet(random, manner, random.choice(PAPERS), random.random() < 0.7)
    carries = sheet.chance(manner.furniture)
    if carries:
        _furniture(
            sheet, f"{sheet.paper} 2025 年 5 月 16 日 星期五 责编：{sheet.name()} 版式：{sheet.name()} 第 3 版 综合"
        )
    if manner.cities:
        _furniture(sheet, random.choice(SHARED))
    for number, story in enumerate(stories):
        if carries and sheet.chance(0.15):
            _furniture(sheet, random.choice(SECTIONS))
        _article(sheet, story, CITIES[number % len(CITIES)])
        sheet.gap("articles")
    if carries:
        _furniture(sheet, "新闻热线：0351-5550135 E-mail：news@example.cn")
    return sheet


def _furniture(sheet: Sheet, text: str) -> None:
    sheet.gap("parts")
    sheet.put([text])
    sheet.furniture.append(text)
    sheet.gap("parts")


def _article(sheet: Sheet, story: Story, city: str) -> None:
    lot, manner = sheet.random, sheet.manner
    headed = not sheet.chance(manner.headless)
    late = headed and sheet.chance(manner.late)
    signed = lot.choice(manner.signed)
    authors = [sheet.name() for _ in range(lot.choice((1, 1, 2, 3)))] if signed != "none" else []
    dateline = _dateline(sheet) if not headed or sheet.chance(manner.dated) else None
    signed = {"dateline": "end", "above": "end"}.get(signed, signed) if not dateline else signed
    signed = "end" if (signed == "opening" and dateline) or (signed == "above" and (late or not headed)) else signed
    columns = lot.choice(WIDTHS)
    found: dict[str, Any] = {
        "title": story.title if headed else None,
        "kicker": lot.choice(KICKERS) if headed and sheet.chance(manner.kickers) else None,
        "subtitle": lot.choice(SUBTITLES) if headed and sheet.chance(manner.subtitles) else None,
        "headline_position": ("after" if late else "before") if headed else None,
        "authors": authors,
        "dateline": dateline,
        "paragraphs": list(story.paragraphs),
        **{key: [] for key in ("subheads", "captions", "pullquotes", "optional_lines")},
        **dict.fromkeys(("box", "continued_from", "continues_on", "page")),
    }
    if manner.cities:
        found["title"] = f"{city}：项目总数 {lot.randint(20, 90)} 个 总投资 {lot.randint(300, 3000) / 10} 亿元"
    if headed and not late:
        _head(sheet, found, columns)
    if signed == "above":
        found["optional_lines"] += sheet.put([f"本报记者 {' '.join(authors)}"])
    _body(sheet, found, signed, columns)
    if late:
        sheet.gap("parts")
        _head(sheet, found, columns)
    if story.paragraphs and sheet.chance(manner.pictures):
        _picture(sheet, found, columns)
    sheet.articles.append(found)


def _dateline(sheet: Sheet) -> str:
    month, day = sheet.random.randint(1, 12), sheet.random.randint(1, 28)
    wire = f"新华社太原 {month} 月 {day} 日电"
    return sheet.random.choice(
        ("本报讯", "本报讯", f"{sheet.paper}讯", wire, f"本报 {month} 月 {day} 日讯", f"本报晋城{month}月{day}日电")
    )


def _head(sheet: Sheet, found: dict[str, Any], columns: int) -> None:
    if found["kicker"]:
        sheet.put([found["kicker"]])
        sheet.gap("parts")
    title = found["title"]
    if sheet.manner.cities:
        rows = title.partition("：")
        sheet.lines.append(f"{rows[0]}：")
        sheet.put([rows[2]])
    else:
        rows = wrapped_headline(title, sheet.random)
        if sheet.tight_heads:
            sheet.lines += rows[:-1]
            sheet.put(rows[-1:])
        else:
            sheet.put(rows)
    if found["subtitle"]:
        sheet.gap("parts")
        sheet.put([f"——{found['subtitle']}"])
    sheet.gap("parts")


def _texts(found: dict[str, Any], signed: str) -> list[str]:
    """Return the paragraphs with what opens the first and what ends the last."""
    texts, who = list(found["paragraphs"]), " ".join(found["authors"])
    opened = f"{found['dateline']} " if found["dateline"] else ""
    if signed == "dateline":
        opened = f"{found['dateline']}（记者 {who}） "
    elif signed == "opening":
        opened = f"本报记者 {who} "
    texts[0] = opened + texts[0]
    ends = {"end": f" {who}", "paren": f"（记者 {who}）", "roled": f" □ 本报记者 {who}"}
    texts[-1] += ends.get(signed, "")
    return texts


def _body(sheet: Sheet, found: dict[str, Any], signed: str, columns: int) -> None:
    texts = _texts(found, signed)
    parted = len(texts) // 2 if len(texts) >= 4 and sheet.chance(sheet.manner.subheads) else 0
    boxed = len(texts) - 1 if len(texts) >= 3 and sheet.chance(sheet.manner.boxes) else 0
    wide = columns + 8 if sheet.chance(sheet.manner.widening) else columns
    quoted = len(texts) - 2 if len(texts) >= 3 and sheet.chance(sheet.manner.quotes) else 0
    found["first_line"] = len(sheet.lines) + 1
    last: list[int] = []
    for number, text in enumerate(texts):
        if number and number == parted:
            _apart(sheet, found, "subheads", [sheet.random.choice(SUBHEADS)])
        if number and number == boxed:
            found["box"] = ["相关数据", *sheet.random.sample(BOX, 3)]
            _apart(sheet, found, None, found["box"])
        rows = wrapped(text, wide if number > 1 else columns, sheet.manner.indent)
        rows = [spaced_out(row) if sheet.chance(sheet.manner.stretched) else row for row in rows]
        if number and number == quoted and len(rows) > 3:
            sheet.put(rows[:2])
            said = text[: text.index("。") + 1] if "。" in text else text
            found["pullquotes"].append(said)
            found["optional_lines"] += sheet.put(_narrow(f"“{said}”"))
            rows = rows[2:]
        last = sheet.put(rows)
    if signed == "alone":
        sheet.gap("parts")
        last = sheet.put([sheet.random.choice(("{}", "（{}）", "本报记者 {}")).format(" ".join(found["authors"]))])
        found["optional_lines"] += last
    found["last_line"] = last[-1]


def _narrow(text: str) -> list[str]:
    return [text[at : at + 9] for at in range(0, len(text), 9)]


def _apart(sheet: Sheet, found: dict[str, Any], key: str | None, rows: list[str]) -> None:
    sheet.gap("parts")
    found["optional_lines"] += sheet.put(rows)
    if key:
        found[key] += rows
    sheet.gap("parts")


def _picture(sheet: Sheet, found: dict[str, Any], columns: int) -> None:
    said = found["paragraphs"][-1].split("。")[0] + "。"
    mark = sheet.random.choice((" 姻 ", " ■ ", " "))
    credit = sheet.random.choice(
        (f"{sheet.name()} 摄", f"{sheet.name()}摄", "受访者供图", f"本报记者 {sheet.name()} 摄", "资料图片")
    )
    found["captions"].append(said)
    sheet.gap("parts")
    rows = wrapped(said + mark + credit, columns + 5, "", first=0)
    found["optional_lines"] += sheet.put(rows)


def main(folder: Path, seed: int, pages: int, stories: Sequence[Story]) -> None:
    """Write pages of every manner with their gold to a folder."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for style, manner in MANNERS.items():
        for number in range(pages):
            sheet = press(random.sample(list(stories), random.randint(5, 8)), manner, random)
            name = f"{style.replace(', ', '-')}-{number:02}"
            gold = {
                "page": f"{name}.txt",
                "styles": [style.replace(", ", "-")],
                "issue": {"source": None, "published": None, "page": None},
                "articles": sheet.articles,
                "furniture": sheet.furniture,
                "shared_headline": None,
            }
            (folder / f"{name}.txt").write_text("\n".join(sheet.lines), encoding="utf-8")
            (folder / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), own_stories())
