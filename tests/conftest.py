"""What all tests share."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import servers
from tests.engines.available import CLUSTER, NAMES, setting

# A shell without job control has its background processes ignore Ctrl-C, and so their children: those here shall not.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Machines differ, and no test here is about time. What has passed passes again: the search for examples that nobody has
# thought of is a run of its own (--hypothesis-profile random), whose failures tell how to have them again.
settings.register_profile("random", deadline=None, print_blob=True, derandomize=False)
settings.register_profile("house", settings.get_profile("random"), derandomize=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server, real and empty."""
    with servers.postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def mortal():
    """Another one, that tests stop and start: at once, as when its machine crashes."""
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


def pytest_report_header() -> str:
    """Say aloud what the tests run on."""
    return f"cluster: {CLUSTER or 'none, SEARCHSVC_TEST_OPENSEARCH is not set: the engine of a cluster is not tested'}"


@pytest.fixture(params=NAMES)
def engine_setting(request: pytest.FixtureRequest) -> Iterator[str]:
    """What chooses each engine in turn, with nothing in it."""
    with setting(request.param) as said:
        yield said
