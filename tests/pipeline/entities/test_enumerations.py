"""Persons named in one breath: what country one of a run gives to the others."""

import pytest

from service.annotations import ACTORS

RUNS = [
    ("Peruvian Premier Ana Ruiz, Trade Minister Bo Lind and Justice Minister Eva Brandt left.", "PER"),
    ("Premier Ana Ruiz of Peru, Trade Minister Bo Lind and Dutch envoy Eva Brandt left.", ""),
    ("Peruvian Premier Ana Ruiz, World Bank President Bo Lind and Premier Eva Brandt left.", ""),
    ("Talks between Peruvian Premier Ana Ruiz, Premier Bo Lind and Premier Eva Brandt failed.", ""),
    ("Peruvian officials including Ana Ruiz and Bo Lind left.", "PER"),
    ("He met Trade Minister Ana Ruiz, Premier Bo Lind and other Peruvian officials.", "PER"),
    ("He met Premier Bo Lind. Peruvian officials left.", ""),
    ("Ana Ruiz and Bo Lind, advisers to the President of Peru, left.", "PER"),
]


@pytest.mark.parametrize(("text", "code"), RUNS)
def test_a_run_is_of_one_country(nlp, text, code):
    doc = nlp(text)
    assert {span.kb_id_ for span in doc.spans[ACTORS] if span.text == "Bo Lind"} == {code}
