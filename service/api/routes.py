"""The routes of version 1: one article, a stream of articles, the record's schema, the issues."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

from flask import Response, request
from flask_smorest import Blueprint

from service.api import spec
from service.api.admission import admitted
from service.api.batch import Batch
from service.api.body import JSON, NDJSON, accept, chunks, media_type, no_query, read_body, read_job
from service.api.observe import count_answer, request_id
from service.api.representation import negotiate
from service.api.state import State, state
from service.compare import compare
from service.jobs import Body, Job
from service.schemas import to_json
from service.schemas.compare import ComparisonSchema, check_comparison, is_record
from service.schemas.jsonschema import record_json_schema
from service.schemas.request import IssuesSchema
from service.several import several
from service.taxonomy import issue_categories

blueprint: Final = Blueprint("extraction", __name__, url_prefix="/v1", description="Articles become records.")
_SCHEMA_JSON: Final = "application/schema+json"


@blueprint.route("/extract", methods=["POST"])
@blueprint.doc(**spec.EXTRACT)
@spec.problems(blueprint, 400, 406, 408, 413, 415, 422, 503)
def extract() -> Response:
    """Read one article."""
    chosen = negotiate(request)
    here = state()
    with admitted(here):
        answer = here.reader.read(read_job(request, here.settings))
    count_answer(answer)
    return chosen.response(answer.record)


@blueprint.route("/extract/batch", methods=["POST"])
@blueprint.doc(**spec.BATCH)
@spec.problems(blueprint, 406, 415, 422, 503)
def extract_batch() -> Response:
    """Read many articles, one JSON object a line; each answers with one line, a record or a problem."""
    accept(request, NDJSON)
    media_type(request, NDJSON)
    no_query(request)
    sent = request._get_current_object()  # type: ignore[attr-defined]  # the body is read in another thread
    run = Batch(state(), lambda interrupted: chunks(sent, interrupted, lines=True), request_id())
    answer = Response(run.lines(), content_type=NDJSON)
    answer.call_on_close(run.close)
    return answer


@blueprint.route("/compare", methods=["POST"])
@blueprint.doc(**spec.COMPARE)
@blueprint.response(200, ComparisonSchema, description="The articles side by side.")
@spec.problems(blueprint, 400, 406, 408, 413, 415, 422, 503)
def compare_articles() -> Response:
    """Compare articles or records: what all report, what some leave out, where they differ."""
    accept(request, JSON)
    media_type(request, JSON)
    no_query(request)
    here = state()
    with admitted(here):
        items = several(read_body(request, here.settings.max_body), here.settings)
        data = compare(_records(items, here))
    check_comparison(data)
    return Response(to_json(data), content_type=JSON)


@blueprint.route("/schema", methods=["GET"])
@blueprint.doc(**spec.SCHEMA)
@spec.problems(blueprint, 406)
def schema() -> Response:
    """The record's JSON Schema, draft 2020-12."""
    accept(request, _SCHEMA_JSON, JSON)
    return tagged(_schema_body(), _SCHEMA_JSON)


@blueprint.route("/issues", methods=["GET"])
@blueprint.doc(
    operationId="issues", tags=["extraction"], parameters=[spec.IF_NONE_MATCH], responses=spec.NOT_MODIFIED
)
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


def _records(items: list[dict[str, Any]], here: State) -> list[dict[str, Any]]:
    """Each item as a record; articles are read side by side, as lines of a batch are."""

    def record(item: dict[str, Any]) -> dict[str, Any]:
        if is_record(item):
            return item
        answer = here.reader.read(Job(Body.JSON, to_json(item).encode()), batch=True)
        count_answer(answer)
        read: dict[str, Any] = json.loads(answer.record)
        return read

    with ThreadPoolExecutor(len(items)) as readers:
        return list(readers.map(record, items))


@cache
def _schema_body() -> str:
    return to_json(record_json_schema())


@cache
def _issues_body() -> str:
    return to_json(IssuesSchema().dump({"issues": issue_categories()}))
