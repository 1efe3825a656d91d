"""Usable by keyboard, with assistive technology, in the dark, on a phone; nothing cut off."""

import itertools
from typing import Any

import pytest

from tests.page.acts import SAMPLES, highlighted, open_sample, read, set_threshold
from tests.page.looks import CUT, PHONES, SCHEMES, WIDTHS, focused, sideways, tab_to, violations

LONG = "President Ana Silva of Peru met President Omar Haddad of Chile in Lima on 5 May 2025. " * 60


@pytest.mark.parametrize(
    "options", [w | s for s in SCHEMES for w in WIDTHS], ids=["light", "light phone", "dark", "dark phone"]
)
class TestNoViolation:
    """axe-core's rules, WCAG 2.2 among them."""

    def test_when_empty(self, page: Any) -> None:
        assert violations(page) == []
        page.click("#more summary")
        assert violations(page) == []

    @pytest.mark.parametrize("name", SAMPLES)
    def test_when_filled(self, page: Any, name: str) -> None:
        open_sample(page, name)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert violations(page) == []

    def test_when_something_is_chosen(self, page: Any) -> None:
        open_sample(page, "held")
        page.locator("button[data-ids=s3]").first.click()
        page.mouse.move(0, 0)
        assert violations(page) == []
        page.locator("#article mark", has_text="Lisbon").first.click()
        assert violations(page) == []
        page.locator(".matrix button").first.click()
        assert violations(page) == []

    def test_when_there_is_a_problem(self, page: Any) -> None:
        page.click("#read")
        page.wait_for_selector("#problem:not([hidden])")
        assert violations(page) == []


def test_by_keyboard_alone(page: Any) -> None:
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    tab_to(page, "text")
    page.keyboard.type("Prime Minister Ana Silva met Prime Minister Omar Haddad in Lima on 5 May 2025.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result:not([hidden])")
    assert focused(page) == "record-heading"
    tab_to(page, "threshold")
    page.keyboard.press("ArrowRight")
    assert page.locator("#threshold-value").text_content() == "5 %"
    tab_to(page, "m0.place")
    page.keyboard.press("Enter")
    assert page.locator("#article mark.on").all_text_contents() == ["Lima"]
    tab_to(page, "article", key="Shift+Tab")
    page.keyboard.press("Tab")
    marks = page.locator("#article mark[role]").all_text_contents()
    for text in marks:
        assert focused_mark(page) == text
        page.keyboard.press("ArrowRight")
    assert focused_mark(page) == marks[-1]
    page.keyboard.press("Home")
    assert focused_mark(page) == marks[0]
    page.keyboard.press("End")
    page.keyboard.press("Space")
    assert page.locator("#article mark.on").all_text_contents() == [marks[-1]]
    assert page.locator("#inspector li").count() >= 1
    page.keyboard.press("Escape")
    assert highlighted(page) == set()


def focused_mark(page: Any) -> str:
    return page.evaluate(
        "document.activeElement.tagName === 'MARK' ? document.activeElement.textContent : null"
    )


def test_focus_stays_on_the_slider_while_the_record_is_drawn_anew(page: Any) -> None:
    open_sample(page, "held")
    page.focus("#threshold")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert page.locator("#threshold-value").text_content() == "20 %"
    assert focused(page) == "threshold"


def test_states_are_announced(page: Any) -> None:
    open_sample(page, "held")
    assert page.locator("#status[role=status]").text_content().startswith("Read: 2 meetings")
    assert page.locator("#inspector").get_attribute("aria-live") == "polite"
    assert page.locator("#problem").get_attribute("role") == "alert"


@pytest.mark.parametrize("options", PHONES, ids=["320", "375"])
class TestPhone:
    @pytest.mark.parametrize("name", SAMPLES)
    def test_nothing_scrolls_sideways(self, page: Any, name: str) -> None:
        assert sideways(page) <= 0
        open_sample(page, name)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert sideways(page) <= 0
        for part in ("#article", "#record", "#inspector"):
            assert (
                page.evaluate(f"(e => e.scrollWidth - e.clientWidth)(document.querySelector('{part}'))") <= 0
            )

    def test_words_without_end(self, page: Any) -> None:
        read(
            page,
            "Ana "
            + "Silva" * 300
            + " met Omar Haddad in Lima on 5 May 2025 to discuss "
            + "fishing-rights" * 99
            + ".",
        )
        assert sideways(page) <= 0

    def test_the_words_stay_in_sight(self, page: Any) -> None:
        open_sample(page, "summit")
        page.evaluate("document.getElementById('positions').scrollIntoView()")
        page.locator("#positions .card.position button").last.click()
        box = page.locator("#article mark.on").first.bounding_box()
        assert 0 <= box["y"] <= 740 * 0.46

    def test_a_value_is_not_hidden_under_the_article(self, page: Any) -> None:
        open_sample(page, "held")
        page.locator("#article mark", has_text="Lisbon").first.click()
        page.locator("#inspector li button").first.click()
        bottom = page.locator("#result .article-panel").bounding_box()
        value = page.locator("#record .on").first.bounding_box()
        assert value["y"] >= bottom["y"] + bottom["height"]


def test_a_long_article_scrolls_inside_its_column(page: Any) -> None:
    read(page, LONG)
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    heights = page.evaluate("(e => [e.scrollHeight, e.clientHeight])(document.getElementById('article'))")
    assert heights[0] > heights[1] > 200
    page.locator("#article mark").last.evaluate("mark => mark.click()")
    page.locator("#article mark").last.scroll_into_view_if_needed()
    assert page.locator("#article mark").last.bounding_box()["y"] < 800
    assert page.locator("#record").evaluate("e => e.scrollWidth - e.clientWidth") <= 0


@pytest.mark.parametrize(
    "options", [{"viewport": {"width": width, "height": 740}} for width in (320, 420, 700, 1280)]
)
@pytest.mark.parametrize("name", ["held", "summit"])
def test_days_of_the_timeline_do_not_run_into_each_other(page: Any, name: str) -> None:
    open_sample(page, name)
    boxes = [tick.bounding_box() for tick in page.locator(".tick:visible").all()]
    assert len(boxes) >= 1
    assert all(a["x"] + a["width"] < b["x"] for a, b in itertools.pairwise(boxes))
    line = page.locator(".timeline").bounding_box()
    assert line["x"] <= boxes[0]["x"]
    assert boxes[-1]["x"] + boxes[-1]["width"] <= line["x"] + line["width"]


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": w, "height": h}}
        for w, h in [(320, 740), (700, 900), (970, 700), (1280, 800), (2200, 1200), (740, 360)]
    ],
)
def test_nothing_is_cut_off_at_any_width(page: Any, options: dict[str, Any]) -> None:
    open_sample(page, "summit")
    set_threshold(page, 5)
    assert page.evaluate(CUT) == []
    assert sideways(page) <= 0
    last = page.locator("#json summary")
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert 0 <= box["y"] < options["viewport"]["height"]
