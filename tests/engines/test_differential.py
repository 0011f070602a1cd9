"""Whatever is written and asked, an engine answers what the reference answers."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.analysis import Gap, Pattern, fold
from searchsvc.engines.base import Change, Choice, Engine, Hit, Request
from searchsvc.engines.expressions import (
    And,
    Contains,
    Everything,
    HasFigure,
    HasId,
    HasValue,
    Limit,
    Near,
    Not,
    Or,
    Published,
    Wild,
    Within,
)
from searchsvc.engines.memory import Memory
from searchsvc.schema import DUPLICATES, Document, Measured, Part
from searchsvc.shown import Head
from tests.engines.available import NAMES, opened

IDS = ["a", "b", "c", "d", "e", "f", "g"]
WORDS = ["大同", "新能源", "能源", "5g", "能", "同新", "亿", "1.5", "5亿", "㐂", "é_a", "a😀", "55万", "2亿"]
WORDS += ["9·11", "1/3", "能-大", "5-5g"]  # as pairs
CITIES = ["大同", "太原", "a,b", ""]
FACETS = ["city", "industry"]

NUMBERS = ["9·11后", "1/3的5-5g", "1:0 1: 0能:大", "55,512.5亿", "559999", "121969223例", "1.5万亿", "55 5555", "0.5亿"]
ALPHABET = "大同新能源5g1.,亿 a_é㐂😀\0\n。？Ｇ，:㎡…網\uffff-·/”）"
texts = (st.text(ALPHABET, max_size=16) | st.sampled_from(NUMBERS)).map(fold)
fields = st.sampled_from(["title", "kicker", "body", "caption"])
days = st.integers(738_000, 738_004)
amounts = st.sampled_from([-0.05, 0.0, 5.0, 10.0])
figures = st.builds(
    Measured,
    st.sampled_from(["investment", "growth"]),
    st.sampled_from(["", "总投资"]),
    st.sampled_from(["元", "率"]),
    amounts,
    amounts,
    st.sampled_from(["exact", "above", "at_least", "below", "at_most", "about"]),
    st.none() | st.tuples(st.integers(0, 2), st.integers(0, 8)),
)
documents = st.builds(
    Document,
    id=st.sampled_from(IDS),
    parts=st.lists(st.builds(Part, fields, texts), max_size=3).map(tuple),
    facets=st.builds(
        lambda filed, cluster: filed | {DUPLICATES: cluster},
        st.dictionaries(st.sampled_from(FACETS), st.lists(st.sampled_from(CITIES), max_size=3).map(tuple)),
        st.sampled_from([(), (), ("a",), ("b",)]),
    ),
    published=st.none() | days,
    figures=st.lists(figures, max_size=3).map(tuple),
    head=st.builds(
        Head, title=st.none() | st.text(max_size=3), lines=st.none() | st.just((3, 9)), city=st.just(("大同",))
    ),
).map(lambda one: replace(one, head=one.head._replace(id=one.id)))
# A batch: documents to write, ids to delete, and whether all before it is to go.
batches = st.tuples(st.lists(documents, max_size=6), st.lists(st.sampled_from(IDS), max_size=2), st.booleans())

values = st.frozensets(st.none() | st.sampled_from(CITIES), max_size=2)
limits = st.none() | st.builds(Limit, amounts, st.booleans())
measures = st.builds(
    HasFigure, st.sampled_from(["investment", "growth", "总投资"]), st.sampled_from([None, "元", "率"]), limits, limits
)
narrowed = st.none() | st.frozensets(fields, max_size=2)
strings = st.text("大同新能源5g1", min_size=1, max_size=2).map(fold)
gaps = st.builds(Gap, st.integers(0, 1), st.integers(1, 3))
patterns = st.lists(st.tuples(strings, gaps), min_size=1, max_size=3).flatmap(
    lambda pairs: st.builds(
        Pattern,
        st.just(tuple(string for string, _ in pairs)),
        st.just(tuple(gap for _, gap in pairs[1:])),
        st.booleans(),
    )
)
leaves = st.one_of(
    st.just(Everything()),
    st.builds(Contains, texts, narrowed, st.booleans()),
    st.builds(Near, st.lists(strings, min_size=1, max_size=3).map(tuple), st.integers(0, 5), narrowed),
    st.builds(Wild, patterns, narrowed),
    measures,
    st.builds(HasValue, st.sampled_from(FACETS), values),
    st.builds(HasId, st.frozensets(st.sampled_from(IDS), max_size=3)),
    st.builds(Published, st.none() | days, st.none() | days),
)
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(Within, st.sampled_from(["sentence", "paragraph"]), inner),
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
requests = st.builds(
    Request,
    match=expressions,
    words=st.lists(st.sampled_from(WORDS), max_size=3).map(tuple),
    choices=st.dictionaries(st.sampled_from(FACETS), st.builds(Choice, values, values)),
    sort=st.sampled_from(["relevance", "relevance", "newest", "oldest", "figure"]),
    measure=measures,
    recency=st.booleans(),
    collapse=st.booleans(),
    start=st.integers(0, 3),
    size=st.integers(0, 8),
    facets=st.dictionaries(st.sampled_from(FACETS), st.integers(0, 3)),
    counts=st.lists(expressions, max_size=2).map(tuple),
    dates=st.booleans(),
    explain=st.booleans(),
    show=st.booleans(),
)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("memory", "opensearch")])
@given(written=st.lists(batches, min_size=1, max_size=3), asked=st.lists(requests, min_size=3, max_size=8))
def test_an_engine_gives_the_same_hits_order_scores_totals_facets_counts_and_words(name, written, asked):
    with TemporaryDirectory() as folder, opened(name, Path(folder)) as engine, closing(Memory()) as memory:
        for one in (engine, memory):
            write(one, written)
        for request in asked:
            same(engine, memory, request, 1e-9)
        for prefix in ("", "大", "新能", "能源", "5"):
            assert engine.lexicon(prefix) == memory.lexicon(prefix)


def write(engine: Engine, written: list) -> None:
    for added, gone, anew in written:
        at = engine.sequence
        steps = [(one.id, one) for one in added] + [(one, None) for one in gone]
        changes = [Change(number, *step) for number, step in enumerate(steps, at + 1)]
        (engine.rebuild if anew else engine.apply)(changes, at + len(changes))


def _shown(hit: Hit) -> tuple[object, object]:
    """Return what is shown of a hit, the source of its text included, which does not count when texts are compared."""
    shown = hit.shown
    written = [(text, text.raw, [*text.offsets]) for _, text in shown.pieces()] if shown else []
    return shown, written


def same(engine: Engine, memory: Memory, request: Request, nearly: float) -> None:
    ours, theirs = engine.search(request), memory.search(request)
    assert replace(ours, hits=(), generation="") == replace(theirs, hits=(), generation="")
    assert [hit.id for hit in ours.hits] == [hit.id for hit in theirs.hits]
    assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits], rel=nearly, abs=nearly)
    assert [hit.explanation for hit in ours.hits] == [hit.explanation for hit in theirs.hits]
    assert list(map(_shown, ours.hits)) == list(map(_shown, theirs.hits))
    for hit in ours.hits:
        if hit.explanation:
            whole = sum(share.score for share in hit.explanation.shares) * hit.explanation.recency
            assert whole == pytest.approx(hit.score, rel=nearly, abs=nearly)
