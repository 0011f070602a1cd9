"""The command line: one file a family of commands, loaded when one of them is called."""

from searchsvc.cli.app import app, main

__all__ = ["app", "main"]
