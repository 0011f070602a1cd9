"""The files beside a page: NAME.meta.toml says what it is of, NAME.fix.toml how it is split."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Fix, Page, Skipped, Unfit
from searchsvc.pages import split
from searchsvc.readers import Said, read

NEWS = ("科学导报讯 晋城市八家企业签约。", "", "大同市新能源装机过半。", "责编：秦锦")
Write = Callable[..., Path]
NO_LINES = "lines is the first and the last line, as [144, 147], or several such ranges."
ONE_RANGE = "A paragraph is one range of lines; write a [[paragraph]] for each."
NO_TEXT = "begins is the text that the first of these lines begins with, in quotes."
NO_ROLE = "is names what these lines are: kicker, title, subtitle, author, body, row, subhead, caption, furniture."
OF = ("source", "published", "page")


@pytest.fixture
def beside(tmp_path: Path) -> Write:
    """Write a page with a file beside it, and return that file's path."""

    def write(suffix: str, text: str, name: str = "A2.txt", lines: tuple[str, ...] = NEWS) -> Path:
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        path = tmp_path / f"{Path(name).stem}.{suffix}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def page(found: list[object]) -> Page:
    (only,) = [item for item in found if isinstance(item, Page)]
    return only


def complaints(found: list[object]) -> list[tuple[int | None, str]]:
    return [(item.line, item.reason.en) for item in found if isinstance(item, Unfit)]


