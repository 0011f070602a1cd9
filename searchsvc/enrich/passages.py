"""An article as its librarian reads it: sentence by sentence, the heads apart, without datelines and bylines."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from searchsvc.analysis import simplified
from searchsvc.articles import Article, Evidence, Lines, Paragraph

Part = Literal["title", "lead", "body"]
LEAD = 160  # characters of the body in which a news story says what it is about

LONGEST = 1_000  # characters of a sentence; beyond, what stands far before a number says nothing of it
SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]*[”’」』）)\"]*")
MAKERS = "记者|通讯员|实习生|编辑|责编|摄影|资料图|导报讯"
FRAMED = re.compile(rf"{MAKERS}|来源|编导|(?:[电讯]|消息)[\s（(：:]")  # without any of these nothing frames
FRAME = (  # what frames a story and tells nothing of its place or trade
    re.compile(rf"[（(【\[][^（()）【】\[\]]{{0,80}}?(?:{MAKERS})[^（()）【】\[\]]{{0,80}}[)）】\]]"),
    re.compile(r"(?m)^[^\S\n]*[一-龥A-Za-z0-9 ]{2,24}?(?:电|讯|消息)(?=[\s（(：:])"),
    re.compile(r"(?m)^[^\S\n]*[一-龥]{2,12}(?:客户端|全媒体?)?记者[\s·一-龥]{2,12}(?=近日|日前|\s|$)"),
    re.compile(r"(?m)^[^\S\n]*(?:记者|编导|来源|责编|部分画面来源|通讯员)[：:].*$"),
    re.compile(r"(?m)^[^\S\n]*(?:本报)?记者\s[^，。]{2,20}?报道"),
    re.compile(r"来源[：:]\s*[一-龥、]{2,20}\s*$"),
)
CAREER = re.compile(r"历任|曾任|出生于|简历|任职|挂职")  # a sentence on where somebody served, not where news is


class Passage(NamedTuple):
    """One sentence, the lines of its paragraph and its part of the story.

    `text` is as printed, `subject` what the rules read: of the same length, simplified, its frame blanked. `opens`
    tells that it begins a head or a paragraph.
    """

    text: str
    subject: str
    lines: Lines | None
    part: Part
    opens: bool = True

    @property
    def framed(self) -> bool:
        """Tell whether a dateline or a byline was blanked."""
        return self.subject is not self.text and self.subject.count(" ") > self.text.count(" ")


def passages(article: Article) -> tuple[Passage, ...]:
    """Return the heads and the sentences of the article, in reading order."""
    title = None if article.title_inferred else article.title
    heads = tuple(head for head in (article.kicker, title, article.subtitle) if head)
    return tuple(_cut(heads, article.paragraphs, article.subheads + article.captions))


def evidence(facet: str, value: str, rule: str, passage: Passage) -> Evidence:
    """Return the evidence that `passage` gives for a value."""
    return Evidence(facet=facet, value=value, rule=rule, quote=passage.text.strip(), lines=passage.lines)


def _cut(heads: Iterable[str], paragraphs: Iterable[Paragraph], asides: Iterable[str]) -> Iterator[Passage]:
    yield from (Passage(*piece, None, "title") for head in heads for piece in _pieces(head, _without_frame(head)))
    read = 0
    for paragraph in paragraphs:
        for number, (text, subject) in enumerate(_sentences(paragraph.text)):
            yield Passage(text, subject, paragraph.lines, "lead" if read < LEAD else "body", not number)
            read += len(text)
    yield from (Passage(*piece, None, "body") for aside in asides for piece in _pieces(aside, _without_frame(aside)))


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    subject = _without_frame(text)
    for match in SENTENCE.finditer(text):
        sentence = match.group()
        yield from _pieces(sentence, sentence if subject is text else subject[match.start() : match.end()])


def _pieces(text: str, subject: str) -> Iterator[tuple[str, str]]:
    """Yield a text whole, or where no sentence is as long in pieces that end behind a comma where there is one."""
    if len(text) <= LONGEST:
        yield text, subject
        return
    start = 0
    while len(text) - start > LONGEST:
        end = start + LONGEST
        end = max(text.rfind(mark, start, end) + 1 for mark in "，、, \u3000") or end
        yield text[start:end], subject[start:end]
        start = end
    yield text[start:], subject[start:]


def _without_frame(text: str) -> str:
    text = simplified(text)
    for pattern in FRAME if FRAMED.search(text) else ():
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text
