"""The office of an entry, as the article states it."""

import pytest

from service.candidates.entities import EntityIndex
from service.extract.stakeholders import stakeholder

ROLES = [
    ("Ann Toll, Chair and CEO of the Fund, met Bo Lind.", "Chair and CEO of the Fund"),
    ("The premier is Ann Toll. Prime Minister Ann Toll met Bo Lind.", "Prime Minister"),
    ("Ann Toll Toll AnnPresident of Peru met Bo Lind.", "President of Peru"),
    ("Ann Toll of Peru met Chilean President Bo Lind. The two presidents agreed.", "president"),
    ("Ann Toll met Bo Lind.", None),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_a_role_is_the_office_as_stated(nlp, text, role):
    doc = nlp(text)
    index = EntityIndex(doc)
    key = next(k for k in index.ordered() if "Ann Toll" in {m.text for m in index[k].mentions})
    assert stakeholder(doc, index, key, number=1).role == role
