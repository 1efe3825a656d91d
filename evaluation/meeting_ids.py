"""``python -m evaluation.meeting_ids [FOLDER]``: do two texts on one meeting get one id, and no others.

FOLDER holds the readouts of two governments, `kremlin.jsonl` and `whitehouse.jsonl`; by default
``../shared/corpora/readouts``. No annotator stands behind these measures:

* **both sides**: pages of the two files on the same call, that is of one day, each naming the other's state
  in its title. The files at hand share no day (2010 to 2020, 2021 to 2025): there are none to measure on.
* **as the page says**: the day on a page, and the states and the word "call" or "meeting" of its title, make
  an id by themselves. Readouts of both sides meet where both records come to it. Announcements, and titles
  that name no state or more than one, are left out. A page dated a day after its meeting counts as a miss.
* **two texts**: each page is read with its title and without; do the ids agree, where both have one to join.
* **strangers**: pages of the files that have the same id. Each is about talks of its own, so these are
  errors, save where two pages tell of one visit; all pairs are listed.
* **written pairs**: `evaluation/meeting_pairs.jsonl`, 12 meetings told by both sides in texts written for
  this project (other days of publication, other people and places named), and five meetings close to them.

"with city" is what a figure would be if the city, where a record has one, were part of the id.

On 2026-11-30, encoder 0.3.0, heads 1.1.0, at 659 records with a meeting of 663 pages:

| | Kremlin | White House |
| --- | --- | --- |
| both sides | 0 of 0 | |
| as the page says: calls | 177 of 180 | 97 of 104 |
| as the page says: meetings | 26 of 30 | 99 of 117 |
| two texts (with city) | 221 (218) of 229 | 347 (338) of 395 |

If what goes wrong on one side does not depend on the other, 177/180 x 97/104 = 92 % of calls told by both
sides meet. Four pairs of pages of 216,153 share an id, with or without the city; one of them tells of one
visit. 18 records have an id of their own. 91 of 306 meetings that are no call name a city. Of the written
pairs 5 of 12 meet, and one pair of strangers does (other ministers of the same two states, on the same day in
another city). In six of the seven pairs that don't meet the record gives a leader the other side's state,
where the text leaves out the leader's own, or misses the body that a person speaks for.

`service.compare` looks at more than ids and calls pairs the same, likely the same, or different:

| pairs | same | likely | different |
| --- | --- | --- | --- |
| two texts, Kremlin | 219 | 10 | 6 |
| two texts, White House | 350 | 53 | 6 |
| written pairs | 5 | 7 | 0 |
| strangers: pages of one day | 4 | 1 | 141 |
| strangers: written texts | 1 | 2 | 391 |
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import click

from evaluation.gold import GoldRecord
from evaluation.predict import predictions
from evaluation.readouts import CORPUS, Page, pages
from service import lexicons
from service.compare import compare

PAIRS: Final = Path(__file__).with_name("meeting_pairs.jsonl")
OWN: Final = re.compile(r"\.[0-9a-f]{12}$")
"""The end of an id that joins nothing."""
_SIDES: Final = {"kremlin": "RUS", "whitehouse": "USA"}
_CALL: Final = re.compile(r"\b(?:telephone|phone|call|videoconference|virtual)\b", re.IGNORECASE)
_TALKS: Final = re.compile(r"\b(?:meeting|talks)\b", re.IGNORECASE)
_NOT_YET: Final = re.compile(r"\b(?:will|to be held|announce\w*)\b", re.IGNORECASE)
_NAMED: Final = re.compile(r"\b(?:of|with)\s+(?:the\s+)?([^,;:]+)$")


@dataclass(frozen=True, slots=True)
class Read:
    """One page, which side wrote it, and what its record says of the main meeting."""

    side: str
    page: Page
    id: str | None
    city: str | None
    mode: str | None
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def with_city(self) -> str | None:
        """The id with the city, if the record names one."""
        return f"{self.id}.{self.city}" if self.id and self.city else self.id


def reads(side: str, found: Iterable[Page]) -> Iterator[Read]:
    """The pages as the service reads them."""
    listed = list(found)
    for page, prediction in zip(listed, predictions(page.article for page in listed), strict=True):
        yield _read(side, page, prediction.record)


def _read(side: str, page: Page, record: Mapping[str, Any]) -> Read:
    meeting, place = record["meeting"], record["location"]
    if not meeting:
        return Read(side, page, None, None, None, record)
    city = place["name"] if place and place["kind"] == "city" else None
    return Read(side, page, meeting["id"], city, meeting["mode"], record)


def states(page: Page, side: str) -> frozenset[str]:
    """The other states that a page's metadata or title name, alpha-3."""
    codes = {_alpha3()[code] for code in page.meta.get("countries", ()) if code in _alpha3()}
    if not codes and (found := _NAMED.search(page.headline)):
        words = found[1].split()
        tails = (" ".join(words[first:]) for first in range(len(words)))
        known = next((c for tail in tails if (c := _state(tail.strip(" .")))), None)
        codes = {known} if known else set()
    return frozenset(codes - {_SIDES[side]})


