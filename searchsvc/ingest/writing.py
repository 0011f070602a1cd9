"""Records into the archive, batch by batch: what a batch held is durable before the next one begins."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path

from searchsvc.articles import Skipped, Unfit
from searchsvc.engines.base import Engine
from searchsvc.enrich.signatures import Seen
from searchsvc.ingest.comparing import Share, compare_saved, unheard
from searchsvc.ingest.joining import join
from searchsvc.ingest.reading import Skip, origin, records
from searchsvc.ingest.settling import settle, unread
from searchsvc.ingest.upkeep import catch_up
from searchsvc.messages import Message
from searchsvc.pages import DOUBTFUL
from searchsvc.readers import NOTHING, Said
from searchsvc.store.base import Incoming, Outcome, Store
from searchsvc.workers import kept

Told = Callable[[Incoming, Outcome], None]
BATCH = 1000  # articles to a transaction, more where a page file has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What an ingest did: files that gave articles, articles by outcome, and what somebody should look at.

    `superseded` counts articles that vanished from their page, `tombstoned` those that stay deleted, `doubtful`
    those whose cut is less sure than DOUBTFUL; each of these is one of the `warnings`.
    """

    files: int
    articles: int
    new: int
    replaced: int
    unchanged: int
    superseded: int
    tombstoned: int
    doubtful: int
    skipped: tuple[Skipped, ...]
    warnings: tuple[Message, ...]
    seconds: float


def ingest(
    store: Store,
    engine: Engine,
    paths: Iterable[Path],
    *,
    batch: int = BATCH,
    on_batch: Callable[[int], None] = lambda count: None,
    on_skip: Skip = lambda skipped: None,
    on_outcome: Told = lambda incoming, outcome: None,
    on_share: Share = unheard,
    said: Said = NOTHING,
    workers: int = 1,
) -> Summary:
    """Read files and folders into the archive, then bring the engine in line.

    `on_skip` is told at once what can't be read, `on_outcome` what became of each article. After each batch
    `on_batch` is told N: the first N records of the input, in its order, are in the store or reported as skipped;
    then `on_share` how far the engine is (`catch_up`). `said` is what pages that don't print it are of; `workers`
    processes share the reading of much. Raises what the store raises, and WorkerLost; what was told to `on_batch`
    stays.
    """
    began = time.monotonic()
    run = _Run(store, on_skip, on_outcome)
    with store.writing(), kept():
        incoming = records(paths, skipped=run.skip, seen=run.seen, said=said, workers=workers)
        for pages in _batches(_pages(incoming), batch):
            run.commit(pages)
            on_batch(run.done)
        run.warnings += join(store)
        catch_up(store, engine, on_share=on_share)
    return run.summary(time.monotonic() - began)


@dataclass(slots=True)
class _Run:
    """What is counted while an ingest runs."""

    store: Store
    on_skip: Skip
    on_outcome: Told
    seen: Seen = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    files: set[str | None] = field(default_factory=set)

    @property
    def done(self) -> int:
        """How many records of the input are in the store or reported, never counted too high."""
        return self.counts["articles"] + self.counts["refused"]

    def skip(self, skipped: Skipped) -> None:
        """Note what was skipped; it is a record unless it is a whole file, or a word on what was read."""
        self.on_skip(skipped)
        self.skipped.append(skipped)
        if skipped.line is not None and not isinstance(skipped, Unfit):
            self.counts["refused"] += 1

    def commit(self, pages: Iterable[Sequence[Incoming]]) -> None:
        """Write a batch; it is durable when this returns."""
        pages = list(pages)
        parted = {origin(each.path) for each in self.skipped}
        absent = unread(self.store, chain.from_iterable(pages))
        settled = [
            settle(self.store, page, self.seen, complete=page[0].origin not in parted, absent=absent) for page in pages
        ]
        incoming = [each for page in settled for each in page.incoming]
        gone = [each for page in settled for each in page.gone]
        before = self.store.sequence
        outcomes = self.store.save(incoming, gone)
        if not gone:
            compare_saved(self.store, incoming, outcomes, before)
        self.counts.update(outcomes, articles=len(incoming), superseded=len(gone))
        self.files.update(each.known.path for each in incoming)
        self.counts["doubtful"] += sum(each.known.confidence < DOUBTFUL for each in incoming)
        for each, outcome in zip(incoming, outcomes, strict=True):
            self.on_outcome(each, outcome)
            self.warnings += _warnings(each, deleted=outcome == "tombstoned")

    def summary(self, seconds: float) -> Summary:
        counted = ("articles", "new", "replaced", "unchanged", "superseded", "tombstoned", "doubtful")
        return Summary(
            **{name: self.counts[name] for name in counted},
            files=len(self.files - {None}),
            skipped=tuple(self.skipped),
            warnings=tuple(self.warnings),
            seconds=seconds,
        )


def _pages(incoming: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Yield the articles of one page file together, each ready article alone."""
    for source, group in groupby(incoming, key=lambda each: each.origin):
        if source is None:
            yield from ([each] for each in group)
        else:
            yield list(group)


def _batches(pages: Iterable[list[Incoming]], size: int) -> Iterator[list[list[Incoming]]]:
    batch: list[list[Incoming]] = []
    held = 0
    for page in pages:
        batch.append(page)
        held += len(page)
        if held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _warnings(incoming: Incoming, *, deleted: bool) -> Iterator[Message]:
    article = incoming.known
    where = f"{article.path}:{article.lines[0]}" if article.lines else article.path or article.id
    if deleted:
        zh = f"{where}：{article.id} 已被删除，不再收入；恢复：searchsvc delete {article.id} --restore"
        en = f"{where}: {article.id} was deleted and stays away; searchsvc delete {article.id} --restore brings it back"
        yield Message(zh, en)
    if article.confidence < DOUBTFUL:
        yield Message(f"{where}：切分存疑：{article.title or '（无题）'}", f"{where}: doubtful cut: {article.title}")
