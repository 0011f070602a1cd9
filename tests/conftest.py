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
