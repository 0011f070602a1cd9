"""The contract is run on every engine of the table, each over an empty folder."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from searchsvc.engines import ENGINES
from searchsvc.engines.base import Engine


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with closing(ENGINES[request.param](tmp_path)) as engine:
        yield engine
