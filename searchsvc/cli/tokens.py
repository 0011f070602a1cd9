"""The commands that say who may write over HTTP: token add, list, remove."""

import click

from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.messages import Message
from searchsvc.service import tokens

_NONE, _DONE = 1, 0


@click.group(epilog=example("token add newsroom", "token list", "token remove newsroom"))
def token() -> None:
    """Say who may write over HTTP.

    Writing over HTTP is off until there is a token. A secret is shown when it is made and kept nowhere.
    """


@token.command(epilog=example("token add newsroom > newsroom.token"))
@click.argument("name")
@placed(colour=False)
def add(name: str, place: Place) -> None:
    """Make a token and print its secret."""
    with place.archive(create=True) as archive:
        place.write([tokens.add(archive, name)])
    say(_ADDED.said(place.lang).format(name=name))


@token.command("list", epilog=example("token list --json"))
@placed("json", colour=False)
def listed(place: Place) -> int:
    """List the tokens: their names and when they were made."""
    with place.archive() as archive:
        rows = [(each.name, each.made) for each in archive.store.tokens()]
    place.tell([{"name": name, "made": made} for name, made in rows], rows)
    return _DONE if rows else _NONE


@token.command(epilog=example("token remove newsroom"))
@click.argument("name")
@placed(colour=False)
def remove(name: str, place: Place) -> None:
    """Forget a token; whoever has its secret may write no more."""
    with place.archive() as archive:
        tokens.remove(archive, name)
    say(_REMOVED.said(place.lang).format(name=name))


_ADDED = Message(
    "已添加令牌 {name}；上面的密钥只显示这一次", "added the token {name}; its secret is shown above, this once"
)
_REMOVED = Message("已删除令牌 {name}", "removed the token {name}")
