"""Is it alive, is it ready, what is it, how does it do."""

from __future__ import annotations

from typing import Final

from flask import Response, request
from flask_smorest import Blueprint
from prometheus_client import CONTENT_TYPE_LATEST

from service.api import spec
from service.api.body import JSON, accept
from service.api.observe import metrics_text
from service.api.state import State, state
from service.article import read_text
from service.errors import ModelError, ReadoutError
from service.records import SCHEMA_VERSION
from service.schemas import dump_record, to_json
from service.schemas.request import ReadySchema, StatusSchema, VersionSchema

blueprint: Final = Blueprint("health", __name__, description="Probes, version, metrics.")
SELF_TEST: Final = "The foreign ministers of France and Japan met in Geneva on Monday to discuss trade."


@blueprint.route("/livez", methods=["GET"])
@blueprint.doc(operationId="livez")
@blueprint.response(200, StatusSchema, description="The process answers.")
@spec.problems(blueprint, 406)
def livez() -> Response:
    """Whether the process answers at all."""
    return _json({"status": "alive"})


@blueprint.route("/readyz", methods=["GET"])
@blueprint.doc(operationId="readyz")
@blueprint.response(200, ReadySchema, description="Articles are read.")
@spec.problems(blueprint, 406, 503)
def readyz() -> Response:
    """Whether articles are read: once per process a sentence goes the whole way."""
    warm(state())
    return _json({"status": "ready", "model": state().reader.engine.model})


@blueprint.route("/version", methods=["GET"])
@blueprint.doc(operationId="version")
@blueprint.response(200, VersionSchema, description="Package, record shape and model.")
@spec.problems(blueprint, 406)
def version() -> Response:
    """What is running."""
    engine = state().reader.engine
    return _json(
        {
            "name": engine.name,
            "version": engine.version,
            "schema_version": SCHEMA_VERSION,
            "model": engine.model,
            "model_sha256": engine.model_sha256,
        }
    )


@blueprint.route("/metrics", methods=["GET"])
@blueprint.doc(
    operationId="metrics",
    responses={
        "200": {
            "description": "Prometheus' text format.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
)
def metrics() -> Response:
    """Counts and times of all processes."""
    return Response(metrics_text(), content_type=CONTENT_TYPE_LATEST)


def warm(here: State) -> None:
    """Send one sentence through; raises `ModelError` where no valid record comes out."""
    if here.ready:
        return
    try:
        dump_record(here.reader.analyze(read_text(SELF_TEST)), sent={"text": SELF_TEST})
    except ReadoutError as error:
        raise ModelError("The self-test gave no valid record.") from error
    here.ready = True


def _json(value: dict[str, str | None]) -> Response:
    accept(request, JSON)
    return Response(to_json(value), content_type=JSON)
