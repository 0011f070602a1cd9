"""What can go wrong, each with a message that is safe to show, what to do next, an exit code and an HTTP status.

SearchError
├── BadQuery            a query that `strict` refuses           exit 2   400
├── BadRequest          an option or parameter out of its range exit 2   400
├── NotFound            nothing has this id or name             exit 1   404
├── Gone                the article was deleted                 exit 1   410
├── Expired             the state of the index is not kept now  exit 2   410
├── Unauthorized        a token is missing or not known         exit 4   401
├── Forbidden           what nobody may do as things are        exit 4   403
├── UnreadableSource    a file or record that can't be read     exit 5   422
├── IndexMissing        no archive in this folder               exit 3   503
├── IndexOutdated       written by other rules than these       exit 3   503
├── IndexDamaged        not as it was written                   exit 3   503
│   └── GenerationDamaged  the index is, not the archive
├── IndexLocked         another process is writing              exit 3   503
├── StorageFailed       the disk is full, or refuses a file     exit 4   503
├── Unreachable         a service that does not answer          exit 4   502
├── Refused             what a service answered instead         exit 4   502
├── WorkerLost          a process that did part of the work ended exit 4   503
├── OutOfTime           a query took longer than it may         exit 4   503
├── Busy                this process has enough to do now       exit 4   503
├── Warming             this process has only just begun        exit 4   503
├── TooMany             a client asks more often than it may    exit 4   429
├── StoreUnavailable    the database of the archive is not there exit 4   503
└── EngineUnavailable   the engine does not answer              exit 4   503
"""

from typing import ClassVar

from searchsvc.messages import Language, Message


class SearchError(Exception):
    """The root of the tree: `message` says what is wrong, `hint` what to do next."""

    slug: ClassVar[str] = "error"
    title: ClassVar[Message] = Message("出错了", "Something went wrong")
    exit_code: int = 1
    status: ClassVar[int] = 500

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint

    def said(self, language: Language) -> str:
        """Return message and hint as one text in `language`."""
        parts = [self.message, self.hint] if self.hint else [self.message]
        return ("" if language == "zh" else " ").join(part.said(language) for part in parts)


