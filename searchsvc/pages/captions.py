"""What stands in a column and is no running text: captions, known by the credit behind them, and pull quotes."""

from collections.abc import Sequence
from itertools import accumulate

from searchsvc.pages.lines import Line
from searchsvc.pages.signs import SLACK, Sight

CAPTION = 5  # a caption is at most this many lines
QUOTE = 8  # a pull quote is at most this many lines
QUOTED = 8  # and at least this many characters


def near_credits(lines: Sequence[Line], found: list[Sight]) -> list[Sight]:
    """Make the lines before a photographer's credit unsure: its caption may reach up to them, and may echo the text."""
    credited = [index for index, sight in enumerate(found) if "credit" in sight.seen]
    texts = ["".join(line.text.split()) for line in lines[: max(credited, default=0)]]
    page, places = "".join(texts), [0, *accumulate(map(len, texts))]
    for index in credited:
        reach = range(_first(lines, index), index)
        echoes = {at for at in reach if len(texts[at]) >= QUOTED and page.index(texts[at]) < places[at]}
        framed = max((at for at in (*reach, index) if "gap" in found[at].seen), default=index + 1)
        for at in range(framed, index + 1):
            found[at].seen["framed"] = 1.0
        for at in range(min(echoes, default=reach.start), index):
            near = {"near-credit": 1.0} | ({"echo": 1.0} if at in echoes else {})
            found[at] = found[at]._replace(seen=found[at].seen | near, sure=False)
    return found


def _first(lines: Sequence[Line], last: int) -> int:
    """Return the first line that a caption may have: those behind it had no room on the one above."""
    widest = lines[last].width
    for at in range(last - 1, max(-1, last - CAPTION), -1):
        if lines[at].width + lines[at + 1].need + SLACK < widest:
            return at + 1
        widest = max(widest, lines[at].width)
    return max(0, last - CAPTION + 1)


def quoted(lines: Sequence[Line], sizes: Sequence[int], found: list[Sight]) -> list[Sight]:
    """Note the lines of a pull quote: set apart in quotation marks, it repeats the words of the page around it."""
    texts: list[str] = []
    for index, line in enumerate(lines):
        if line.text[0] != "“" or found[index].opens:
            continue
        if "full" in found[index].seen and sizes[index] >= sizes[index - 1]:
            continue
        rows = range(index, min(index + QUOTE, len(lines)))
        last = next((row for row in rows if lines[row].text[-1] == "”"), None)
        texts = texts or ["".join(one.text.split()) for one in lines]
        if last is not None and _said_around(texts, index, last + 1):
            for row in range(index, last + 1):
                found[row] = Sight({"bias": 1.0, "quoted": 1.0} | ({"quotes": 1.0} if row == index else {}))
    return found


def _said_around(texts: Sequence[str], first: int, after: int) -> bool:
    """Return whether these lines are in the others, where they may stand within the sentence that they repeat."""
    said = "".join(texts[first:after]).strip("“”。！？…")
    return len(said) >= QUOTED and said in "".join((*texts[:first], *texts[after:]))
