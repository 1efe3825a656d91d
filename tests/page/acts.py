"""What tests do on the page and read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAMPLES = ("held", "summit", "no-meeting")
FOLDER = Path(__file__).parents[2] / "service" / "api" / "static" / "page" / "samples"

HIGHLIGHTED = """() => {
  const found = [];
  const text = document.querySelector("#article .article-text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let at = 0; walker.nextNode(); ) {
    const end = at + [...walker.currentNode.data].length;
    if (walker.currentNode.parentElement.closest("mark.on")) for (let i = at; i < end; i++) found.push(i);
    at = end;
  }
  return found;
}"""
"""Code points of the article's text that are lit."""


def open_sample(page: Any, name: str) -> dict[str, Any]:
    """Choose a sample; the record that the page shows."""
    with page.expect_response("**/v1/extract?*") as answer:
        page.click(f"[data-sample={name}]")
    page.wait_for_selector("#result:not([hidden])")
    return answer.value.json()


def read(page: Any, text: str, **fields: str) -> dict[str, Any]:
    """Write an article and fields into the form and have it read; the record that the page shows."""
    page.fill("#text", text)
    for name, value in fields.items():
        if name in ("title", "url"):
            page.evaluate("document.getElementById('more').open = true")
        page.fill(f"#{name}", value)
    with page.expect_response("**/v1/extract?*") as answer:
        page.click("#read")
    page.wait_for_selector("#result:not([hidden])")
    return answer.value.json()


def set_threshold(page: Any, percent: int) -> None:
    """Move the slider."""
    page.locator("#threshold").fill(str(percent))
    assert page.locator("#threshold-value").text_content() == f"{percent} %"


def highlighted(page: Any) -> set[int]:
    """Code points of the article's text that are lit."""
    return set(page.evaluate(HIGHLIGHTED))


def covered(spans: list[dict[str, Any]]) -> set[int]:
    """Code points of the text that evidence covers."""
    return {at for span in spans if span["field"] == "text" for at in range(span["start"], span["end"])}


def evidence(record: dict[str, Any]) -> dict[str, tuple[float, list[dict[str, Any]]]]:
    """Confidence and spans of every value by the id that it has on the page; told from the record alone."""
    found: dict[str, tuple[float, list[dict[str, Any]]]] = {}
    main = (
        [{name: record[name] for name in ("meeting", "participants", "location")}]
        if record["meeting"]
        else []
    )
    for at, entry in enumerate(main + record["other_meetings"]):
        meeting = entry["meeting"]
        found[f"m{at}"] = meeting["confidence"], meeting["evidence"]
        for name, support in meeting["fields"].items():
            if meeting[name] is not None:
                found[f"m{at}.{name}"] = support["confidence"], support["evidence"]
        if meeting["duration"] is not None:
            found.setdefault(f"m{at}.duration", (meeting["confidence"], []))
        named = {"date": meeting["date"], "place": entry["location"], "occasion": meeting["occasion"]}
        named |= {f"outcome{number}": outcome for number, outcome in enumerate(meeting["outcomes"])}
        named |= {actor["id"]: actor for actor in entry["participants"]}
        found |= {
            f"m{at}.{name}": (value["confidence"], value["evidence"])
            for name, value in named.items()
            if value
        }
    for entry in record["stakeholders"] + record["issues"]:
        found[entry["id"]] = entry["confidence"], entry["mentions"]
    for at, position in enumerate(record["positions"]):
        found[f"p{at}"] = position["confidence"], position["evidence"]
    return found


def labels(page: Any, selector: str) -> list[str]:
    """Texts of the elements, blanks normalised."""
    return [" ".join(text.split()) for text in page.locator(selector).all_text_contents()]


def as_json(body: str | bytes) -> Any:
    return json.loads(body)
