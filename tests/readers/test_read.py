"""Files and folders: what can be read is read, what can't is skipped with a reason that says what to do."""

import os
from pathlib import Path

import pytest

from searchsvc.articles import Article, Page, Skipped
from searchsvc.messages import Message
from searchsvc.readers import READERS, Source, read, source, text

NEWS = "科学导报讯 长治市共涉及项目 55 个。"


def test_a_folder_is_read_below_and_by_name(tmp_path: Path) -> None:
    """Pages come sorted by name, from folders within too; hidden files are passed over."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/1.txt", ".git/x.txt", ".hidden.txt"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    assert [found.path for found in read(tmp_path)] == [str(tmp_path / name) for name in ("a.txt", "b/1.txt", "c.txt")]


def test_an_unknown_type_is_skipped_with_the_known_ones(tmp_path: Path) -> None:
    """In a folder or named itself, a file of another type is reported."""
    path = tmp_path / "page.doc"
    path.write_bytes(b"x")
    known = ".csv, .docx, .htm, .html, .json, .jsonl, .markdown, .md, .pdf, .tsv, .txt, .zip"
    en, zh = f"Files of type .doc are not read; readable are {known}.", known.replace(", ", "、")
    reason = Message(f"不读这种类型的文件：.doc；可读的有 {zh}。", en)
    assert list(read(tmp_path)) == [Skipped(str(path), None, reason)]
    assert list(read(path)) == [Skipped(str(path), None, reason)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Message("文件是空的，请重新导出或删除。", "It is empty; export it again or remove it.")),
        (
            b" \r\n\n",
            Message(
                "里面没有文字，请确认导出时带上了文字。",
                "There is no text in it; check that the page was exported with its text.",
            ),
        ),
        (
            bytes(range(256)),
            Message(
                "这是二进制文件或编码不明，请另存为 UTF-8 纯文本。",
                "It is binary or in an unknown encoding; save it as plain text in UTF-8.",
            ),
        ),
    ],
)
def test_a_file_without_text_is_skipped(tmp_path: Path, data: bytes, reason: Message) -> None:
    """Empty, blank and binary files each have their reason."""
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    assert list(read(path)) == [Skipped(str(path), None, reason)]


def test_a_missing_path_is_skipped(tmp_path: Path) -> None:
    """A path that is not there is reported, whatever its suffix."""
    for name in ("nowhere", "nowhere.txt"):
        reason = Message("没有这个文件或文件夹，请检查路径。", "There is no such file or folder; check the path.")
        assert list(read(tmp_path / name)) == [Skipped(str(tmp_path / name), None, reason)]


def test_a_pipe_does_not_keep_us_waiting(tmp_path: Path) -> None:
    """Only regular files are read."""
    path = tmp_path / "page.txt"
    os.mkfifo(path)
    reason = Message(
        "这不是普通文件，而是管道、套接字或设备，请指定文件。",
        "It is no regular file but a pipe, socket or device; name a file.",
    )
    assert list(read(path)) == [Skipped(str(path), None, reason)]


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A link outwards is reported; one within repeats what is read anyway and is passed over."""
    outside = tmp_path / "outside.txt"
    outside.write_text(NEWS, encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "page.txt").write_text(NEWS, encoding="utf-8")
    (folder / "out.txt").symlink_to(outside)
    (folder / "again.txt").symlink_to(folder / "page.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nobody.txt")
    nowhere = Message(
        "这个链接没有去处，或绕成了圈；请删除或改正。",
        "It is a link that leads nowhere, or in a circle; remove it or set it right.",
    )
    reason = Message(
        "这是指向文件夹外的链接，请把文件复制进来，或直接指定它。",
        "It is a link that leads out of the folder; copy the file here or name it itself.",
    )
    assert list(read(folder)) == [
        Skipped(str(folder / "gone.txt"), None, nowhere),
        Skipped(str(folder / "out.txt"), None, reason),
        Page(str(folder / "page.txt"), (NEWS,)),
        Skipped(str(folder / "self.txt"), None, nowhere),
    ]


def test_a_page_beyond_the_limit_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than a page can be is not read as one."""
    monkeypatch.setattr(text, "MAX_PAGE", 8)
    (found,) = READERS[".txt"](Source("page.txt", NEWS.encode()))
    assert isinstance(found, Skipped)
    assert source.MAX_PAGE > 8


def test_ready_articles_and_pages_go_side_by_side(tmp_path: Path) -> None:
    """One folder may hold both."""
    (tmp_path / "1.jsonl").write_text('{"title": "大同", "body": "新能源装机过半。"}', encoding="utf-8")
    (tmp_path / "2.TXT").write_text(NEWS, encoding="utf-8")
    assert [type(found) for found in read(tmp_path)] == [Article, Page]
