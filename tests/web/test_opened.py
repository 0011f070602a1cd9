"""The archive is opened once in a process, by whichever thread asks first, and anew behind a fork."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from searchsvc.config import Settings
from searchsvc.errors import IndexMissing
from searchsvc.service.archive import open_archive
from searchsvc.web import create_app
from searchsvc.web.opened import Opened


def test_all_threads_get_the_same_archive(settings):
    opened = Opened(settings)
    with ThreadPoolExecutor(8) as pool:
        archives = set(pool.map(lambda _: id(opened.get()), range(40)))
    opened.close()
    assert len(archives) == 1


def test_an_archive_that_was_not_there_is_opened_once_it_is(tmp_path):
    opened = Opened(Settings(index=tmp_path / "later"))
    with pytest.raises(IndexMissing):
        opened.get()
    open_archive(Settings(index=tmp_path / "later"), create=True).close()
    assert opened.get().store.count() == 0
    opened.close()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # numpy's own threads stand idle here
def test_a_forked_process_opens_its_own_and_leaves_its_parents_alone(settings):
    opened = Opened(settings)
    before = opened.get()
    child = os.fork()
    if child == 0:
        different = opened.get() is not before and opened.get().store.count() == 4
        opened.close()
        os._exit(0 if different else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert opened.get() is before
    assert before.store.count() == 4
    opened.close()


def test_the_application_answers_from_many_threads_at_once(settings):
    app = create_app(settings)
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda _: app.test_client().get("/api/v1/search?q=新能源").json["total"], range(40))
    assert set(answers) == {3}
