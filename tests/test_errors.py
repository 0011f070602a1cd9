"""Every error tells its slug, title, exit code and status, in both languages."""

from searchsvc import errors
from searchsvc.errors import BadQuery, SearchError
from searchsvc.messages import Message

TREE = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SearchError)]


def test_exit_codes_and_statuses_are_those_of_the_contract():
    assert {kind.__name__: (kind.exit_code, kind.status) for kind in TREE} == {
        "SearchError": (1, 500),
        "BadQuery": (2, 400),
        "BadRequest": (2, 400),
        "NotFound": (1, 404),
        "Gone": (1, 410),
        "Expired": (2, 410),
        "Unauthorized": (4, 401),
        "Forbidden": (4, 403),
        "UnreadableSource": (5, 422),
        "IndexMissing": (3, 503),
        "IndexOutdated": (3, 503),
        "IndexDamaged": (3, 503),
        "GenerationDamaged": (3, 503),
        "IndexLocked": (3, 503),
        "StorageFailed": (4, 503),
        "Refused": (4, 502),
        "Unreachable": (4, 502),
        "WorkerLost": (4, 503),
        "OutOfTime": (4, 503),
        "Busy": (4, 503),
        "Warming": (4, 503),
        "TooMany": (4, 429),
        "StoreUnavailable": (4, 503),
        "EngineUnavailable": (4, 503),
    }


def test_each_error_is_drawn_in_the_tree():
    assert [kind.__name__ for kind in TREE if kind.__name__ not in (errors.__doc__ or "")] == []


def test_no_two_errors_have_one_slug():
    assert len({kind.slug for kind in TREE}) == len(TREE)


def test_an_error_says_what_is_wrong_and_what_to_do_next():
    error = BadQuery(Message("缺少右括号。", "A bracket is not closed."), 8, Message("补上“）”。", "Add ')'."))
    assert (error.said("zh"), error.said("en")) == ("缺少右括号。补上“）”。", "A bracket is not closed. Add ')'.")
