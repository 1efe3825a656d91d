"""The page in headless Chromium, on the real service. Without Playwright or Chromium these tests skip."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.liveserver import Server

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of a service on a free port."""
    started = Server({"READOUT_WORKERS": "1", "READOUT_MAX_CHARACTERS": "40000"})
    try:
        started.wait_until_ready()
        yield f"http://127.0.0.1:{started.port}/"
    finally:
        started.close()


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
