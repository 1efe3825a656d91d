"""Readouts scored against their own pages: titles read, records judged."""

import datetime
import json

import pytest

from evaluation.gold import GoldRecord
from evaluation.readouts import Page, counterpart, kremlin, pages, whitehouse

COUNTERPARTS = [
    ("Readout of President Roe’s Call with Prime Minister Jo Berg of Norway", "Jo Berg"),
    ("Readout of President Roe’s Meeting with Speaker Lind on Trade", "Lind"),
    ("Readout of President Roe’s Meeting with King Abd al-Berg II of Norland", None),
    ("Readout of President Roe’s Meeting with Governors on Wildfires", None),
    ("Readout of President Roe’s Meeting with Norwegian Leaders", None),
    ("Statement of President Roe on Trade", None),
]


@pytest.mark.parametrize(("title", "name"), COUNTERPARTS)
def test_the_counterpart_is_a_name_behind_an_office(title, name):
    assert counterpart(title) == name


def _page(title, **meta):
    return Page(GoldRecord(id="x", text="They met in Oslo.", record={}), title, meta)


def _record(*persons, mode="in_person", place=None):
    people = [{"name": n, "country": {"alpha3": c} if c else None} for n, c in persons]
    where = {"name": place, "venue": None} if place else None
    return {"participants": people, "meeting": {"mode": mode}, "location": where}


def _counts(tally):
    return {name: (counts.hits, counts.predicted, counts.gold) for name, (_, counts) in tally.counts.items()}


def test_guests_count_and_the_host_does_not():
    page = _page("Talks with the King of Norway", countries=["NO"], place="Oslo")
    record = _record(("Jo Berg", "NOR"), ("Ivan Roe", "RUS"), ("Eva Lind", "SWE"), place="Oslo")
    assert _counts(kremlin(page, record)) == {
        "countries": (1, 2, 1),
        "mode": (1, 1, 1),
        "place": (1, 1, 1),
    }


def test_a_call_has_no_place():
    page = _page("Telephone conversation with Jo Berg of Norway in Oslo", countries=["NO"], place="Oslo")
    assert "place" not in _counts(kremlin(page, _record(mode="phone")))


def test_a_place_that_the_text_does_not_name_is_not_judged():
    page = _page("Telephone conversation with Jo Berg", countries=["NO"], place="Bergen")
    assert "place" not in _counts(kremlin(page, _record(mode="phone")))


def test_a_call_read_as_a_meeting_is_a_miss():
    page = _page("Readout of President Roe’s Call with Prime Minister Jo Berg of Norway")
    tally = whitehouse(page, _record(("Jo Berg", "NOR")))
    assert _counts(tally) == {"counterpart": (1, 1, 1), "mode": (0, 1, 1)}
    assert [miss.measure for miss in tally.misses] == ["mode"]


def test_another_person_of_the_same_office_is_a_miss():
    page = _page("Readout of President Roe’s Call with Prime Minister Jo Berg of Norway")
    assert _counts(whitehouse(page, _record(("Eva Lind", "NOR"), mode="phone")))["counterpart"] == (0, 1, 1)


@pytest.mark.parametrize(("titled", "title"), [(True, "A call"), (False, None)])
def test_the_title_goes_apart_or_not_at_all(tmp_path, titled, title):
    row = {
        "id": "r",
        "title": "A call",
        "published": "2026-03-12",
        "text": "A call\n\nThey spoke.",
        "meta": {},
    }
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (page,) = pages(file, titled=titled)
    assert page.article.text == "They spoke."
    assert page.article.title == title
    assert page.article.published == datetime.date(2026, 3, 12)
