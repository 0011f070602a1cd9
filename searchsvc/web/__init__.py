"""The web application: pages for people, an API for programs, over one archive."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask.json.provider import DefaultJSONProvider
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from pydantic_core import to_json

from searchsvc import __version__
from searchsvc.config import Settings, load
from searchsvc.web import api as reading
from searchsvc.web import (
    assets,
    compressing,
    exporting,
    feeds,
    guard,
    hosts,
    http,
    issues,
    leading,
    leafing,
    limits,
    opened,
    problems,
    requests,
    running,
    saved,
    standing,
    suggesting,
    trends,
    warming,
    writing,
)
from searchsvc.web.answers import Problem
from searchsvc.web.blueprint import api, probes
from searchsvc.web.invalid import refuse, refuse_repeated
from searchsvc.web.pages import pages

MAX_BODY = 64 * 1024  # bytes; the longest query as JSON is under 24 kB
VIEWS = (
    reading,
    running,
    exporting,
    feeds,
    issues,
    leafing,
    saved,
    standing,
    suggesting,
    trends,
    writing,
)  # the modules that put views on the blueprints


class App(OpenAPI):
    """The application: none of its views is a coroutine, which the framework would ask of each at every request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as it is."""
        return func


class Json(DefaultJSONProvider):
    """JSON as it is here: Chinese as it is, keys in the order of the documentation, nothing that UTF-8 can't say."""

    ensure_ascii = False
    sort_keys = False

    def response(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 - JSON
        """Answer with a value as JSON, written by pydantic's encoder, several times faster than json's."""
        written = to_json(self._prepare_response_obj(args, kwargs)) + b"\n"
        return Response(written, mimetype=self.mimetype)

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401 - JSON
        """Read a text; raises ValueError also where it is nested too deeply or holds half a surrogate pair."""
        try:
            value = super().loads(s, **kwargs)
            self.dumps(value).encode()
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        return value


def create_app(settings: Settings | None = None, *, counters: int | None = None, warm: bool = False) -> OpenAPI:
    """Return the application; without settings they are read from the environment and the configuration file.

    `counters` is the descriptor of a file that all processes of the service count their requests in.
    With `warm` the process gets warm at once, beside what it is asked.
    """
    app = App(
        __name__,
        info=Info(title="searchsvc", version=__version__, description="Regional economic news in Chinese, searchable."),
        security_schemes=guard.SCHEMES,
        doc_ui=False,
        validation_error_status=400,
        validation_error_model=Problem,
        validation_error_callback=refuse,
        static_folder=None,
    )
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.json = Json(app)
    chosen = settings or load()
    opened.attach(app, chosen)
    requests.attach(app, chosen, counters)
    hosts.attach(app, chosen)
    limits.attach(app, chosen)
    warming.attach(app, begin=warm)
    assets.attach(app)
    guard.attach(app, chosen)
    compressing.attach(app)
    http.attach(app)
    problems.attach(app)
    app.before_request(refuse_repeated)
    app.register_api(api)
    app.register_api(probes)
    app.register_api(pages)
    app.register_blueprint(reading.document(app))
    leading.attach(app)
    return app
