"""A request over HTTP has its time: what was proven in it is told, and where a part would mislead, that it was over."""

import pytest

from searchsvc.errors import OutOfTime
from searchsvc.service.asking import Search
from searchsvc.service.faceting import values
from searchsvc.service.figures import FigureSearch, figures
from searchsvc.service.search import search
from searchsvc.service.trends import trends

SLOW = "同句(新能源 (项目 或 投资>1元))"  # a sentence with a figure is proven by reading


@pytest.fixture
def hurried(archive):
    """Lend an archive whose time is over."""
    return archive.lent(-1)


def test_a_search_tells_that_it_is_partial(archive, hurried):
    assert (search(archive, Search(q=SLOW)).total, search(archive, Search(q=SLOW)).partial) == (3, False)
    assert (search(hurried, Search(q=SLOW)).total, search(hurried, Search(q=SLOW)).partial) == (0, True)


@pytest.mark.parametrize(
    "ask",
    [
        lambda archive: values(archive, Search(q=SLOW), "city"),
        lambda archive: trends(archive, Search(q=SLOW), "month"),
        lambda archive: figures(archive, FigureSearch(q=SLOW)),
    ],
)
def test_what_a_part_would_falsify_is_refused(hurried, ask):
    with pytest.raises(OutOfTime):
        ask(hurried)
