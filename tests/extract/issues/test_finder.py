"""Issues of whole articles, and what a statement is about."""

import pytest
import spacy

from service.extract.issues import IssueFinder

READOUT = (
    "Readout of the Call with the Prime Minister of Freedonia\n\n"
    "The President spoke today with the Prime Minister of Freedonia. The leaders discussed the ceasefire "
    "in Sylvania and the delivery of humanitarian aid. "
    "The President urged Freedonia to end its uranium enrichment. "
    "They agreed to strengthen bilateral relations."
)
LISTED = {"security.peace_process", "people.humanitarian_health", "security.nuclear", "relations.bilateral"}


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("en")


def categories(doc):
    return [issue.category for issue in IssueFinder(doc).issues()]


def test_issues_of_a_readout_by_first_mention(blank):
    issues = IssueFinder(blank(READOUT)).issues()
    assert {issue.category for issue in issues} == LISTED
    assert [issue.id for issue in issues] == ["i1", "i2", "i3", "i4"]
    firsts = [issue.mentions[0].start for issue in issues]
    assert firsts == sorted(firsts)


def test_values_lie_in_their_ranges_and_mentions_slice_to_their_text(blank):
    for issue in IssueFinder(blank("🙂 " + READOUT)).issues():
        assert 0 <= issue.salience <= 1
        assert 0 <= issue.confidence <= 1
        assert issue.label
        assert issue.on_agenda
        assert all(("🙂 " + READOUT)[m.start : m.end] == m.text for m in issue.mentions)


def test_nothing_is_on_the_agenda_where_there_is_no_meeting(blank):
    issues = IssueFinder(blank(READOUT), has_meeting=False).issues()
    assert issues
    assert not any(issue.on_agenda for issue in issues)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The orchestra played for an hour and the audience applauded.",
        "The trade minister and the defense secretary met at the Nuclear Security Summit.",
        "They spoke of trade. Relations matter. Cooperation is good.",
    ],
)
def test_general_words_and_offices_make_no_issue(blank, text):
    assert categories(blank(text)) == []


def test_masked_debris_names_no_issue(blank):
    doc = blank(
        "Related posts: tariffs, sanctions, oil pipeline. The leaders discussed a ceasefire agreement."
    )
    doc._.readout_masked = [[0, 10]]
    assert categories(doc) == ["security.peace_process"]


@pytest.mark.parametrize(
    ("statement", "category"),
    [
        ("urged Freedonia to end its uranium enrichment", "security.nuclear"),
        ("agreed to strengthen bilateral relations", "relations.bilateral"),
        ("the delivery of humanitarian aid", "people.humanitarian_health"),
    ],
)
def test_a_statement_is_about_its_own_terms(blank, statement, category):
    doc = blank(READOUT)
    start = READOUT.index(statement)
    span = doc.char_span(start, start + len(statement))
    found = IssueFinder(doc).category_of(span.start, span.end)
    assert found is not None
    assert found[0] == category
    assert 0 < found[1] <= 1


def test_a_specific_issue_wins_over_general_ties(blank):
    text = "Both praised bilateral cooperation in the fight against terrorism. Terrorism has cost them dear."
    doc = blank(text)
    found = IssueFinder(doc).category_of(0, 9)
    assert found is not None
    assert found[0] == "security.terrorism"


def test_a_statement_without_terms_takes_the_issue_around_it(blank):
    text = 'The talks about sanctions against Freedonia failed. "We do not accept them," he said.'
    doc = blank(text)
    start = text.index("We do")
    span = doc.char_span(start, start + len("We do not accept them"))
    found = IssueFinder(doc).category_of(span.start, span.end)
    assert found is not None
    assert found[0] == "economy.sanctions"


def test_a_statement_is_about_a_listed_issue_or_none(blank):
    doc = blank(READOUT)
    finder = IssueFinder(doc)
    listed = {issue.category for issue in finder.issues()}
    found = [finder.category_of(i, i + 6) for i in range(len(doc) - 6)]
    assert {category for category, _ in filter(None, found)} <= listed


def test_a_label_stays_on_its_side_of_the_title(blank):
    doc = blank("Talks on sanctions\n\nrelief failed. Sanctions stay.")
    doc._.readout_text_start = doc.text.index("relief")
    for issue in IssueFinder(doc).issues():
        for mention in issue.mentions:
            side = doc.text if mention.field == "title" else doc.text[doc._.readout_text_start :]
            assert side[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 10**6)])
def test_no_words_are_about_nothing(blank, start, end):
    assert IssueFinder(blank(READOUT)).category_of(start, end) is None
