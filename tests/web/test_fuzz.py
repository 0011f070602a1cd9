"""The OpenAPI document says the truth: what it allows is taken, what it forbids is refused, answers are as it says."""

from tests.web.fuzz import fuzzed


def test_nothing_is_found_by_who_asks_what_the_document_says(tmp_path):
    status, report = fuzzed(tmp_path, "--max-examples=2", "--phases=examples,fuzzing", "--generation-deterministic")
    assert status == 0, report
