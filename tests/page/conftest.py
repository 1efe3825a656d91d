"""The page in headless Chromium, on the real service. Without Playwright or Chromium these tests skip."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from service.analyzer import Analyzer
from service.api import create_app
from service.article import Article
from service.records import Record
from service.settings import Settings

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class OneAtATime:
    """The analyzer for a server with threads: a browser opens several connections."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.engine = analyzer.engine
        self._analyzer, self._lock = analyzer, threading.Lock()

    def analyze(self, article: Article) -> Record:
        with self._lock:
            return self._analyzer.analyze(article)


@pytest.fixture(scope="session")
def site(analyzer: Analyzer) -> Iterator[str]:
    """Address of the service on a free port."""
    app = create_app(Settings(log_level="ERROR", max_characters=40_000), OneAtATime(analyzer))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="needs Playwright: pip install '.[browser]'"
    )
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def options() -> dict[str, Any]:
    """What a module's tests want of the browser's context; overridden by parametrisation."""
    return {}


@pytest.fixture
def page(chromium: Any, site: str, options: dict[str, Any]) -> Iterator[Any]:
    """The page, just opened. Afterwards: no script failed, no policy was broken, nobody else was asked."""
    wanted = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "locale": "en-GB"}
    context = chromium.new_context(**wanted | options)
    page = context.new_page()
    page.set_default_timeout(15_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: _is_own(request.url, site) or wrong.append(request.url))
    # Chromium notes answers with an error status on the console; they are some tests' subject
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and not message.text.startswith("Failed to load resource")
            and wrong.append(message.text)
        ),
    )
    page.goto(site)
    yield page
    context.close()
    assert not wrong


def _is_own(url: str, site: str) -> bool:
    return url.startswith((site, f"blob:{site}"))
