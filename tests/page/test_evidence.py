"""Values light up their words, and words their values: exactly, for every one of them."""

from typing import Any

import pytest

from tests.page.acts import HIGHLIGHTED, SAMPLES, covered, evidence, highlighted, labels, open_sample, read

ASTRAL = (
    "🕊️🇵🇹 Talks 😀😀 in 𝐋isbon\n\n"
    "Portuguese Prime Minister Beatriz Vasconcelos met 🤝 Moroccan Prime Minister Karim El Fassi in Lisbon "
    "on 13 October 2025. 👩\u200d👩\u200d👧 Vasconcelos urged Morocco 🇲🇦 to renew the fisheries "
    "agreement. “We reject 🚫 quotas on tomatoes,” El Fassi said."
)

PRESS_EACH = """() => {
  const all = {};
  const seen = new Set();
  for (const button of document.querySelectorAll("#record button[data-ids]")) {
    const ids = button.dataset.ids;
    if (ids.includes(" ") || seen.has(ids)) continue;
    seen.add(ids);
    button.click();
    if (button.ariaPressed !== "true") throw new Error(`${ids} is not pressed`);
    all[ids] = (%s)();
    button.click();
  }
  return all;
}"""

PRESS_EACH_WORD = """() => {
  const all = [];
  let at = 0;
  const text = document.querySelector("#article .article-text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) {
    const length = [...node.data].length;
    const mark = node.parentElement.closest("mark");
    if (mark) {
      mark.click();
      const values = [...document.querySelectorAll("#record [data-ids].on")];
      const on = [...new Set(values.flatMap((e) => e.dataset.ids.split(" ")))];
      const names = document.querySelectorAll("#inspector li").length;
      all.push([at, at + length, on, names, document.querySelectorAll("mark.on").length]);
      mark.click();
    }
    at += length;
  }
  return all;
}"""


def check_values(page: Any, record: dict[str, Any]) -> None:
    lit = page.evaluate(PRESS_EACH % HIGHLIGHTED)
    wanted = {key: covered(spans) for key, (_, spans) in evidence(record).items() if spans}
    assert {key: set(value) for key, value in lit.items()} == wanted
    assert highlighted(page) == set()


def check_words(page: Any, record: dict[str, Any]) -> None:
    values = {key: covered(spans) for key, (_, spans) in evidence(record).items()}
    marks = page.evaluate(PRESS_EACH_WORD)
    assert {at for start, end, *_ in marks for at in range(start, end)} == set().union(*values.values())
    for start, end, on, names, lit in marks:
        backed = {key for key, points in values.items() if start in points}
        assert {key for key, points in values.items() if set(range(start, end)) & points} == backed
        # a matrix cell may stand for several positions of one stance
        assert backed <= set(on)
        assert (names, lit) == (len(backed), 1)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_of_a_sample_lights_up_its_evidence(page: Any, name: str) -> None:
    check_values(page, open_sample(page, name))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_highlighted_word_of_a_sample_shows_its_values(page: Any, name: str) -> None:
    check_words(page, open_sample(page, name))


def test_emoji_before_the_evidence_shift_nothing(page: Any) -> None:
    record = read(page, ASTRAL)
    assert record["meeting"]
    assert record["positions"]
    check_values(page, record)
    check_words(page, record)
    page.click('button[data-ids="m0.place"] >> nth=0')
    assert labels(page, "#article mark.on") == [record["location"]["text"]]


def test_the_article_is_shown_character_for_character(page: Any) -> None:
    text = "Ana Silva met Omar Haddad\r\nin Tunis\ton Monday.\n\n\n  <b>Peru & Chile</b> 😀 agreed.\n"
    read(page, text)
    assert page.locator("#article .article-text").text_content() == text.replace("\r\n", "\n")


def test_a_title_sent_apart_has_evidence_of_its_own(page: Any) -> None:
    record = read(
        page,
        "The two leaders discussed fishing and migration on Monday. Vasconcelos urged Morocco to end quotas.",
        title="Beatriz Vasconcelos met Karim El Fassi in Lisbon 😀",
        published="2025-10-14",
    )
    spans = [span for _, spans in evidence(record).values() for span in spans if span["field"] == "title"]
    assert spans
    assert (
        page.locator(".article-title").text_content() == "Beatriz Vasconcelos met Karim El Fassi in Lisbon 😀"
    )
    backed = {word for span in spans for word in span["text"].split()}
    assert {word for text in labels(page, ".article-title mark") for word in text.split()} == backed


def test_choosing_again_and_escape_clear(page: Any) -> None:
    open_sample(page, "held")
    value = page.locator('button[data-ids="m0.date"]').first
    value.click()
    assert value.get_attribute("aria-pressed") == "true"
    assert "When" in page.locator("#inspector").text_content()
    value.click()
    assert value.get_attribute("aria-pressed") == "false"
    assert page.locator("#inspector").text_content() == ""
    value.click()
    page.keyboard.press("Escape")
    assert page.locator(".on").count() == 0


def test_a_word_leads_to_each_of_its_values(page: Any) -> None:
    open_sample(page, "held")
    page.locator("#article mark", has_text="Lisbon").first.click()
    names = labels(page, "#inspector li")
    assert any(name.startswith("Where Lisbon, Portugal") for name in names)
    page.locator("#inspector li button", has_text="Where").click()
    assert page.evaluate("document.activeElement.dataset.ids") == "m0.place"
    assert labels(page, "#article mark.on") == ["Lisbon"]


def test_passages_of_a_value_can_be_walked(page: Any) -> None:
    record = open_sample(page, "held")
    actor = next(entry for entry in record["stakeholders"] if len(entry["mentions"]) > 2)
    page.locator(f'button[data-ids="{actor["id"]}"]').first.click()
    steps = page.locator("#inspector .steps button[aria-label]")
    assert steps.count() == len(actor["mentions"])
    steps.last.click()
    assert page.evaluate("document.activeElement.textContent") == actor["mentions"][-1]["text"]


def test_highlights_of_a_kind_can_be_switched_off(page: Any) -> None:
    record = open_sample(page, "held")
    page.get_by_label("Positions", exact=True).uncheck()
    shown = {key: covered(spans) for key, (_, spans) in evidence(record).items() if not key.startswith("p")}
    marked = page.evaluate(PRESS_EACH_WORD)
    assert {at for start, end, *_ in marked for at in range(start, end)} == set().union(*shown.values())
    page.locator('button[data-ids="p0"]').first.click()
    assert "switched off" in page.locator("#inspector").text_content()


def test_pointing_at_a_value_hints_at_its_words(page: Any) -> None:
    open_sample(page, "held")
    page.locator('button[data-ids="m0.date"]').first.hover()
    assert labels(page, "#article mark.hint") == ["Monday"]
    page.locator("#article mark", has_text="Monday").hover()
    assert page.locator('button[data-ids="m0.date"].hint').count() >= 1
