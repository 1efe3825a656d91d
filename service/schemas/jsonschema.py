"""The record's JSON Schema (draft 2020-12), made from the marshmallow schemas."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from service.records import SCHEMA_VERSION
from service.schemas.fields import IsoDate
from service.schemas.record import RecordSchema

_COMPONENTS: Final = "#/components/schemas/"


@cache
def record_json_schema() -> dict[str, Any]:
    """One self-contained schema; parts under ``$defs``."""
    plugin = MarshmallowPlugin()
    spec = APISpec("Record", SCHEMA_VERSION, "3.1.0", plugins=[plugin])
    if plugin.converter is None:
        raise TypeError("apispec has given its plugin no converter")
    plugin.converter.map_to_openapi_type(IsoDate, "string", "date")  # type: ignore[no-untyped-call]
    spec.components.schema("Record", schema=RecordSchema)
    parts: dict[str, Any] = _local(spec.to_dict()["components"]["schemas"])
    record = parts.pop("Record")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record",
        "description": "What one article says of a diplomatic meeting.",
        **record,
        "$defs": parts,
    }


def _local(value: Any) -> Any:
    """`value` with references to OpenAPI's components turned into references to ``$defs``."""
    if isinstance(value, dict):
        return {key: _reference(inner) if key == "$ref" else _local(inner) for key, inner in value.items()}
    return [_local(inner) for inner in value] if isinstance(value, list) else value


def _reference(target: str) -> str:
    return target.replace(_COMPONENTS, "#/$defs/")
