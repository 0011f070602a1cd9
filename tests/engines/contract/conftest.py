"""The contract is run on every engine, each with nothing in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from searchsvc.engines.base import Engine
from tests.engines.available import NAMES, opened


@pytest.fixture(params=NAMES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with opened(request.param, tmp_path) as engine:
        yield engine
