"""In person, by phone or by video: by the words that evoke the meeting, then by the encoder."""

import pytest

from service.annotations import MEETING_SCORES
from service.candidates.entities import EntityIndex
from service.extract.meeting_fields import mode
from service.extract.meetings import clusters


@pytest.mark.parametrize(
    ("text", "heard", "expected"),
    [
        ("President Ann Toll spoke today with President Bo Lind of Peru.", "in_person", "phone"),
        ("President Ann Toll spoke by phone with President Bo Lind of Peru.", "in_person", "phone"),
        ("President Ann Toll met today with President Bo Lind of Peru.", "phone", "in_person"),
        ("President Ann Toll spoke with Bo Lind on the margins of the summit.", "phone", "in_person"),
        ("President Ann Toll welcomed President Bo Lind to Lima.", "phone", "in_person"),
        ("President Ann Toll met virtually with President Bo Lind of Peru.", "in_person", "video"),
        ("President Ann Toll held talks with President Bo Lind of Peru.", "phone", "phone"),
        ("President Ann Toll held talks with President Bo Lind of Peru.", "in_person", "in_person"),
    ],
)
def test_mode(nlp, text, heard, expected):
    doc = nlp(text)
    doc._.set(MEETING_SCORES, {**doc._.get(MEETING_SCORES), "mode": {heard: 0.95}})
    assert mode(doc, clusters(doc, EntityIndex(doc))[0], main=True) == expected
