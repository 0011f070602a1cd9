"""The blocks of text in an HTML page, in its order, with what tells running text from boilerplate."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

PARTING = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "nav", "ol", "p", "section", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
})  # fmt: skip
SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button",
    "textarea",
})  # fmt: skip
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
ASIDE = frozenset({"nav", "footer", "aside"})
UNENDED = frozenset({"p", "li", "td", "tr", "dd", "dt"})  # elements that another of their kind ends
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MAX_DEPTH = 500  # elements within elements that are remembered
_ASIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|recommend\w*|share|footer|copyright|breadcrumbs?|sidebar|nav|menu|pager)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WHITE = re.compile(r"[\s\xa0\u3000]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its text, the elements it ends in, the first line of its source, its characters in links, in bold."""

    text: str
    inside: frozenset[str]
    line: int
    linked: int
    bold: int

    @property
    def heading(self) -> bool:
        """Whether it stands in a heading, or is all bold and no sentence."""
        all_bold = self.bold >= len(_WHITE.sub("", self.text)) and not self.text.endswith(("。", "！", "？"))
        return all_bold or not self.inside.isdisjoint(HEADINGS)

    @property
    def aside(self) -> bool:
        """Whether it stands in what by its name belongs to the site and not to the article."""
        return "aside" in self.inside


class Blocks(HTMLParser):
    """A page taken apart: `found` has its blocks, `metadata` what its `meta` and `time` elements say."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self.metadata: dict[str, str] = {}
        self.title = ""
        self._open: list[tuple[str, bool]] = []  # the elements we are in, and whether they are aside
        self._text: list[str] = []
        self._linked = self._bold = 0
        self._line = 0
        self.feed(page)
        self.close()
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in PARTING:
            self._end_block()
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = values.get("name") or values.get("property") or values.get("itemprop") or ""
            self.metadata.setdefault(name.strip().lower(), values.get("content", "").strip())
        elif tag == "time" and values.get("datetime"):
            self.metadata.setdefault("date", values["datetime"])
        elif tag not in VOID and len(self._open) < MAX_DEPTH:
            self._begin(tag, f"{values.get('class', '')} {values.get('id', '')}")

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those in it that were not ended."""
        if tag in PARTING:
            self._end_block()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Take text in."""
        inside = {tag for tag, _ in self._open}
        if "title" in inside:
            self.title += data
        elif SILENT.isdisjoint(inside):
            if not "".join(self._text).strip():
                self._line = self.getpos()[0]
            self._text.append(data)
            size = len(_WHITE.sub("", data))
            self._linked += size if "a" in inside else 0
            self._bold += size if inside & {"b", "strong"} else 0

    def _begin(self, tag: str, names: str) -> None:
        if tag in UNENDED and self._open and self._open[-1][0] == tag:
            self._open.pop()
        aside = tag in ASIDE or (tag not in ("html", "body") and _ASIDE_NAME.search(names) is not None)
        self._open.append((tag, aside))

    def _end_block(self) -> None:
        text = _WHITE.sub(" ", "".join(self._text)).strip()
        if text:
            inside = {tag for tag, _ in self._open} | {"aside" for _, aside in self._open if aside}
            self.found.append(Block(text, frozenset(inside), self._line, self._linked, self._bold))
        self._text, self._linked, self._bold = [], 0, 0
