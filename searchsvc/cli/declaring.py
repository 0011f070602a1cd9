"""What options are declared with: a choice that names the nearest value, and several decorators as one."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from searchsvc.cli.app import nearest

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class OneOf(click.Choice[str]):
    """One of some values; what is none of them is told with the nearest."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's
        """Return click's message and the value that may be meant."""
        return super().get_invalid_choice_message(value, ctx) + nearest(str(value), self.choices)


def every(*decorators: Decorator) -> Decorator:
    """Return one decorator for several, which apply in the order in which help shows them."""
    return lambda command: reduce(lambda made, decorate: decorate(made), reversed(decorators), command)
