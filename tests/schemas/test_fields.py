"""Fields take no near misses."""

from typing import Any

import pytest
from marshmallow import ValidationError

from service.schemas.fields import IsoDate, StrictBoolean, StrictFloat, whole
from service.schemas.request import ExtractRequestSchema


@pytest.mark.parametrize("value", ["0.5", True, None, float("nan"), float("inf"), [], {}])
def test_a_number_is_a_json_number(value: Any) -> None:
    with pytest.raises(ValidationError):
        StrictFloat(allow_nan=False).deserialize(value)


@pytest.mark.parametrize("value", [0, 1, "true", "yes", None, []])
def test_a_boolean_is_true_or_false(value: Any) -> None:
    with pytest.raises(ValidationError):
        StrictBoolean().deserialize(value)


@pytest.mark.parametrize("value", ["1", 1.5, True, None])
def test_a_whole_number_is_one(value: Any) -> None:
    with pytest.raises(ValidationError):
        whole("x").deserialize(value)


@pytest.mark.parametrize(
    "value",
    ["20241116", "2024-W46-6", "2024-11-16T00:00:00Z", "2024-13-01", "2023-02-29", "1", "", 20241116, True],
)
def test_a_day_has_one_form(value: Any) -> None:
    with pytest.raises(ValidationError):
        IsoDate().deserialize(value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", None),
        ("text", 3),
        ("title", "x" * 1001),
        ("title", ["x"]),
        ("url", "javascript:alert(1)"),
        ("url", "file:///etc/passwd"),
        ("url", "https://example.org/" + "x" * 2048),
        ("language", "english please"),
        ("tittle", "x"),
    ],
)
def test_a_request_field_at_fault_is_named(field: str, value: Any) -> None:
    messages = ExtractRequestSchema().validate({"text": "A text.", field: value})
    assert list(messages) == [field]
