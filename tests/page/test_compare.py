"""Articles side by side on the page: entered, compared, their words lit, refused."""

from typing import Any

import pytest

from tests.page.acts import FOLDER, as_json, covered, labels, open_sample
from tests.page.looks import CUT, PHONES, SCHEMES, WIDTHS, focused, sideways, tab_to, violations
from tests.page.test_reading import drop, problem

LIMA = "President Ana Silva of Peru met President Omar Haddad of Chile in Lima on 5 May 2025 for two hours. "
ONE = LIMA + "Silva urged Chile to lower tariffs on fish. Haddad rejected a fishing ban."
OTHER = LIMA.replace("two hours", "three hours") + "Haddad supported a fishing ban."
ELSEWHERE = (
    "Prime Minister Karim Fassi of Morocco met Prime Minister Rui Costa of Portugal in Rabat on 9 June 2025."
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="windows-1252"><title>Talks in Lima</title></head>'
    f"<body><nav>Search</nav><article><h1>Talks in Lima</h1><p>{LIMA}</p>"
    "<p>Silva urged Chile to lower tariffs on fish and José Núñez, her minister, left early, her office "
    "said.</p></article></body></html>"
)
LIT = """number => {
  const found = [];
  const walker = document.createTreeWalker(
    document.querySelectorAll("#told .article-text")[number], NodeFilter.SHOW_TEXT);
  for (let at = 0; walker.nextNode(); ) {
    const end = at + [...walker.currentNode.data].length;
    if (walker.currentNode.parentElement.closest("mark.on")) for (let i = at; i < end; i++) found.push(i);
    at = end;
  }
  return found;
}"""
"""Code points of one article's text that are lit."""

SIGNS = {"all": "= all", "some": "· not in", "differ": "≠ differ"}


def enter(page: Any, *texts: str) -> None:
    """Open the form for several articles and fill it."""
    page.click("#compare-several")
    for at, text in enumerate(texts):
        if at >= 2:
            page.click("#compare-add")
        page.fill(f"#compare-text-{at}", text)


def run(page: Any) -> dict[str, Any]:
    """Have them compared; the comparison that the page shows."""
    with page.expect_response("**/v1/compare") as answer:
        page.click("#compare-run")
    page.wait_for_selector("#comparison:not([hidden])")
    return answer.value.json()


def compare(page: Any, *texts: str) -> dict[str, Any]:
    enter(page, *texts)
    return run(page)


