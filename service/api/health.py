"""Is it alive, is it ready, what is it, how does it do."""

from __future__ import annotations

from typing import Final

from flask import Response, request
from flask_smorest import Blueprint
from prometheus_client import CONTENT_TYPE_LATEST

from service.api import spec
from service.api.body import JSON, accept
from service.api.observe import metrics_text
from service.api.state import state
from service.errors import ModelError, StoppingError
from service.records import SCHEMA_VERSION
from service.schemas import to_json
from service.schemas.request import ReadySchema, StatusSchema, VersionSchema

blueprint: Final = Blueprint("health", __name__, description="Probes, version, metrics.")


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
    """Whether articles are read: each process has read a sentence before it counts."""
    here = state()
    if here.draining:
        raise StoppingError("The service is stopping.")
    model = here.reader.engine.model
    if not here.reader.ready:
        raise ModelError("No process is ready to read.")
    return _json({"status": "ready", "model": model})


@blueprint.route("/version", methods=["GET"])
@blueprint.doc(operationId="version")
@blueprint.response(200, VersionSchema, description="Package, record shape and model.")
@spec.problems(blueprint, 406, 503)
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


def _json(value: dict[str, str | None]) -> Response:
    accept(request, JSON)
    return Response(to_json(value), content_type=JSON)
