"""Tokens: who may write over HTTP, and read where reading is private; a secret is shown once and kept nowhere."""

import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime

from searchsvc.errors import BadRequest, Forbidden, NotFound, Unauthorized
from searchsvc.messages import Message
from searchsvc.service.archive import Archive
from searchsvc.store.base import Token

_NAME = re.compile(r"[\w.-]{1,60}")
_BYTES = 32  # of a secret


def add(archive: Archive, name: str) -> str:
    """Make a token and return its secret. Raises BadRequest where the name is taken or is none."""
    if not _NAME.fullmatch(name):
        raise BadRequest(
            Message(
                "令牌名是 1 到 60 个字母、汉字、数字或 . _ -。", "A token's name is 1 to 60 letters, digits, . _ or -."
            ),
            parameter="name",
        )
    secret = secrets.token_urlsafe(_BYTES)
    if not archive.store.add_token(Token(name, _digest(secret), datetime.now(UTC).isoformat(timespec="seconds"))):
        raise BadRequest(
            Message(f"已有名为 {name} 的令牌。", f"There is a token named {name} already."),
            Message("换个名字，或先 searchsvc token remove。", "Choose another name, or remove that one first."),
            parameter="name",
        )
    return secret


def remove(archive: Archive, name: str) -> None:
    """Forget a token. Raises NotFound where there is none of this name."""
    if not archive.store.remove_token(name):
        raise NotFound(
            Message(f"没有名为 {name} 的令牌。", f"There is no token named {name}."),
            Message("searchsvc token list 列出全部。", "searchsvc token list shows them all."),
        )


def admit(archive: Archive, secret: str | None) -> str:
    """Return the name of the token that a secret belongs to.

    Raises Forbidden where there is no token at all, Unauthorized where this is none of them.
    """
    known = _known(archive)
    if not known:
        raise Forbidden(
            Message("网上写入没有开放。", "Writing over HTTP is off."),
            Message("管理员可用 searchsvc token add 开放。", "searchsvc token add NAME turns it on."),
        )
    digest = _digest(secret or "")
    # All are compared, so that the time taken tells nothing of which one came near.
    names = [token.name for token in known if hmac.compare_digest(token.digest, digest)]
    if not secret or not names:
        raise Unauthorized(
            Message("缺少令牌，或令牌无效。", "The token is missing or not known."),
            Message("请以 Authorization: Bearer 发送令牌。", "Send Authorization: Bearer with a token."),
        )
    return names[0]


def _known(archive: Archive) -> list[Token]:
    """Return the tokens of the archive and that of the settings."""
    set_up = archive.settings.token
    return [*archive.store.tokens(), *([Token("SEARCHSVC_TOKEN", _digest(set_up), "")] if set_up else [])]


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
