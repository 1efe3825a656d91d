"""One actor, one key: names, offices, groups, plural references and pronouns."""

import pytest

from service.annotations import ACTORS
from tests.markup import read

CASES = [
    "<a Joe Biden> met <b Xi Jinping> in Lima. <a Biden> thanked <b Mr. Xi>.",
    "<a Chinese President Hu Jintao> arrived. <a Mr. Hu> will meet <b King Juan Carlos>.",
    "President <a Ann Toll> met Prime Minister <b Bo Lindqvist> of Sweden. <a Toll> praised <b Lindqvist>.",
    "French President <a Paul Marchand> called German Chancellor <b Eva Brandt>. <b The chancellor> agreed.",
    "<a Eva Brandt>, the German chancellor, arrived on Monday. <a She> will leave on Tuesday.",
    "Prime Minister <a Kenji Mori> said <a he> would visit <b Seoul>'s ally.",
    "<s The United States> and <r Russia> began talks. <s Washington> accused <r Moscow> of delay.",
    "<o The United Nations> condemned the attack. <o The UN> called for restraint.",
    "<g U.S. officials> said <c China> had agreed.",
    "French President <a Paul Marchand> resigned. France's <b vice president> stayed.",
    "Finnish Prime Minister <a Pekka Oja> left early. Finland's <b foreign minister> signed the deal.",
    "German Foreign Minister <a Eva Brandt> met Thai Foreign Minister <b Somchai Rattana>. <a Brandt> thanked"
    " her Thai <b counterpart>.",
    "<c The Chinese government> rejected the claim. <c Beijing> said the report was wrong.",
]


@pytest.mark.parametrize("line", CASES)
def test_marks_with_one_letter_share_a_key(nlp, line):
    text, marks = read(line)
    doc = nlp(text)
    keys: dict[str, set[str]] = {}
    for mark in marks:
        span = doc.char_span(mark.start, mark.end)
        found = {s.id_ for s in doc.spans[ACTORS] if s.root.i in range(span.start, span.end)}
        assert len(found) == 1, (mark, [(s.text, s.id_) for s in doc.spans[ACTORS]])
        keys.setdefault(mark.label, set()).update(found)
    assert all(len(found) == 1 for found in keys.values()), keys
    assert len({key for found in keys.values() for key in found}) == len(keys), keys


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Ann Toll, the Swedish prime minister, met Finnish President Pekka Oja. The two leaders agreed.", 2),
        ("Ann Toll, the Swedish prime minister, met Finnish President Pekka Oja. Both sides agreed.", 2),
        ("Ann Toll, the Swedish prime minister, met Finnish President Pekka Oja. They agreed.", 2),
    ],
)
def test_a_plural_names_its_members(nlp, text, members):
    doc = nlp(text)
    assert max(len(span.id_.split(",")) for span in doc.spans[ACTORS]) == members


@pytest.mark.parametrize(
    "text",
    [
        "The embassy is in Beijing.",
        "They met in Washington for two days.",
        "Geneva will host the talks.",
    ],
)
def test_a_city_that_hosts_is_no_government(nlp, text):
    doc = nlp(text)
    assert not [span for span in doc.spans[ACTORS] if span.label_ == "state"]


def test_titles_in_a_row_are_one_persons(nlp):
    doc = nlp("Iranian President Reza Tehrani spoke. Iran's Supreme Leader Ayatollah Ali Karimi did not.")
    assert [span.text for span in doc.spans[ACTORS] if span.label_ == "person"] == [
        "Reza Tehrani",
        "Ali Karimi",
    ]
