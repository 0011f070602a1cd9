"""What all tests share."""

import pytest
from hypothesis import settings

from tests import servers

settings.register_profile("house", deadline=None)  # machines differ; no test here is about time
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server, real and empty."""
    with servers.postgresql() as server:
        yield server


@pytest.fixture
def sqlite_address():
    """What SEARCHSVC_STORE is for an archive in the folder of the index."""
    return "sqlite"


@pytest.fixture
def postgresql_address(postgresql):
    """What SEARCHSVC_STORE is for an empty place in a database."""
    with postgresql.place() as address:
        yield address