class BadQuery(SearchError):
    """A query that `strict` refuses; `position` counts its characters from 0."""

    slug, title, exit_code, status = "bad-query", Message("检索式有误", "The query is wrong"), 2, 400

    def __init__(self, message: Message, position: int, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.position = position


class BadRequest(SearchError):
    """An option or parameter that is unknown or out of its range; `nearest` is the name that may be meant."""

    slug, title, exit_code, status = "bad-request", Message("请求有误", "The request is wrong"), 2, 400

    def __init__(
        self, message: Message, hint: Message | None = None, *, parameter: str | None = None, nearest: str | None = None
    ) -> None:
        super().__init__(message, hint)
        self.parameter = parameter
        self.nearest = nearest


class NotFound(SearchError):
    """No article has this id, no page or issue, no token or saved search this name."""

    slug, title, exit_code, status = "not-found", Message("没有找到", "Not found"), 1, 404


class Gone(SearchError):
    """The article was deleted; the message gives the reason."""

    slug, title, exit_code, status = "gone", Message("文章已删除", "The article was deleted"), 1, 410


class Expired(SearchError):
    """The state of the index that a cursor walks through is no longer kept."""

    slug, title, exit_code, status = "cursor-expired", Message("游标已过期", "The cursor has expired"), 2, 410

    def __init__(self) -> None:
        super().__init__(
            Message(
                "游标所在的索引状态已不再保留。", "The state of the index that the cursor walks is no longer kept."
            ),
            Message("请从头开始：cursor=*。", "Start again with cursor=*."),
        )


class Unauthorized(SearchError):
    """A token is missing, or not one that is known."""

    slug, title, exit_code, status = "unauthorized", Message("需要令牌", "A token is needed"), 4, 401


class Forbidden(SearchError):
    """What nobody may do as the service is set up."""

    slug, title, exit_code, status = "forbidden", Message("不允许", "It is not allowed"), 4, 403


class UnreadableSource(SearchError):
    """A file or record that can't be read."""

    slug, title, exit_code, status = "unreadable", Message("无法读取", "It can't be read"), 5, 422


class IndexMissing(SearchError):
    """There is no archive in this folder."""

    slug, title, exit_code, status = "index-missing", Message("索引不存在", "There is no index"), 3, 503


class IndexOutdated(SearchError):
    """The archive was written by other rules than these."""

    slug, title, exit_code, status = "index-outdated", Message("索引已过期", "The index is outdated"), 3, 503


class IndexDamaged(SearchError):
    """A file is not as it was written."""

    slug, title, exit_code, status = "index-damaged", Message("索引已损坏", "The index is damaged"), 3, 503


class GenerationDamaged(IndexDamaged):
    """A file of the index is not as it was written; the archive, from which it is made anew, may well be."""

    slug = "generation-damaged"


class IndexLocked(SearchError):
    """Another process is writing."""

    slug, title, exit_code, status = "index-locked", Message("索引正被写入", "The index is locked"), 3, 503


class StorageFailed(SearchError):
    """A file can't be read or written as things are: the disk is full or fails, permissions, too many open files."""

    slug, title, exit_code, status = "storage-failed", Message("无法读写", "The disk refuses"), 4, 503


class Unreachable(SearchError):
    """A service that can't be reached, or that does not answer as this one does."""

    slug, title, exit_code, status = "unreachable", Message("服务无应答", "The service does not answer"), 4, 502


class Refused(SearchError):
    """What a service told instead of an answer; the exit code is that of the same error here where it is 1 or 2."""

    slug, title, exit_code, status = "refused", Message("服务拒绝了请求", "The service refused"), 4, 502

    def __init__(self, message: Message, slug: str, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        codes = {kind.slug: kind.exit_code for kind in SearchError.__subclasses__()}
        self.exit_code = codes[slug] if codes.get(slug) in (1, 2) else Refused.exit_code


class WorkerLost(SearchError):
    """A process that did part of the work ended before it was done."""

    slug, title, exit_code, status = "worker-lost", Message("工作进程中断", "A worker process was lost"), 4, 503


class OutOfTime(SearchError):
    """A query took longer than it may, and a part of its answer would mislead."""

    slug, title, exit_code, status = "out-of-time", Message("检索超时", "The query took too long"), 4, 503

    def __init__(self) -> None:
        super().__init__(
            Message("这个检索式在限定时间内算不完。", "The query could not be answered in the time it may take."),
            Message(
                "请换用更具体的词，或加上日期、城市等条件。", "Use more telling words, or narrow it by date or city."
            ),
        )


class Busy(SearchError):
    """The process works on as many requests as it may."""

    slug, title, exit_code, status = "busy", Message("服务繁忙", "The service is busy"), 4, 503

    def __init__(self) -> None:
        super().__init__(
            Message("正在处理的检索已达上限。", "As many searches as may run at once are running."),
            Message("请稍后再试。", "Try again in a moment."),
        )


class Warming(SearchError):
    """The process has begun, and reads what searches need once."""

    slug, title, exit_code, status = "warming", Message("正在预热", "The service is warming up"), 4, 503

    def __init__(self) -> None:
        super().__init__(
            Message("服务刚启动，正在读入索引。", "The service has just begun and reads its index."),
            Message("片刻后即可检索。", "It will be ready in a moment."),
        )


class TooMany(SearchError):
    """A client asks more often than it may."""

    slug, title, exit_code, status = "too-many-requests", Message("请求过于频繁", "Too many requests"), 4, 429

    def __init__(self, rate: int) -> None:
        super().__init__(
            Message(f"每秒最多 {rate} 次请求。", f"{rate} requests a second are allowed."),
            Message("请放慢速度，稍后再试。", "Slow down and try again in a moment."),
        )


class StoreUnavailable(SearchError):
    """The database that holds the archive can't be reached, or broke off."""

    slug, title = "store-unavailable", Message("存档数据库无应答", "The database does not answer")
    exit_code, status = 4, 503

    def __init__(self, place: str, cause: str) -> None:
        super().__init__(
            Message(f"存档数据库 {place} 无应答：{cause}。", f"The database {place} does not answer: {cause}."),
            Message(
                "检查数据库是否在运行、SEARCHSVC_STORE 的地址是否正确，然后再试；已确认的文章都在。",
                "See that it runs and that SEARCHSVC_STORE leads to it, and try again; what was acknowledged is there.",
            ),
        )


class EngineUnavailable(SearchError):
    """The engine does not answer."""

    slug, title = "engine-unavailable", Message("检索引擎无应答", "The engine does not answer")
    exit_code, status = 4, 503
