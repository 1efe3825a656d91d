"""The application: settings and a reader in, a WSGI application out."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api

from service.api import access, errors, health, observe, routes
from service.api.pages import make_pages
from service.api.spec import make_api, openapi_yaml
from service.api.state import State, attach
from service.jobs import Reader
from service.settings import Settings


def create_app(settings: Settings, reader: Reader) -> Flask:
    """An application whose articles `reader` reads."""
    observe.configure_logging(settings.log_level)
    app = Flask("service.api", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=None)  # bodies are measured where they are read
    app.url_map.strict_slashes = False
    attach(app, State(settings, reader))
    observe.register(app)
    errors.register(app)
    access.register(app, settings)
    app.register_blueprint(make_pages(openapi_yaml(_routes(app))))
    return app


def document() -> str:
    """The OpenAPI document as YAML; needs no reader."""
    return openapi_yaml(_routes(Flask("service.api", static_folder=None)))


def _routes(app: Flask) -> Api:
    api = make_api(app)
    api.register_blueprint(routes.blueprint)
    api.register_blueprint(health.blueprint)
    return api
