"""The OpenAPI document, a browser for it that needs no network, and what each kind of problem means."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, send_from_directory, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from service.api.body import HTML, accept
from service.api.errors import KINDS
from service.api.routes import tagged

YAML: Final = "application/yaml"
_ASSETS: Final = Path(__file__).parent / "static" / "swagger-ui"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def make_pages(document: str) -> Blueprint:
    """Routes that serve `document`, the OpenAPI YAML, and Swagger UI over it."""
    pages = Blueprint("pages", __name__, template_folder="templates")

    @pages.get("/openapi.yaml")
    def openapi() -> Response:
        accept(request, YAML, "application/openapi+yaml", "text/plain")
        return tagged(document, YAML)

    pages.add_url_rule("/", view_func=home)
    pages.add_url_rule("/docs", view_func=docs)
    pages.add_url_rule("/docs/<path:name>", view_func=docs_asset)
    pages.add_url_rule("/problems/<slug>", view_func=problem_kind)
    return pages


def home() -> BaseResponse:
    """People who open the address in a browser find the documentation."""
    return redirect(url_for("pages.docs"))


def docs() -> Response:
    """Swagger UI, from the package's own files."""
    accept(request, HTML)
    answer = Response(render_template("docs.html"), content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


def docs_asset(name: str) -> Response:
    """One of Swagger UI's files."""
    return send_from_directory(_ASSETS, name, max_age=3600)


def problem_kind(slug: str) -> Response:
    """What the `type` of a problem points at."""
    for kind in KINDS.values():
        if kind.slug == slug:
            return Response(
                f"{kind.title} (status {kind.status}).\n", content_type="text/plain; charset=utf-8"
            )
    raise NotFound
