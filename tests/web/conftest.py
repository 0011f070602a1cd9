"""The three fixtures of the web: an archive made of a few articles, the application over it, and a client."""

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from searchsvc.web import create_app
from tests.web.examples import ARTICLES, WITHDRAWN


@pytest.fixture(scope="session")
def settings(tmp_path_factory) -> Settings:
    settings = Settings(index=tmp_path_factory.mktemp("index"))
    archive = open_archive(settings, create=True)
    with archive.store.writing():
        archive.store.save([Incoming(article) for article in ARTICLES])
        archive.store.delete(WITHDRAWN.id, "内容有误")
    archive.close()
    return settings


@pytest.fixture(scope="session")
def app(settings) -> OpenAPI:
    app = create_app(settings)
    app.testing = True
    return app


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def without_archive(tmp_path) -> FlaskClient:
    """A client of an application whose archive is not there."""
    return create_app(Settings(index=tmp_path / "nothing")).test_client()