def entries(comparison: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Entries by the id that they have on the page; told from the answer alone."""
    fields = ("date", "place", "status", "kind", "mode", "setting", "level", "duration", "occasion")
    found = {name: comparison[name] for name in fields if comparison[name]}
    for name in ("side", "participant", "issue", "position", "outcome"):
        found |= {f"{name}{at}": entry for at, entry in enumerate(comparison[f"{name}s"])}
    return found


def lit(page: Any, number: int) -> set[int]:
    return set(page.evaluate(LIT, number))


def open_pair(page: Any) -> dict[str, Any]:
    """The pair of samples."""
    with page.expect_response("**/v1/compare") as answer:
        page.click("#compare-sample")
    page.wait_for_selector("#comparison:not([hidden])")
    return answer.value.json()


def test_the_samples_show_all_three_kinds_of_agreement(page: Any) -> None:
    comparison = open_pair(page)
    assert comparison["meeting"]["verdict"] == "same"
    found = [entry["agreement"] for entry in entries(comparison).values()]
    assert set(found) == set(SIGNS)
    assert page.locator("#verdict h3").text_content() == "One meeting"
    assert comparison["meeting"]["message"] in page.locator("#verdict").text_content()
    texts = [(FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in ("cairo", "washington")]
    assert page.locator("#told .article-text").all_text_contents() == texts
    assert focused(page) == "compare-heading"


def test_every_entry_is_shown_with_who_reports_it(page: Any) -> None:
    comparison = compare(page, ONE, OTHER, LIMA)
    shown = labels(page, "#compared .entry .agreement")
    wanted = entries(comparison)
    assert len(shown) == len(wanted) > 8
    for said, entry in zip(shown, wanted.values(), strict=True):
        assert said.startswith(SIGNS[entry["agreement"]])
        missing = [str(number + 1) for number in entry["left_out_by"]]
        assert said.endswith(f"not in {', '.join(missing)}") == bool(missing)
    accounts = sum(len(entry["accounts"]) for entry in wanted.values())
    assert page.locator("#compared .accounts li").count() == accounts
    duration = page.locator(".entry", has_text="Lasts")
    assert labels(duration, ".accounts li") == [
        f"Article {account['article'] + 1} {hours} h confidence {int(account['confidence'] * 100 + 1e-6)} %"
        for account, hours in zip(wanted["duration"]["accounts"], (2, 3, 2), strict=True)
    ]


def test_every_value_lights_up_its_words_in_each_article(page: Any) -> None:
    comparison = compare(page, "🕊️ 𝐋ima\n\n" + ONE, OTHER)
    for key, entry in entries(comparison).items():
        told = {number: covered(spans_of(entry, number)) for number in (0, 1)}
        backed = [at for at, account in enumerate(entry["accounts"]) if account["evidence"]]
        if not backed:
            continue
        button = page.locator(f'button[data-ids="{" ".join(f"{key}.{at}" for at in backed)}"]').first
        button.click()
        assert {number: lit(page, number) for number in (0, 1)} == told
        for at in backed:
            account = entry["accounts"][at]
            page.keyboard.press("Escape")  # a value that is chosen already would be let go
            page.locator(f'.accounts button[data-ids="{key}.{at}"]').click()
            number = account["article"]
            assert lit(page, number) == covered(account["evidence"])
            assert lit(page, 1 - number) == set()
        page.keyboard.press("Escape")
    assert page.locator("#comparison .on").count() == 0


def spans_of(entry: dict[str, Any], number: int) -> list[dict[str, Any]]:
    return [
        span for account in entry["accounts"] if account["article"] == number for span in account["evidence"]
    ]


def test_a_word_leads_to_its_accounts(page: Any) -> None:
    compare(page, ONE, OTHER)
    page.locator("#told .told").nth(1).locator("mark", has_text="Lima").first.click()
    names = labels(page, "#compare-inspector li")
    assert any(name.startswith("Where Lima, Peru") for name in names)
    page.locator("#compare-inspector li button", has_text="Where").click()
    assert page.evaluate("document.activeElement.dataset.ids") == "place.1"
    assert lit(page, 0) == set()
    assert "".join(OTHER[at] for at in sorted(lit(page, 1))) == "Lima"


def test_passages_are_walked_article_by_article(page: Any) -> None:
    compare(page, ONE, OTHER)
    page.locator('button[data-ids="place.0 place.1"]').click()
    assert "2 passages highlighted, for 2 accounts" in page.locator("#compare-inspector").text_content()
    assert labels(page, "#compare-inspector .steps > span") == ["Article 1", "Article 2"]
    page.get_by_role("button", name="Article 2, passage 1: Lima").click()
    assert page.evaluate("document.activeElement.closest('.told').dataset.box") == "Article 2"


def test_what_is_chosen_is_told_of_each_article(page: Any) -> None:
    compare(page, ONE, OTHER)
    page.locator('button[data-ids="duration.0 duration.1"]').click()
    assert "Lasts 2 h / 3 h: " in page.locator("#compare-inspector").text_content()


def test_different_meetings_are_said_to_be_different(page: Any) -> None:
    comparison = compare(page, ONE, ELSEWHERE)
    assert comparison["meeting"]["verdict"] == "different"
    verdict = page.locator("#verdict")
    assert verdict.locator("h3").text_content() == "Different meetings"
    assert comparison["meeting"]["message"] in verdict.text_content()
    assert "Different meetings" in page.locator("#status").text_content()
    assert labels(page, "#verdict li") == [
        f"Article {at} {article['meeting']['title']}" for at, article in enumerate(comparison["articles"], 1)
    ]


def test_an_article_without_a_meeting(page: Any) -> None:
    comparison = compare(page, ONE, "Peru rejected a fishing ban on Monday.")
    assert comparison["meeting"]["verdict"] == "unknown"
    assert "tells of no meeting" in labels(page, "#verdict li")[1]
    assert page.locator("#verdict h3").text_content() == "Not known whether it is one meeting"


def test_kinds_of_agreement_can_be_switched_off(page: Any) -> None:
    comparison = open_pair(page)
    found = [entry["agreement"] for entry in entries(comparison).values()]
    for name, label in (("all", "All report it"), ("some", "Some leave it out"), ("differ", "They differ")):
        box = page.get_by_label(label)
        assert f"{label} {found.count(name)}" in " ".join(labels(page, "#agreements label"))
        box.uncheck()
        assert page.locator(f"#compared .entry.{name}").count() == 0
        assert page.locator("#compared .entry").count() == len(found) - found.count(name)
        box.check()
    for label in ("All report it", "Some leave it out", "They differ"):
        page.get_by_label(label).uncheck()
    assert page.locator("#compared").text_content() == "Nothing of what is chosen above."
    assert page.locator("#told mark").count() == 0


def test_from_a_record_to_a_comparison_and_back(page: Any) -> None:
    open_sample(page, "held")
    page.click("#compare")
    assert page.locator("#compare-text-0").input_value().startswith("Portugal and Morocco")
    assert focused(page) == "compare-text-1"
    page.keyboard.type(ELSEWHERE)
    run(page)
    page.click("#compare-change")
    assert page.locator("#compare-text-1").input_value() == ELSEWHERE
    page.click("#compare-back")
    assert page.locator("#result").is_visible()
    page.click("#compare")
    assert page.locator("#compare-text-1").input_value() == ELSEWHERE


def test_the_day_of_publication_counts(page: Any) -> None:
    enter(page, LIMA.replace("5 May 2025", "Monday"), LIMA)
    page.fill("#compare-published-0", "2025-05-07")
    comparison = run(page)
    assert [account["start"] for account in comparison["date"]["accounts"]] == ["2025-05-05"] * 2


def test_articles_are_added_and_removed(page: Any) -> None:
    enter(page, ONE, OTHER, ELSEWHERE)
    page.get_by_role("button", name="Remove article 2").click()
    assert page.locator("#compare-text-1").input_value() == ELSEWHERE
    assert page.locator("#compare-entries textarea").count() == 2
    page.get_by_role("button", name="Remove article 1").click()
    assert page.locator("#compare-text-0").input_value() == ELSEWHERE
    assert page.locator("#compare-text-1").input_value() == ""
    for _ in range(8):
        page.click("#compare-add")
    assert page.locator("#compare-add").is_disabled()


def test_pages_are_dropped_and_read_as_pages(page: Any) -> None:
    enter(page, ONE)
    drop(
        page, ("talks.html", "text/html", PAGE.encode("cp1252")), ("other.txt", "text/plain", OTHER.encode())
    )
    page.wait_for_function("document.querySelectorAll('#compare-entries textarea').length === 3")
    assert "talks.html" in page.locator("#compare-entries").text_content()
    comparison = run(page)
    shown = page.locator("#told .article-text").nth(1).text_content()
    assert shown.startswith("Talks in Lima")
    assert "José Núñez" in shown
    assert "Search" not in shown
    place = comparison["place"]["accounts"][1]
    page.locator('.accounts button[data-ids="place.1"]').click()
    assert lit(page, 1) == covered(place["evidence"])


def test_a_file_is_opened_into_its_place(page: Any) -> None:
    enter(page, ONE)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file… as article 2").click()
    chooser.value.set_files({"name": "other.txt", "mimeType": "text/plain", "buffer": OTHER.encode()})
    page.wait_for_function("document.getElementById('compare-text-1').value !== ''")
    assert page.locator("#compare-text-1").input_value() == OTHER


def test_a_problem_names_the_article_and_keeps_the_texts(page: Any) -> None:
    enter(page, ONE, "x" * 11_000)
    page.click("#compare-run")
    assert "Article 2: " in problem(page)
    assert page.locator("#compare-text-1").get_attribute("aria-invalid") == "true"
    assert page.locator("#compare-text-0").get_attribute("aria-invalid") is None
    assert page.locator("#compare-text-0").input_value() == ONE
    page.fill("#compare-text-1", OTHER)
    run(page)
    assert page.locator("#problem").is_hidden()


def test_a_second_article_that_is_missing_is_asked_for(page: Any) -> None:
    enter(page, ONE)
    page.click("#compare-run")
    assert "Article 2: " in problem(page)
    assert page.locator("#compare-text-1").get_attribute("aria-invalid") == "true"


def test_a_page_without_an_article_is_named(page: Any) -> None:
    enter(page, ONE, "<html><body></body></html>")
    page.get_by_role("group", name="Article 2").get_by_label("HTML page").check()
    page.click("#compare-run")
    said = problem(page)
    assert "There is no text to read" in said
    assert "rticle 2" in said


def test_the_service_may_be_gone(page: Any) -> None:
    enter(page, ONE, OTHER)
    page.route("**/v1/compare", lambda route: route.abort())
    page.click("#compare-run")
    assert "can’t be reached" in problem(page)
    assert page.locator("#compare-text-1").input_value() == OTHER
    assert page.locator("#compare-run").text_content() == "Compare"


def test_the_comparison_is_downloaded_as_it_came(page: Any) -> None:
    comparison = open_pair(page)
    with page.expect_download() as download:
        page.click("#compare-json")
    assert download.value.suggested_filename == "comparison.json"
    with open(download.value.path(), "rb") as file:  # noqa: PTH123
        assert as_json(file.read()) == comparison


def test_text_is_text_whatever_it_looks_like(page: Any) -> None:
    hostile = "<img src=x onerror=alert(1)> " + ONE + " <script>alert(2)</script>"
    compare(page, hostile, OTHER)
    assert page.locator("#told .article-text").first.text_content() == hostile
    assert page.locator("#comparison").locator("script, img, b, iframe").count() == 0


def test_by_keyboard_alone(page: Any) -> None:
    tab_to(page, "compare-several")
    page.keyboard.press("Enter")
    assert focused(page) == "compare-text-0"
    page.keyboard.type(ONE)
    tab_to(page, "compare-text-1")
    page.keyboard.type(OTHER)
    tab_to(page, "compare-run")
    page.keyboard.press("Enter")
    page.wait_for_selector("#comparison:not([hidden])")
    assert focused(page) == "compare-heading"
    tab_to(page, "place.0 place.1")
    page.keyboard.press("Enter")
    assert labels(page, "#told mark.on") == ["Lima", "Lima"]
    page.locator("#told .article").nth(1).focus()
    page.keyboard.press("Tab")
    marks = page.locator("#told .told").nth(1).locator("mark[role]").all_text_contents()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == marks[-1]
    page.keyboard.press("Enter")
    assert labels(page, "#told mark.on") == [marks[-1]]
    page.keyboard.press("Escape")
    assert page.locator("#comparison .on").count() == 0


@pytest.mark.parametrize(
    "options", [w | s for s in SCHEMES for w in WIDTHS], ids=["light", "light phone", "dark", "dark phone"]
)
class TestNoViolation:
    """axe-core's rules, WCAG 2.2 among them."""

    def test_of_the_form(self, page: Any) -> None:
        enter(page, ONE)
        assert violations(page) == []
        page.click("#compare-run")
        problem(page)
        assert violations(page) == []

    def test_of_a_comparison(self, page: Any) -> None:
        open_pair(page)
        assert violations(page) == []
        for name in ("all", "some", "differ"):
            page.locator(f"#compared .entry.{name} h4 button").first.click()
            page.mouse.move(0, 0)
            assert violations(page) == []
        page.locator("#compared section:last-of-type .accounts button").last.click()
        page.locator("#told mark[role]").first.click()
        page.mouse.move(0, 0)
        assert violations(page) == []

    def test_of_different_meetings(self, page: Any) -> None:
        compare(page, ONE, ELSEWHERE, "Peru rejected a fishing ban on Monday.")
        assert violations(page) == []


@pytest.mark.parametrize(
    "options",
    [{"viewport": {"width": w, "height": h}} for w, h in [(320, 740), (700, 900), (1280, 800), (740, 360)]],
)
def test_nothing_is_cut_off_at_any_width(page: Any) -> None:
    enter(page, ONE, OTHER)
    assert page.evaluate(CUT) == []
    assert sideways(page) <= 0
    run(page)
    assert page.evaluate(CUT) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize("options", PHONES, ids=["320", "375"])
def test_on_a_phone_words_come_into_sight_and_the_value_stays(page: Any) -> None:
    compare(page, ("Fishing. " * 80) + ONE, OTHER)
    value = page.locator("#compared .entry h4 button").last
    value.scroll_into_view_if_needed()
    value.click()
    mark = page.locator("#told mark.on").first.bounding_box()
    panel = page.locator("#comparison .article-panel").bounding_box()
    assert 0 <= mark["y"] < panel["y"] + panel["height"]
    box = value.bounding_box()
    assert panel["y"] + panel["height"] <= box["y"] + box["height"] <= 740


def test_both_passages_come_into_sight_beside_each_other(page: Any) -> None:
    compare(page, ("Fishing. " * 300) + ONE, ("Trade. " * 300) + OTHER)
    page.locator('button[data-ids="place.0 place.1"]').click()
    for box in page.locator("#told .told").all():
        frame, mark = box.bounding_box(), box.locator("mark.on").first.bounding_box()
        assert frame["y"] < mark["y"] < mark["y"] + mark["height"] < frame["y"] + frame["height"]
