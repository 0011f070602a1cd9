"""What is like an article, near-duplicates with what changed, on a terminal and in a pipe."""

from searchsvc.articles import Article, Figure, Paragraph
from searchsvc.output.similar import lines, screen
from searchsvc.output.terminal import Style
from searchsvc.service.differing import difference
from searchsvc.service.similar import Similar

FIRST = Article(
    id="wire",
    title="汾阳酒糟变饲料",
    paragraphs=(Paragraph("酒糟做成饲料，总投资4.9亿元。"),),
    figures=(Figure(metric="investment", label="总投资", value=4.9, unit="亿元", amount=4.9e8),),
)
COPY = Article(
    id="printed",
    title="酒糟去了哪里",
    source="科学导报",
    published="2025-05-13",
    page="A2",
    paragraphs=(Paragraph("酒糟做成饲料，总投资5.2亿元。居民用上了沼气。"),),
    figures=(Figure(metric="investment", label="总投资", value=5.2, unit="亿元", amount=5.2e8),),
)
FOUND = (Similar(COPY, difference(FIRST, COPY)), Similar(Article(id="other", title="酒厂\x1b[31m扩建"), None))


def test_a_near_duplicate_is_told_with_headline_figures_and_sentences():
    assert list(screen(FOUND, Style("zh", 80))) == [
        "酒糟去了哪里",
        "    近似重复",
        "    标题：汾阳酒糟变饲料 → 酒糟去了哪里",
        "    总投资 4.9亿元 → 5.2亿元",
        "    - 酒糟做成饲料，总投资4.9亿元。",
        "    + 酒糟做成饲料，总投资5.2亿元。",
        "    + 居民用上了沼气。",
        "    科学导报 · 2025-05-13 · A2 · printed",
        "",
        "酒厂�[31m扩建",
        "    other",
        "",
    ]


def test_of_many_sentences_the_first_are_shown_and_the_others_counted():
    longer = Article(id="longer", paragraphs=(Paragraph("".join(f"第{number}批项目开工。" for number in range(8))),))
    shown = list(screen([Similar(longer, difference(Article(id="none"), longer))], Style("en", 80)))
    assert shown[-4:] == ["    + 第5批项目开工。", "    2 more sentences differ", "    longer", ""]


def test_in_a_pipe_each_is_a_line():
    assert list(lines(FOUND)) == [
        "printed\t2025-05-13\t科学导报\tA2\tduplicate\t酒糟去了哪里",
        "other\t\t\t\trelated\t酒厂�[31m扩建",
    ]


def test_a_copy_in_the_same_words_is_said_to_be_one():
    assert list(screen([Similar(FIRST, difference(FIRST, FIRST))], Style("zh", 80)))[1:3] == [
        "    近似重复",
        "    内容相同",
    ]


def test_a_long_sentence_goes_on_below_its_beginning():
    longer = Article(id="longer", paragraphs=(Paragraph("汾阳的酒糟做成饲料，居民用上了沼气，化肥也少了。"),))
    shown = list(screen([Similar(longer, difference(Article(id="none"), longer))], Style("zh", 30)))
    assert shown[2:4] == ["    + 汾阳的酒糟做成饲料，居民", "      用上了沼气，化肥也少了。"]
