"""A watched folder gives a file once it is whole, once for each content, and what failed out of the way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.errors import IndexLocked
from searchsvc.ingest import spool
from searchsvc.ingest.journal import Journal
from searchsvc.messages import Message

STATES = st.tuples(st.tuples(*[st.integers(0, 2**62)] * 3), st.none(), st.none())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "index").mkdir()
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(folder):
    """Open the spool of the folder: what is there counts as whole at once, unless a time is told."""

    def opened(settle=0, sequence=7):
        return spool(folder, folder.parent / "index", sequence, settle)

    return opened


def names(arrivals):
    return [each.path.name for each in arrivals]


def test_a_file_is_given_once_for_each_content(folder, opened):
    page = folder / "A2.txt"
    page.write_text("晋城光机电产业集群签约", encoding="utf-8")
    with opened() as one:
        first = one.arrived()
        one.took(first, 7)
        again = one.arrived()
        page.write_text("晋城光机电产业集群签约仪式举行", encoding="utf-8")
        assert (names(first), names(again), names(one.arrived())) == (["A2.txt"], [], ["A2.txt"])


def test_a_file_that_has_just_changed_waits(folder, opened):
    (folder / "A2.txt").write_text("大同", encoding="utf-8")
    with opened(settle=3600) as one:
        assert (names(one.arrived()), one.waiting()) == ([], 1)


def test_what_is_still_being_written_by_its_name_is_left(folder, opened):
    for name in ("A2.txt.part", "A3.tmp", ".A4.txt", "A1.meta.toml", "A1.txt"):
        (folder / name).write_text("大同", encoding="utf-8")
    with opened() as one:
        assert names(one.arrived()) == ["A1.txt"]


def test_a_page_is_given_again_when_what_stands_beside_it_comes(folder, opened):
    (folder / "A2.txt").write_text("大同", encoding="utf-8")
    with opened() as one:
        one.took(one.arrived(), 7)
        (folder / "A2.meta.toml").write_text('source = "山西商报"\n', encoding="utf-8")
        assert names(one.arrived()) == ["A2.txt"]


def test_a_restart_knows_what_was_taken(folder, opened):
    (folder / "A2.txt").write_text("大同", encoding="utf-8")
    with opened() as one:
        one.took(one.arrived(), 7)
    with opened() as two:
        assert two.arrived() == []


def test_an_archive_restored_from_before_is_given_everything_again(folder, opened):
    (folder / "A2.txt").write_text("大同", encoding="utf-8")
    with opened() as one:
        one.took(one.arrived(), 9)
    with opened(sequence=8) as two:
        assert names(two.arrived()) == ["A2.txt"]


def test_a_second_watcher_is_refused(opened):
    with opened(), pytest.raises(IndexLocked), opened():
        pass


def test_what_is_set_aside_keeps_its_place_and_hides_no_other(folder, opened):
    (folder / "大同").mkdir()
    with opened() as one:
        for text in ("坏", "更坏"):
            (folder / "大同/x.pdf").write_text(text, encoding="utf-8")
            one.set_aside(one.arrived()[0], Message(f"{text}了。", "It is bad."))
        assert one.arrived() == []
    aside = folder / ".failed/大同"
    assert {each.name: each.read_text("utf-8") for each in aside.iterdir()} == {
        "x.pdf": "坏",
        "x.pdf.reason.txt": "坏了。\nIt is bad.\n",
        "x.pdf.2": "更坏",
        "x.pdf.2.reason.txt": "更坏了。\nIt is bad.\n",
    }


def test_a_link_that_leads_out_is_told_and_not_read(folder, opened, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("密", encoding="utf-8")
    (folder / "A2.txt").symlink_to(secret)
    with opened() as one:
        reason = "It is a link that leads out of the folder; copy the file here or name it itself."
        assert [each.reason.en for each in one.arrived()] == [reason]


@given(
    rounds=st.lists(st.dictionaries(st.text(max_size=8).filter(str.isprintable), STATES)),
    torn=st.binary(max_size=30),
)
def test_a_journal_gives_back_what_was_noted_last_whatever_was_torn(rounds, torn, tmp_path_factory):
    path = tmp_path_factory.mktemp("journal") / "a.jsonl"
    written, expected = Journal(path), {}
    written.load(0)
    for taken in rounds:
        written.note(taken, 0)
        expected |= taken
    with path.open("ab") as file:
        file.write(torn.replace(b"[", b""))  # no line of its own making
    read = Journal(path)
    read.load(0)
    assert {name: read.state(name) for name in expected} == expected


def test_a_journal_forgets_files_that_went_away(tmp_path):
    path, state = tmp_path / "a.jsonl", ((1, 2, 3), None, None)
    journal = Journal(path)
    journal.load(0)
    journal.note({f"第{n}版.txt": state for n in range(1500)}, 4)
    journal.keep(["第7版.txt"])
    assert [json.loads(line) for line in path.read_text("utf-8").splitlines()] == [
        ["第7版.txt", [[1, 2, 3], None, None], 4]
    ]
