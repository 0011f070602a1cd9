"""The command that indexes pages as they arrive in a folder: watch."""

import signal
from pathlib import Path

import click

from searchsvc import ingest
from searchsvc.articles import Skipped
from searchsvc.cli.app import INTERRUPTED, say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.cli.stopping import Stop, stopping
from searchsvc.cli.writing import DONE, SKIPPED, tell
from searchsvc.errors import BadRequest, IndexDamaged, IndexMissing, IndexOutdated, SearchError
from searchsvc.ingest import Spool, Taken
from searchsvc.messages import Message
from searchsvc.output.terminal import clean
from searchsvc.service.archive import Archive

LONGEST = 60.0  # seconds between two tries while the index can't be written
_LASTING = (IndexMissing, IndexDamaged, IndexOutdated, BadRequest)  # waiting does not help


@click.command(epilog=example("watch /srv/spool --index /srv/news", "watch /srv/spool --once"))
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--interval",
    type=click.FloatRange(0.1, 3600),
    metavar="S",
    default=2.0,
    help="Seconds between two looks at the folder; a file that stayed the same so long is whole.",
)
@click.option("--once", is_flag=True, help="Take what is there and end.")
@placed(colour=False)
def watch(directory: Path, interval: float, once: bool, place: Place) -> int:
    """Index pages as they arrive in a folder, until stopped.

    Files whose name begins with a dot or ends in .part or .tmp are left alone: write a page under such a name, then
    rename it. A file is read once for each content, also after a restart. What can't be read is moved to DIR/.failed,
    the reason beside it. While another process writes the index or the disk is full, it tries again. Ctrl-C and
    SIGTERM end it after the files that it is at.
    """
    with place.archive(create=True) as archive, stopping() as stop:
        sequence = archive.store.sequence
        with ingest.spool(directory, place.settings.index, sequence, interval) as spool:
            say(_WATCHING.said(place.lang).format(folder=clean(str(directory))))
            spool.arrived()  # what is there now is whole if it stays so
            rounds = _Rounds(archive, spool, place)
            _followed(rounds, stop, interval, once=once)
    if stop.signal == signal.SIGINT:
        return INTERRUPTED
    return SKIPPED if once and rounds.skipped else DONE


class _Rounds:
    """Looks at a folder, one after the other, each told; `skipped` counts what could not be read."""

    def __init__(self, archive: Archive, spool: Spool, place: Place) -> None:
        self._archive = archive
        self._spool = spool
        self._place = place
        self.skipped = 0

    def take(self) -> bool:
        """Take what is whole, at most as many files as go together; False where there was nothing."""
        arrived = self._spool.arrived()[: ingest.FILES]
        if arrived:
            taken = ingest.take(
                self._archive.store,
                self._archive.engine,
                self._spool,
                arrived,
                on_skip=self._skip,
                on_warning=self._say,
                workers=self._place.settings.processes,
            )
            self.skipped += sum(each.reason is not None for each in taken)
            for each in taken:
                click.echo(clean(_told(each).said(self._place.lang)), err=True)
        return bool(arrived)

    def fail(self, error: Exception, delay: float) -> None:
        """Tell why nothing could be written, and when the next try is."""
        why = error.message if isinstance(error, SearchError) else Message(str(error), str(error))
        self._say(Message(f"{why.zh}{delay:g} 秒后再试。", f"{why.en} Trying again in {delay:g} s."))

    def end(self) -> None:
        """Tell how many files were left because they are still being written."""
        if waiting := self._spool.waiting():
            self._say(Message(f"还有 {waiting} 个文件未收", f"{waiting} files are left for the next time"))

    def _say(self, message: Message) -> None:
        say(clean(message.said(self._place.lang)))

    def _skip(self, item: Skipped) -> None:
        self.skipped += 1
        tell(item, self._place.lang)


def _followed(rounds: _Rounds, stop: Stop, interval: float, *, once: bool) -> None:
    """Look at the folder until stopped, or `once` until nothing more is whole."""
    delay, failures = interval, 0
    while not stop.within(delay):
        try:
            took = rounds.take()
        except (SearchError, OSError) as error:
            if once or isinstance(error, _LASTING):
                raise
            failures += 1
            delay = min(LONGEST, interval * 2**failures)
            rounds.fail(error, delay)
        else:
            delay, failures = 0 if took else interval, 0
            if once and not took:
                break
    rounds.end()


def _told(taken: Taken) -> Message:
    """Return what became of a file, on one line."""
    if taken.reason and taken.aside:
        aside = taken.aside
        return Message(
            f"{taken.path}：{taken.reason.zh}已移到 {aside}", f"{taken.path}: {taken.reason.en} Moved to {aside}"
        )
    if taken.reason:
        return Message(f"{taken.path}：{taken.reason.zh}", f"{taken.path}: {taken.reason.en}")
    counts = [(count, _OUTCOMES[outcome]) for outcome, count in sorted(taken.outcomes.items())] or [(0, _NOTHING)]
    zh = "，".join(f"{name.zh} {count} 篇" for count, name in counts)
    return Message(f"{taken.path}：{zh}", f"{taken.path}: {', '.join(f'{count} {name.en}' for count, name in counts)}")


_WATCHING = Message("正在等待 {folder} 里的版面，按 Ctrl-C 停止", "watching {folder}, Ctrl-C stops it")
_NOTHING = Message("文章", "articles")
_OUTCOMES = {
    "new": Message("新增", "new"),
    "replaced": Message("替换", "replaced"),
    "unchanged": Message("未变", "unchanged"),
    "tombstoned": Message("已删除", "deleted"),
}
