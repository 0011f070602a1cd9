"""The service answers to names of its own alone: feeds, citations and exports lead back to the one it was asked by."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.web import create_app
from searchsvc.web.hosts import LOCAL, is_ours

PATHS = (
    "/",
    "/api/v1/search?q=大同",
    "/api/v1/feed.atom?q=大同",
    "/api/v1/openapi.json",
    "/metrics",
    "/healthz",
    "/nothing",
)
HOSTILE = (
    "news.example",
    "127.0.0.1.example",
    "localhost.example",
    "a b",
    "news/..",
    "<script>",
    "10.0.0.7@evil",
    "x" * 300 + ".cn",
)


def ask(settings, path, host, **headers):
    return create_app(settings).test_client().get(path, headers={"Host": host, **headers})


@pytest.mark.parametrize("path", PATHS)
def test_by_default_addresses_and_names_of_the_local_network_are_its_own(settings, path):
    for host in ("127.0.0.1:8000", "[fe80::7]:8000", "newsroom", "Newsroom.lan:80", "news.local."):
        assert ask(settings, path, host).status_code == (404 if path == "/nothing" else 200), host


@pytest.mark.parametrize("host", HOSTILE)
def test_any_other_name_is_refused_at_every_address_and_what_to_set_is_told(settings, host):
    for path in PATHS:
        answer = ask(settings, path, host)
        assert answer.status_code == 400
        assert "SEARCHSVC_HOSTS" in answer.text
        assert "<script>" not in answer.text


def test_a_program_is_told_which_name_it_was(settings):
    assert ask(settings, "/api/v1/search?lang=en", "rebound.example:8000").json["errors"] == [
        {
            "detail": "This service is not called 'rebound.example'. Open it by its address; where this name is to "
            "lead to it, its operator lists it in SEARCHSVC_HOSTS (separated by commas).",
            "parameter": "Host",
            "position": None,
            "nearest": None,
        }
    ]


def test_where_names_are_listed_the_service_answers_to_them_and_to_its_own_machine_alone(settings):
    listed = replace(settings, hosts=("news.example.cn", ".press.example"))
    own = ["news.example.cn:8443", "press.example", "a.b.press.example", "localhost:8000", "127.0.0.1", "[::1]:8000"]
    others = ["xnews.example.cn", "a.news.example.cn", "xpress.example", "10.0.0.7", "newsroom", "news.lan"]
    assert [host for host in own + others if ask(listed, "/healthz", host).status_code == 200] == own


def test_links_that_leave_the_house_begin_with_a_name_of_its_own(settings):
    listed = replace(settings, hosts=("news.example.cn",), proxies=1)
    told = {"X-Forwarded-Host": "news.example.cn", "X-Forwarded-Proto": "https"}
    assert "https://news.example.cn/articles/" in ask(listed, "/api/v1/feed.atom?q=大同", "127.0.0.1:8000", **told).text
    assert ask(listed, "/api/v1/feed.atom", "127.0.0.1", **{"X-Forwarded-Host": "evil.example"}).status_code == 400
    direct = ask(replace(listed, proxies=0), "/api/v1/feed.atom?q=大同", "127.0.0.1:8000", **told).text
    assert "http://127.0.0.1:8000/articles/" in direct
    assert "news.example.cn" not in direct


@given(st.from_regex(r"[a-z0-9-]{1,20}(\.[a-z0-9-]{1,20}){1,3}", fullmatch=True))
def test_a_name_that_somebody_may_register_is_never_of_the_local_network(name):
    top = name.rpartition(".")[2]
    if not top.isdigit() and not name.endswith(tuple(f".{each}" for each in LOCAL)):
        assert not is_ours(name, ())
