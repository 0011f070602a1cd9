"""The engines that tests run on: those of one machine, and that of the cluster at SEARCHSVC_TEST_OPENSEARCH, if any."""

import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from opensearchpy import OpenSearch

from searchsvc.engines import open_engine
from searchsvc.engines.base import Engine
from searchsvc.engines.opensearch.connecting import address

CLUSTER = os.environ.get("SEARCHSVC_TEST_OPENSEARCH", "")
NAMES = ("memory", "whoosh", *(["opensearch"] if CLUSTER else []))


@contextmanager
def setting(name: str) -> Iterator[str]:
    """Yield what chooses an engine of this name, in which there is nothing yet."""
    if name != "opensearch":
        yield name
        return
    said = f"{CLUSTER}/test-{secrets.token_hex(4)}"
    try:
        yield said
    finally:
        with closing(address(said).client()) as client:
            forget(client, address(said).name)


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Engine]:
    """Yield an engine with nothing in it."""
    with setting(name) as said, closing(open_engine(said, folder)) as engine:
        yield engine


def forget(client: OpenSearch, name: str) -> None:
    """Remove all that an engine keeps under a name."""
    client.indices.delete(index=f"{name}-*", params={"expand_wildcards": "all", "ignore_unavailable": "true"})
    client.indices.delete_index_template(name=name, params={"ignore": 404})
