"""An archive moves from one store into another with all that it keeps, while it serves on, and the copy is proven."""

from contextlib import closing
from dataclasses import replace

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich.sketches import sketch
from searchsvc.errors import BadRequest, IndexDamaged, IndexMissing
from searchsvc.ingest.moving import move_store
from searchsvc.store import open_store, open_tables
from searchsvc.store.base import Incoming, Token
from searchsvc.store.corrections import Correction
from searchsvc.store.saved import SavedSearch
from searchsvc.store.tables.moving import TABLES
from tests.store.examples import DATONG, JINCHENG, OTHER, PAGE

FIRST = replace(DATONG, id="p1", continues_on="A3")
LAST = replace(JINCHENG, id="p2", source="科学导报", published="2025-02-10", page="A3", continued_from="A2")
WHOLE = replace(FIRST, paragraphs=FIRST.paragraphs + LAST.paragraphs, continues_on=None, parts=("p1", "p2"))
ODD = Article(id="odd", title="大\0同\ufdd0", paragraphs=(Paragraph("吕梁\0"),))


def fill(store):
    """Write something into every table."""
    lines = ("大同新能源装机过半", "大同市新能源装机占比超过一半。")
    store.save([Incoming(DATONG, PAGE, "rules-1", lines), Incoming(JINCHENG, OTHER), Incoming(ODD)])
    store.save([Incoming(FIRST, PAGE), Incoming(LAST, OTHER)])
    store.join(store.unjoined()[0], [Incoming(WHOLE, PAGE)])
    store.save([Incoming(replace(LAST, id="p3"))])
    store.delete("a2", "撤稿")
    store.correct("a1", [Correction(field="title", value="大同装机过半", by="李晓燕", at="2025-02-11T09:30:00+00:00")])
    long = sketch(Article(paragraphs=(Paragraph("晋城经开区引进光机电项目十二个，总投资四十亿元，年内全部投产。"),)))
    store.compare({"a1": long, "odd": long}, store.sequence)
    store.add_token(Token("采编部", b"1", "2025-02-10T08:00:00+00:00"))
    store.saved.keep(SavedSearch("", "大同", "{}", 1, "2025-02-10T08:00:00+00:00"), 9)


def rows(address, folder):
    """Return all rows of an archive, by table."""
    store = open_tables(address, folder)
    found = {name: set(store.stream(f"SELECT {', '.join(columns)} FROM {name}")) for name, columns in TABLES.items()}
    store.close()
    return found


@pytest.fixture
def archive(tmp_path):
    """The folder of an archive that has something in every table."""
    store = open_store("sqlite", tmp_path / "archive", create=True)
    fill(store)
    store.close()
    return tmp_path / "archive"


@pytest.fixture
def moved(archive, tmp_path):
    """Move the archive into another folder and return that."""
    move_store(str(archive), str(tmp_path / "moved"), tmp_path)
    return tmp_path / "moved"


@pytest.fixture
def changed(archive):
    """Change the archive."""

    def change(*steps):
        store = open_store("sqlite", archive)
        for step in steps:
            step(store)
        store.close()

    return change


def test_the_example_has_something_in_every_table(archive):
    assert [name for name, found in rows("sqlite", archive).items() if not found] == []


def test_there_and_back_through_postgresql_every_row_is_equal(archive, postgresql_address, tmp_path):
    there = move_store(str(archive), postgresql_address, archive)
    back = move_store(postgresql_address, str(tmp_path / "back"), tmp_path / "back")
    assert there == back
    assert rows("sqlite", tmp_path / "back") == rows("sqlite", archive) == rows(postgresql_address, archive)


def test_the_index_of_the_folder_stays_in_line_with_both(archive, postgresql_address):
    move_store(str(archive), postgresql_address, archive)
    histories = []
    for address in ("sqlite", postgresql_address):
        with closing(open_store(address, archive)) as store:
            histories.append(store.history)
    assert len(set(histories)) == 1


def test_repeated_it_takes_what_changed_also_what_is_no_change_of_an_article(archive, moved, changed):
    changed(
        lambda store: store.save([Incoming(replace(DATONG, path=OTHER), OTHER, "rules-2")]),
        lambda store: store.restore("a2"),
        lambda store: store.save([Incoming(replace(ODD, title="吕梁"))]),
        lambda store: store.remove_token("采编部"),
    )
    move_store(str(archive), str(moved), archive)
    assert rows("sqlite", moved) == rows("sqlite", archive)


def test_a_move_that_broke_off_is_no_archive_and_goes_on(archive, tmp_path):
    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_store(str(archive), str(tmp_path / "moved"), archive, stop)
    with pytest.raises(IndexMissing, match="not whole yet"):
        open_store("sqlite", tmp_path / "moved")
    move_store(str(archive), str(tmp_path / "moved"), archive)
    assert rows("sqlite", tmp_path / "moved") == rows("sqlite", archive)


def test_what_has_changes_of_its_own_is_not_written_over(archive, moved, tmp_path):
    store = open_store("sqlite", moved)
    store.save([Incoming(replace(DATONG, id="own"))])
    store.close()
    before = rows("sqlite", moved)
    with pytest.raises(BadRequest, match=r"changes of its own \(own\)"):
        move_store(str(archive), str(moved), archive)
    assert rows("sqlite", moved) == before


def test_another_archive_is_not_written_over(archive, tmp_path):
    store = open_store("sqlite", tmp_path / "other", create=True)
    store.add_token(Token("别人的", b"1", "2025-02-10T08:00:00+00:00"))
    store.close()
    with pytest.raises(BadRequest, match="holds another archive"):
        move_store(str(archive), str(tmp_path / "other"), archive)


def test_a_copy_that_is_not_equal_is_told(archive, tmp_path):
    """A database that alters what it is given."""
    target = open_tables("sqlite", tmp_path / "moved", create=True)
    with target.transaction() as connection:
        connection.execute("CREATE TRIGGER alter_it AFTER INSERT ON readings BEGIN UPDATE readings SET place = 7; END")
    target.close()
    with pytest.raises(IndexDamaged, match="table readings is not equal"):
        move_store(str(archive), str(tmp_path / "moved"), archive)
    with pytest.raises(IndexMissing):
        open_store("sqlite", tmp_path / "moved")


def test_into_itself_it_can_t_be_moved(archive):
    with pytest.raises(BadRequest, match="the same"):
        move_store(str(archive), str(archive), archive)
