"""What the OpenAPI document says of the formats of a record."""

from __future__ import annotations

from typing import Any, Final

from service.formats import FORMATS, JSON
from service.schemas import RecordSchema

_TABLES: Final = " ".join(f"`{one.name}`: {', '.join(one.rows)}." for one in FORMATS.values() if one.rows)
_SCHEMAS: Final[dict[str, Any]] = {
    "json": RecordSchema,
    "jsonld": {"type": "object"},
    "parquet": {"type": "string", "format": "binary"},
}

PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "in": "query",
        "name": "format",
        "description": "Format of the answer; goes before `Accept`. `parquet` where pyarrow is installed.",
        "schema": {"type": "string", "enum": list(FORMATS), "default": JSON.name},
    },
    {
        "in": "query",
        "name": "rows",
        "description": f"The table, for a format that holds one of several, the default first. {_TABLES}",
        "schema": {
            "type": "string",
            "enum": list(dict.fromkeys(name for one in FORMATS.values() for name in one.rows)),
        },
    },
]
"""Parameters of the query beside the hints."""

RESPONSES: Final[dict[str, Any]] = {
    "200": {
        "description": "The article's record. `docs/formats.md` tells what each format holds.",
        "content": {
            one.media_type: {"schema": _SCHEMAS.get(one.name, {"type": "string"})} for one in FORMATS.values()
        },
    }
}
"""The answer in each format."""
