"""Programs with a token write over HTTP: what is acknowledged is durable, found at once, each record is told of."""

import json

import pytest

from searchsvc.config import Settings
from searchsvc.service import tokens
from searchsvc.service.archive import open_archive
from searchsvc.web import create_app

ARTICLES, SEARCH = "/api/v1/articles", "/api/v1/search"
DATONG = {"id": "datong", "title": "大同签约光伏项目", "body": "大同经开区签约光伏项目12个，总投资48.51亿元。"}
JINCHENG = {"id": "jincheng", "title": "晋城投产", "body": "晋城光机电产业园投产。", "date": "2025-02-10"}


@pytest.fixture
def settings(tmp_path):
    return Settings(index=tmp_path / "index")


@pytest.fixture
def secret(settings):
    archive = open_archive(settings, create=True)
    made = tokens.add(archive, "newsroom")
    archive.close()
    return made


@pytest.fixture
def send(settings, secret):
    """Send a body with the token; text goes as lines of JSON."""
    client = create_app(settings).test_client()

    def send(body, kind="application/json", token=secret):
        data = body if isinstance(body, str | bytes) else json.dumps(body, ensure_ascii=False)
        return client.post(ARTICLES, data=data, content_type=kind, headers={"Authorization": f"Bearer {token}"})

    return send


def _found(settings, q):
    return [hit["id"] for hit in create_app(settings).test_client().get(SEARCH, query_string={"q": q}).json["hits"]]


def test_an_article_that_was_sent_is_found_by_every_worker(settings, send):
    other = create_app(settings).test_client()
    assert other.get(SEARCH).json["total"] == 0
    response = send(DATONG)
    assert response.status_code == 200
    assert response.json["results"] == [{"id": "datong", "status": "new", "error": None}]
    answer = other.get(SEARCH, query_string={"q": "光伏项目"}).json
    assert [hit["id"] for hit in answer["hits"]] == ["datong"]
    assert answer["generation"] == response.json["generation"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ([DATONG, JINCHENG], "application/json"),
        ({"articles": [DATONG, JINCHENG]}, "application/json"),
        ("\n".join(map(json.dumps, [DATONG, JINCHENG])), "application/x-ndjson"),
        ("\n".join(map(json.dumps, [DATONG, JINCHENG])), "application/jsonl"),
    ],
)
def test_arrays_and_lines_are_taken(settings, send, body, kind):
    assert [row["status"] for row in send(body, kind).json["results"]] == ["new", "new"]
    assert sorted(_found(settings, "*")) == ["datong", "jincheng"]


def test_each_record_gets_its_row_in_order_and_a_bad_one_costs_no_good_one(send):
    send([DATONG])
    changed = JINCHENG | {"date": "二月初十"}
    response = send(
        [DATONG, {"city": "太原"}, DATONG | {"title": "大同签约"}, changed, {"id": "a b", "title": "坏编号"}]
    )
    assert response.status_code == 200
    assert [(row["id"], row["status"], bool(row["error"])) for row in response.json["results"]] == [
        ("datong", "unchanged", False),
        (None, "rejected", True),
        ("datong", "replaced", False),
        ("jincheng", "new", True),
        (None, "rejected", True),
    ]


def test_why_a_record_is_rejected_is_said_in_the_language_of_who_sent_it(settings, secret):
    def said(language):
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": language}
        return create_app(settings).test_client().post("/api/v1/articles", json={}, headers=headers).json["results"]

    assert said("zh") == [{"id": None, "status": "rejected", "error": "既没有标题也没有正文，至少要有一样。"}]
    assert said("en")[0]["error"] == "It has neither title nor body; give at least one of them."


@pytest.mark.parametrize("body", ["[{}]", '{"title": ""}', '[{"title": "坏'])
def test_where_every_record_was_rejected_the_answer_is_422(send, body):
    response = send(body)
    assert response.status_code == 422
    assert {row["status"] for row in response.json["results"]} == {"rejected"}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("光伏", "application/json", 422),
        ("", "application/json", 422),
        ("[", "application/json", 422),
        (DATONG, "text/plain", 415),
        (b"[" + b" " * (32 << 20) + b"]", "application/json", 413),
    ],
)
def test_what_is_no_json_or_too_much_is_told(send, body, kind, status):
    response = send(body, kind)
    assert (response.status_code, response.json["status"]) == (status, status)


