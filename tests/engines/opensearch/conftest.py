"""The index on a real cluster, as a setting names it."""

import pytest

from tests.engines.available import setting


@pytest.fixture
def said():
    with setting("opensearch") as said:
        yield said
