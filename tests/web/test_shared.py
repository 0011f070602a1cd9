"""The service over an archive in PostgreSQL: it tells when that is gone, and goes on when it is back."""

import pytest

from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import create_app
from searchsvc.web.opened import of
from tests.web.examples import ARTICLES


@pytest.fixture
def service(mortal, tmp_path):
    """The application over an archive in that server, and the server."""
    with mortal.place() as address:
        settings = Settings(index=tmp_path / "index", store=address)
        archive = open_archive(settings, create=True)
        archive.store.save(map(Incoming, ARTICLES))
        archive.close()
        app = create_app(settings)
        yield app.test_client()
        of(app).close()


def ids(answer):
    return {hit["id"] for hit in answer.json["hits"]}


def test_while_the_database_is_gone_that_is_a_503_and_afterwards_nothing_is_to_be_done(service, mortal):
    before = service.get("/api/v1/search?q=*&size=100")
    assert ids(before) == {article.id for article in ARTICLES}
    mortal.do("stop")
    gone = service.get(f"/api/v1/articles/{ARTICLES[0].id}")
    assert (gone.status_code, gone.headers["Retry-After"]) == (503, "10")
    assert gone.json["type"].endswith("store-unavailable")
    assert service.get("/readyz").status_code == 503
    mortal.do("resume")
    assert service.get(f"/api/v1/articles/{ARTICLES[0].id}").status_code == 200
    assert ids(service.get("/api/v1/search?q=*&size=100")) == ids(before)


def test_a_restart_between_two_requests_is_not_noticed(service, mortal):
    assert service.get(f"/api/v1/articles/{ARTICLES[0].id}").status_code == 200
    mortal.do("restart")
    assert service.get(f"/api/v1/articles/{ARTICLES[0].id}").status_code == 200
