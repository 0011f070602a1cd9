"""Feeds and probes are found with and without the prefix of the API."""

import pytest

from searchsvc.web.leading import LEADS


@pytest.mark.parametrize("path", LEADS)
def test_it_leads_to_what_is_served_with_its_parameters(client, path):
    asked = {"q": "新能源"} if "feed" in path else {}
    response = client.get(path, query_string=asked)
    assert response.status_code == 308
    assert client.get(path, query_string=asked, follow_redirects=True).status_code in (200, 503)
    assert ("q=" in response.location) == bool(asked)