def expected(page: Page, side: str) -> str | None:
    """The id that the page's day, states and title make; None where they don't say enough."""
    other = states(page, side)
    call, talks = (bool(pattern.search(page.headline)) for pattern in (_CALL, _TALKS))
    if len(other) != 1 or call == talks or _NOT_YET.search(page.headline) or not page.article.published:
        return None
    sides = "-".join(sorted({_SIDES[side], *other}))
    return f"{page.article.published.isoformat()}.{sides}.{'call' if call else 'meeting'}"


def both_sides(one: Iterable[Read], other: Iterable[Read]) -> list[tuple[Read, Read]]:
    """Pairs of the same day whose titles or metadata name each other's state, as one call would."""
    by_day = defaultdict(list)
    for read in other:
        by_day[read.page.article.published].append(read)
    return [
        (mine, theirs)
        for mine in one
        for theirs in by_day[mine.page.article.published]
        if _SIDES[theirs.side] in states(mine.page, mine.side)
        and _SIDES[mine.side] in states(theirs.page, theirs.side)
    ]


def verdicts(pairs: Iterable[tuple[Read, Read]]) -> str:
    """How many comparisons of two records come to which verdict, in words."""
    counts = Counter(compare([a.record, b.record])["meeting"]["verdict"] for a, b in pairs)
    return ", ".join(f"{counts[kind]} {kind}" for kind in ("same", "likely", "different", "unknown"))


def one_day(found: Iterable[Read]) -> list[tuple[Read, Read]]:
    """Pairs of pages of one day that tell of a meeting each."""
    by_day = defaultdict(list)
    for read in found:
        if read.id:
            by_day[read.page.article.published].append(read)
    return [pair for day in sorted(by_day, key=str) for pair in combinations(by_day[day], 2)]


def strangers(found: Sequence[Read], *, city: bool = False) -> list[tuple[Read, Read]]:
    """Pairs of different pages with the same id, by id."""
    groups = defaultdict(list)
    for read in found:
        if made := read.with_city if city else read.id:
            groups[made].append(read)
    return [pair for made in sorted(groups) for pair in combinations(groups[made], 2)]


@cache
def _alpha3() -> Mapping[str, str]:
    return {country.alpha2: country.alpha3 for country in lexicons.countries() if country.alpha2}


def _state(name: str) -> str | None:
    known = lexicons.country_by_name(name.removeprefix("the "))
    return known.alpha3 if known else None


def written() -> Iterator[tuple[str, GoldRecord]]:
    """The written texts: which meeting each is about, and the article."""
    for line in PAIRS.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            day = datetime.date.fromisoformat(row["published"])
            text = GoldRecord(id=row["id"], text=row["text"], record={}, published=day, title=row["title"])
            yield row["meeting"], text


def written_reads() -> dict[str, list[Read]]:
    """For each meeting of `written` its texts as the service reads them."""
    listed = list(written())
    texts = [Page(text, text.id, {}) for _, text in listed]
    found: dict[str, list[Read]] = defaultdict(list)
    for (meeting, _), read in zip(listed, reads("", texts), strict=True):
        found[meeting].append(read)
    return dict(found)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=CORPUS)
