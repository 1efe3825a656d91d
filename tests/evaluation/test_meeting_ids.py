"""Meeting ids on pages of two governments: what the pages say, who meets, and that few strangers do."""

from __future__ import annotations

import datetime
from itertools import combinations

import pytest

from evaluation.gold import GoldRecord
from evaluation.meeting_ids import (
    Read,
    both_sides,
    expected,
    one_day,
    reads,
    states,
    strangers,
    verdicts,
    written_reads,
)
from evaluation.readouts import CORPUS, Page, pages

DAY = datetime.date(2022, 2, 12)


def page(headline: str, *, day: datetime.date | None = DAY, **meta: object) -> Page:
    return Page(GoldRecord(id=headline, text="They spoke.", record={}, published=day), headline, meta)


def read(side: str, headline: str, made: str | None, *, city: str | None = None, **meta: object) -> Read:
    return Read(side, page(headline, **meta), made, city, "in_person")


BIDEN_CALL = "Readout of President Biden’s Call with President Vladimir Putin of Russia"
PUTIN_CALL = "Telephone conversation with US President Joseph Biden"


@pytest.mark.parametrize(
    ("headline", "side", "meta", "made"),
    [
        (BIDEN_CALL, "whitehouse", {}, "2022-02-12.RUS-USA.call"),
        (PUTIN_CALL, "kremlin", {"countries": ["US"]}, "2022-02-12.RUS-USA.call"),
        ("Russian-Chinese talks", "kremlin", {"countries": ["CN"]}, "2022-02-12.CHN-RUS.meeting"),
        ("Readout of the Meeting with President Ruto of the Republic of Kenya", "whitehouse", {}, "KEN"),
        ("Talks will be held with the Emir of Qatar", "kremlin", {"countries": ["QA"]}, None),
        ("Russian-German-French talks", "kremlin", {"countries": ["DE", "FR"]}, None),
        ("Readout of the Meeting with Governor Berg", "whitehouse", {}, None),
        ("Working visit to Germany", "kremlin", {"countries": ["DE"]}, None),
    ],
)
def test_the_id_that_a_page_itself_makes(
    headline: str, side: str, meta: dict[str, object], made: str
) -> None:
    got = expected(page(headline, **meta), side)
    assert (got is None) if made is None else (made in str(got))


def test_the_writer_s_own_state_is_not_the_other_s() -> None:
    assert states(page("Talks", countries=["RU", "CN"]), "kremlin") == {"CHN"}


def test_pairs_are_of_one_day_and_name_each_other() -> None:
    mine = [
        read("kremlin", PUTIN_CALL, "a", countries=["US"]),
        read("kremlin", "Talks", "b", countries=["CN"]),
    ]
    theirs = [
        read("whitehouse", BIDEN_CALL, "a"),
        read("whitehouse", BIDEN_CALL, "c", day=datetime.date(2022, 2, 13)),
        read("whitehouse", "Readout of the Call with President Berg of Norway", "d"),
    ]
    assert [(a.id, b.id) for a, b in both_sides(mine, theirs)] == [("a", "a")]


def test_strangers_are_counted_by_pairs_and_parted_by_cities() -> None:
    found = [read("kremlin", str(n), "x", city=city) for n, city in enumerate(("Oslo", "Oslo", "Riga"))]
    found.append(read("kremlin", "none", None))
    assert len(strangers(found)) == 3
    assert len(strangers(found, city=True)) == 1


def test_written_pairs() -> None:
    """Whoever betters the reading may raise the number; strangers are the more harmful error."""
    found = written_reads()
    pairs = [(texts[0], texts[1]) for texts in found.values() if len(texts) > 1]
    everything = [(name, read.id) for name, texts in found.items() for read in texts if read.id]
    joined = {(a, b) for (a, x), (b, y) in combinations(everything, 2) if x == y and a != b}
    assert (len(found), len(pairs)) == (17, 12)
    assert sum(a.id is not None and a.id == b.id for a, b in pairs) >= 5
    assert joined == {("m12", "s05")}
    said = verdicts(pairs)
    assert "0 different, 0 unknown" in said


def test_pages_of_one_day() -> None:
    found = [read("kremlin", "a", "x"), read("kremlin", "b", None), read("whitehouse", "c", "y")]
    found.append(read("kremlin", "d", "z", day=datetime.date(2022, 2, 13)))
    assert [(a.id, b.id) for a, b in one_day(found)] == [("x", "y")]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpora beside the checkout")
def test_calls_of_one_president_with_another_on_a_full_day() -> None:
    """The Kremlin's calls with presidents of the United States, among all it told of on the same days."""
    listed = list(pages(CORPUS / "kremlin.jsonl"))
    calls = [p for p in listed if "US" in p.meta["countries"] and "Telephone" in p.headline]
    days = {p.article.published for p in calls}
    found = list(reads("kremlin", (p for p in listed if p.article.published in days)))
    made = {r.page.article.id: r.id for r in found}
    assert len(calls) == 9
    assert [made[p.article.id] for p in calls] == [expected(p, "kremlin") for p in calls]
    assert len(found) > len(calls)
    assert not strangers(found)
