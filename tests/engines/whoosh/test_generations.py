"""The folder of generations: switched at once, opened only if whole and of these rules, healed by a rebuild."""

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from searchsvc import schema
from searchsvc.engines.base import Change, Request
from searchsvc.engines.expressions import Everything
from searchsvc.engines.whoosh import WhooshEngine, arrays, generations, writing
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
    assert manifest == generations.summed(manifest)
    (segment,) = manifest.pop("segments")
    del manifest["sum"]
    contents = arrays.proof(_current(tmp_path) / "_searchsvc_1.toc")
    assert manifest == {
        "contents": asdict(contents),
        "format": generations.FORMAT,
        "fingerprint": schema.fingerprint(),
        "sequence": 3,
        "documents": 2,
        "commit": 1,
        "origin": "",
    }
    files = {path.suffix: path.stat().st_size for path in _current(tmp_path).glob(f"searchsvc_{segment['name']}.*")}
    assert (files, segment["deleted"]) == (
        {".arrays": segment["arrays"]["size"], ".seg": segment["whoosh"]["size"]},
        "",
    )


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
        path.write_text(json.dumps(generations.summed(json.loads(path.read_bytes()) | values)))

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
        lambda generation: (generation / "manifest.json").write_text(json.dumps({"format": generations.FORMAT})),
        _edited(segments=[{"name": "nobody"}]),
        _edited(sequence="many"),
        _edited(sequence=None),
        lambda generation: _replaced(generation / "manifest.json", b'"sequence": 1', b'"sequence": 3'),
        lambda generation: _replaced(generation / "manifest.json", b'"documents"', b'"docunents"'),
        lambda generation: (generation.parent / "current").write_text("../../elsewhere"),
        lambda generation: (generation.parent / "current").write_text(""),
        lambda generation: (generation.parent / "current").write_text("0123456789abcdef"),
    ],
)
def test_a_damaged_manifest_or_pointer_is_told_and_healed_by_a_rebuild(engine, tmp_path, harm):
    fill(engine, FIRST)
    harm(_current(tmp_path))
    _heals(engine, IndexDamaged)


def _replaced(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("suffix", ["arrays", "seg"])
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"?")])
def test_damaged_segments_are_told_and_healed_by_a_rebuild(engine, tmp_path, suffix, harm):
    fill(engine, FIRST)
    _damage(engine, tmp_path, suffix, harm)


def test_a_flipped_bit_in_the_arrays_is_told_and_healed_by_a_rebuild(engine, tmp_path):
    fill(engine, FIRST)
    _damage(engine, tmp_path, "arrays", _flipped)


def _damage(engine: WhooshEngine, folder: Path, suffix: str, harm: Callable[[Path], object]) -> None:
    (path,) = _current(folder).glob(f"*.{suffix}")
    harm(path)
    with closing(WhooshEngine(folder)) as other, pytest.raises(IndexDamaged):
        other.search(Request())
    engine.rebuild(changes(SECOND), 2)
    assert (engine.sequence, found(engine, EVERY)) == (2, ["b"])


def test_what_is_open_is_searched_on_when_its_files_are_gone(engine, tmp_path):
    fill(engine, FIRST)
    assert found(engine, EVERY) == ["a"]
    for path in _current(tmp_path).glob("searchsvc_*"):
        path.unlink()
    assert found(engine, contains("光伏")) == ["a"]


def test_an_index_deleted_under_its_readers_is_searched_on_until_it_is_made_anew(engine, tmp_path):
    fill(engine, FIRST)
    assert (found(engine, EVERY), engine.lexicon("光")) == (["a"], [("光伏", 1)])
    state = engine.generation
    shutil.rmtree(tmp_path / "generations")
    assert (engine.sequence, engine.generation, found(engine, EVERY)) == (0, state, ["a"])
    assert engine.lexicon("光") == [("光伏", 1)]
    assert engine.search(Request(hold=True)).generation == state
    engine.apply(changes(FIRST, SECOND), 2)
    assert (engine.sequence, found(engine, EVERY)) == (2, ["a", "b"])


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


def _killed(*_arguments, **_held) -> None:
    raise KeyboardInterrupt


def test_a_commit_whose_manifest_was_never_written_never_was_and_can_be_repeated(engine, tmp_path, monkeypatch):
    """Killed between the two, the folder holds the batch's files and the manifest the sequence before it."""
    fill(engine, FIRST)
    batch = changes(SECOND, replace(FIRST, published=1), after=1)
    with monkeypatch.context() as patched:
        patched.setattr(generations.Generations, "describe", _killed)
        with pytest.raises(KeyboardInterrupt):
            engine.apply(batch, 3)
    with closing(WhooshEngine(tmp_path)) as other:
        for one in (engine, other):
            assert (one.sequence, found(one, EVERY)) == (1, ["a"])
    engine.apply(batch, 3)
    assert (engine.sequence, found(engine, EVERY)) == (3, ["a", "b"])
    assert len(list(_current(tmp_path).glob("*.arrays"))) == len(list(_current(tmp_path).glob("*.seg"))) == 1