@click.option("--misses", "listed", is_flag=True, help="List what did not meet.")
def main(*, folder: Path, listed: bool) -> None:
    """Measure meeting ids on the readouts in FOLDER and on the written pairs."""
    _report_written(listed=listed)
    if not folder.is_dir():
        print(f"no {folder}: only the written pairs were measured", file=sys.stderr)
        return
    full = {side: list(reads(side, pages(folder / f"{side}.jsonl"))) for side in _SIDES}
    bare = {side: list(reads(side, pages(folder / f"{side}.jsonl", titled=False))) for side in _SIDES}
    _report_both(full)
    for side in _SIDES:
        _report_expected(side, full[side], listed=listed)
        _report_texts(side, full[side], bare[side], listed=listed)
    _report_strangers([read for side in _SIDES for read in full[side]])


def _report_written(*, listed: bool) -> None:
    found = written_reads()
    pairs = {name: (texts[0], texts[1]) for name, texts in found.items() if len(texts) > 1}
    met = [name for name, (a, b) in pairs.items() if a.id is not None and a.id == b.id]
    everything = [(name, read) for name, texts in found.items() for read in texts]
    apart = [(one, other) for one, other in combinations(everything, 2) if one[0] != other[0]]
    joined = sorted({(one[0], other[0]) for one, other in apart if one[1].id and one[1].id == other[1].id})
    print(f"written pairs: {len(met)} of {len(pairs)} meet; strangers joined: {joined}")
    print(f"  compared: {verdicts(pairs.values())}; strangers: {verdicts((x[1], y[1]) for x, y in apart)}")
    if listed:
        for name in pairs.keys() - set(met):
            print(f"  {name}: {[read.id for read in pairs[name]]}")


def _report_both(full: Mapping[str, Sequence[Read]]) -> None:
    pairs = both_sides(full["kremlin"], full["whitehouse"])
    met = sum(a.id is not None and a.id == b.id for a, b in pairs)
    days = {
        side: sorted(read.page.article.published.isoformat() for read in found if read.page.article.published)
        for side, found in full.items()
    }
    ranges = "; ".join(f"{side} {found[0]} to {found[-1]}" for side, found in days.items())
    print(f"both sides: {met} of {len(pairs)} pairs meet ({ranges})")


def _report_expected(side: str, found: Sequence[Read], *, listed: bool) -> None:
    for how in ("call", "meeting"):
        asked = [(read, made) for read in found if (made := expected(read.page, side)) and made.endswith(how)]
        right = [read for read, made in asked if read.id == made]
        print(f"{side}, as the page says, {how}s: {len(right)} of {len(asked)}")
        if listed:
            for read, made in asked:
                if read.id != made:
                    print(f"  {made}, but {read.id}: {read.page.headline}")


def _report_texts(side: str, full: Sequence[Read], bare: Sequence[Read], *, listed: bool) -> None:
    both = [(a, b) for a, b in zip(full, bare, strict=True) if a.id and b.id]
    joinable = [(a, b) for a, b in both if not OWN.search(a.id or "") and not OWN.search(b.id or "")]
    same = sum(a.id == b.id for a, b in joinable)
    cities = sum(a.with_city == b.with_city for a, b in joinable)
    print(f"{side}, two texts: {same} of {len(joinable)} meet, with city {cities}; {len(both)} pairs in all")
    print(f"  compared: {verdicts(both)}")
    if listed:
        for a, b in both:
            if a.id != b.id:
                print(f"  {a.id}, without title {b.id}: {a.page.headline}")


def _report_strangers(found: Sequence[Read]) -> None:
    told = [read for read in found if read.id]
    here = [read for read in told if read.mode not in {"phone", "video"}]
    print(
        f"{len(told)} records with a meeting; of {len(here)} that are no call "
        f"{sum(read.city is not None for read in here)} name a city"
    )
    days = one_day(told)
    print(f"{len(days)} pairs of pages of one day compared: {verdicts(days)}")
    own = sum(bool(OWN.search(read.id or "")) for read in told)
    pairs = strangers(found)
    print(
        f"ids of one article alone: {own}; pairs of pages joined: {len(pairs)}, with city "
        f"{len(strangers(found, city=True))}"
    )
    for a, b in pairs:
        print(f"  {a.id}: {a.page.headline} | {b.page.headline}")


if __name__ == "__main__":
    main()
