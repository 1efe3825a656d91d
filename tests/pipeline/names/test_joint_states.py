"""A former state with the name of two is two where the day or the office says so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from service.annotations import NAMES, PUBLISHED
from service.pipeline.build import build_nlp


@pytest.fixture(scope="module")
def lists() -> Language:
    """The gazetteer alone."""
    return build_nlp(("readout_gazetteer",))


@pytest.mark.parametrize(
    ("published", "entries"),
    [
        ("2004-03-01", ["country:SCG"]),
        ("2006-06-05", ["country:SCG"]),
        ("2025-03-01", ["country:SRB", "country:MNE"]),
        (None, ["country:SCG"]),
    ],
)
def test_serbia_and_montenegro(lists: Language, published: str | None, entries: list[str]) -> None:
    doc = lists.make_doc("Talks with Serbia and Montenegro began.")
    doc._.set(PUBLISHED, published)
    assert [name.kb_id_ for name in lists.get_pipe("readout_gazetteer")(doc).spans[NAMES]] == entries
