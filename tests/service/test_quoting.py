"""A quotation is what the article prints, found where it stands, or there is none."""

import hashlib

from searchsvc.articles import Article, Paragraph
from searchsvc.service.quoting import Quotation, quotation

ARTICLE = Article(
    id="kx-1",
    title="大同签约",
    paragraphs=(Paragraph("大同经开区昨日签约。", (3, 3)), Paragraph("总投资 48.51 亿元，５Ｇ工厂投产。", (4, 6))),
    captions=("工人检修光伏板。",),
)


def test_it_is_given_as_printed_with_its_lines_and_its_check():
    said = "总投资48.51亿元，5G工厂"
    printed = "总投资 48.51 亿元，５Ｇ工厂"
    check = hashlib.sha256(f"kx-1\n{printed}".encode()).hexdigest()[:16]
    assert quotation(ARTICLE, said) == Quotation(printed, "body", 1, (4, 6), check)


def test_headlines_and_captions_can_be_quoted():
    assert quotation(ARTICLE, "检修光伏板") == Quotation(
        "检修光伏板", "caption", 0, None, quotation(ARTICLE, "检修光伏板").check
    )
    assert quotation(ARTICLE, "大同签约").field == "title"


def test_what_is_not_printed_so_is_no_quotation():
    assert [quotation(ARTICLE, said) for said in ("总投资58.51亿元", "签约。总投资", "", "  ")] == [None] * 4
