"""An explanation is the score taken apart: its parts make it, and its places make the frequencies."""

import pytest

from searchsvc.config import Settings
from searchsvc.ingest import catch_up
from searchsvc.schema import WEIGHTS
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.store.base import Incoming
from tests.service.conftest import ARTICLES


@pytest.fixture
def archive(engine_setting, tmp_path):
    archive = open_archive(Settings(index=tmp_path, engine=engine_setting), create=True)
    archive.store.save(map(Incoming, ARTICLES))
    catch_up(archive.store, archive.engine)
    yield archive
    archive.close()


@pytest.mark.parametrize(
    "q", ["新能源", "晋城 新能源项目", "经开区 或 区", "“工业园区”", "总投资 5 亿元", "新能源 氢能 光热"]
)
@pytest.mark.parametrize("recency", [True, False])
def test_the_parts_make_the_score_and_the_places_the_frequencies(archive, q, recency):
    answer = search(archive, Search(q=q, recency=recency, explain=True))
    assert answer.hits
    for hit in answer.hits:
        assert hit.explained.score == pytest.approx(hit.score, abs=1e-9)
        for reason in hit.explained.reasons:
            counted = sum(WEIGHTS[place] * times for place, times in reason.places.items())
            assert counted == reason.share.frequency > 0


def test_the_parts_name_view_and_term_and_where_it_stands(archive):
    (hit,) = search(archive, Search(q="示范区", explain=True, recency=False)).hits
    told = {(reason.share.view, reason.share.term): dict(reason.places) for reason in hit.explained.reasons}
    assert told["words", "示范区"] == {"title": 1}
    assert hit.explained.recency == 1


def test_hits_that_are_not_ranked_by_relevance_have_no_parts(archive):
    assert all(hit.explained is None for hit in search(archive, Search(q="新能源", sort="newest", explain=True)).hits)
    assert all(hit.explained is None for hit in search(archive, Search(q="新能源")).hits)


def test_the_way_of_the_engine_is_told(archive):
    name = archive.settings.engine
    assert search(archive, Search(q="新能源", explain=True)).path == f"{name}: index"
    assert search(archive, Search(q="同句(新能源 项目)", explain=True)).path == f"{name}: index, then text"
    assert search(archive, Search(q="新能源")).path is None
