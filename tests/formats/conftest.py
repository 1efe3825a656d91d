"""Dumped records: the one with every part in it, and those of the articles written for this project."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.schemas import dump_record
from tests.factories import make_engine, make_record

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = sorted(path.name.removesuffix(".record.json") for path in GOLDEN.glob("*.record.json"))


def golden(name: str) -> dict[str, Any]:
    """A golden record with an engine; the files leave it out."""
    record = json.loads((GOLDEN / f"{name}.record.json").read_text(encoding="utf-8"))
    engine = make_engine()
    names = ("name", "version", "model", "model_sha256")
    return record | {"engine": {name: getattr(engine, name) for name in names}}


@pytest.fixture
def record() -> dict[str, Any]:
    return dump_record(make_record())


@pytest.fixture(params=NAMES)
def real(request: pytest.FixtureRequest) -> dict[str, Any]:
    return golden(request.param)


@pytest.fixture
def planned() -> dict[str, Any]:
    return golden("planned-bilateral")


@pytest.fixture
def call() -> dict[str, Any]:
    return golden("phone-call")
