"""Suggestions over HTTP."""


def test_names_come_with_their_kind_their_articles_and_their_search(client):
    first = client.get("/api/v1/suggest?q=datong").json["rows"][0]
    assert (first["text"], first["kind"], first["alike"]) == ("大同", "city", False)
    assert client.get(first["url"]).json["total"] >= first["count"] > 0
    assert client.get(first["html"]).status_code == 200


def test_nothing_typed_suggests_nothing_and_a_wrong_size_is_refused(client):
    links = {"self": "/api/v1/suggest", "next": None, "html": "/search"}
    assert client.get("/api/v1/suggest").json == {"q": "", "total": 0, "rows": [], "links": links}
    assert client.get("/api/v1/suggest?q=大&size=0").status_code == 400