def test_an_article_is_taken_out_and_answers_410_with_the_reason(settings, send, secret):
    send([DATONG, JINCHENG])
    client = create_app(settings).test_client()
    bearer = {"Authorization": f"Bearer {secret}"}
    response = client.delete(f"{ARTICLES}/datong?reason=撤稿", headers=bearer)
    assert (response.status_code, response.json["id"], response.json["status"]) == (200, "datong", "deleted")
    assert "撤稿" in client.get(f"{ARTICLES}/datong").json["detail"]
    assert client.get(SEARCH).json["total"] == 1
    assert client.delete(f"{ARTICLES}/datong", headers=bearer).status_code == 410
    assert client.delete(f"{ARTICLES}/taiyuan", headers=bearer).status_code == 404
    [row] = send(DATONG).json["results"]
    assert (row["status"], "--restore" in row["error"]) == ("rejected", True)


def test_the_reason_may_stand_in_a_body_and_one_that_can_not_be_read_takes_nothing_out(settings, send, secret):
    send(DATONG)
    client = create_app(settings).test_client()
    bearer = {"Authorization": f"Bearer {secret}"}
    for address, body, status in (
        ("", {"data": '{"reson": "撤稿"}', "content_type": "application/json"}, 400),
        ("", {"data": '["撤稿"]', "content_type": "application/json"}, 400),
        ("", {"data": "reason=撤稿"}, 415),
        ("?reason=撤稿", {"json": {"reason": "重复"}}, 400),
        ("", {"json": {"reason": "撤稿"}}, 200),
    ):
        assert client.delete(f"{ARTICLES}/datong{address}", headers=bearer, **body).status_code == status
    assert client.get(f"{ARTICLES}/datong").json["detail"] == "删除原因：撤稿"


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer wrong", "Basic bm9uZTpub25l", "nonsense"])
def test_without_a_known_token_nothing_is_written_and_no_body_is_read(settings, secret, header):
    client = create_app(settings).test_client()
    headers = {"Authorization": header} if header else {}
    for refused in (
        client.post(ARTICLES, data="x" * 100, headers=headers),
        client.delete(f"{ARTICLES}/a", headers=headers),
    ):
        assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, 'Bearer realm="searchsvc"')


def test_a_bearer_s_token_is_no_password_for_writing(settings, secret):
    assert create_app(settings).test_client().post(ARTICLES, json=DATONG, auth=("x", secret)).status_code == 401


def test_writing_is_off_until_there_is_a_token(tmp_path):
    settings = Settings(index=tmp_path / "index")
    open_archive(settings, create=True).close()
    refused = create_app(settings).test_client().post(ARTICLES, json=DATONG, headers={"Authorization": "Bearer x"})
    assert (refused.status_code, "searchsvc token add" in refused.json["detail"]) == (403, True)


def test_the_token_of_the_settings_writes_too(tmp_path):
    settings = Settings(index=tmp_path / "index", token="geheim")
    open_archive(settings, create=True).close()
    client = create_app(settings).test_client()
    assert client.post(ARTICLES, json=DATONG, headers={"Authorization": "Bearer geheim"}).status_code == 200


def test_a_private_service_is_read_with_a_token_alone(tmp_path):
    settings = Settings(index=tmp_path / "index", token="geheim", private=True)
    open_archive(settings, create=True).close()
    client = create_app(settings).test_client()
    for path in ("/", SEARCH, "/api/v1/openapi.json"):
        refused = client.get(path)
        assert (refused.status_code, refused.headers["WWW-Authenticate"][:5]) == (401, "Basic")
        assert client.get(path, headers={"Authorization": "Bearer geheim"}).status_code == 200
        assert client.get(path, auth=("wer auch immer", "geheim")).status_code == 200
    assert client.get("/healthz").status_code == 200
