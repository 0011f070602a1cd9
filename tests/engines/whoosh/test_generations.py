"""The folder of generations: switched at once, opened only if whole and of these rules, healed by a rebuild."""

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from searchsvc import schema
from searchsvc.engines.base import Change, Everything, Request
from searchsvc.engines.whoosh import WhooshEngine, generations, writing
from searchsvc.errors import EngineUnavailable, IndexDamaged, IndexLocked, IndexOutdated, SearchError
from tests.engines.examples import changes, contains, document, fill, found

EVERY = Everything()
FIRST, SECOND = document("a", "光伏项目"), document("b", "煤炭产业")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    with closing(WhooshEngine(tmp_path)) as engine:
        yield engine


def _current(folder: Path) -> Path:
    return folder / "generations" / (folder / "generations" / "current").read_text()


def test_searching_makes_nothing_on_disk(engine, tmp_path):
    assert engine.search(Request()).total == 0
    assert (engine.generation, list(tmp_path.iterdir())) == ("empty", [])


def test_the_manifest_says_what_a_generation_holds(engine, tmp_path):
    fill(engine, FIRST, SECOND, document("a", "光伏基地"))
    manifest = json.loads((_current(tmp_path) / "manifest.json").read_bytes())
    assert manifest == {"format": 3, "fingerprint": schema.fingerprint(), "sequence": 3, "documents": 2}


def test_another_engine_opens_what_was_written(engine, tmp_path):
    fill(engine, FIRST)
    with closing(WhooshEngine(tmp_path)) as other:
        assert (other.sequence, other.generation, found(other, EVERY)) == (1, engine.generation, ["a"])


def test_a_batch_of_another_engine_is_seen_by_the_next_search(engine, tmp_path):
    fill(engine, FIRST)
    assert found(engine, EVERY) == ["a"]
    with closing(WhooshEngine(tmp_path)) as other:
        fill(other, SECOND)
        assert (engine.sequence, found(engine, EVERY)) == (2, ["a", "b"])
        other.rebuild(changes(SECOND), 2)
        assert (engine.sequence, found(engine, EVERY)) == (2, ["b"])


def test_a_rebuild_leaves_one_generation(engine, tmp_path):
    fill(engine, FIRST)
    before = _current(tmp_path)
    engine.rebuild(changes(SECOND), 1)
    folders = [path for path in (tmp_path / "generations").iterdir() if path.is_dir()]
    assert folders == [_current(tmp_path)] != [before]


def test_searches_go_on_in_the_old_generation_until_the_new_one_is_whole(engine):
    fill(engine, FIRST)
    seen = []

    def watched():
        for change in changes(SECOND):
            seen.append(found(engine, EVERY))
            yield change

    engine.rebuild(watched(), 2)
    assert (seen, found(engine, EVERY)) == ([["a"]], ["b"])


def test_a_rebuild_that_fails_leaves_no_trace(engine, tmp_path):
    fill(engine, FIRST)
    before = sorted((tmp_path / "generations").iterdir())
    with pytest.raises(ZeroDivisionError):
        engine.rebuild((1 / 0 for _ in "1"), 9)  # type: ignore[misc]
    assert sorted((tmp_path / "generations").iterdir()) == before


def _edited(**values) -> Callable[[Path], None]:
    def edit(generation: Path) -> None:
        path = generation / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_bytes()) | values))

    return edit


@pytest.mark.parametrize("edit", [_edited(fingerprint="of other rules"), _edited(format=0)])
def test_an_index_made_by_other_rules_is_outdated_until_it_is_rebuilt(engine, tmp_path, edit):
    fill(engine, FIRST)
    edit(_current(tmp_path))
    _heals(engine, IndexOutdated)


@pytest.mark.parametrize(
    "harm",
    [
        lambda generation: (generation / "manifest.json").unlink(),
        lambda generation: (generation / "manifest.json").write_text("{"),
        lambda generation: (generation / "manifest.json").write_bytes(b"\xff"),
        lambda generation: (generation / "manifest.json").write_text("[1]"),
        lambda generation: (generation / "manifest.json").write_text('{"format": 1}'),
        _edited(sequence="many"),
        _edited(sequence=None),
        lambda generation: (generation.parent / "current").write_text("../../elsewhere"),
        lambda generation: (generation.parent / "current").write_text(""),
        lambda generation: (generation.parent / "current").write_text("0123456789abcdef"),
    ],
)
def test_a_damaged_manifest_or_pointer_is_told_and_healed_by_a_rebuild(engine, tmp_path, harm):
    fill(engine, FIRST)
    harm(_current(tmp_path))
    _heals(engine, IndexDamaged)


