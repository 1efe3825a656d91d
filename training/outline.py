"""The page's map: outline of the land and the middle of each country, for `service/api/static/page/land.js`.

    npm pack world-atlas@2.0.2 && npm pack i18n-iso-countries@7.14.0    # unpack both
    python -m training.outline ATLAS COUNTRIES

ATLAS and COUNTRIES are the unpacked packages. `world-atlas` (ISC) is Natural Earth (public domain) as
TopoJSON; of `i18n-iso-countries` (MIT) only ISO 3166-1's numbers and letters are read. Offline only.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

MODULE: Final = Path(__file__).parents[1] / "service" / "api" / "static" / "page" / "land.js"
_SOUTH: Final = -60.0
"""Degrees north below which nothing is drawn: Antarctica."""

Point = tuple[float, float]
"""Degrees east and north."""
Ring = list[Point]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """The topology's lines; TopoJSON stores them as whole steps from point to point."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        steps = itertools.accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        lines.append([(x * sx + tx, y * sy + ty) for x, y in steps])
    return lines


def rings(geometry: dict[str, Any], lines: list[Ring]) -> Iterator[Ring]:
    """Outer rings of a geometry, of collections too. A negative number is an arc from end to start."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part, lines)
        return
    polygons = [geometry["arcs"]] if kind == "Polygon" else geometry.get("arcs", [])
    for polygon in polygons:
        ring: Ring = []
        for number in polygon[0]:
            line = lines[number] if number >= 0 else lines[~number][::-1]
            ring += line[1:] if ring else line
        yield list(unwrapped(ring))


def unwrapped(ring: Ring) -> Iterator[Point]:
    """The ring without leaps: one that crosses the 180th meridian goes on beyond it."""
    shift, before = 0.0, ring[0][0]
    for x, y in ring:
        shift += 360 * ((before - x > 180) - (x - before > 180))
        before = x
        yield x + shift, y


def copies(ring: Ring) -> Iterator[Ring]:
    """The ring wherever it shows between 180 degrees west and east; none for what is too far south."""
    if max(y for _, y in ring) < _SOUTH:
        return
    for shift in (-360, 0, 360):
        moved = [(x + shift, y) for x, y in ring]
        if min(x for x, _ in moved) < 180 and max(x for x, _ in moved) > -180:
            yield moved


def path(land: list[Ring]) -> str:
    """SVG path data, one unit a degree, y to the south; a tenth of a degree is kept."""
    parts = []
    for ring in itertools.chain.from_iterable(map(copies, land)):
        points = [(round(x * 10), round(-y * 10)) for x, y in ring]
        (x0, y0), *rest = [point for point, _ in itertools.groupby(points)]
        steps = itertools.pairwise([(x0, y0), *rest])
        moves = " ".join(f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in steps)
        parts.append(f"M{x0} {y0}l{moves}z".replace(" -", "-"))
    return "".join(parts)


def middle(ring: Ring) -> tuple[float, Point]:
    """Area and centroid of a ring."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return abs(area) / 2, (x / (3 * area), y / (3 * area))


def middles(topology: dict[str, Any], letters: dict[str, str]) -> dict[str, Point]:
    """For each country's two letters the centroid of its largest part, to a tenth of a degree."""
    lines = arcs(topology)
    largest: dict[str, tuple[float, Point]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = letters.get(country.get("id", ""))
        if code:  # some stand more than once, with their outlying islands
            best = max(middle(ring) for ring in rings(country, lines))
            largest[code] = max(best, largest.get(code, best))
    return {
        code: (round((x + 180) % 360 - 180, 1), round(y, 1)) for code, (_, (x, y)) in sorted(largest.items())
    }


def module(atlas: Path, countries: Path) -> str:
    """The JavaScript module's text."""
    coarse = json.loads((atlas / "land-110m.json").read_text(encoding="utf-8"))
    fine = json.loads((atlas / "countries-50m.json").read_text(encoding="utf-8"))
    codes = json.loads((countries / "codes.json").read_text(encoding="utf-8"))
    outline = path(list(rings(coarse["objects"]["land"], arcs(coarse))))
    places = middles(fine, {number: alpha2 for alpha2, _, number, *_ in codes})
    return (
        "// Written by training/outline.py from Natural Earth (public domain); see SOURCES.md.\n"
        "/** Outline of the land as SVG path data: tenths of a degree east, and south. */\n"
        f'export const LAND = "{outline}";\n'
        "/** By two letters of ISO 3166-1: degrees east, north of the middle of its largest part. */\n"
        f"export const MIDDLES = {json.dumps(places, separators=(',', ':'))};\n"
    )


def main() -> None:
    """Write the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("atlas", type=Path)
    parser.add_argument("countries", type=Path)
    options = parser.parse_args()
    MODULE.write_text(module(options.atlas, options.countries), encoding="utf-8")


if __name__ == "__main__":
    main()
