"""Files read here and sent to a service: it is told what was read, and derives the rest by its own rules."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from searchsvc.articles import DERIVED, Skipped, Unfit, given_facets, to_record, without_derived
from searchsvc.client.wire import Record, Wire
from searchsvc.ingest import Summary, records
from searchsvc.ingest.reading import Skip
from searchsvc.messages import Message
from searchsvc.pages import DOUBTFUL
from searchsvc.readers import Said
from searchsvc.store.base import Incoming

MAX_BYTES = 8 * 1024 * 1024  # sent at once, unless one article is longer; the service takes four times as much
JSONL = "application/x-ndjson"


class Sending:
    """Articles on their way to a service, counted: `counts` by outcome, `skipped` what was not read or not taken."""

    def __init__(self, wire: Wire, on_skip: Skip) -> None:
        self._wire = wire
        self._on_skip = on_skip
        self.counts = Counter[str]()
        self.skipped: list[Skipped] = []
        self.warnings: list[Message] = []
        self.files = set[str | None]()

    def skip(self, skipped: Skipped) -> None:
        """Note what was not read, or not taken."""
        self._on_skip(skipped)
        self.skipped.append(skipped)

    def send(self, batch: list[Incoming]) -> None:
        """Send articles; those that are taken are durable when this returns."""
        body = b"".join(map(_line, batch))
        rows = self._wire.send("POST", "/articles", body=body, kind=JSONL)["results"]
        for incoming, row in zip(batch, rows, strict=True):
            self._count(incoming, row)

    def summary(self, seconds: float) -> Summary:
        """Return what was done."""
        return Summary(
            files=len(self.files - {None}),
            articles=self.counts["articles"],
            new=self.counts["new"],
            replaced=self.counts["replaced"],
            unchanged=self.counts["unchanged"],
            superseded=0,
            tombstoned=0,
            doubtful=self.counts["doubtful"],
            skipped=tuple(self.skipped),
            warnings=tuple(self.warnings),
            seconds=seconds,
        )

    def _count(self, incoming: Incoming, row: Record) -> None:
        article = incoming.article
        where, line = article.path or article.id, article.lines[0] if article.lines else None
        rejected = row["status"] == "rejected"
        if row["error"]:
            self.skip(
                (Skipped if rejected else Unfit)(where, line, Message(row["error"], row["error"]))
            )  # in our language
        if rejected:
            return
        self.counts.update([row["status"], "articles"])
        self.files.add(article.path)
        if article.confidence < DOUBTFUL:
            self.counts["doubtful"] += 1
            zh, en = f"{where}：切分存疑：{article.title}", f"{where}: doubtful cut: {article.title}"
            self.warnings.append(Message(zh, en))


def sent(
    wire: Wire,
    paths: Iterable[Path],
    *,
    batch: int,
    on_batch: Callable[[int], None],
    on_skip: Skip,
    said: Said,
    workers: int,
) -> Summary:
    """Read files and send their articles, as `ingest.ingest` reads them into an archive."""
    began, sending, done = time.monotonic(), Sending(wire, on_skip), 0
    for some in _batches(records(paths, skipped=sending.skip, said=said, workers=workers), batch):
        sending.send(some)
        done += len(some)
        on_batch(done)
    return sending.summary(time.monotonic() - began)


def _batches(incoming: Iterable[Incoming], most: int) -> Iterator[list[Incoming]]:
    batch: list[Incoming] = []
    size = 0
    for each in incoming:
        length = len(_line(each))
        if batch and (len(batch) >= most or size + length > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += length
    if batch:
        yield batch


def _line(incoming: Incoming) -> bytes:
    """Return an article as it was read, as a line of JSON; the service derives what its source did not give."""
    record = to_record(without_derived(incoming.article))
    brought = given_facets(incoming.article)
    given = {name: value for name, value in record.items() if name in brought or name not in DERIVED}
    return json.dumps(given, ensure_ascii=False).encode() + b"\n"
