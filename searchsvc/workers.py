"""Work shared by processes: results in the order of the work, and never much more of it under way than they can do."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import TypeVar

from searchsvc.errors import WorkerLost
from searchsvc.messages import Message

_AHEAD = 2  # pieces of work for each process that are given out before the first result is asked for

T = TypeVar("T")
R = TypeVar("R")


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(step: Callable[[T], R], work: Iterable[T], workers: int) -> Iterator[R]:
    """Yield `step` of each piece of work in order: by processes where there are several pieces, else by this one.

    `step` is a function of a module, and what it is given and gives can be pickled. What it raises is raised here;
    WorkerLost where a process ends in between.
    """
    rest = iter(work)
    first = list(islice(rest, 2))
    if workers < 2 or len(first) < 2:
        yield from map(step, chain(first, rest))
        return
    with _pool(step, workers) as pool:
        given: deque[Future[R]] = deque()
        for piece in chain(first, rest):
            given.append(pool.submit(step, piece))
            if len(given) > _AHEAD * workers:
                yield given.popleft().result()
        while given:
            yield given.popleft().result()


@contextmanager
def _pool(step: Callable[[T], R], workers: int) -> Iterator[ProcessPoolExecutor]:
    """Lend processes that begin afresh, whatever threads there are here; what they have not begun is dropped."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([step.__module__])
    pool = ProcessPoolExecutor(workers, context, _ready)
    try:
        yield pool
    except BrokenProcessPool as error:
        raise WorkerLost(
            Message("一个工作进程意外终止（可能内存不足）。", "A worker process ended unexpectedly."),
            Message(
                "已提交的内容都在；请重新运行，内存紧张时设 SEARCHSVC_WORKERS=1。",
                "What was committed is safe; run it again, with SEARCHSVC_WORKERS=1 where memory is short.",
            ),
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _ready() -> None:
    """Leave an interruption to the process that gives out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