class TestMeta:
    def test_it_gives_source_date_and_page(self, beside: Write) -> None:
        path = beside("meta", 'source = "科学导报"\npublished = 2025-02-10\npage = "A2"\n')
        (found,) = read(path.parent)
        assert isinstance(found, Page)
        assert [getattr(found, name) for name in OF] == ["科学导报", "2025-02-10", "A2"]

    def test_the_names_of_ready_articles_and_their_ways_to_write_a_date_work_here_too(self, beside: Write) -> None:
        found = page(list(read(beside("meta", '"来源" = "科学导报"\ndate = "2025年2月10日"\n"版" = 3\n').parent)))
        assert [getattr(found, name) for name in OF] == ["科学导报", "2025-02-10", "3"]

    def test_it_goes_before_the_options_and_these_fill_what_it_leaves_open(self, beside: Write) -> None:
        path = beside("meta", 'source = "科学导报"\n')
        found = page(list(read(path.parent, Said("山西商报", "2025-02-10"))))
        assert [getattr(found, name) for name in OF] == ["科学导报", "2025-02-10", None]

    def test_it_works_beside_a_page_that_is_named_itself(self, beside: Write) -> None:
        path = beside("meta", 'page = "A2"\n')
        assert page(list(read(path.with_name("A2.txt")))).page == "A2"

    def test_ready_articles_keep_what_they_have_and_get_what_they_lack(self, beside: Write) -> None:
        record = json.dumps({"title": "朔州煤炭外运", "source": "山西商报"}, ensure_ascii=False)
        path = beside("meta", 'source = "科学导报"\npublished = 2025-02-10\n', "wire.jsonl", (record,))
        (found,) = read(path.parent)
        assert isinstance(found, Article)
        assert [getattr(found, name) for name in OF] == ["山西商报", "2025-02-10", None]

    @pytest.mark.parametrize(
        ("text", "line", "reason"),
        [
            ('page = "A2"\n\ncolour = 1\n', 3, "'colour' is nothing that a page has; write source, published, page."),
            ('page = "A2"\ndate = "昨天"\n', 2, "'昨天' is no published; write it as 2025-02-10."),
            ('page = "A2"\ndate = "2025-02-30"\n', 2, "'2025-02-30' is no published; write it as 2025-02-10."),
            ('page = "A2"\nsource = []\n', 2, "'[]' is no source; write it as \"科学导报\"."),
        ],
    )
    def test_what_it_says_amiss_is_told_with_its_line_and_the_rest_applies(
        self, beside: Write, text: str, line: int, reason: str
    ) -> None:
        path = beside("meta", text)
        found = list(read(path.parent))
        assert (complaints(found), page(found).page) == ([(line, reason)], "A2")

    def test_what_is_no_toml_is_told_with_its_line_and_the_page_is_read(self, beside: Write) -> None:
        path = beside("meta", 'page = "A2"\nsource = 科学导报\n')
        found = list(read(path.parent))
        assert [line for line, _ in complaints(found)] == [2]
        assert (page(found).lines, page(found).page) == (NEWS, None)

    @pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\xd8", b"#" * (1 << 20) + b"\n", b"[" * 100_000])
    def test_no_file_breaks_the_reading_of_the_page(self, beside: Write, data: bytes) -> None:
        path = beside("meta", "")
        path.write_bytes(data)
        found = list(read(path.parent))
        assert ([line for line, _ in complaints(found)], page(found).lines) == ([None], NEWS) or data[:1] == b"["

    def test_one_that_stands_beside_no_page_is_told(self, beside: Write) -> None:
        path = beside("meta", 'page = "A2"\n')
        path.rename(path.with_name("A3.meta.toml"))
        _, alone = read(path.parent)
        assert isinstance(alone, Skipped)
        assert alone.path == str(path.with_name("A3.meta.toml"))
        assert alone.reason.en.startswith("There is no page of this name beside it")

    def test_beside_an_archive_it_is_of_every_page_in_there(self, tmp_path: Path) -> None:
        with ZipFile(tmp_path / "issue.zip", "w") as archive:
            for name in ("A1.txt", "A2.txt"):
                archive.writestr(name, "\n".join(NEWS))
        (tmp_path / "issue.meta.toml").write_text("published = 2025-02-10\n", encoding="utf-8")
        assert [getattr(found, "published", None) for found in read(tmp_path)] == ["2025-02-10"] * 2

    def test_in_an_archive_it_is_of_the_page_beside_it(self, tmp_path: Path) -> None:
        """In an archive as in a folder: the nearest goes first, and one beside no page is told."""
        with ZipFile(tmp_path / "issue.zip", "w") as archive:
            archive.writestr("a/A2.txt", "\n".join(NEWS))
            archive.writestr("a/A2.meta.toml", 'source = "甲报"\npage = "A2"\n')
            archive.writestr("a/A2.fix.toml", "[[article]]\nlines = [1, 2]\n")
            archive.writestr("A9.fix.toml", "[[article]]\nlines = [1, 2]\n")
        (found, alone) = read(tmp_path / "issue.zip", Said("乙报", "2025-02-10"))
        assert isinstance(found, Page)
        assert (found.source, found.published, found.page) == ("甲报", "2025-02-10", "A2")
        assert found.fix.articles == (((1, 2),),)
        assert isinstance(alone, Skipped)
        assert (alone.path, alone.reason.en.split(";")[0]) == (
            str(tmp_path / "issue.zip/A9.fix.toml"),
            "There is no page of this name beside it",
        )


def test_the_examples_of_the_manual_work_on_the_sample_page(tmp_path: Path) -> None:
    """The meta and the fix of docs/corrections.md fit the page that they are of."""
    home = Path(__file__).parents[2]
    meta, fix = re.findall(r"```toml\n(.*?)```", (home / "docs/corrections.md").read_text(encoding="utf-8"), re.S)
    shutil.copy(home / "seeds/01-headline-after.txt", tmp_path)
    (tmp_path / "01-headline-after.meta.toml").write_text(meta, encoding="utf-8")
    (tmp_path / "01-headline-after.fix.toml").write_text(fix, encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Page)
    second = split(found)[1]
    assert [getattr(second, name) for name in OF] == ["科学导报", "2025-02-10", "A2"]
    assert (second.kicker, second.title, second.confidence) == ("怀仁经济技术开发区", "老窑口装上“数字大脑”", 1.0)
    assert second.captions == ("怀仁经开区陶瓷企业的工人在中控室查看窑炉温度曲线。",)


