"""How much structure a web page may have, so that no page of a permitted size takes long to read.

libxml2 and trafilatura take time that grows with the square of some counts: attributes of one tag, children
of one element, paragraphs in a row, characters of metadata that is no JSON. 20,000 attributes of one tag take
ten seconds to parse into a tree. Each count is bounded here, before a tree is made.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from lxml.etree import HTMLParser, LxmlError, fromstring  # type: ignore[import-untyped]
from trafilatura.json_metadata import normalize_json
from trafilatura.metadata import JSON_MINIFY

from service.errors import UnreadableTextError

MAX_ATTRIBUTES: Final = 500
"""Of one tag."""
MAX_ELEMENTS: Final = 15_000
MAX_CHILDREN: Final = 2_000
"""Of one element."""
MAX_DEPTH: Final = 250
"""libxml2 stops at 256 and drops what follows, without a word."""
COMPARED: Final = 4_000
"""Elements up to which trafilatura compares its extraction with those of two other algorithms, one of which
takes time that grows with the square of the paragraphs."""

_META: Final = 1_000
_BROKEN_JSON: Final = 1_000
_METADATA: Final = './/script[@type="application/ld+json" or @type="application/settings+json"]'
_DATES: Final = re.compile(r'"date(?:Published|Created|Modified)"\s{0,9}:\s{0,9}"[^"]{1,40}"')


@dataclass(slots=True)
class Structure:
    """Counts of a page, as a target of lxml's parser: it sees the tags that a tree would be made of."""

    elements: int = 0
    children: list[int] | None = None

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        """Count one element; raises `UnreadableTextError` over a bound."""
        if len(attributes) > MAX_ATTRIBUTES:
            _refuse(f"a tag with more than {MAX_ATTRIBUTES:,} attributes")
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            _refuse(f"more than {MAX_ELEMENTS:,} elements")
        if self.children is None:
            self.children = [0]
        self.children[-1] += 1
        if self.children[-1] > MAX_CHILDREN:
            _refuse(f"an element with more than {MAX_CHILDREN:,} children")
        self.children.append(0)
        if len(self.children) > MAX_DEPTH:
            _refuse(f"elements nested deeper than {MAX_DEPTH:,} levels")

    def end(self, _tag: str) -> None:
        """Leave an element."""
        if self.children:
            self.children.pop()

    def close(self) -> Structure:
        """The counts."""
        return self


def structure_of(html: str) -> Structure:
    """Counts of the page; raises `UnreadableTextError` over a bound and names it."""
    counts = Structure()
    with suppress(LxmlError):  # no page at all: whoever makes the tree says so
        fromstring(html.encode("utf-8", "surrogatepass"), HTMLParser(target=counts, encoding="utf-8"))
    return counts


def shorten_metadata(tree: Any) -> None:
    """Cut, in place, metadata too long to be of use: a reader sees none of it.

    A value of a meta tag keeps its first 1,000 characters. Of JSON-LD that is broken and longer than 1,000
    characters the dates are kept, for which htmldate looks without parsing it.
    """
    for meta in tree.iter("meta"):
        for name, value in meta.attrib.items():
            if len(value) > _META:
                meta.set(name, value[:_META])
    for script in tree.xpath(_METADATA):
        text = script.text or ""
        if len(text) > _BROKEN_JSON and not _is_json(text):
            script.text = ",".join(_DATES.findall(text))


def _is_json(text: str) -> bool:
    """Whether trafilatura will parse it; where it can't, it searches it with costly patterns."""
    try:
        json.loads(normalize_json(JSON_MINIFY.sub(r"\1", text)), strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(what: str) -> NoReturn:
    raise UnreadableTextError(f"The HTML has {what}; send the article as plain text.")
