"""One analysis for both sides: folding that keeps its offsets, matching on folded text, and jieba's words."""

from searchsvc.analysis.cutting import (
    HAN,
    JOINTS,
    PIECE,
    RATIO,
    Token,
    grams,
    han_words,
    pairs,
    rounded,
    runs,
    tokens,
    units,
    words,
)
from searchsvc.analysis.folding import FOLDS, RUN, Folded, Places, fold, holds, occurrences, simplified
from searchsvc.analysis.likeness import initials, lookalikes, sounds_like, spellings
from searchsvc.analysis.patterns import CLOSERS, ENDS, SPREAD, Gap, Pattern, inside, near, sentence_spans, sentences
from searchsvc.analysis.rounding import roundings
from searchsvc.analysis.segmenting import Jieba, Rjieba, Segmenter, dictionary, load, made, segmenter, use, used
from searchsvc.analysis.sparing import Sparing
from searchsvc.analysis.tables import fingerprint
from searchsvc.analysis.unfolding import is_odd, unfolded

__all__ = [
    "CLOSERS",
    "ENDS",
    "FOLDS",
    "HAN",
    "JOINTS",
    "PIECE",
    "RATIO",
    "RUN",
    "SPREAD",
    "Folded",
    "Gap",
    "Jieba",
    "Pattern",
    "Places",
    "Rjieba",
    "Segmenter",
    "Sparing",
    "Token",
    "dictionary",
    "fingerprint",
    "fold",
    "grams",
    "han_words",
    "holds",
    "initials",
    "inside",
    "is_odd",
    "load",
    "lookalikes",
    "made",
    "near",
    "occurrences",
    "pairs",
    "rounded",
    "roundings",
    "runs",
    "segmenter",
    "sentence_spans",
    "sentences",
    "simplified",
    "sounds_like",
    "spellings",
    "tokens",
    "unfolded",
    "units",
    "use",
    "used",
    "words",
]
