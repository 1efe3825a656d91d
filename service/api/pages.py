"""A page to try the service, the OpenAPI document, a browser for it, and what each kind of problem means."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask import Blueprint, Response, render_template, request, send_from_directory
from werkzeug.exceptions import NotFound

from service.api.body import HTML, accept
from service.api.explanations import EXPLANATIONS
from service.api.routes import tagged
from service.problems import KINDS

YAML: Final = "application/yaml"
_STATIC: Final = Path(__file__).parent / "static"
_ASSETS: Final = _STATIC / "swagger-ui"
_PAGE: Final = _STATIC / "page"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""No script may turn text into markup: an article's words reach the page as text only."""


def make_pages(document: str) -> Blueprint:
    """Routes that serve `document`, the OpenAPI YAML, and Swagger UI over it."""
    pages = Blueprint("pages", __name__, template_folder="templates")

    @pages.get("/openapi.yaml")
    def openapi() -> Response:
        accept(request, YAML, "application/openapi+yaml", "text/plain")
        return tagged(document, YAML)

    pages.add_url_rule("/", view_func=home)
    pages.add_url_rule("/page/<path:name>", view_func=page_asset)
    pages.add_url_rule("/docs", view_func=docs)
    pages.add_url_rule("/docs/<path:name>", view_func=docs_asset)
    pages.add_url_rule("/problems/<slug>", view_func=problem_kind)
    return pages


def home() -> Response:
    """The page on which an article can be read and its record seen beside it."""
    accept(request, HTML)
    answer = send_from_directory(_PAGE, "index.html", mimetype=HTML)
    answer.headers["Content-Security-Policy"] = _PAGE_POLICY
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def page_asset(name: str) -> Response:
    """One of the page's files; clients ask anew each time and are told where nothing has changed."""
    return send_from_directory(_PAGE, name)


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
                f"{kind.title} (status {kind.status}).\n\n{EXPLANATIONS[slug]}\n",
                content_type="text/plain; charset=utf-8",
            )
    raise NotFound
