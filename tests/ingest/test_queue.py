"""What waits in watched folders is told to whoever runs the service."""

import os
import time

from searchsvc.ingest import queue, spool


def test_files_of_all_watched_folders_are_told_until_they_are_taken(tmp_path):
    index = tmp_path / "index"
    index.mkdir()
    for name, pages in (("a", 3), ("b", 2)):
        (tmp_path / name).mkdir()
        for number in range(pages):
            (tmp_path / name / f"A{number}.txt").write_text("大同新能源项目开工", encoding="utf-8")
    assert queue.queue(index) is None
    with spool(tmp_path / "a", index, 0, 0) as one, spool(tmp_path / "b", index, 0, 0) as two:
        two.arrived()
        assert queue.queue(index).files == 2
        first = one.arrived()
        assert queue.queue(index).files == 5
        one.took(first, 1)
        one.arrived()
        assert queue.queue(index).files == 2
    assert queue.queue(index) is None


def test_a_watch_that_was_killed_is_told_by_its_age(tmp_path):
    place = tmp_path / "watched" / "x.waiting"
    place.parent.mkdir()
    queue.tell(place, 7)
    os.utime(place, (time.time() - 3600,) * 2)
    told = queue.queue(tmp_path)
    assert (told.files, told.age >= 3600) == (7, True)


def test_a_number_that_is_just_being_written_is_passed_over_and_one_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "watched").mkdir()
    (tmp_path / "watched" / "x.waiting").touch()
    assert queue.queue(tmp_path) is None
    queue.tell(tmp_path / "nowhere" / "x.waiting", 1)
