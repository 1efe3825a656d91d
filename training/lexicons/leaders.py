"""Dated leaders from the Office of the Historian's lists of visits and travels (CC0), and from readouts."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

_REMARK = re.compile(r"\s*\(.*?\)\s*")
_PREFIX = re.compile(
    r"^(?:His|Her|Their|Its) (?:Majesty|Excellency|Royal Highness|Holiness) |^(?:Acting|Interim|Former) "
)
_INVERTED = re.compile(r"^(Korea|China|Congo|Yemen|Vietnam|Germany|Micronesia), (.*)$")
_INVERTED_NAMES = {
    "Korea, Republic of": "South Korea",
    "China, People’s Republic of": "China",
    "China, Republic of": "Taiwan",
    "Congo, Democratic Republic of the": "Democratic Republic of the Congo",
    "Congo, Democratic Republic of": "Democratic Republic of the Congo",
    "Congo, Republic of the": "Republic of the Congo",
    "Congo, Republic of": "Republic of the Congo",
    "Vietnam, Republic of": "South Vietnam",
    "Germany, Federal Republic of": "Germany",
    "Republic of Korea": "South Korea",
    "The Bahamas": "Bahamas",
    "The Gambia": "Gambia",
    "The Philippines": "Philippines",
    "The Holy See": "Vatican City",
    "Palestinian Authority": "Palestinian territories",
    "St. Lucia": "Saint Lucia",
    "European Union": "",
}
_US = {"president": "President", "secretary": "Secretary of State"}


def rows(
    folder: Path, titles: Sequence[str], countries: Sequence[tuple[object, ...]]
) -> Iterator[tuple[str, ...]]:
    """Rows (name, alpha-3, title, first day seen, last day seen) of visitors with a full name."""
    codes = country_codes(countries)
    seen: dict[tuple[str, str, str], list[str]] = {}
    for name, code, title, *days in (
        *visitors(folder, titles, codes),
        *travellers(folder),
        *principals(folder.parent / "readouts/whitehouse.jsonl"),
    ):
        seen.setdefault((name, code, title), []).extend(day for day in days if day)
    for (name, code, title), days in seen.items():
        yield name, code, title, min(days), max(days)


def country_codes(countries: Sequence[tuple[object, ...]]) -> dict[str, str]:
    """Every name of a country -> alpha-3."""
    codes: dict[str, str] = {}
    for row in countries:
        for name in (row[2], row[3], *str(row[4]).split(";")):
            codes.setdefault(str(name), str(row[0]))
    return codes


def visitors(folder: Path, titles: Sequence[str], codes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Visitors to the United States whose entry gives title and full name, and whose country is known."""
    longest = sorted(titles, key=len, reverse=True)
    pattern = re.compile(rf"^({'|'.join(re.escape(t) for t in longest)}) +(?=[A-ZÀ-Þ])", re.IGNORECASE)
    with (folder / "visits-to-us.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = _INVERTED_NAMES.get(row["from"], row["from"])
            text = _PREFIX.sub("", _REMARK.sub(" ", row["visitor"]).strip())
            match = pattern.match(text)
            if match and country in codes and is_full_name(name := text[match.end() :].strip(" ,")):
                yield name, codes[country], match.group(1), row["start"], row["end"]


def travellers(folder: Path) -> Iterator[tuple[str, ...]]:
    """Presidents and secretaries of state of the United States on their trips."""
    with (folder / "us-travels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield _REMARK.sub(" ", row["name"]).strip(), "USA", _US[row["role"]], row["start"], row["end"]


_PRINCIPAL = re.compile(
    r"\b((?:Principal )?(?:Deputy )?National Security Advis[eo]r|Vice President|Homeland Security Advisor)"
    r"(?: for [\w ]+?)? ((?:[A-Z][\w-]+ ){1,2}[A-Z][\w-]+|[A-Z][\w-]+ [A-Z][\w-]+)(?:[’']s?)? "
    r"(?:Call|Meeting|Participation|Virtual|Video|Trip|Travel)"
)


def principals(path: Path) -> Iterator[tuple[str, ...]]:
    """Officials after whom the White House titles more than one readout (public domain)."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        match = _PRINCIPAL.search(page["title"].replace("\xa0", " "))
        if match and is_full_name(match[2]):
            title = match[1].replace("Adviser", "Advisor")
            found.append((match[2], "USA", title, page["published"], page["published"]))
    often = Counter(row[0] for row in found)
    return (row for row in found if often[row[0]] > 1)


def is_full_name(name: str) -> bool:
    """Whether the rest of an entry is one person's full name and nothing else."""
    words = name.split()
    return 2 <= len(words) <= 6 and not re.search(r"\band\b|\bof\b|[,;/\d]", name)
