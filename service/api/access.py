"""Who may call: API keys, and pages of other origins."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from flask import Flask, request
from flask_cors import CORS
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from service.settings import Settings

HEADER: Final = "X-API-Key"
GUARDED: Final = "/v1/"
_SENT: Final = ["Authorization", "Content-Type", HEADER, "X-Request-ID"]
_SHOWN: Final = ["ETag", "Retry-After", "X-Request-ID"]


def register(app: Flask, settings: Settings) -> None:
    """Guard `app` as the settings say. Probes, documentation and pages stay open."""
    if settings.cors_origins:
        CORS(
            app,
            origins=list(settings.cors_origins),
            allow_headers=_SENT,
            expose_headers=_SHOWN,
            max_age=600,
        )
    if settings.api_keys:
        app.before_request(lambda: _check(settings.api_keys))


def _check(known: tuple[str, ...]) -> None:
    """Raise 401 where a guarded route is called without a known key."""
    if not request.path.startswith(GUARDED) or request.method == "OPTIONS":
        return
    sent = request.headers.get(HEADER) or _bearer(request.headers.get("Authorization", ""))
    digest = hashlib.sha256(sent.encode()).hexdigest()
    # all are compared, so that the time says nothing of which one fits
    fits = [hmac.compare_digest(digest, key) for key in known]
    if not sent or not any(fits):
        detail = "The key is not known." if sent else f"Send a key as Authorization: Bearer … or {HEADER}."
        raise Unauthorized(detail, www_authenticate=WWWAuthenticate("bearer"))


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""
