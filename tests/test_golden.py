"""Whole records of three articles written for this project. `make golden` rewrites them; read the diff."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.analyzer import Analyzer
from service.article import Article
from service.intake import json_article, load_hints, text_article
from service.schemas import dump_record
from service.settings import Settings

FOLDER = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in FOLDER.iterdir() if not path.name.endswith(".record.json"))
TOLERANCE = 0.1
"""Between confidences: quantised arithmetic differs a little from processor to processor."""


def read(name: str) -> Article:
    """Bytes as they lie in the file, read as the service reads them."""
    request = FOLDER / f"{name}.json"
    if request.is_file():
        return json_article(request.read_bytes(), Settings())
    return text_article((FOLDER / f"{name}.txt").read_bytes(), hints=load_hints({}), settings=Settings())


def record_of(analyzer: Analyzer, name: str) -> dict[str, Any]:
    """The record without the engine, whose version is no part of what is tested."""
    article = read(name)
    data = dump_record(analyzer.analyze(article), sent=article.sent)
    del data["engine"]
    return data


def differences(got: Any, wanted: Any, pointer: str = "") -> list[str]:
    """Where two records differ, by JSON pointer."""
    if isinstance(wanted, float) and isinstance(got, float):
        return [] if abs(got - wanted) <= TOLERANCE else [f"{pointer}: {got} for {wanted}"]
    if isinstance(wanted, dict) and isinstance(got, dict) and got.keys() == wanted.keys():
        return [line for key in wanted for line in differences(got[key], wanted[key], f"{pointer}/{key}")]
    if isinstance(wanted, list) and isinstance(got, list) and len(got) == len(wanted):
        pairs = enumerate(zip(got, wanted, strict=True))
        return [line for n, (mine, theirs) in pairs for line in differences(mine, theirs, f"{pointer}/{n}")]
    return [] if got == wanted else [f"{pointer}: {got!r} for {wanted!r}"]


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_record(analyzer: Analyzer, name: str, request: pytest.FixtureRequest) -> None:
    file = FOLDER / f"{name}.record.json"
    got = record_of(analyzer, name)
    if request.config.getoption("--update-golden"):
        file.write_text(json.dumps(got, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    wanted = json.loads(file.read_text(encoding="utf-8"))
    assert not differences(got, wanted)


def test_what_any_reader_would_see(analyzer: Analyzer) -> None:
    """Independent of the golden files, so that a bad update does not pass."""
    planned = record_of(analyzer, "planned-bilateral")
    assert planned["meeting"]["status"] == "planned"
    assert planned["meeting"]["date"]["start"] == "2026-03-17"
    assert planned["article"]["published"] == "2026-03-12"
    assert {p["name"] for p in planned["participants"]} == {"Helen Marchetti", "Rodrigo Salcedo"}
    assert (planned["location"]["name"], planned["location"]["country"]["alpha3"]) == ("Ottawa", "CAN")
    call = record_of(analyzer, "phone-call")
    assert (call["meeting"]["mode"], call["location"]) == ("phone", None)
    assert call["meeting"]["date"]["start"] == date(2026, 5, 6).isoformat()
    none = record_of(analyzer, "no-meeting")
    assert (none["meeting"], none["participants"], none["location"]) == (None, [], None)
    assert none["positions"]


def test_the_same_article_gives_the_same_record(analyzer: Analyzer) -> None:
    assert record_of(analyzer, "planned-bilateral") == record_of(analyzer, "planned-bilateral")
