"""The parameters of an address, read in one look at what was sent: for views that are asked most."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, get_type_hints

from flask import request
from pydantic import ValidationError

from searchsvc.web.invalid import refuse
from searchsvc.web.parameters import Asked

_Model = TypeVar("_Model", bound=Asked)
_LATER = "__delay_validate_request__"  # by which a view says that it reads its parameters itself


def given(view: Callable[[_Model], Any]) -> Callable[[], Any]:
    """Return a view that reads its `query` itself: the framework looks for each parameter there could be."""
    model = get_type_hints(view)["query"]

    @wraps(view)
    def reading() -> object:
        return view(_read(model))

    vars(reading)[_LATER] = True
    return reading


def _read(model: type[_Model]) -> _Model:
    """Return the parameters of the address of this request; raises what `refuse` raises."""
    repeated = model.repeated()
    sent = {name: values if name in repeated else values[0] for name, values in request.args.lists()}
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        refuse(error)
