"""Much work is shared by processes, little is done at once, and nobody can tell from the results."""

import math
import os
import signal

import pytest

from searchsvc.errors import WorkerLost
from searchsvc.workers import kept, spread


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_work(workers):
    assert list(spread(math.factorial, iter(range(20)), workers)) == [math.factorial(each) for each in range(20)]


def test_much_work_is_done_by_other_processes_and_little_by_this_one():
    assert list(spread(_process, [1], 2)) == [os.getpid()]
    assert os.getpid() not in spread(_process, [1, 2, 3], 2)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_piece_of_work_raises_is_raised_after_the_results_before_it(workers):
    results = spread(math.factorial, [3, 4, -1, 5], workers)
    assert [next(results), next(results)] == [6, 24]
    with pytest.raises(ValueError, match="not defined for negative values"):
        next(results)


def test_work_is_asked_for_as_it_is_done():
    asked = []
    results = spread(math.factorial, (asked.append(each) or each for each in range(1000)), 2)
    next(results)
    results.close()
    assert len(asked) < 10


def test_a_process_that_ends_is_told_with_what_to_do():
    with pytest.raises(WorkerLost, match="ended unexpectedly") as caught:
        list(spread(os._exit, [9, 9], 2))
    assert "SEARCHSVC_WORKERS=1" in caught.value.said("en")


def test_kept_processes_do_all_that_is_spread_and_end_with_it():
    with kept():
        first, then = set(spread(_process, range(9), 2)), set(spread(_process, range(9), 2))
    assert len(first | then) <= 2
    assert not first & set(spread(_process, range(9), 2))


def test_kept_processes_that_were_left_busy_or_lost_are_not_used_again():
    with kept():
        results = spread(_process, range(1000), 2)
        busy = {next(results)}
        results.close()
        with pytest.raises(WorkerLost):
            list(spread(os._exit, [9, 9], 2))
        assert not busy & set(spread(_process, range(9), 2))


def test_an_interruption_is_left_to_the_process_that_asks():
    """From the beginning: one that is still loading its modules can't be made to print a traceback either."""
    assert list(spread(_is_interruptible, [0, 0], 2)) == [False, False]
    assert _is_interruptible(0)


def _is_interruptible(_: int) -> bool:
    return signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def _process(_: int) -> int:
    return os.getpid()
