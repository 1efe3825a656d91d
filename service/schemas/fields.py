"""Fields that take no near misses: marshmallow's own turn "0.5" into a number and "yes" into true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from marshmallow import RAISE, Schema, ValidationError, fields, validate

_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class StrictSchema(Schema):
    """Refuses fields that it doesn't know."""

    class Meta:
        unknown = RAISE


class StrictFloat(fields.Float):
    """A JSON number; no string, no boolean, no NaN."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class StrictBoolean(fields.Boolean):
    """``true`` or ``false`` and nothing like them."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class IsoDate(fields.Field[date]):
    """A calendar day as ``YYYY-MM-DD``, the only form of ISO 8601 taken."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> date:
        if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
            raise ValidationError("Not a date of the form YYYY-MM-DD.")
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError("No such day.") from error


def string(description: str, *, null: bool = False, **options: Any) -> fields.String:
    """A string; ``null`` allowed where `null`."""
    return fields.String(required=True, allow_none=null, metadata={"description": description}, **options)


def whole(description: str, *, null: bool = False, minimum: int | None = None) -> fields.Integer:
    """A JSON integer."""
    bounds = validate.Range(min=minimum) if minimum is not None else None
    return fields.Integer(
        required=True, strict=True, allow_none=null, validate=bounds, metadata={"description": description}
    )


def number(
    description: str, *, null: bool = False, minimum: float | None = None, maximum: float | None = None
) -> StrictFloat:
    """A JSON number within bounds, both included."""
    return StrictFloat(
        required=True,
        allow_none=null,
        allow_nan=False,
        validate=validate.Range(min=minimum, max=maximum),
        metadata={"description": description},
    )


def probability(of: str = "that the entry is right") -> StrictFloat:
    """A probability."""
    return number(f"Probability in [0, 1] {of}.", minimum=0, maximum=1)


def flag(description: str) -> StrictBoolean:
    """A boolean."""
    return StrictBoolean(required=True, metadata={"description": description})


def choice(values: type[StrEnum], description: str, *, null: bool = False) -> fields.Enum[Any]:
    """One of an enumeration's values."""
    return fields.Enum(
        values, by_value=True, required=True, allow_none=null, metadata={"description": description}
    )


def one(schema: type[Schema], description: str, *, null: bool = False) -> fields.Nested:
    """An object of its own schema."""
    return fields.Nested(schema, required=True, allow_none=null, metadata={"description": description})


def many(schema: type[Schema], description: str) -> fields.Nested:
    """A list of objects of one schema."""
    return fields.Nested(schema, many=True, required=True, metadata={"description": description})


def texts(description: str) -> fields.List[str]:
    """A list of strings."""
    return fields.List(fields.String(), required=True, metadata={"description": description})


def day(description: str, *, required: bool = True) -> IsoDate:
    """A day or null."""
    return IsoDate(
        required=required, allow_none=True, metadata={"description": description, "format": "date"}
    )
