"""Work shared by processes: results in the order of the work, and never much more of it under way than they can do."""

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TypeVar

from searchsvc.errors import WorkerLost
from searchsvc.messages import Message

_SELDOM = 100_000  # objects between two looks for knots of garbage, which took a tenth of the work
_AHEAD = 2  # pieces of work for each process that are given out before the first result is asked for

T = TypeVar("T")
R = TypeVar("R")


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
    with _workers(step, workers) as do:
        given: deque[Future[R]] = deque()
        for piece in chain(first, rest):
            given.append(do(piece))
            if len(given) > _AHEAD * workers:
                yield given.popleft().result()
        while given:
            yield given.popleft().result()


@contextmanager
def kept() -> Iterator[None]:
    """Let all that is spread inside be done by the same processes: to begin one takes as long as much of the work."""
    spare: list[_Worker] = []
    _SPARE.append(spare)
    try:
        yield
    finally:
        _SPARE.remove(spare)
        for worker in spare:
            worker.end()


class _Worker:
    """A process that does one piece of work at a time."""

    def __init__(self) -> None:
        # Processes that begin afresh, whatever threads there are here, and that are this one's own children: those of
        # a fork server are waited for by word of mouth, which may never come.
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def do(self, step: Callable[[T], R], piece: T) -> R:
        """Return what becomes of a piece of work; raises what that raises, WorkerLost where the process ends."""
        try:
            self._here.send((step, piece))
            done, result = self._here.recv()
        except (EOFError, OSError) as error:
            raise WorkerLost(
                Message("一个工作进程意外终止（可能内存不足）。", "A worker process ended unexpectedly."),
                Message(
                    "已提交的内容都在；请重新运行，内存紧张时设 SEARCHSVC_WORKERS=1。",
                    "What was committed is safe; run it again, with SEARCHSVC_WORKERS=1 where memory is short.",
                ),
            ) from error
        if not done:
            raise result
        own: R = result
        return own

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()


@contextmanager
def _workers(step: Callable[[T], R], count: int) -> Iterator[Callable[[T], Future[R]]]:
    """Lend what gives a piece of work to the next worker that is idle; what none has begun at the end is dropped."""
    spare = _SPARE[-1] if _SPARE else None
    workers: list[_Worker] = []
    idle: SimpleQueue[_Worker] = SimpleQueue()

    def do(piece: T) -> R:
        worker = idle.get()
        try:
            return worker.do(step, piece)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(count)
    try:
        with _uninterrupted():
            for _ in range(count):
                workers.append(spare.pop() if spare else _Worker())
                idle.put(workers[-1])
        yield lambda piece: threads.submit(do, piece)
        if spare is not None:  # all was done, so all are idle
            spare += workers
            workers = []
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.end()
        threads.shutdown()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back an interruption until processes are started; they inherit that, so it is left to the one that asks.

    Where they ignored it themselves, one that is still loading would answer it with a traceback.
    """
    resource_tracker.ensure_running()  # the first process would start it, and that lets interruptions through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection) -> None:
    """Do what is asked for until nobody can ask any more."""
    gc.set_threshold(_SELDOM)
    while True:
        try:
            step, piece = connection.recv()
        except EOFError:
            return
        try:
            result: tuple[bool, object] = True, step(piece)
        except Exception as error:
            result = False, error
        connection.send(result)


_SPARE: list[list[_Worker]] = []  # processes that are idle, those of the innermost `kept` last
