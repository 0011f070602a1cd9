"""An empty archive, and files to read into it: pages of one newspaper, ready articles."""

import json

import pytest

from searchsvc.engines import open_engine
from searchsvc.ingest import ingest
from searchsvc.store.sqlite import SQLite

HEAD = "2025年2月10日 星期一 科学导报\n"


@pytest.fixture
def store(tmp_path):
    store = SQLite(tmp_path / "index", True)
    yield store
    store.close()


@pytest.fixture
def engine(tmp_path):
    return open_engine("memory", tmp_path / "index")


@pytest.fixture
def page(tmp_path):
    """Write a page of these articles; the same name unless told."""

    def write(*articles, head=HEAD, name="pages/A2.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([head, *articles]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def wire(tmp_path):
    """Write ready articles, one a line; a text is written as it is."""

    def write(*lines, name="wire.jsonl"):
        path = tmp_path / name
        told = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        path.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
        return path

    return write


@pytest.fixture
def index(store, engine):
    """Ingest these paths and return how many articles were new, replaced, unchanged, superseded."""

    def run(*paths, **options):
        summary = ingest(store, engine, paths, **options)
        return summary.new, summary.replaced, summary.unchanged, summary.superseded

    return run