# Whoosh leaves a file open that it can't read, until the interpreter collects it.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("pattern", ["*.toc", "*.seg"])
@pytest.mark.parametrize(
    "harm", [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"?" * 99)]
)
def test_damaged_files_of_whoosh_are_told_and_healed_by_a_rebuild(engine, tmp_path, pattern, harm):
    fill(engine, FIRST)
    for path in _current(tmp_path).glob(pattern):
        harm(path)
    with pytest.raises(IndexDamaged):
        engine.search(Request())
    gc.collect()
    engine.rebuild(changes(SECOND), 2)
    assert (engine.sequence, found(engine, EVERY)) == (2, ["b"])


def _heals(engine: WhooshEngine, error: type[SearchError]) -> None:
    attempts = (
        lambda: engine.sequence,
        lambda: engine.generation,
        lambda: engine.search(Request()),
        lambda: fill(engine, SECOND),
        lambda: engine.apply(changes(SECOND, after=1), 2),
    )
    for attempt in attempts:
        with pytest.raises(error) as raised:
            attempt()
        assert "searchsvc rebuild" in raised.value.said("en")
    engine.rebuild(changes(SECOND), 2)
    assert (engine.sequence, found(engine, EVERY)) == (2, ["b"])


def test_a_commit_whose_manifest_was_never_written_is_replayed_without_harm(engine, tmp_path):
    """Killed between the two, the index holds the batch and the manifest the sequence before it."""
    fill(engine, FIRST)
    batch = changes(SECOND, after=1)
    writing.write(_current(tmp_path), batch, [])
    assert (engine.sequence, engine.search(Request()).sequence) == (1, 1)
    engine.apply(batch, 2)
    assert (engine.sequence, found(engine, EVERY)) == (2, ["a", "b"])


def test_a_generation_that_was_never_finished_is_not_seen_and_swept_away(engine, tmp_path):
    fill(engine, FIRST)
    unfinished = generations.Generations(tmp_path).begin()
    writing.create(unfinished)
    writing.write(unfinished, changes(SECOND), [])
    assert found(engine, EVERY) == ["a"]
    engine.rebuild(changes(FIRST), 1)
    assert not unfinished.exists()


def test_a_writer_waits_for_another_one_and_then_tells(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(generations, "PATIENCE", 0.0)
    fill(engine, FIRST)
    with generations.Generations(tmp_path).writing():
        for attempt in (engine.apply, engine.rebuild):
            with pytest.raises(IndexLocked, match="Another process is writing"):
                attempt(changes(SECOND), 2)
        assert found(engine, EVERY) == ["a"]
    fill(engine, SECOND)
    assert found(engine, EVERY) == ["a", "b"]


def test_a_folder_that_cant_be_written_is_told(tmp_path):
    (tmp_path / "generations").write_text("a file in the way")
    with (
        closing(WhooshEngine(tmp_path / "generations")) as engine,
        pytest.raises(EngineUnavailable, match="can't be written"),
    ):
        engine.apply(changes(FIRST), 1)


def test_a_batch_that_whoosh_cant_write_leaves_all_as_it_was_and_the_lock_free(engine, monkeypatch):
    fill(engine, FIRST)

    def full(*_arguments) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("whoosh.writing.SegmentWriter._flush_segment", full)
        with pytest.raises(EngineUnavailable, match="No space left"):
            fill(engine, SECOND)
    assert (engine.sequence, found(engine, EVERY)) == (1, ["a"])
    fill(engine, SECOND)
    assert found(engine, EVERY) == ["a", "b"]


@pytest.mark.parametrize("linkable", [True, False])
def test_a_large_batch_is_seen_whole_or_not_at_all(engine, monkeypatch, linkable):
    """It is written in several commits, so it goes into a copy of the generation, which takes its place."""
    monkeypatch.setattr("searchsvc.engines.whoosh.engine.SEGMENT", 2)
    if not linkable:
        monkeypatch.setattr("os.link", _refused)
    fill(engine, FIRST, SECOND)
    batch = [
        *changes(document("a", "氢能"), document("c", "风电"), document("d", "文旅"), after=2),
        Change(6, "b", None),
    ]
    with monkeypatch.context() as patched:
        patched.setattr(writing, "count", _refused)
        with pytest.raises(EngineUnavailable):
            engine.apply(batch, 6)
    assert (engine.sequence, found(engine, EVERY)) == (2, ["a", "b"])
    engine.apply(batch, 6)
    assert (engine.sequence, found(engine, EVERY), found(engine, contains("氢能"))) == (6, ["a", "c", "d"], ["a"])


def _refused(*_arguments) -> None:
    raise OSError(1, "Operation not permitted")


def test_a_rebuild_is_written_in_segments_and_the_last_change_of_an_id_holds_across_them(engine, monkeypatch):
    monkeypatch.setattr("searchsvc.engines.whoosh.engine.SEGMENT", 2)
    engine.rebuild(changes(FIRST, SECOND, document("c", "氢能"), document("a", "风电"), document("a", "文旅")), 5)
    assert (found(engine, EVERY), found(engine, contains("文旅"))) == (["b", "c", "a"], ["a"])
