"""``python -m evaluation.readouts``: readouts against the metadata of their own pages.

No annotator stands behind this gold. A Kremlin page states the countries and the place of its event, and its
title whether it was a call. A White House title names the counterpart and whether it was a call or a
meeting. Articles go in as a client would send them: the title apart from the text, with the day the page
gives. White House texts are read a second time without their title, which would give the answer away.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import click

from evaluation.gold import GoldRecord
from evaluation.matching import normalise, same_name
from evaluation.measures import Tally, measure, total
from evaluation.predict import predictions
from evaluation.report import misses, table
from service import lexicons

CORPUS: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora" / "readouts"
_HOST: Final = "RUS"
"""The Kremlin's pages give the countries of its guests."""
_REMOTE: Final = frozenset({"phone", "video"})
_CALL: Final = re.compile(r"\b(?:telephone|phone|call|calls|videoconference)\b", re.IGNORECASE)
_TALKS: Final = re.compile(r"\b(?:meetings?|talks|visit|summit|pull[- ]aside)\b", re.IGNORECASE)
_WITH: Final = re.compile(r"\b(?:calls?|meetings?|pull[- ]aside)\s+with\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_END: Final = re.compile(r"[,;(]|\s(?:of|on|to|in|about|regarding|from|and|for|at|ahead|following)\s|$")
_ADDRESS: Final = ("his", "her", "majesty", "highness", "royal", "excellency", "sir", "elect", "vice")
_PARTICLES: Final = frozenset({"al", "bin", "bint", "da", "de", "del", "der", "el", "la", "van", "von"})


@dataclass(frozen=True, slots=True)
class Page:
    """One readout: the article as sent, its page's title, and what the page states of the event."""

    article: GoldRecord
    headline: str
    meta: Mapping[str, Any]


def pages(file: Path, *, titled: bool = True) -> Iterator[Page]:
    """The readouts of a corpus file; their text opens with the title, which is sent apart or left out."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"].removeprefix(row["title"]).lstrip()
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        title = row["title"] if titled else None
        article = GoldRecord(id=row["id"], text=text, record={}, published=published, title=title)
        yield Page(article, row["title"], row["meta"])


def kremlin(page: Page, record: Mapping[str, Any]) -> Tally:
    """Guests' countries, call or not, and the place of a meeting where the text names it."""
    tally = Tally(page.article.id)
    codes = [_codes()[code] for code in page.meta["countries"] if code in _codes()]
    gold = set(codes) - {_HOST}
    found = {c["alpha3"] for p in record["participants"] if (c := p["country"])} - {_HOST}
    tally.f1("countries", hits=len(gold & found), missed=sorted(gold - found), spurious=sorted(found - gold))
    _mode(tally, page, record)
    text = page.headline + "\n" + page.article.text
    named = [part for part in _parts(page.meta["place"]) if re.search(rf"\b{re.escape(part)}\b", text)]
    if named and not _CALL.search(page.headline):
        right = any(same_name(part, name) for part in named for name in _places(record))
        tally.accuracy("place", right=right, gold=page.meta["place"], predicted=_places(record))
    return tally


def whitehouse(page: Page, record: Mapping[str, Any]) -> Tally:
    """The counterpart whom the title names sits at the table; call or meeting."""
    tally = Tally(page.article.id)
    names = [normalise(p["name"]) for p in record["participants"]]
    who = counterpart(page.headline)
    if who is not None:
        right = any(_alike(normalise(who), name) for name in names)
        tally.accuracy("counterpart", right=right, gold=who, predicted=names)
    _mode(tally, page, record)
    return tally


def counterpart(title: str) -> str | None:
    """The name of the first person behind "Call with" or "Meeting with", without office; None for crowds.

    "Readout of …’s Call with Prime Minister Jo Berg of Norway" -> "Jo Berg".
    """
    found = _WITH.search(title)
    if found is None:
        return None
    words = _END.split(found[1], maxsplit=1)[0].split()
    offices = [number for number, word in enumerate(words) if _is_office(word)]
    name = words[offices[-1] + 1 :] if offices else []
    capital = all(word[:1].isupper() or word.lower() in _PARTICLES for word in name)
    crowd = any(word.lower() in _crowds() or word.isupper() for word in name)
    return " ".join(name) if name and capital and not crowd else None


def _is_office(word: str) -> bool:
    """Part of an office or a form of address, or a country's adjective before one."""
    parts = word.strip(".,’'").lower().split("-")
    return all(part in _office_words() for part in parts) or bool(lexicons.country_by_demonym(word))


@cache
def _office_words() -> frozenset[str]:
    offices = (word for title in lexicons.titles() for word in re.split(r"[\s/-]", title.title))
    return frozenset(word.strip(".").lower() for word in (*offices, *lexicons.honorifics(), *_ADDRESS))


@cache
def _crowds() -> frozenset[str]:
    return frozenset(noun for noun, _ in lexicons.group_nouns())


def _alike(who: str, name: str) -> bool:
    """One has the other's last name: "jo berg" and "berg", "al sudani" and "mohammed shia al sudani"."""
    return who.split()[-1] in name.split() or name.split()[-1] in who.split()


def _mode(tally: Tally, page: Page, record: Mapping[str, Any]) -> None:
    """Call against meeting, where the title says which; a meeting may be held by video."""
    call, talks = (bool(pattern.search(page.headline)) for pattern in (_CALL, _TALKS))
    if call == talks:
        return
    answer = record["meeting"]["mode"] if record["meeting"] else None
    right = answer in _REMOTE if call else answer in {"in_person", "video"}
    tally.accuracy("mode", right=right, gold="call" if call else "meeting", predicted=answer)


def _places(record: Mapping[str, Any]) -> tuple[str, ...]:
    place = record["location"] or {}
    country = (place.get("country") or {}).get("name")
    return tuple(name for name in (place.get("name"), place.get("venue"), country) if name)


def _parts(place: str | None) -> list[str]:
    """ "The Kremlin, Moscow" -> its venue and city, the largest last."""
    return [part.strip().removeprefix("The ") for part in (place or "").split(",") if part.strip()]


@cache
def _codes() -> Mapping[str, str]:
    return {country.alpha2: country.alpha3 for country in lexicons.countries()}


Judge = Callable[[Page, Mapping[str, Any]], Tally]


def judged(found: Iterable[Page], judge: Judge) -> Iterator[Tally]:
    """Each page's record scored against what the page itself says."""
    listed = list(found)
    for page, prediction in zip(listed, predictions(page.article for page in listed), strict=True):
        yield judge(page, prediction.record)


@click.command()
@click.option("--misses", "listed", is_flag=True, help="List every miss.")
@click.option("--markdown", is_flag=True, help="Print tables as Markdown.")
def main(*, listed: bool, markdown: bool) -> None:
    """Score readouts where `../shared/corpora` lies beside the checkout."""
    if not CORPUS.is_dir():
        print("no ../shared/corpora beside the checkout: nothing to score", file=sys.stderr)
        sys.exit(1)
    runs: tuple[tuple[str, str, bool, Judge], ...] = (
        ("Kremlin", "kremlin.jsonl", True, kremlin),
        ("White House, title given", "whitehouse.jsonl", True, whitehouse),
        ("White House, title withheld", "whitehouse.jsonl", False, whitehouse),
    )
    for name, file, titled, judge in runs:
        tallies = list(judged(pages(CORPUS / file, titled=titled), judge))
        summed = total(tallies)
        print(f"{name}, {len(tallies)} pages\n")
        if listed:
            print(misses([miss for tally in tallies for miss in tally.misses], order=tuple(summed)), "\n")
        rows = tuple(measure(key, *summed[key]) for key in summed)
        print(table(rows, markdown=markdown), end="\n\n")


if __name__ == "__main__":
    main()
