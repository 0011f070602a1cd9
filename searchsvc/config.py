"""Settings: the only reader of the environment and of the configuration file."""

import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from searchsvc.errors import BadRequest
from searchsvc.messages import Language, Message

T = TypeVar("T")
PREFIX = "SEARCHSVC_"
_OFF = ("", "0", "false", "no", "off")
_SECRETS = ("token",)
_PASSWORD = re.compile("(?<=:)[^:/?@]+(?=@)|(?<=[?&]password=)[^&]+")  # in an address
_QUERY_SECONDS = 0.8
_SWITCHES = ("debug", "private", "log_queries")
_HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_COUNTS = {"workers": 0, "searches": 8, "rate": 0, "proxies": 0}
Color = Literal["auto", "always", "never"]
Log = Literal["off", "json"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation can choose.

    Each name is a key of the configuration file (`SEARCHSVC_CONFIG`, TOML) and, in capitals behind `SEARCHSVC_`, a
    variable of the environment, which wins. `lang` is that of the terminal; a request chooses its own. `color` on the
    terminal is auto, always or never, the last where NO_COLOR is set. With `debug` an internal error shows its trace.
    `token` is a secret that may write over HTTP, beside those of `searchsvc token`; with `private` reading needs one
    too.
    `workers` is how many processes read and index what is much; 0 is one for each processor.
    `query_seconds` is how long the engine may take for a request over HTTP; 0 sets no end.
    `log` is off, or json for one line a request on standard error, with the text of queries only by `log_queries`.
    `searches` is how many requests a process of the service works on at once, `rate` how many a second a client may
    send to one; 0 sets no limit. `proxies` is how many proxies stand before the service, whose word on the client
    is taken. `hosts` are the names that the service answers to, `.example.cn` stands for that one and all below it;
    without them it answers to those of the local network.
    """

    index: Path = Path("index")
    engine: str = "whoosh"
    store: str = "sqlite"
    timezone: str = "Asia/Shanghai"
    lang: Language = "en"
    color: Color = "auto"
    debug: bool = False
    token: str = field(default="", repr=False)
    private: bool = False
    workers: int = 0
    query_seconds: float = _QUERY_SECONDS
    log: Log = "off"
    log_queries: bool = False
    searches: int = _COUNTS["searches"]
    rate: int = _COUNTS["rate"]
    proxies: int = _COUNTS["proxies"]
    hosts: tuple[str, ...] = ()

    @property
    def processes(self) -> int:
        """How many processes share work that is much."""
        return self.workers or _processors()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that relative dates are counted in."""
        return ZoneInfo(self.timezone)


def load(environment: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Read the settings: defaults, then the file, then the environment, then what is said here and is not None.

    Raises BadRequest for an unknown name in the file, a wrong value or an unreadable file.

    >>> load({"SEARCHSVC_INDEX": "/srv/news", "LANG": "zh_CN.UTF-8"}).lang
    'zh'
    """
    values = {name: value for name, (value, _) in _chosen(environment, overrides).items()}
    values["index"] = Path(str(values.get("index", "index")))
    for name in _SWITCHES:
        values[name] = str(values.get(name, "")).lower() not in _OFF
    for name, default in _COUNTS.items():
        values[name] = _count(name, values.get(name, default))
    values["hosts"] = _hosts(values.get("hosts", ""))
    values["query_seconds"] = _seconds(values.get("query_seconds", _QUERY_SECONDS))
    return _checked(Settings(**values))  # type: ignore[arg-type]  # _checked looks at every value


def chosen(known: Mapping[str, T], address: str, setting: str) -> T:
    """Return what an address chooses by its first word: `sqlite`, `postgresql://…`. Raises BadRequest, naming no more.

    >>> chosen({"sqlite": 1, "postgresql": 2}, "postgresql://db/archive", "store")
    2
    """
    kind = address.partition("://")[0]
    if kind in known:
        return known[kind]
    nearest = next(iter(get_close_matches(kind, known)), None)
    names = ", ".join(known)
    message = Message(f"{setting} 没有“{kind}”，可用：{names}。", f"There is no {setting} {kind!r}; known: {names}.")
    raise BadRequest(message, parameter=setting, nearest=nearest)


def origins(environment: Mapping[str, str] = os.environ, **overrides: object) -> dict[str, str]:
    """Return where each setting comes from: default, locale, the configuration file, a variable or an option.

    >>> origins({"SEARCHSVC_INDEX": "/srv/news"}, color="always")["index"]
    'SEARCHSVC_INDEX'
    """
    chosen = _chosen(environment, overrides)
    return {name: chosen[name][1] if name in chosen else "default" for name in _names()}


def shown(name: str, value: object) -> str:
    """Return a setting's value as a command may show it: without what is secret.

    >>> shown("store", "postgresql://press:geheim@archive/news")
    'postgresql://press:***@archive/news'
    """
    said = ", ".join(value) if isinstance(value, tuple) else str(value)
    return "set" if value and name in _SECRETS else _PASSWORD.sub("***", said)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _names() -> list[str]:
    return [each.name for each in fields(Settings)]


def _chosen(environment: Mapping[str, str], overrides: Mapping[str, object]) -> dict[str, tuple[object, str]]:
    """Return the settings that are not the default, each with where it comes from; what is nearer goes first."""
    variables = {name: PREFIX + name.upper() for name in _names()}
    file = environment.get(PREFIX + "CONFIG")
    chosen: dict[str, tuple[object, str]] = {"lang": (_language(environment), "locale")}
    chosen |= {"color": ("never", "NO_COLOR")} if environment.get("NO_COLOR") else {}
    chosen |= {name: (value, str(file)) for name, value in _file(file, set(variables)).items()}
    chosen |= {name: (environment[said], said) for name, said in variables.items() if environment.get(said)}
    return chosen | {name: (value, "option") for name, value in overrides.items() if value is not None}


def _language(environment: Mapping[str, str]) -> Language:
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "zh" if locale.startswith("zh") else "en"


def _file(path: str | None, names: set[str]) -> dict[str, object]:
    if not path:
        return {}
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadRequest(
            Message(f"读不了配置文件 {path}：{error}。", f"The configuration file {path} can't be read: {error}.")
        ) from error
    for name in values.keys() - names:
        raise BadRequest(
            Message(f"配置文件 {path} 里有不认识的项“{name}”。", f"{path} has an unknown setting, {name!r}."),
            Message(f"可用：{'、'.join(sorted(names))}。", f"Known: {', '.join(sorted(names))}."),
        )
    return values


def _count(name: str, said: object) -> int:
    if not (isinstance(said, int | str) and re.fullmatch("[0-9]{1,3}", str(said))):
        message = Message(f"{name} 须为 0 到 999 的整数。", f"{name} is a number from 0 to 999.")
        raise BadRequest(message, parameter=name)
    return int(said)


def _hosts(said: object) -> tuple[str, ...]:
    """Return the names of hosts in a list, or in a text that commas or spaces part."""
    names = said if isinstance(said, list) else str(said).replace(",", " ").split()
    return tuple(_host(str(name)) for name in names)


def _host(said: str) -> str:
    """Return a name as browsers say it: in ASCII, with no dot at its end."""
    name = said.lower().removesuffix(".")
    with suppress(UnicodeError):  # the pattern refuses what can't be said so
        name = ".".join(part.encode("idna").decode() for part in name.split("."))
    if not _HOST.fullmatch(name):
        told = Message(f"hosts 里的“{said}”不是主机名。", f"hosts has {said!r}, which is not the name of a host.")
        only = Message(
            "只写名字，如 news.example.cn。", "Say the name alone: news.example.cn, without http:// and port."
        )
        raise BadRequest(told, only, parameter="hosts")
    return name


def _seconds(said: object) -> float:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", str(said)):
        message = Message("query_seconds 须为 0 或秒数，如 0.8。", "query_seconds is 0, or seconds such as 0.8.")
        raise BadRequest(message, parameter="query_seconds")
    return float(str(said))


def _checked(settings: Settings) -> Settings:
    if settings.lang not in ("zh", "en"):
        raise BadRequest(Message("lang 只能是 zh 或 en。", "lang is zh or en."), parameter="lang")
    if settings.color not in get_args(Color):
        said = Message("color 只能是 auto、always 或 never。", "color is auto, always or never.")
        raise BadRequest(said, parameter="color")
    if settings.log not in get_args(Log):
        raise BadRequest(Message("log 只能是 off 或 json。", "log is off or json."), parameter="log")
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadRequest(
            Message(f"没有时区“{settings.timezone}”。", f"There is no time zone {settings.timezone!r}."),
            Message("例如 Asia/Shanghai。", "Say Asia/Shanghai, for example."),
            parameter="timezone",
        ) from error
    return settings