def test_a_generation_that_was_never_finished_is_not_seen_and_swept_away(engine, tmp_path):
    fill(engine, FIRST)
    unfinished = generations.Generations(tmp_path).begin()
    writing.Draft(unfinished, ()).add(changes(SECOND))
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


def _full(*_arguments) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "step", ["searchsvc.engines.whoosh.arrays.write", "searchsvc.engines.whoosh.w3.write", "os.fsync"]
)
def test_a_batch_that_cant_be_written_leaves_all_as_it_was_and_the_lock_free(engine, tmp_path, monkeypatch, step):
    fill(engine, FIRST)
    before = sorted(_current(tmp_path).iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(step, _full)
        with pytest.raises(EngineUnavailable, match="No space left"):
            fill(engine, SECOND)
    assert (engine.sequence, found(engine, EVERY), sorted(_current(tmp_path).iterdir())) == (1, ["a"], before)
    fill(engine, SECOND)
    assert found(engine, EVERY) == ["a", "b"]


@pytest.mark.parametrize("write", [WhooshEngine.apply, WhooshEngine.rebuild])
def test_a_large_batch_is_inverted_in_pieces_that_become_one_segment(engine, tmp_path, monkeypatch, write):
    """The last change of an id holds, in whichever piece it is."""
    monkeypatch.setattr(writing, "BATCH", 2)
    again = document("a", "文旅")
    batch = [*changes(FIRST, SECOND, document("c", "氢能"), document("a", "风电"), again), Change(6, "b", None)]
    write(engine, batch, 6)
    assert (engine.sequence, found(engine, EVERY)) == (6, ["c", "a"])
    assert (found(engine, contains("文旅")), found(engine, contains("风电"))) == (["a"], [])
    assert len(list(tmp_path.rglob("*.seg"))) == 1


def test_a_large_batch_that_breaks_off_changes_nothing(engine, monkeypatch):
    monkeypatch.setattr(writing, "BATCH", 1)
    fill(engine, FIRST)

    def broken() -> Iterator[Change]:
        yield from changes(SECOND, document("a", "氢能"), after=1)
        raise OSError(5, "the archive broke off")

    with pytest.raises(EngineUnavailable):
        engine.apply(broken(), 3)
    assert (engine.sequence, found(engine, EVERY), found(engine, contains("光伏"))) == (1, ["a"], ["a"])


@pytest.mark.parametrize("replaced", ["manifest.json", "current"])
def test_a_folder_that_cant_be_synced_after_the_new_state_took_its_place_costs_no_file_of_it(
    engine, tmp_path, monkeypatch, replaced
):
    """Whoever opens it sees the new state, told as failed or not."""
    fill(engine, FIRST)
    sync, replace_file, seen = os.fsync, Path.replace, []

    def failing(handle: int) -> None:
        if seen and stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(5, "Input/output error")
        sync(handle)

    def replace_and_note(path: Path, target: Path) -> None:
        replace_file(path, target)
        seen.extend(["it"] * (target.name == replaced))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        patched.setattr(Path, "replace", replace_and_note)
        write = engine.apply if replaced == "manifest.json" else engine.rebuild
        with pytest.raises(EngineUnavailable, match="Input/output error"):
            write(changes(FIRST, SECOND), 2)
    with closing(WhooshEngine(tmp_path)) as other:
        assert (other.sequence, found(other, EVERY), list(other.faults())) == (2, ["a", "b"], [])


def test_optimizing_leaves_one_segment_without_what_was_deleted(engine, tmp_path):
    for number in range(4):
        fill(engine, document(f"a{number}", "光伏"), document("b", "煤炭"))
    engine.optimize()
    (entry,) = json.loads((_current(tmp_path) / "manifest.json").read_bytes())["segments"]
    assert (entry["deleted"], len(list(_current(tmp_path).glob("*.seg")))) == ("", 1)
    before = engine.generation
    engine.optimize()
    assert engine.generation == before


def test_optimizing_removes_what_a_killed_process_left(engine, tmp_path):
    fill(engine, FIRST)
    before = sorted((tmp_path / "generations").rglob("*"))
    for folder in (generations.Generations(tmp_path).begin(), _current(tmp_path)):
        writing.Draft(folder, ()).add(changes(SECOND))
    engine.optimize()
    fill(engine, SECOND)
    engine.optimize()
    after = sorted(path.suffix for path in (tmp_path / "generations").rglob("*"))
    assert after == sorted(path.suffix for path in before)
