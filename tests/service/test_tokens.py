"""A token's secret is shown once, kept nowhere, and admits until it is removed."""

import pytest

from searchsvc.errors import BadRequest, Forbidden, NotFound, Unauthorized
from searchsvc.service import tokens


def test_the_secret_admits_under_its_name_and_is_not_in_the_archive(archive):
    secrets = {name: tokens.add(archive, name) for name in ("采编部", "newsroom-2")}
    assert {tokens.admit(archive, secret) for secret in secrets.values()} == set(secrets)
    kept = b"".join(path.read_bytes() for path in archive.settings.index.glob("store.sqlite*"))
    assert not [secret for secret in secrets.values() if secret.encode() in kept]


@pytest.mark.parametrize("secret", [None, "", "wrong", "\udc80", "一" * 1000])
def test_any_other_secret_is_refused(archive, secret):
    tokens.add(archive, "newsroom")
    with pytest.raises(Unauthorized):
        tokens.admit(archive, secret)


def test_without_any_token_writing_is_off(archive):
    with pytest.raises(Forbidden):
        tokens.admit(archive, "anything")


def test_a_token_that_was_removed_admits_no_more(archive):
    secret, _ = tokens.add(archive, "a"), tokens.add(archive, "b")
    tokens.remove(archive, "a")
    with pytest.raises(Unauthorized):
        tokens.admit(archive, secret)
    with pytest.raises(NotFound):
        tokens.remove(archive, "a")


@pytest.mark.parametrize("name", ["", "a b", "a" * 61, "taken"])
def test_a_name_that_is_none_or_taken_is_refused(archive, name):
    tokens.add(archive, "taken")
    with pytest.raises(BadRequest) as caught:
        tokens.add(archive, name)
    assert caught.value.parameter == "name"
