"""What must hold for any text that somebody takes for a page."""

from re import Pattern

from hypothesis import assume, given
from hypothesis import strategies as st

from searchsvc.articles import Article, Page
from searchsvc.pages import split
from searchsvc.pages.blocks import blocks
from searchsvc.pages.columns import columns
from searchsvc.pages.cut import best_cut
from searchsvc.pages.furniture import CUES, DATE, HINT, PAGE, PAPER
from searchsvc.pages.kinship import add_kinship
from searchsvc.pages.lines import read_lines
from searchsvc.pages.sights import sights
from searchsvc.pages.spans import gather

PIECES = (
    "科学导报讯 2 月 6 日，晋城市开发区“三个一批”活动举行。",
    "新华社太原2月6日电（记者 王波 李阳）",
    "本报记者 张小菊 通讯员 李子萱 ",
    "总投资 48.51 亿元，主要涵盖新材料、新能源等领域",
    "多作贡献、走在前列。 王波",
    "晋城经济技术开发区",
    "吕梁：",
    "项目总数 40 个 总投资 48.51 亿元",
    "（上接 A1 版）",
    "（下转 A3 版）",
    "责编：秦锦 版式：韩伊 校对：钟丹",
    "2025 年 5 月 16 日 星期五",
    "化工园区利用 5G 和 AI 技术。 姻 受访者供图",
    "——深紫外芯片走进七百家水厂",
    "和 顺 经 开 区 总 投 资 5 亿 元",
    "　　這家公司由台灣團隊與運城企業共同組建",
    "□ 本报记者 景行舟",
    "（罗云）",
    "在希望的田野上",
    "相关数据",
    "太原：26.4 亿元",
    "“盐湖里产值最高",
    "的东西不是盐。”",
    "机组人员调试设备。 新华社记者 孙钧 摄",
    "汾水晚报 A2版 2025/02/06 星期四",
    "\f",
    "",
)
lines = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=40)
pages = st.builds(lambda rows: Page("page.txt", tuple(row.replace("\n", " ") for row in rows)), lines)


def bare(text: str) -> str:
    return "".join(text.split())


def everything(article: Article) -> str:
    heads = (article.kicker, None if article.title_inferred else article.title, article.subtitle, article.dateline)
    texts = (*(head for head in heads if head), article.body, *article.subheads, *article.captions)
    return bare("".join(texts))


@given(pages)
def test_no_text_breaks_the_splitter(page: Page) -> None:
    """Any text is cut without an error, into articles whose confidence is a share."""
    assert all(0 <= article.confidence <= 1 for article in split(page))


@given(pages)
def test_bodies_are_made_of_the_page(page: Page) -> None:
    """Every paragraph is the page's own characters in their order, white space and what is set between them aside."""
    for article in split(page):
        for paragraph in article.paragraphs:
            assert paragraph.lines is not None
            first, last = paragraph.lines
            printed = iter("".join(page.lines[first - 1 : last]))
            assert all(char in printed for char in bare(paragraph.text))


@given(pages)
def test_paragraphs_stand_in_the_order_of_the_page(page: Page) -> None:
    """No line is in two paragraphs, and line numbers only grow."""
    spans = [paragraph.lines for article in split(page) for paragraph in article.paragraphs]
    numbers = [number for span in spans if span for number in span]
    assert numbers == sorted(numbers)


@given(pages)
def test_what_is_said_is_on_the_page(page: Page) -> None:
    """No article says a character more often than its page does."""
    printed = bare("".join(page.lines))
    told = "".join(everything(article) for article in split(page))
    assert all(told.count(char) <= printed.count(char) for char in set(told))


@given(pages)
def test_a_text_is_never_lost_for_want_of_an_article(page: Page) -> None:
    """A page that holds any text gives an article, unless it is furniture through and through."""
    assert split(page) or not any(line.strip() for line in page.lines)


@given(pages)
def test_blank_lines_at_the_edges_change_nothing(page: Page) -> None:
    """Blank lines before and after a page move the line numbers, not the text."""
    moved = Page(page.path, ("", *page.lines, "", ""))
    assert [article.body for article in split(moved)] == [article.body for article in split(page)]


@given(pages)
def test_every_line_is_in_one_article_or_is_furniture(page: Page) -> None:
    """No line that holds anything is lost, none is in two articles or twice in one."""
    lines = list(read_lines(page.lines))
    assume(lines)
    seen = sights(lines, columns(lines))
    every = blocks(lines, seen)
    add_kinship(lines, seen, every)
    spans, furniture = gather(lines, every, *best_cut(lines, every))
    owned = [line for span in spans for part in span.parts.values() for line in part]
    owned += [line for span in spans for caption in span.captions for line in caption]
    assert sorted(line.number for line in [*owned, *furniture]) == [line.number for line in lines]


@given(pages)
def test_a_cut_is_never_worse_than_another(page: Page) -> None:
    """The margin to the next best cut is not below nothing, and confidence lies between 0 and 1."""
    lines = list(read_lines(page.lines))
    assume(lines)
    seen = sights(lines, columns(lines))
    cut = best_cut(lines, blocks(lines, seen))
    assert len(cut.parts) == len(cut.margins)
    assert all(margin >= 0 for margin in cut.margins)


@given(st.sampled_from([*CUES, *((HINT, mark) for mark in (DATE, PAGE, PAPER))]), st.data())
def test_no_cue_of_furniture_is_passed_over(cue: tuple[Pattern[str], Pattern[str]], data: st.DataObject) -> None:
    """Whatever is a cue of furniture has what is looked for first: in the line, and for this cue."""
    needed, pattern = cue
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert needed.search(text)
    assert HINT.search(text)
