"""A real browser on a real server over the samples and a hostile article; skipped, aloud, where there is none."""

import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from searchsvc.config import Settings
from searchsvc.ingest import ingest
from searchsvc.service.archive import open_archive
from searchsvc.web import create_app
from tests.browser.examples import RECORDS

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """Serve an archive of the samples, and return where."""
    folder = tmp_path_factory.mktemp("browser")
    wire = folder / "wire.jsonl"
    wire.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in RECORDS), encoding="utf-8")
    settings = Settings(index=folder / "index")
    archive = open_archive(settings, create=True)
    ingest(archive.store, archive.engine, [SEEDS, wire])
    archive.close()
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """Start Chromium, that of the system or playwright's own."""
    with sync_playwright() as playwright:
        found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        if not found and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("there is no Chromium: install the system's (apt install chromium) or name it by CHROMIUM")
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, base):
    """Return what opens a new browser window; whatever a script does wrong there, or a dialog, fails the test."""
    contexts, wrong = [], []

    def visit(path="/", *, scripts=True, viewport=WIDE, scheme="light"):
        context = chromium.new_context(
            base_url=base, java_script_enabled=scripts, viewport=viewport, color_scheme=scheme, locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"], accept_downloads=True,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if _is_script_error(said) else None)
        page.on("response", lambda answer: wrong.append(answer.url) if _is_missing(answer) else None)
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


def _is_script_error(said):
    return said.type == "error" and not said.text.startswith("Failed to load resource")


def _is_missing(answer):
    return answer.status >= 400 and not answer.request.is_navigation_request()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    """Whether the browser runs JavaScript."""
    return request.param
