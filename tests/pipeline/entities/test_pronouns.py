"""He, she and I: whom they mean, and when nobody is named."""

import pytest

from service.annotations import ACTORS
from tests.markup import read

MEANT = [
    "President <a Ann Toll> met Prime Minister Bo Lindqvist in Oslo. Later <a she> thanked <a her> hosts.",
    "Minister <a Pekka Oja> told reporters that <a he> had called Carl Berg.",
    "Although <a he> was ill, President <a Pekka Oja> received the delegation.",
    "<a Pekka Oja> blamed <a himself> for the delay.",
    "Foreign Minister <a Eva Brandt>, who lost <a her> seat in May, met Carl Berg.",
    "Premier <a Eva Brandt> arrived with Karl Brandt. <a She> met reporters.",
    "“<a I> will sign it,” <a Pekka Oja> said.",
]


@pytest.mark.parametrize("line", MEANT)
def test_pronouns_share_the_key_of_whom_they_mean(nlp, line):
    text, marks = read(line)
    doc = nlp(text)
    keys = []
    for mark in marks:
        span = doc.char_span(mark.start, mark.end)
        keys.append({s.id_ for s in doc.spans[ACTORS] if s.start <= span.root.i < s.end})
    assert all(key == keys[0] and len(key) == 1 for key in keys), keys


@pytest.mark.parametrize(
    "line",
    [
        "<- He> arrived on Monday.",
        "President Eva Brandt left Oslo. <- He> did not.",
        "Pekka Oja admired <- him>.",
        "<- I> was there when Pekka Oja resigned.",
        "“<- He> must go,” Pekka Oja said.",
    ],
)
def test_a_pronoun_without_antecedent_stays_open(nlp, line):
    text, (mark,) = read(line)
    doc = nlp(text)
    token = doc.char_span(mark.start, mark.end).root
    assert not [span for span in doc.spans[ACTORS] if span.start <= token.i < span.end]
