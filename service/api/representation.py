"""In which format a record goes out: the query's `format`, else the `Accept` header, else JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Request, Response
from werkzeug.exceptions import NotAcceptable

from service.api.body import query
from service.formats import JSON, Format, format_named, formats, render


@dataclass(frozen=True, slots=True)
class Representation:
    """A format, and the table of it where it holds one of several."""

    format: Format
    rows: str | None

    def response(self, record: str) -> Response:
        """The answer that carries a record, given as JSON."""
        data = record if self.format is JSON else render(json.loads(record), self.format.name, rows=self.rows)
        answer = Response(data, content_type=self.format.content_type)
        answer.vary.add("Accept")
        return answer


def negotiate(request: Request) -> Representation:
    """What the client asks for; `format` goes before `Accept`.

    Raises `UnknownFormatError` or 406, each with the list, where records are not written so, and
    `InvalidFieldError` for `rows` that the format does not have.
    """
    asked = query(request)
    chosen = format_named(asked["format"]) if "format" in asked else _accepted(request)
    rows = asked.get("rows")
    chosen.table(rows)
    return Representation(chosen, rows)


def _accepted(request: Request) -> Format:
    if not request.accept_mimetypes:
        return JSON
    offered = {one.media_type: one for one in formats().values()}
    best = request.accept_mimetypes.best_match(offered)
    if best is None:
        raise NotAcceptable(f"The answer is {', '.join(offered)}.")
    return offered[best]
