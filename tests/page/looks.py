"""What is looked for on the page: rules of axe-core, the focus, what is cut off, sizes and colours."""

from typing import Any

import pytest

PHONES = [{"viewport": {"width": width, "height": 740}} for width in (320, 375)]
SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}]
WIDTHS = [{}, PHONES[1]]


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe: pip install '.[browser]'"
    )
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def focused(page: Any) -> str:
    return page.evaluate("(e => e.id || e.dataset.ids || e.textContent.trim())(document.activeElement)")


def tab_to(page: Any, wanted: str, key: str = "Tab", limit: int = 60) -> None:
    for _ in range(limit):
        if focused(page) == wanted:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} was not reached by {key}; last was {focused(page)}")


def sideways(page: Any) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


CUT = """() => [...document.querySelectorAll("main *")].filter((e) => {
  const style = getComputedStyle(e);
  return e.offsetParent && !e.closest(".vh, svg, .scroller") && style.overflowX !== "auto"
    && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
    && (style.overflowX === "hidden" || style.textOverflow === "ellipsis");
}).map((e) => e.outerHTML.slice(0, 120))"""
