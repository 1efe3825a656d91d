"""A digest as one HTML file that opens without a server: it loads and runs nothing, and escapes all text."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, Template
from markupsafe import Markup

from service.digest.building import Digest

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Characters that HTML does not allow."""


def page(found: Digest, *, title: str) -> str:
    """The report, the same bytes for the same digest and title."""
    style = _style()
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    dated = [row for row in found.meetings if row.day]
    html = _template().render(
        title=title,
        style=Markup(style),  # nosec B704: the package's own file, and the policy's hash is of these bytes
        style_hash=hashed,
        dated=dated,
        undated=[row for row in found.meetings if not row.day],
        positions=found.positions,
        sources=found.sources,
        repeated=found.repeated,
    )
    return _CONTROLS.sub("\ufffd", html)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["words"] = _words
    return environment.from_string(_read("digest.html"))


def _words(value: str | None) -> str:
    """A term of a vocabulary for people: ``in_person`` -> "in person"."""
    return (value or "").replace("_", " ")


@cache
def _style() -> str:
    return _read("digest.css")


def _read(name: str) -> str:
    return (resources.files("service.digest") / "templates" / name).read_text(encoding="utf-8")
