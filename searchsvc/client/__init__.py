"""A typed client of the HTTP API: a library behind a service, which answers as one that is opened here."""

from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.client.client import Client
    from searchsvc.client.wire import Wire

__all__ = ["Client", "Wire"]

__getattr__ = face(__name__, {"Client": "client", "Wire": "wire"})
