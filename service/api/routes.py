"""The routes of version 1: one article, a stream of articles, the record's schema, the issues."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import IO, Any, Final

from flask import Response, request, stream_with_context
from flask_smorest import Blueprint

from service.api import spec
from service.api.body import JSON, NDJSON, accept, media_type, read_article
from service.api.deadline import deadline
from service.api.errors import problem
from service.api.observe import count_article
from service.api.state import State, state
from service.article import Article
from service.errors import TextTooLongError
from service.intake import json_article
from service.schemas import RecordSchema, dump_record, to_json
from service.schemas.jsonschema import record_json_schema
from service.schemas.request import IssuesSchema
from service.taxonomy import issue_categories

blueprint: Final = Blueprint("extraction", __name__, url_prefix="/v1", description="Articles become records.")
_SCHEMA_JSON: Final = "application/schema+json"


@blueprint.route("/extract", methods=["POST"])
@blueprint.doc(**spec.EXTRACT)
@blueprint.response(200, RecordSchema, description="The article's record.")
@spec.problems(blueprint, 400, 406, 413, 415, 422, 503)
def extract() -> Response:
    """Read one article."""
    accept(request, JSON)
    here = state()
    with deadline(here.settings.deadline):
        data = _record(read_article(request, here.settings), here)
    return Response(to_json(data), content_type=JSON)


@blueprint.route("/extract/batch", methods=["POST"])
@blueprint.doc(**spec.BATCH)
@spec.problems(blueprint, 406, 415)
def extract_batch() -> Response:
    """Read many articles, one JSON object a line; each answers with one line, a record or a problem."""
    accept(request, NDJSON)
    media_type(request, NDJSON)
    request.max_content_length = None
    return Response(stream_with_context(_lines(request.stream, state())), content_type=NDJSON)


@blueprint.route("/schema", methods=["GET"])
@blueprint.doc(**spec.SCHEMA)
@spec.problems(blueprint, 406)
def schema() -> Response:
    """The record's JSON Schema, draft 2020-12."""
    accept(request, _SCHEMA_JSON, JSON)
    return tagged(_schema_body(), _SCHEMA_JSON)


@blueprint.route("/issues", methods=["GET"])
@blueprint.doc(operationId="issues", tags=["extraction"])
@blueprint.response(200, IssuesSchema, description="The taxonomy in its own order.")
@spec.problems(blueprint, 406)
def issues() -> Response:
    """The issue taxonomy with its crosswalks to PLOVER, CAP, EuroVoc, GDELT and UNBIS."""
    accept(request, JSON)
    return tagged(_issues_body(), JSON)


def tagged(body: str, content_type: str) -> Response:
    """An answer that a client may keep as long as its strong entity tag stays the same."""
    answer = Response(body, content_type=content_type)
    answer.set_etag(hashlib.sha256(body.encode()).hexdigest())
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer


def _record(article: Article, here: State) -> dict[str, Any]:
    record = here.reader.analyze(article)
    data = dump_record(record, sent=article.sent)
    count_article(len(article.text), has_meeting=record.meeting is not None)
    return data


def _lines(stream: IO[bytes], here: State) -> Iterator[str]:
    """One line out for each line in, in order; a bad line costs no other."""
    for number, line in enumerate(_split(stream, here.settings.max_body), start=1):
        here.alive()
        if line is not None and not line.strip():
            continue
        try:
            with deadline(here.settings.deadline):
                if line is None:
                    raise TextTooLongError(f"The line has more than {here.settings.max_body:,} bytes.")
                answer = _record(json_article(line, here.settings), here)
        except Exception as error:  # one defect must not cost the lines that follow
            answer = problem(error).body(line=number)
        yield to_json(answer) + "\n"


def _split(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """Lines of up to `limit` bytes; None for a longer one, whose rest is skipped."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


@cache
def _schema_body() -> str:
    return to_json(record_json_schema())


@cache
def _issues_body() -> str:
    return to_json(IssuesSchema().dump({"issues": issue_categories()}))
