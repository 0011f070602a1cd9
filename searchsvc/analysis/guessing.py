"""Words that stand in no dictionary, guessed by how often a character begins, goes on with, ends or is one (jieba)."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

_NEVER = -3.14e100  # the logarithm of what does not happen
_BEFORE = {"B": "ES", "M": "MB", "E": "BM", "S": "SE"}  # beginning, middle, end, a word alone; and what stands before
_LAST = "ES"

Chances = Mapping[str, float]  # logarithms


class Model(NamedTuple):
    """jieba's hidden Markov model: chances of the first state, of a state after another, of a character in a state."""

    start: Chances
    trans: Mapping[str, Chances]
    emit: Mapping[str, Chances]


def guessed(run: str, model: Model) -> Iterator[str]:
    """Yield the words of a run of Han characters."""
    begun = 0
    for place, state in enumerate(_states(run, model), 1):
        if state in _LAST:
            yield run[begun:place]
            begun = place


@cache
def model(package: Path) -> Model:
    """Return the model that is in jieba's folder; its package, which takes ten times as long, is not loaded."""
    return Model(*(_probabilities(package / "finalseg" / f"prob_{name}.py") for name in Model._fields))


def _states(run: str, model: Model) -> str:
    """Return the state of each character in the likeliest row of them (Viterbi)."""
    best = {state: (model.start[state] + model.emit[state].get(run[0], _NEVER), state) for state in _BEFORE}
    for char in run[1:]:
        here = {state: model.emit[state].get(char, _NEVER) for state in _BEFORE}
        after: dict[str, tuple[float, str]] = {}
        for state, others in _BEFORE.items():
            ways = ((best[other][0] + model.trans[other].get(state, _NEVER) + here[state], other) for other in others)
            chance, other = max(ways)
            after[state] = chance, best[other][1] + state
        best = after
    return best[max((best[state][0], state) for state in _LAST)[1]][1]


def _probabilities(path: Path) -> Mapping[str, Any]:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(str(path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[str, Any] = module.P
    return found
