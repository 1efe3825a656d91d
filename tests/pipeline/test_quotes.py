"""Quotations: every kind of mark, nested, broken, unbalanced; what is no mark stays out."""

import pytest
import spacy

from service.annotations import QUOTES
from service.pipeline.quotes import Quotes, quotations

CASES = [
    ('He said "we agree" and left.', ['"we agree"']),
    ("“We will,” he said. “Not now,” he added.", ["“We will,”", "“Not now,”"]),
    ("“She called it ‘odd’,” he said.", ["“She called it ‘odd’,”", "‘odd’"]),
    ("''At that time,'' he said, ''we did.''", ["''At that time,''", "''we did.''"]),
    ("``Old style,'' he said.", ["``Old style,''"]),
    ("«Yes», she said. »No«, he said.", ["«Yes»", "»No«"]),
    ("„Gut“, she said, ‚so so‘.", ["„Gut“", "‚so so‘"]),
    ("'It's fine,' he said of the leaders' talks.", ["'It's fine,'"]),
    ("‘The leaders’ talks went well,’ he said.", ["‘The leaders’ talks went well,’"]),
    ("”Wrong way,” he said.", ["”Wrong way,”"]),
    ('“Mixed marks," he said.', ['“Mixed marks,"']),
    ("He left “unfinished business\n\nA new day began.", ["“unfinished business"]),
    ("(“Yes”)", ["“Yes”"]),
]
NO_QUOTES = [
    'It is 5\'10" tall and 6" wide.',
    "The '90s weren't easy for the ministers' staff.",
    "Rock 'n' roll isn’t on the leaders’ agenda.",
    '"" is empty.',
    '"',
    "”",
    "",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_are_found(text, expected):
    found = sorted(quotations(text), key=lambda q: (q.start, -q.end))
    assert [text[q.start : q.end] for q in found] == expected


@pytest.mark.parametrize("text", NO_QUOTES)
def test_what_is_no_quotation_stays_out(text):
    assert list(quotations(text)) == []


def test_paragraphs_that_open_again_are_one_quotation():
    text = "She said: “First part.\n\n“Second part,” and left.\n\n“Another,” he said."
    assert [q.chain for q in sorted(quotations(text), key=lambda q: q.start)] == [1, 1, 2]


def test_an_unclosed_mark_costs_no_more_than_its_paragraph():
    text = 'He said "nothing more.\n\nThe "talks" went on.'
    assert [text[q.start : q.end] for q in quotations(text)] == ['"nothing more.', '"talks"']


@pytest.mark.parametrize("mark", ["“", '"', "'", "s’ ", "«"])
def test_many_marks_are_read(mark):
    assert len(list(quotations(mark * 5000))) < 5000


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('"We will never accept this proposal," she said.', "direct"),
        ('The "so-called" talks ended.', "scare"),
        ('She spoke of a "new era" in relations.', "scare"),
    ],
)
def test_a_clause_is_direct_speech_and_a_phrase_is_not(text, label):
    doc = Quotes()(spacy.blank("en")(text))
    assert [span.label_ for span in doc.spans[QUOTES]] == [label]


def test_spans_cover_their_marks():
    doc = Quotes()(spacy.blank("en")('Toll said: "We agree."'))
    assert [span.text for span in doc.spans[QUOTES]] == ['"We agree."']
