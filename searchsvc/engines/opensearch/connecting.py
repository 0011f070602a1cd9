"""Connecting: the address of a cluster, the client that speaks to it, and its failures in our words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from opensearchpy import ConflictError, ImproperlyConfigured, OpenSearch, TransportError

from searchsvc.errors import BadRequest, EngineUnavailable, IndexLocked
from searchsvc.messages import Message

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_OPTIONS = {"shards": "1", "replicas": "0", "tls": "0", "ca": "", "timeout": "10"}
_AGAIN = (429, 502, 503, 504)  # answers of a cluster that may do what is asked a moment later


@dataclass(frozen=True, slots=True)
class Address:
    """Where an index lies: `opensearch://user:password@host:9200,host2/name?shards=3&replicas=1&tls=1&ca=FILE`.

    `timeout` is how many seconds a request may take.
    """

    hosts: tuple[str, ...]
    name: str
    shards: int
    replicas: int
    timeout: float
    ca: str | None
    login: tuple[str, str] | None = field(default=None, repr=False)

    def client(self) -> OpenSearch:
        """Return a client; nothing is sent yet."""
        return OpenSearch(
            list(self.hosts),
            http_auth=self.login,
            timeout=self.timeout,
            max_retries=3,
            retry_on_status=(502, 503, 504),
            retry_on_timeout=True,
            ca_certs=self.ca,
        )


def address(said: str) -> Address:
    """Read an address; raises BadRequest.

    >>> address("opensearch://127.0.0.1,node2:9201/news?replicas=1").hosts
    ('http://127.0.0.1:9200', 'http://node2:9201')
    """
    try:
        return _address(said)
    except ValueError as error:
        example = "opensearch://127.0.0.1:9200/searchsvc?shards=3&replicas=1"
        message = Message(f"引擎地址有误：{error}。", f"The address of the engine is wrong: {error}.")
        raise BadRequest(message, Message(f"例：{example}", f"Example: {example}"), parameter="engine") from error


@contextmanager
def told() -> Iterator[None]:
    """Raise what a cluster refuses or fails to do as errors of ours."""
    try:
        yield
    except ConflictError as error:
        raise IndexLocked(
            Message("另一个进程正在写这个索引。", "Another process writes to this index."),
            Message("等它写完再试。", "Try again when it is done."),
        ) from error
    except (TransportError, ImproperlyConfigured) as error:
        raise EngineUnavailable(
            Message(f"OpenSearch 没有完成请求：{_reason(error)}。", f"OpenSearch did not do it: {_reason(error)}."),
            Message("检查集群的状态（_cluster/health），稍后再试。", "See _cluster/health, and try again in a moment."),
        ) from error


def _address(said: str) -> Address:
    parts = urlsplit(said)
    name = parts.path.strip("/") or "searchsvc"
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of an index: small letters, digits, - and _")
    options = _OPTIONS | dict(parse_qsl(parts.query))
    for unknown in options.keys() - _OPTIONS:
        raise ValueError(f"there is no option {unknown!r}, but {', '.join(_OPTIONS)}")
    login, _, hosts = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    scheme = "https" if options["tls"] not in ("0", "") else "http"
    return Address(
        hosts=tuple(f"{scheme}://{_with_port(host)}" for host in hosts.split(",")),
        name=name,
        shards=int(options["shards"]),
        replicas=int(options["replicas"]),
        timeout=float(options["timeout"]),
        ca=options["ca"] or None,
        login=(unquote(user), unquote(password)) if login else None,
    )


def _with_port(host: str) -> str:
    if not host:
        raise ValueError("no host is named")
    return host if re.search(r":\d+$", host) else f"{host}:9200"


def _reason(error: Exception) -> str:
    if not isinstance(error, TransportError):
        return str(error)
    known = error.status_code if isinstance(error.status_code, int) else ""
    return f"{known} {error.error}".strip()[:300]
