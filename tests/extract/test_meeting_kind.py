"""How many sides a meeting has: by the article's own word for it, by its sides, by the encoder."""

import pytest

from service.annotations import MEETING_SCORES
from service.candidates.entities import EntityIndex
from service.extract.meeting_fields import kind
from service.extract.meetings import clusters


@pytest.mark.parametrize(
    ("text", "heard", "expected"),
    [
        (
            "President Ann Toll held trilateral talks with President Bo Lind of Peru.",
            "bilateral",
            "trilateral",
        ),
        ("Peru held six-party talks with Chile in Lima.", "bilateral", "multilateral"),
        ("President Ann Toll held bilateral talks with the leaders in Lima.", "multilateral", "bilateral"),
        ("Peru met Chile in Lima. Trilateral talks followed.", "bilateral", "bilateral"),
        ("Peru, Chile and Brazil held talks in Lima.", "bilateral", "trilateral"),
        ("Peru and Chile held talks in Lima on bilateral trade.", "bilateral", "bilateral"),
    ],
)
def test_kind(nlp, text, heard, expected):
    doc = nlp(text)
    index = EntityIndex(doc)
    doc._.set(MEETING_SCORES, {**doc._.get(MEETING_SCORES), "kind": {heard: 0.95}})
    assert kind(doc, clusters(doc, index)[0], index, main=True) == expected
