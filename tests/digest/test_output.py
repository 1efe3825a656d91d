"""The digest as CSV and HTML: nothing of an article runs, nothing is lost."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest

from service.digest import digest, meetings_csv, page, positions_csv
from service.digest.tables import MEETING_COLUMNS, POSITION_COLUMNS
from service.formats.delimited import safe
from tests.compare.records import RUS, USA, issue, person, position, record

BIDEN, PUTIN = person(1, "Joe Biden", USA, "President"), person(2, "Vladimir Putin", RUS, "President")
TRADE = issue(1, "economy.trade")
NASTY = '<script>alert(1)</script>"><img src=x onerror=alert(2)>&\x00\x1b'


def made(**fields: object) -> object:
    said = position(BIDEN, TRADE, "request")
    values = {"issues": [TRADE], "positions": [said], "published": "2022-02-13", "title": "Call"}
    return digest([("a.txt", record(BIDEN, PUTIN, **(values | fields)))])


class Tags(HTMLParser):
    """What elements and attributes there are, and whether every element is closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_tables_have_a_row_for_each_entry() -> None:
    meetings = list(csv.DictReader(io.StringIO(meetings_csv(made()))))
    assert [tuple(row) for row in meetings] == [MEETING_COLUMNS]
    assert meetings[0]["participants"] == "Joe Biden; Vladimir Putin"
    assert meetings[0]["statuses"] == "held (2022-02-13)"
    assert meetings[0]["told_by"] == "Call (2022-02-13)"
    positions = list(csv.DictReader(io.StringIO(positions_csv(made()))))
    assert [tuple(row) for row in positions] == [POSITION_COLUMNS]
    assert (positions[0]["holder"], positions[0]["issue"], positions[0]["since"]) == (
        "Joe Biden",
        "economy.trade",
        "2022-02-13",
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    nasty = position(BIDEN, TRADE, "request")
    nasty["statement"] = cell
    (row,) = csv.DictReader(io.StringIO(positions_csv(made(positions=[nasty])), newline=""))
    assert row["statement"] == f"'{cell}"


def test_other_cells_stay_as_they_are() -> None:
    assert safe("a=b") == "a=b"
    assert safe("") == ""


def test_text_is_escaped_everywhere() -> None:
    said = position(BIDEN, TRADE, "request")
    said["statement"] = NASTY
    named = person(1, f"Joe {NASTY}", USA, NASTY)
    said["stakeholder"]["name"] = named["name"]
    label = issue(1, "economy.trade", label=NASTY)
    said["issue"]["label"] = NASTY
    nasty = record(named, PUTIN, title=NASTY, issues=[label], positions=[said])
    nasty["meeting"]["title"] = NASTY
    html = page(digest([(NASTY, nasty)]), title=NASTY)
    tags = Tags(html)
    assert not {"script", "img"} & {tag for tag, _ in tags.found}
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    assert html.count("&lt;script&gt;alert(1)") >= 7
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", html)


def test_the_page_loads_nothing_and_its_policy_fits_its_style() -> None:
    html = page(made(url="https://example.org/a?b=1&c=2"), title="Digest")
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest_of = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(
        a["content"] for tag, a in Tags(html).found if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest_of}'")
    loading = {"src", "srcset", "data", "action", "poster"}
    assert not [name for _, attributes in Tags(html).found for name in attributes if name in loading]
    assert not re.search(r"url\(|@import", style[1])
    links = [a["href"] for tag, a in Tags(html).found if tag == "a"]
    assert "https://example.org/a?b=1&c=2" in links
    assert all(link and (link.startswith("#") or link.startswith("https://")) for link in links)


def test_the_page_is_whole_and_can_be_used_without_eyes() -> None:
    html = page(made(), title="Digest")
    tags = Tags(html)
    assert not tags.open
    assert tags.found[0] == ("html", {"lang": "en"})
    assert html.count("<table>") == html.count("<caption>") == 3
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in tags.found if tag == "th")
    ids = {attributes["id"] for _, attributes in tags.found if "id" in attributes}
    targets = [a["href"] for tag, a in tags.found if tag == "a" and (a["href"] or "").startswith("#")]
    assert targets
    assert all(target and target[1:] in ids for target in targets)
    assert "prefers-color-scheme: dark" in html


def test_undated_meetings_have_a_table_of_their_own() -> None:
    html = page(made(made="undated.RUS-USA.call.0123456789ab", day=None), title="Digest")
    assert "Meetings whose day is not known" in html


def test_the_same_digest_gives_the_same_bytes() -> None:
    assert page(made(), title="x") == page(made(), title="x")
