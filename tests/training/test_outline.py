"""The map of the page: what Natural Earth's topology becomes."""

import json
import re

import pytest

from training.outline import MODULE, arcs, copies, middle, middles, path, rings

SQUARE = [(0, 0), (10, 0), (0, 10), (-10, 0), (0, -10)]
EAST = [
    (170, 0),
    (15, 0),
    (0, 10),
    (-15, 0),
    (0, -10),
]  # ends at 185 degrees, as stitched topologies write it


def topology(*lines: list[tuple[int, int]], countries: list[dict] | None = None) -> dict:
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [list(line) for line in lines],
        "objects": {"countries": {"geometries": countries or []}},
    }


def test_steps_become_points() -> None:
    assert arcs(topology(SQUARE)) == [[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]]


def test_a_negative_number_is_an_arc_backwards() -> None:
    lines = [[(0.0, 0.0), (1.0, 0.0)], [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0)]]
    (ring,) = rings({"type": "Polygon", "arcs": [[0, -2]]}, lines)
    assert ring == [(0, 0), (1, 0), (1, 1), (0, 0)]


def test_a_ring_over_the_180th_meridian_has_no_leap() -> None:
    (ring,) = rings(
        {"type": "Polygon", "arcs": [[0]]},
        [[(170.0, 0.0), (-175.0, 0.0), (-175.0, 10.0), (170.0, 10.0), (170.0, 0.0)]],
    )
    assert [x for x, _ in ring] == [170, 185, 185, 170, 170]
    assert [min(x for x, _ in copy) for copy in copies(ring)] == [-190, 170]


def test_antarctica_is_left_out() -> None:
    assert path([[(0.0, -70.0), (10.0, -70.0), (10.0, -80.0), (0.0, -70.0)]]) == ""


def test_path_data() -> None:
    assert path([[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]) == "M0 0l10 0 0-10-10 10z"


def test_middle_of_a_square() -> None:
    assert middle(arcs(topology(SQUARE))[0]) == (100, (5, 5))


def test_a_country_that_stands_twice_is_where_its_largest_part_is() -> None:
    small = [(50, 50), (1, 0), (0, 1), (-1, 0), (0, -1)]
    countries = [
        {"id": "036", "type": "Polygon", "arcs": [[0]]},
        {"id": "036", "type": "Polygon", "arcs": [[1]]},
        {"type": "Polygon", "arcs": [[1]]},
    ]
    assert middles(topology(SQUARE, small, countries=countries), {"036": "AU"}) == {"AU": (5, 5)}


def test_a_middle_beyond_the_180th_meridian_is_counted_from_the_west() -> None:
    east = [(x + 10 if at == 0 else x, y) for at, (x, y) in enumerate(EAST)]  # 180 to 195
    found = middles(topology(east, countries=[{"id": "1", "type": "Polygon", "arcs": [[0]]}]), {"1": "FJ"})
    assert found == {"FJ": (-172.5, 5)}


@pytest.fixture(scope="module")
def shipped() -> tuple[str, dict[str, list[float]]]:
    text = MODULE.read_text(encoding="utf-8")
    land = re.search(r'LAND = "([^"]+)"', text)
    places = re.search(r"MIDDLES = (\{.*\});", text)
    assert land
    assert places
    return land[1], json.loads(places[1])


def test_no_line_of_the_shipped_outline_runs_across_the_map(shipped) -> None:
    for part in re.findall(r"M([^z]+)z", shipped[0]):
        start, moves = part.split("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", moves)]
        assert max(abs(step) for step in numbers[::2]) < 900, start


@pytest.mark.parametrize(
    ("code", "west", "east", "south", "north"),
    [
        ("PT", -9.6, -6.1, 36.9, 42.2),
        ("RU", 60, 130, 50, 70),
        ("AU", 113, 154, -39, -10),
        ("US", -125, -66, 24, 50),
    ],
)
def test_middles_lie_in_their_countries(shipped, code, west, east, south, north) -> None:
    x, y = shipped[1][code]
    assert west < x < east
    assert south < y < north


def test_every_middle_is_on_the_globe(shipped) -> None:
    assert len(shipped[1]) > 200
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in shipped[1].values())
    assert list(shipped[1]) == sorted(shipped[1])
