"""The work that is tortured: each row a command, or a request, what it may write and what its end acknowledges."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from searchsvc.config import load
from searchsvc.web import create_app
from tests.torture.articles import article
from tests.torture.child import Ended, forked, run
from tests.torture.world import Known, World

Prepare = Callable[[], None]
TOKEN = "torture"
HELD = [article(f"h{number}") for number in range(60)]
SENT = [article(f"h{number}", 1) for number in range(20)] + [article(f"n{number}") for number in range(25)]
KEPT = "kept.sqlite"  # a backup, made when only the first half of HELD was there


@dataclass(frozen=True, slots=True)
class Work:
    """`begin` makes ready and says what is known to be possible, `run` does it, `end` says what was acknowledged."""

    run: Callable[[World, Prepare], Ended]
    begin: Callable[[World], object] = lambda world: None
    end: Callable[[World, Ended], object] = lambda world, ended: None
    other: Known | None = None  # all of it as it may be instead
    again: tuple[int, ...] = (0,)  # how it may end when it is done a second time


def base(folder: Path) -> World:
    """Return an archive of HELD, with its backup and a folder of pages beside it."""
    (folder / "spool").mkdir(parents=True)
    world = World(folder)
    half, whole = world.write("half.jsonl", HELD[:30]), world.write("all.jsonl", HELD)
    for command in (["index", str(half)], ["backup", str(folder / KEPT)], ["index", str(whole)]):
        assert run(command, world.index).code == 0
    world.acknowledge(HELD)
    return world


def _command(*arguments: str) -> Callable[[World, Prepare], Ended]:
    """Return what runs a command; `{folder}` is the world's."""
    return lambda world, prepare: run([each.format(folder=world.folder) for each in arguments], world.index, prepare)


def _post(world: World, prepare: Prepare) -> Ended:
    def post() -> None:
        app = create_app(load(index=str(world.index), token=TOKEN))
        answer = app.test_client().post("/api/v1/articles", json=SENT, headers={"Authorization": f"Bearer {TOKEN}"})
        print(answer.text, file=sys.stderr)
        sys.exit({200: 0, 503: 4}.get(answer.status_code, 70))

    return forked(post, prepare)


def _indexed(world: World, ended: Ended) -> None:
    world.acknowledge(SENT[: len(SENT) if ended.code == 0 else ended.committed])


def _watched(world: World, ended: Ended) -> None:
    if any("new" in line and "wire.jsonl: " in line for line in ended.said):
        world.acknowledge(SENT)


def _deleted(world: World, ended: Ended) -> None:
    if ended.code == 0:
        world.withdrawn("h3")


WORKS: Mapping[str, Work] = {
    "index": Work(_command("index", "{folder}/wire.jsonl"), lambda world: world.write("wire.jsonl", SENT), _indexed),
    "post": Work(_post, lambda world: world.send(SENT), _indexed),
    "watch": Work(
        _command("watch", "{folder}/spool", "--once", "--interval", "0.1"),
        lambda world: world.write("spool/wire.jsonl", SENT),
        _watched,
    ),
    "delete": Work(_command("delete", "h3"), lambda world: world.withdraw("h3"), _deleted, again=(0, 1)),
    "rebuild": Work(_command("rebuild")),
    "optimize": Work(_command("optimize")),
    "restore": Work(
        _command("restore", "{folder}/" + KEPT),
        other={one["id"]: frozenset({f"{one['title']}\n{one['body']}"}) for one in HELD[:30]},
    ),
}
