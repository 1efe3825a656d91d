"""The record's parts: filter, matrix, timeline, map."""

from typing import Any

import pytest

from tests.page.acts import evidence, labels, open_sample, read, set_threshold

WIDTH_AROUND_DOTS = """() => {
  const [x, y, w, h] = document.querySelector(".map svg").getAttribute("viewBox").split(" ").map(Number);
  const circles = [...document.querySelectorAll(".map circle")];
  const dots = circles.map((c) => [c.cx.baseVal.value, c.cy.baseVal.value]);
  return dots.every(([cx, cy]) => x <= cx && cx <= x + w && y <= cy && cy <= y + h) && w;
}"""
"""The map's width in tenths of a degree; false where a dot lies outside."""

SIGNS = {1: "+", 0: "○", -1: "−"}


@pytest.mark.parametrize("percent", [30, 75, 95])
def test_the_slider_hides_what_is_less_sure(page: Any, percent: int) -> None:
    record = open_sample(page, "held")
    set_threshold(page, percent)
    values = {key: confidence for key, (confidence, _) in evidence(record).items()}
    shown = {
        key
        for key, confidence in values.items()
        if confidence >= percent / 100 and values[key.split(".")[0]] >= percent / 100
    }
    assert page.locator("#shown").text_content() == f"{len(shown)} of {len(values)} values shown"
    selector = "[data-ids]"
    on_page = {
        part
        for ids in page.locator(selector).evaluate_all("all => all.map(e => e.dataset.ids)")
        for part in ids.split()
    }
    backed = {key for key in shown if evidence(record)[key][1]}
    assert on_page == backed
    assert page.locator(".card.position").count() == sum(key.startswith("p") for key in shown)


def test_the_slider_says_where_all_is_hidden(page: Any) -> None:
    open_sample(page, "no-meeting")
    set_threshold(page, 95)
    assert "below the confidence" in page.locator("#positions").text_content()
    assert "tells of no meeting" in page.locator("#meetings").text_content()
    set_threshold(page, 0)
    assert page.locator(".card.position").count() > 0


def test_a_choice_outlives_the_slider(page: Any) -> None:
    open_sample(page, "held")
    page.locator('button[data-ids="m0.place"]').first.click()
    set_threshold(page, 10)
    assert page.locator('button[data-ids="m0.place"]').first.get_attribute("aria-pressed") == "true"
    assert labels(page, "#article mark.on") == ["Lisbon"]
    set_threshold(page, 95)
    assert page.locator("mark.on").count() == 0


def test_every_entry_shows_its_confidence(page: Any) -> None:
    record = open_sample(page, "held")
    shown = labels(page, ".card.position .conf")
    assert shown == [f"confidence {int(p['confidence'] * 100 + 1e-6)} %" for p in record["positions"]]


def test_the_matrix_has_holders_issues_and_stances(page: Any) -> None:
    record = open_sample(page, "summit")
    wanted: dict[tuple[str, str], dict[str, int]] = {}
    for position in record["positions"]:
        column = position["issue"]["label"] if position["issue"] else "none of the listed issues"
        said = f"{SIGNS[position['polarity']]} {position['stance']}"
        cell = wanted.setdefault((position["stakeholder"]["name"], column), {})
        cell[said] = cell.get(said, 0) + 1
    heads = labels(page, ".matrix thead th")[1:]
    found = {}
    for row in page.locator(".matrix tbody tr").all():
        name = row.locator("th").text_content()
        for column, cell in zip(heads, row.locator("td").all(), strict=True):
            if stances := cell.locator("button").all_text_contents():
                found[(name, column)] = stances
    assert found == {
        place: [said + (f" × {times}" if times > 1 else "") for said, times in cell.items()]
        for place, cell in wanted.items()
    }


def test_a_cell_of_the_matrix_lights_up_all_its_positions(page: Any) -> None:
    record = open_sample(page, "held")
    cell = page.locator(".matrix td button", has_text="commit").first
    ids = cell.get_attribute("data-ids").split()
    cell.click()
    texts = " ".join(labels(page, "#article mark.on"))
    for key in ids:
        for span in evidence(record)[key][1]:
            assert all(word in texts for word in span["text"].split())
    assert all(
        page.locator(f'.card button[data-ids="{key}"]').get_attribute("aria-pressed") == "true" for key in ids
    )


def test_the_timeline_is_in_the_order_of_days(page: Any) -> None:
    record = open_sample(page, "summit")
    days = [entry["meeting"]["date"]["start"] for entry in record["other_meetings"]] + [
        record["meeting"]["date"]["start"]
    ]
    dated = [day for day in days if day]
    rows = page.locator(".timeline ol > li")
    assert rows.count() == len(dated) + 1
    assert page.locator(".undated li").count() == len(days) - len(dated)
    lefts = [box["x"] for box in (row.locator(".dot").bounding_box() for row in rows.all())]
    assert lefts == sorted(lefts)
    assert "article published" in " ".join(labels(page, ".timeline ol > li"))
    for row in rows.all():
        dot, track = row.locator(".dot").bounding_box(), row.locator(".track").bounding_box()
        assert track["x"] <= dot["x"]
        assert dot["x"] + dot["width"] <= track["x"] + track["width"]


def test_the_map_has_the_places_where_they_are(page: Any) -> None:
    record = open_sample(page, "held")
    places = {}
    for location in (record["location"], *(entry["location"] for entry in record["other_meetings"])):
        places.setdefault(location["name"], (location["longitude"], location["latitude"]))
    dots = page.locator(".map circle").evaluate_all(
        "all => all.map(c => [+c.getAttribute('cx') / 10, -c.getAttribute('cy') / 10])"
    )
    assert [tuple(round(value, 4) for value in dot) for dot in dots] == list(places.values())
    assert labels(page, ".map text") == list(places)
    near = page.evaluate(WIDTH_AROUND_DOTS)
    page.get_by_role("button", name="Whole world").click()
    assert page.evaluate(WIDTH_AROUND_DOTS) == 3600 > near
    page.locator(".map g").first.click()
    assert labels(page, "#article mark.on") == [record["location"]["text"]]


def test_a_place_without_a_point_is_shown_in_its_country_and_said_so(page: Any) -> None:
    record = read(
        page, "Prime Minister Ana Costa met Moroccan Prime Minister Ali Fassi in Portugal on 5 May 2025."
    )
    assert (record["location"]["name"], record["location"]["latitude"]) == ("Portugal", None)
    assert "shown in the middle of Portugal" in page.locator("#map").text_content()
    assert page.locator(".map circle.vague").count() == 1


def test_a_place_without_a_country_is_not_on_the_map(page: Any) -> None:
    record = read(
        page, "The presidents of Peru and Chile will meet aboard a ship in the South China Sea on 5 May 2025."
    )
    assert record["location"]["country"] is None
    assert page.locator(".map circle").count() == 0
    assert "no point on the map is known" in page.locator("#map").text_content()


def test_warnings_are_shown(page: Any) -> None:
    record = read(
        page,
        "By Ana Silva\nMay 4, 2025\nMay 6, 2025\n\nPresident Ana Silva met President Omar Haddad in Lima.",
    )
    assert record["warnings"]
    assert labels(page, ".warnings li") == [
        f"{w['message']} {w['pointer']}" if w["pointer"] else w["message"] for w in record["warnings"]
    ]
