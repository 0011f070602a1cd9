"""Marks stand on the longest literal matches, passages are cut at sentence ends and are the article's own text."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchsvc.analysis import fold
from searchsvc.articles import Article, Paragraph
from searchsvc.schema import document
from searchsvc.shown import shown
from searchsvc.snippets import LENGTH, Amount, Needle, Snippet, cut, cut_page, marks
from searchsvc.snippets.passages import end_of


def needles(*strings):
    return [Needle(fold(string)) for string in strings]


def article(*paragraphs, **head):
    numbered = (Paragraph(text, (number * 3, number * 3 + 2)) for number, text in enumerate(paragraphs, 1))
    return Article(id="a", paragraphs=tuple(numbered), **head)


def as_shown(source):
    made = document(source)
    return shown(made.head, [(part.field, part.text) for part in made.parts])


def snippets(source, sought, count):
    _, found = cut(as_shown(source), sought, count)
    return found


@pytest.mark.parametrize(
    ("text", "strings", "marked"),
    [
        ("新能源汽车产业链", ["新能源"], ["新能源"]),
        ("新能源汽车产业链", ["能源", "新能源"], ["新能源"]),
        ("晋城新能源项目", ["晋城", "新能源"], ["晋城新能源"]),
        ("总投资 48.51 亿元", ["48.51亿元"], ["48.51 亿元"]),
        ("５Ｇ網絡", ["5g网络"], ["５Ｇ網絡"]),
        ("15亿元、5亿元", ["5亿元"], ["5亿元"]),
        ("㈱晋城", ["株"], ["㈱"]),
    ],
)
def test_marks_stand_on_the_longest_literal_match(text, strings, marked):
    assert [text[start:end] for start, end in marks(text, needles(*strings), "title")] == marked


SIGNS = "一二三四五六七八九十。！？；”’」』）)，、,：新"
AS_A_PATTERN = re.compile(
    r".{1,120}\Z|.{40,119}[。！？；]+[”’」』）)]*|.{40,119}[，、,：]|.{1,120}", re.DOTALL
)  # the rule of a passage's end, said once more


@given(st.lists(st.sampled_from(["新能源", *SIGNS, "\n"]), max_size=300), st.integers(0, 40))
def test_a_passage_ends_with_the_text_a_sentence_a_clause_or_as_it_comes(pieces, start):
    text = "".join(pieces)
    ending = AS_A_PATTERN.match(text, start)
    assert end_of(text, start) == (ending.end() if ending else len(text))


def test_a_needle_for_the_title_marks_nothing_in_the_body():
    only_title = [Needle(fold("晋城"), frozenset({"title"}))]
    assert (marks("晋城", only_title, "title"), marks("晋城", only_title, "body")) == (((0, 2),), ())


def test_a_passage_is_whole_sentences_with_its_place_and_lines():
    first = "会议听取汇报。" * 20
    whole = article("开头。", "", first + "晋城新能源项目开工。" + "大家观摩。" * 20)
    text = whole.body
    [found] = snippets(whole, needles("新能源"), 1)
    end = found.start + len(found.text)
    assert found == Snippet("body", text[found.start : end], found.marks, found.start, (9, 11))
    assert [found.text[start:end] for start, end in found.marks] == ["新能源"]
    assert found.text.endswith("。")
    assert text[: found.start].endswith("。")
    assert len(found.text) <= LENGTH


def test_the_passage_with_most_of_the_query_comes_first():
    found = snippets(article("新能源很好。", "晋城发展新能源。", "晋城很好。"), needles("晋城", "新能源"), 2)
    assert [snippet.text for snippet in found] == ["晋城发展新能源。", "新能源很好。"]


def test_a_sentence_without_an_end_in_sight_is_cut_at_commas_but_never_through_a_mark():
    text = "一二三四五六七八九十，" * 30
    [found] = snippets(article(text), needles("十，一二"), 1)
    assert len(found.text) <= 2 * LENGTH
    assert found.marks
    assert all(fold(found.text[start:end]).text.startswith("十,一") for start, end in found.marks)


def test_without_a_match_in_the_text_the_article_begins():
    assert snippets(article("  ", "开头。再说。"), needles("晋城"), 2) == (
        Snippet("body", "开头。再说。", (), 3, (6, 8)),
    )
    assert snippets(Article(id="a"), [], 2) == ()


def test_captions_and_subheads_are_passages_too():
    found = snippets(article("正文。", captions=("智慧园区指挥中心。",)), needles("指挥中心"), 2)
    assert found == (Snippet("caption", "智慧园区指挥中心。", ((4, 8),), 0, None),)


def test_the_text_comes_before_the_heads():
    found = snippets(article("大同经开区新建产线。", kicker="大同经济技术开发区"), needles("大同", "经济技术开发区"), 2)
    assert [(snippet.field, snippet.text) for snippet in found] == [
        ("body", "大同经开区新建产线。"),
        ("kicker", "大同经济技术开发区"),
    ]


def test_nothing_is_marked_from_one_paragraph_into_the_next():
    found = snippets(article("晋城发展新", "能源。", "\uffff"), needles("新能源", "新\uffff能源", "\uffff"), 2)
    assert [(snippet.text, snippet.marks) for snippet in found] == [("\uffff", ((0, 1),))]


def test_a_short_sentence_is_no_passage_by_itself():
    long = "大会在晋城召开，" * 20
    [found] = snippets(article(f"开幕。{long}。"), needles("开幕"), 1)
    assert found.text == "开幕。" + "大会在晋城召开，" * 14


@given(
    st.lists(st.text(alphabet="晋城新能源5G亿 ，。；\u3000", max_size=300), max_size=4),
    st.lists(st.sampled_from(["晋城", "新能源", "能源", "5G", "5", "亿", "。"]), min_size=1, max_size=4),
    st.integers(1, 5),
)
def test_a_passage_is_the_articles_own_text_and_its_marks_lie_inside(paragraphs, strings, count):
    source = article(*paragraphs)
    for found in snippets(source, needles(*strings), count):
        paragraph = next(item for item in source.paragraphs if item.lines == found.lines)
        assert source.body[found.start : found.start + len(found.text)] == found.text
        assert found.text in paragraph.text
        assert all(0 <= start < end <= len(found.text) for start, end in found.marks)
        assert all(left[1] < right[0] for left, right in zip(found.marks, found.marks[1:], strict=False))


@given(
    st.lists(st.text(alphabet="晋城新能源5G亿 ，。；\u3000", max_size=400), max_size=4),
    st.lists(st.sampled_from(["晋城", "新能源", "能源", "5G", "5", "亿", "。"]), min_size=1, max_size=4),
    st.integers(1, 3),
)
def test_a_few_passages_are_the_first_of_all_that_there_are(paragraphs, strings, count):
    source, sought = article(*paragraphs, kicker="晋城新能源"), needles(*strings)
    assert snippets(source, sought, count) == snippets(source, sought, 1000)[:count]


ALPHABET = st.text(alphabet="晋城新能源5G亿 ，。；\u3000\uffff", max_size=60)


@given(
    st.lists(st.tuples(ALPHABET, ALPHABET), max_size=5),
    st.lists(st.sampled_from(["晋城", "新能源", "5G", "5", "g晋", "亿", "。", "\uffff"]), min_size=1, max_size=4),
    st.integers(0, 2),
)
@example([("", "晋城"), ("", ""), ("", "新能源")], ["\uffff"], 1)
def test_a_page_of_articles_is_cut_as_each_by_itself(texts, strings, count):
    page = [as_shown(article(text, title=title)) for title, text in texts]
    beside = [[Amount(text, text.index("5"), text.index("5") + 1)] if "5" in text else [] for _, text in texts]
    alone = [cut(one, [*needles(*strings), *own], count) for one, own in zip(page, beside, strict=True)]
    assert list(cut_page(page, needles(*strings), count, beside)) == alone
