"""What the OpenAPI document says beyond what it takes from the schemas."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

import yaml
from flask import Flask
from flask_smorest import Api, Blueprint

from service import __version__
from service.api import format_spec
from service.api.body import HTML, JSON, NDJSON, TEXT, XHTML
from service.api.spec_common import completed
from service.schemas import ArticleHintsSchema, ExtractRequestSchema, RecordSchema
from service.schemas.compare import FEWEST, MOST
from service.schemas.fields import IsoDate
from service.schemas.request import ProblemSchema

_EXAMPLE: Final = {
    "title": "Leaders of Freedonia and Sylvania to meet",
    "text": "President Rufus Firefly will meet the president of Sylvania in Geneva on Saturday.",
    "published": "2026-11-24",
}
_OTHER: Final = {
    "text": "The presidents of Sylvania and Freedonia met in Geneva on Saturday. They discussed tariffs.",
    "published": "2026-11-29",
}
_PLAIN: Final[dict[str, Any]] = {"type": "string"}

EXTRACT: Final[dict[str, Any]] = {
    "operationId": "extract",
    "parameters": [{"in": "query", "schema": ArticleHintsSchema}, *format_spec.PARAMETERS],
    "responses": format_spec.RESPONSES,
    "requestBody": {
        "required": True,
        "description": "Query parameters serve plain text and HTML; with JSON they fill what the body leaves "
        "out. Offsets count code points of the text sent, for HTML of the `article.text` that comes back.",
        "content": {
            JSON: {"schema": ExtractRequestSchema, "example": _EXAMPLE},
            TEXT: {"schema": _PLAIN},
            HTML: {"schema": _PLAIN},
            XHTML: {"schema": _PLAIN},
        },
    },
}
BATCH: Final[dict[str, Any]] = {
    "operationId": "extractBatch",
    "requestBody": {
        "required": True,
        "description": "One JSON article a line, as for `/v1/extract`, if wanted with an `id` (a string or a "
        "whole number) that comes back. Any number of lines; empty ones are counted and not answered.",
        "content": {NDJSON: {"schema": _PLAIN}},
    },
    "responses": {
        "200": {
            "description": "One line for each line that is not empty, in order and as soon as it is read: a "
            "record or a problem, with its `line`, counted from 1, and the `id` that was sent.",
            "content": {NDJSON: {"schema": _PLAIN}},
        }
    },
}
COMPARE: Final[dict[str, Any]] = {
    "operationId": "compare",
    "requestBody": {
        "required": True,
        "description": f"Between {FEWEST} and {MOST} articles as for `/v1/extract`, or records that it gave, "
        "in any mixture. All together may be as long as one body.",
        "content": {
            JSON: {
                "schema": {
                    "type": "object",
                    "required": ["articles"],
                    "additionalProperties": False,
                    "properties": {
                        "articles": {
                            "type": "array",
                            "minItems": FEWEST,
                            "maxItems": MOST,
                            "items": {"oneOf": [ExtractRequestSchema, RecordSchema]},
                        }
                    },
                },
                "example": {"articles": [_EXAMPLE, _OTHER]},
            }
        },
    },
}
NOT_MODIFIED: Final[dict[str, Any]] = {"304": {"description": "`If-None-Match` has the present `ETag`."}}
IF_NONE_MATCH: Final[dict[str, Any]] = {
    "in": "header",
    "name": "If-None-Match",
    "description": "The `ETag` of an earlier answer.",
    "schema": _PLAIN,
}
SCHEMA: Final[dict[str, Any]] = {
    "operationId": "recordSchema",
    "parameters": [IF_NONE_MATCH],
    "responses": NOT_MODIFIED
    | {
        "200": {
            "description": "A JSON Schema.",
            "content": {"application/schema+json": {"schema": {"type": "object"}}},
        }
    },
}


def problems(blueprint: Blueprint, *statuses: int) -> Callable[[Any], Any]:
    """Document that a route may answer with these problems."""

    def decorate(function: Any) -> Any:
        for status in statuses:
            function = blueprint.alt_response(
                status,
                schema=ProblemSchema,
                content_type="application/problem+json",
                description=HTTPStatus(status).phrase,
                success=False,
            )(function)
        return function

    return decorate


def make_api(app: Flask) -> Api:
    """flask-smorest for the document alone: errors and bodies are the service's own."""
    app.config.update(API_TITLE="Readout", API_VERSION=__version__, OPENAPI_VERSION="3.1.0")
    api = _Api(
        spec_kwargs={
            "info": {
                "description": "A news article about a diplomatic meeting becomes one validated record: the "
                "meeting, its participants and place, the issues at stake, and who holds what position on "
                "them, every value with the words that back it.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/", "description": "This server"}],
        }
    )
    api.register_field(IsoDate, "string", "date")
    api.init_app(app)
    return api


def openapi_yaml(api: Api) -> str:
    """The document as YAML, the same bytes each time."""
    return yaml.dump(
        completed(api.spec.to_dict()), Dumper=_Dumper, allow_unicode=True, sort_keys=True, width=110
    )


class _Dumper(yaml.SafeDumper):
    """Writes a shared part in each of its places: not every reader of OpenAPI follows YAML's aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        """True for all data."""
        return True


class _Api(Api):  # type: ignore[misc]
    """Leaves errors to `service.api.errors` and the page to `service.api.pages`."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """None: one handler answers every error of the service."""

    def _register_responses(self) -> None:
        """None: every route names its own problems."""

    def _register_pagination_header(self) -> None:
        """None: nothing is paged."""

    def _register_etag_headers(self) -> None:
        """None: entity tags are the routes' own."""
