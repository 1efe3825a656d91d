"""docs/formats.md says what the code does: its examples, its mapping, its list of formats."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from service.formats import FORMATS, render
from service.formats.jsonld import document
from service.formats.plover import events
from service.lexicons.table import rows

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
DECODER = json.JSONDecoder()


def examples(chapter: str) -> list[Any]:
    """JSON objects of the indented blocks of a chapter."""
    body = TEXT.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    block = "\n".join(line for line in body.splitlines() if line.startswith("    "))
    found, start = [], block.find('{"')
    while start >= 0:
        value, end = DECODER.raw_decode(block, start)
        found.append(value)
        start = block.find('{"', end)
    return found


def keys(value: dict[str, Any]) -> dict[str, Any]:
    """Names of fields in order, with those of the objects in them; values change with the model."""
    return {name: list(inner) if isinstance(inner, dict) else None for name, inner in value.items()}


def test_events(record: dict[str, Any]) -> None:
    meeting, *_, position = events(record)
    shown = examples("PLOVER")
    assert [list(one) for one in shown] == [list(meeting), list(position)]
    assert keys(shown[0]) == keys(meeting)
    assert [list(one["actor"][0]) for one in shown] == [list(meeting["actor"][0])] * 2


def test_nodes_of_json_ld(record: dict[str, Any]) -> None:
    graph = document(record)["@graph"]
    meeting, position, note = examples("JSON-LD")
    for kind, shown in ("Event", meeting), (["Action", "readout:Position"], position), ("Annotation", note):
        node = next(one for one in graph if one["@type"] == kind)
        assert shown["@type"] == kind
        assert shown.keys() <= node.keys() | {"readout:field"}
    assert note["body"] == position["@id"]


def test_lines_of_csv(record: dict[str, Any]) -> None:
    header = render(record, "csv", rows="participants").decode().splitlines()[0]
    shown = re.search(rf"^    {header}\n    (.+)$", TEXT, re.MULTILINE)
    assert shown is not None
    assert len(next(csv.reader([shown[1]]))) == len(header.split(","))


def test_the_mapping_to_plover() -> None:
    found = re.findall(r"^\| `(\w+)` \| `(.+?)` \| (\w+) \| ([\w-]+) \| (.+) \|$", TEXT, re.MULTILINE)
    wanted = [
        (field, value.replace("|", "\\|"), event or "null", mode or "null", source)
        for field, value, event, mode, source in rows("plover_events")
    ]
    assert found == wanted


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_listed_with_its_tables(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \| `([^`]+)` \| (.+) \|$", TEXT, re.MULTILINE)
    assert row[0] == FORMATS[name].media_type
    named = re.findall(r"`(?:rows=)?(\w+)`", row[1])
    assert named == list(FORMATS[name].rows)
