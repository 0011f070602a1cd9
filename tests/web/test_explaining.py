"""`include=explain` over HTTP."""

import pytest

from searchsvc.web import answers


def test_the_parts_of_each_score_come_with_the_hits(client):
    answer = client.get("/api/v1/search?q=新能源&include=explain").json
    answers.SearchAnswer.model_validate(answer)
    assert answer["path"] == "whoosh: index"
    for hit in answer["hits"]:
        explanation = hit["explanation"]
        whole = sum(part["score"] for part in explanation["parts"]) * explanation["recency"]
        assert whole == pytest.approx(hit["score"], abs=1e-4)
    assert "include=explain" in answer["links"]["self"]


def test_without_it_nothing_of_this_is_told(client):
    answer = client.get("/api/v1/search?q=新能源").json
    assert "path" not in answer
    assert "explanation" not in answer["hits"][0]


def test_what_else_may_not_be_included_is_refused_with_the_nearest(client):
    refused = client.get("/api/v1/search?q=新能源&include=explian&lang=en")
    assert (refused.status_code, refused.json["errors"][0]["nearest"]) == (400, "explain")
