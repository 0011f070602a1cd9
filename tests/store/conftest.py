"""The contract is run on every store of the table, each over an empty folder."""

import pytest

from searchsvc.store import STORES


@pytest.fixture(params=STORES)
def opener(request):
    return STORES[request.param]


@pytest.fixture
def store(opener, tmp_path):
    store = opener(tmp_path / "index", True)
    yield store
    store.close()
