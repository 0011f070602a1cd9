"""Forms that mean the same, from the package's table and the installation's own over it, found in a bare run."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from searchsvc.analysis import Folded, fold, tokens
from searchsvc.errors import UnreadableSource
from searchsvc.messages import Message

SUFFIX = "suffix"  # the kind of a row whose forms carry the word before them: 晋城经开区, 晋城经济技术开发区
_EQUALS = re.compile("[=＝]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: forms of one meaning, their kind, and where that is known from."""

    forms: tuple[str, ...]
    kind: str = ""
    source: str = ""


class Piece(NamedTuple):
    """[start, end) of a run, and the other forms of what stands there; none where it is no alias."""

    start: int
    end: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aliases:
    """Alternatives by folded form; those in `suffixes` carry the word before them."""

    others: Mapping[str, tuple[str, ...]]
    suffixes: tuple[str, ...] = ()

    def pieces(self, run: str) -> list[Piece]:
        """Cut a run at the aliases in it, at each place the longest; the pieces concatenate to it.

        >>> packaged().pieces("推动综改区建设")[1]
        Piece(start=2, end=5, others=('综改示范区', '转型综改示范区', '山西转型综合改革示范区'))
        """
        pieces, end = [], 0
        for piece in self._found(run):
            pieces += [Piece(end, piece.start), piece] if piece.start > end else [piece]
            end = piece.end
        return [*pieces, Piece(end, len(run))] if end < len(run) else pieces

    def _found(self, run: str) -> Iterator[Piece]:
        folded, at, end = fold(run), 0, 0
        while begun := self._begun.search(folded.text, at):
            at = begun.start()
            form = self._form(folded, at)
            if form:
                start = at - len(_carried(folded.text[end:at])) if form in self.suffixes else at
                end = at + len(form)
                carried = run[folded.offsets[start] : folded.offsets[at]]
                yield Piece(*folded.source(start, end), tuple(carried + other for other in self.others[form]))
            at = end if form else at + 1

    def _form(self, text: Folded, at: int) -> str | None:
        """Return the longest form that stands at a place of a folded text."""
        fitting = (form for form in self._forms[text.text[at]] if text.text.startswith(form, at))
        return next((form for form in fitting if _whole(text, at) and _whole(text, at + len(form))), None)

    @cached_property
    def _begun(self) -> re.Pattern[str]:
        """Finds a character that a form begins with."""
        return re.compile(f"[{re.escape(''.join(self._forms))}]" if self._forms else r"(?!)")

    @cached_property
    def digest(self) -> str:
        """A hash of it all: equal aliases have the same."""
        return hashlib.sha256(repr((self.others, self.suffixes)).encode()).hexdigest()

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        """The forms by their first character, the longest first."""
        forms: dict[str, list[str]] = {}
        for form in sorted(self.others, key=len, reverse=True):
            forms.setdefault(form[0], []).append(form)
        return forms


def _whole(text: Folded, place: int) -> bool:
    """Tell whether a form may begin or end here: not inside a run of letters and digits, nor a character."""
    inside = 0 < place < len(text.text) and text.offsets[place] == text.offsets[place - 1]
    return not inside and not text.joined(place)


def _carried(before: str) -> str:
    """Return the last word of what stands before a suffix, the same whether more stands before it or not."""
    last = ""
    while before != last:
        last = before
        cut = tokens(fold(last))
        before = cut[-1].text if cut and cut[-1].word else ""
    return last


def gathered(rows: Iterable[Row]) -> Aliases:
    """Return the aliases of one table; a form in several rows has the alternatives of all."""
    others: dict[str, dict[str, None]] = {}
    suffixes: dict[str, None] = {}
    for row in rows:
        for form in row.forms:
            key = fold(form).text
            others.setdefault(key, {}).update((other, None) for other in row.forms if fold(other).text != key)
            if row.kind == SUFFIX:
                suffixes[key] = None
    return Aliases({form: tuple(found) for form, found in others.items()}, tuple(suffixes))


def overlaid(under: Aliases, over: Aliases) -> Aliases:
    """Return both; of a form in both only what `over` says: a row with one form alone switches its aliases off."""
    others = {form: found for form, found in {**under.others, **over.others}.items() if found}
    return Aliases(others, (*(form for form in under.suffixes if form not in over.others), *over.suffixes))


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of a table: forms joined by `=`, then kind and source if there are any, parted by tabs."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            forms, kind, source = (*line.split("\t"), "", "")[:3]
            yield Row(
                tuple(form.strip() for form in _EQUALS.split(forms) if form.strip()), kind.strip(), source.strip()
            )


@cache
def packaged() -> Aliases:
    """Return the aliases that come with the package."""
    return gathered(rows((resources.files("searchsvc") / "data" / "aliases.tsv").read_text(encoding="utf-8")))


def load(path: Path) -> Aliases:
    """Return the package's aliases overlaid by the table at `path`, where there is one; read anew when it changed.

    Raises UnreadableSource where it is neither UTF-8 nor GB18030.
    """
    try:
        state = path.stat()
        return _overlaid(path, state.st_mtime_ns, state.st_size)
    except FileNotFoundError:
        return packaged()


@lru_cache(maxsize=8)
def _overlaid(path: Path, _changed: int, _size: int) -> Aliases:
    return overlaid(packaged(), gathered(rows(_decoded(path))))


def _decoded(path: Path) -> str:
    """Return the text of a table: spreadsheets on Windows save a byte order mark, or GB18030."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSource(
        Message(f"读不了别名表 {path}：不是 UTF-8。", f"The table of aliases {path} can't be read: it is not UTF-8."),
        Message("请另存为 UTF-8，或将它移走。", "Save it as UTF-8, or move it away."),
    )