class TestFix:
    def test_its_statements_are_articles_and_parts(self, beside: Write) -> None:
        text = '[[article]]\nlines = [3, 3]\n[[article]]\nlines = [[4, 4], [1, 2]]\n[[part]]\nlines = 4\nis = "title"\n'
        found = page(list(read(beside("fix", text).parent)))
        assert found.fix == Fix((((3, 3),), ((4, 4), (1, 2))), (((4, 4), "title"),))

    def test_lines_are_said_to_be_one_paragraph(self, beside: Write) -> None:
        found = page(list(read(beside("fix", "[[paragraph]]\nlines = [1, 3]\n[[article]]\nlines = [1, 3]\n").parent)))
        assert found.fix == Fix((((1, 3),),), (), ((1, 3),))

    def test_lines_may_be_held_to_the_text_they_begin_with(self, beside: Write) -> None:
        fits = '[[article]]\nlines = [1, 2]\nbegins = "科学导报讯　晋城"\n'
        changed = '[[article]]\nlines = [3, 4]\nbegins = "朔州"\n'
        found = list(read(beside("fix", fits + changed).parent))
        reason = (
            "The page has changed: line 3 begins with '大同市新能源装机过半。'; look at it and write the lines anew."
        )
        assert (page(found).fix, complaints(found)) == (Fix((((1, 2),),)), [(4, reason)])

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("[[cut]]\nline = 3", "'cut' is no statement; write one of [[article]], [[paragraph]], [[part]]."),
            ("[[article]]\nline = 3", "[[article]] has no 'line'; it has lines, begins."),
            ("[[article]]\nlines = [3]", NO_LINES),
            ("[[article]]", NO_LINES),
            (
                "[[article]]\nlines = [4, 3]",
                "lines = [4, 3] is no range; lines count from 1, the first one is the lesser.",
            ),
            ("[[article]]\nlines = [[2, 3], [3, 4]]", "Its ranges overlap; name each line once."),
            ("[[article]]\nlines = [3, 5]", "The page has 4 lines and no text on [3, 5]; write the lines anew."),
            ("[[article]]\nlines = [2, 2]", "The page has 4 lines and no text on [2, 2]; write the lines anew."),
            ("[[article]]\nlines = [1, 3]", "Its lines are said already (line 1); say each line once."),
            ("[[article]]\nlines = 3\nbegins = 3", NO_TEXT),
            ("[[paragraph]]\nlines = [[1, 1], [3, 3]]", ONE_RANGE),
            ('[[part]]\nlines = 3\nis = "标题"', NO_ROLE),
        ],
    )  # fmt: skip
    def test_what_does_not_fit_is_told_with_its_line_and_the_rest_applies(
        self, beside: Write, text: str, reason: str
    ) -> None:
        found = list(read(beside("fix", f"[[article]]\nlines = [1, 1]\n\n{text}\n").parent))
        assert (page(found).fix, complaints(found)) == (Fix((((1, 1),),)), [(4, reason)])

    def test_beside_ready_articles_there_is_nothing_to_split(self, beside: Write) -> None:
        path = beside("fix", "[[article]]\nlines = 1\n", "wire.jsonl", ('{"title": "朔州煤炭外运"}',))
        article, told = read(path.parent)
        assert isinstance(article, Article)
        assert (type(told), told.line) == (Unfit, 1)  # type: ignore[union-attr]  # an Unfit has a line

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    @given(
        st.text(max_size=80)
        | st.lists(
            st.sampled_from(
                ["[[article]]", "[[part]]", "lines = [1, 3]", "lines = 4", 'is = "title"', "[article]", "a.b = [[]]"]
            ),
            max_size=6,
        ).map("\n".join)
    )
    def test_no_text_breaks_the_reading_of_the_page(self, beside: Write, text: str) -> None:
        """Whatever the file holds, the page is read, and what of it applies is within the page."""
        path = beside("fix", "")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        found = page(list(read(path.parent)))
        spans = [span for article in found.fix.articles for span in article]
        assert found.lines == NEWS
        assert all(1 <= first <= last <= len(NEWS) for first, last in spans)
