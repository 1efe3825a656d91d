"""The JSON Schema says what marshmallow checks."""

from typing import Any

import jsonschema
import pytest

from service.schemas import dump_record
from service.schemas.jsonschema import record_json_schema
from tests.factories import make_record

VALIDATOR = jsonschema.Draft202012Validator(
    record_json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def test_it_is_a_schema_and_stands_alone() -> None:
    jsonschema.Draft202012Validator.check_schema(record_json_schema())
    assert "components" not in str(record_json_schema())


def test_a_record_fits() -> None:
    VALIDATOR.validate(dump_record(make_record()))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("meeting", "status"), "soon"),
        (("meeting", "date", "start"), 20261123),
        (("issues", 0, "confidence"), 2),
        (("issues", 0, "category"), "tea"),
        (("positions", 0, "negated"), "no"),
        (("location", "geonames_id"), "2660646"),
        (("tea",), 1),
    ],
)
def test_what_marshmallow_refuses_does_not_fit(path: tuple[str | int, ...], value: Any) -> None:
    data: Any = dump_record(make_record())
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)
