"""Requests that nobody sends on purpose: every address of the service, every parameter, filled with what breaks."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient
from werkzeug.routing import Rule

from searchsvc.config import load
from searchsvc.web import create_app
from tests.torture.works import TOKEN, base

MARK = "<script>torture"  # which must never come back as it is in a page
PIECES = (
    *("大同", "新能源", "晋城经开区", "投资", "5G", "15亿", "h7", "的", "𠮷", "e\u0301", "İ", "\u202e", "\ufeff", "　"),
    *("(", ")", "（", "[", "{", '"', "“", "”", "「", "'", "`", "\\", "/", "//", "..", "%", "%00", "\x00", "\x1b[31m"),
    *("*", "?", "~", "-", "--", "|", "&", "!", "=", ">", ">=", "<", ":", "：", "^", "$", "@", "#", ",", ";", "\r\n"),
    *("AND", "OR", "NOT", "或", "非", "且", "同句(", "同段(", "标题:", "日期:", "日期:近7天", "编号:"),
    *("投资>10亿元", "增速>=-7%", "5亿..20亿", '"大同 光伏"~20', "[a TO z]", "忻洲~", "?*?*?*", "V300*", "的*的"),
    *("0", "1", "-1", "99999999999999999999", "1e309", "NaN", "Infinity", "null", "true", "１２", "0x10", "2025-02-30"),
    *(MARK, "javascript:alert(1)", "=cmd|' /C calc'!A0", "../../etc/passwd", "{{7*7}}", "' OR 1=1 --", "\ud800"),
)
PARAMETERS = (
    *("q", "city", "zone", "industry", "source", "page_no", "province", "year", "month", "author", "from", "to"),
    *(
        "metric",
        "min",
        "max",
        "sort",
        "size",
        "page",
        "cursor",
        "facets",
        "facet_size",
        "snippets",
        "marks",
        "fields",
        "include",
    ),
    *("collapse", "strict", "relax", "recency", "lang", "prefix", "format", "group", "interval", "reason", "not.city"),
    *("city.not", "stage", "label", "by", "facet", "bom", "nobody"),
)
VALUES = ("relevance", "newest", "figure", "offsets", "html", "none", "csv", "jsonl", "xlsx", "zh", "en", "1", "*", "")
_TOLD = tuple(
    f"urn:searchsvc:problem:{slug}" for slug in ("out-of-time", "busy", "warming")
)  # 503s that a service may answer


def torture(folder: Path, chance: Random, *, requests: int) -> str:
    """Send so many requests; AssertionError for an answer of 5xx that is not told, or for markup that comes back."""
    held = base(folder / "base")
    app = create_app(load(index=str(held.index), token=TOKEN))
    client, rules = app.test_client(), [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    statuses, slowest = Counter[int](), (0.0, "")
    for _ in range(requests):
        method, address, sent = _request(chance, chance.choice(rules))
        began = time.process_time()
        status = _asked(client, method, address, sent)
        statuses[status] += 1
        slowest = max(slowest, (time.process_time() - began, f"{method} {address[:80]}"))
    told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    return f"{requests} requests, answered {told}; the slowest took {slowest[0]:.2f} s of the processor ({slowest[1]})"


def _asked(client: FlaskClient, method: str, address: str, sent: dict[str, str | bytes]) -> int:
    response = client.open(address, method=method, data=sent.get("body"), headers=_headers(sent))
    said = f"{method} {address!r} {sent!r}: {response.status_code} {response.text[:300]!r}"
    if response.status_code >= 500:
        assert response.status_code == 503, said
        assert response.json, said
        assert response.json["type"] in _TOLD, said
    if response.mimetype == "text/html":
        assert MARK not in response.text, said
    return response.status_code


def _headers(sent: dict[str, str | bytes]) -> dict[str, str]:
    return {name: str(value) for name, value in sent.items() if name != "body"}


def _request(chance: Random, rule: Rule) -> tuple[str, str, dict[str, str | bytes]]:
    """Return method, address, and headers with the body."""
    method = chance.choice([*sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}), "GET"])
    path = "/".join(_segment(chance, part) for part in rule.rule.split("/"))
    names = chance.choices(PARAMETERS, k=chance.choice((0, 1, 1, 2, 3, 5)))
    said = urlencode([(name, _value(chance)) for name in names], errors="surrogatepass")
    sent: dict[str, str | bytes] = {"Authorization": f"Bearer {TOKEN}"} if chance.random() < 0.7 else {}
    if chance.random() < 0.2:
        sent["Accept-Language"] = chance.choice(("en", "zh", "x;q=y", "*", "," * 500))
    if method in ("POST", "PUT", "DELETE"):
        sent |= {"Content-Type": chance.choice(("application/json", "application/x-ndjson", "text/plain", "a;b=c"))}
        sent["body"] = _body(chance)
    return method, f"{path}?{said}", sent


def _segment(chance: Random, part: str) -> str:
    if not part.startswith("<"):
        return part
    given = chance.choice(("h7", "city", "科学导报", "2025-02-10", "A2", _value(chance)))
    return quote(given, safe="", errors="surrogatepass") or "x"


def _value(chance: Random) -> str:
    if chance.random() < 0.3:
        return chance.choice(VALUES)
    times = chance.choice((1, 1, 1, 50, 1000)) if chance.random() < 0.2 else 1
    glue = chance.choice(("", " ", "，"))
    return glue.join(chance.choice(PIECES) for _ in range(chance.randint(1, 6))) * times


def _body(chance: Random) -> bytes:
    """Return JSON that is right, wrong in what it says, nested too deeply, or none."""
    values = (_value(chance), 1, -1, 1e308, None, [], {}, [_value(chance)])
    said = {name: chance.choice(values) for name in _names(chance)}
    text = json.dumps(chance.choice((said, [said, said], [said, 1, None], _value(chance), "[" * 50_000)))
    whole = text.encode("utf-8", "surrogatepass") if chance.random() < 0.5 else text.encode("utf-16", "surrogatepass")
    return chance.choice((whole, text.encode("ascii", "replace"), whole[: len(whole) // 2], b"", b"\xff\x00"))


def _names(chance: Random) -> Iterator[str]:
    known = ("id", "title", "body", "published", "city", "figures", "authors", "lines", "q", "size", "facets", "page")
    yield from chance.choices(known, k=chance.randint(0, 6))
