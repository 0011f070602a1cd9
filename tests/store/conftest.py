"""The contract is run on every store of the table, each over an empty folder and an empty database."""

from functools import partial

import pytest

from searchsvc.store import STORES


@pytest.fixture(params=STORES)
def opener(request):
    return partial(STORES[request.param], request.getfixturevalue(f"{request.param}_address"))


@pytest.fixture
def store(opener, tmp_path):
    store = opener(tmp_path / "index", True)
    yield store
    store.close()
