"""The face of a package whose modules are loaded only when something of theirs is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def face(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package that shows names, each of which is in one of its modules.

    >>> face("json", {"JSONDecoder": "decoder"})("JSONDecoder")
    <class 'json.decoder.JSONDecoder'>
    """

    def found(name: str) -> Any:  # noqa: ANN401 - whatever the module holds
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return found
