"""A client of a running service, over one connection that is kept."""

import http.client
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from tests.torture.articles import Record


class Caller:
    """Calls the API under `url`; raises OSError where the server goes away."""

    def __init__(self, url: str, token: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self._headers = {"Authorization": f"Bearer {token}"}

    def post(self, records: Sequence[Record]) -> int:
        """Send articles and return the status."""
        status, answer = self.call("POST", "/articles", json.dumps(records).encode())
        assert status != 200 or len(answer["results"]) == len(records)
        return status

    def delete(self, name: str) -> int:
        """Take an article out and return the status."""
        return self.call("DELETE", f"/articles/{quote(name)}")[0]

    def get(self, path: str) -> tuple[int, Any]:
        """Return status and answer."""
        return self.call("GET", path)

    def call(self, method: str, path: str, body: bytes | None = None) -> tuple[int, Any]:
        """Return status and answer."""
        headers = self._headers | ({"Content-Type": "application/json"} if body else {})
        try:
            self._connection.request(method, f"/api/v1{path}", body, headers)
            answer = self._connection.getresponse()
            return answer.status, json.loads(answer.read())
        except http.client.HTTPException as error:
            self._connection.close()
            raise ConnectionError(str(error)) from error

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
