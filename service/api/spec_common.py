"""What the OpenAPI document says of every operation: keys, the server's own problems, headers."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from service.api.access import GUARDED, HEADER

_ANY: Final = (400, 408, 414, 431, 500)
"""What the server answers to a request that it can't take, whatever is asked for, and to a defect."""
_TEXT: Final = {"type": "string"}
_HEADERS: Final[dict[str, dict[str, Any]]] = {
    "401": {"WWW-Authenticate": {"description": "Says `Bearer`.", "required": True, "schema": _TEXT}},
    "503": {
        "Retry-After": {
            "description": "Seconds after which to send the request again.",
            "required": True,
            "schema": {"type": "integer", "minimum": 1},
        }
    },
}
_REQUEST_ID: Final[dict[str, Any]] = {
    "X-Request-ID": {
        "description": "The `X-Request-ID` that was sent, where it is up to 128 letters, digits and `._:-`, "
        "else one made for this request.",
        "required": True,
        "schema": _TEXT,
    }
}
_SCHEMES: Final = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key, where the service wants one."},
    "key": {"type": "apiKey", "in": "header", "name": HEADER, "description": "The same key."},
}


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """`document`, with what all operations have in common. It is changed in place."""
    document["components"]["securitySchemes"] = _SCHEMES
    for path, operation in _operations(document):
        responses = operation["responses"]
        guarded = path.startswith(GUARDED)
        for status in (*_ANY, 401) if guarded else _ANY:
            responses.setdefault(str(status), _problem(status))
        for status, response in responses.items():
            response["headers"] = response.get("headers", {}) | _HEADERS.get(status, {}) | _REQUEST_ID
        if guarded:
            operation["security"] = [{}, *({name: []} for name in _SCHEMES)]
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield from ((path, operation) for method, operation in item.items() if method != "parameters")


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
