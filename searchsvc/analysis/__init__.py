"""One analysis for both sides: folding that keeps its offsets, matching on folded text, and jieba's words."""

from searchsvc.analysis.cutting import PIECE, Token, grams, pairs, tokens, units, words
from searchsvc.analysis.folding import Folded, fold, holds, occurrences, simplified
from searchsvc.analysis.patterns import SPREAD, Gap, Pattern, inside, near, sentences
from searchsvc.analysis.segmenting import Jieba, Rjieba, Segmenter, dictionary, segmenter
from searchsvc.analysis.tables import fingerprint

__all__ = [
    "PIECE",
    "SPREAD",
    "Folded",
    "Gap",
    "Jieba",
    "Pattern",
    "Rjieba",
    "Segmenter",
    "Token",
    "dictionary",
    "fingerprint",
    "fold",
    "grams",
    "holds",
    "inside",
    "near",
    "occurrences",
    "pairs",
    "segmenter",
    "sentences",
    "simplified",
    "tokens",
    "units",
    "words",
]
