"""On which day an article was published, from whole texts as pages have them."""

from datetime import date

import pytest

from service.article import read_text

BODY = "The foreign ministers of Kenya and Ghana met today in Accra."
LONG = "The foreign ministers of Kenya and Ghana met in Accra for two days of talks, officials of both said."
MORE = "They agreed to meet again in spring, and said that a commission would draw the new line."
DAY = date(2025, 9, 4)

PAGES = {
    "State Department": "Call with the Minister of Ghana\nREADOUT\nOFFICE OF THE SPOKESPERSON\n"
    f"SEPTEMBER 4, 2025\n\n{LONG}",
    "Global Affairs Canada": f"(Ottawa – September 4, 2025)\n\n{BODY}",
    "gov.uk": "Ministers meet\nFrom: Foreign, Commonwealth & Development Office\nPublished\n"
    f"4 September 2025\nLast updated\n5 September 2025\n\n{LONG}",
    "gov.uk on one line": "Published 4 September 2025\nLast updated 5 September 2025 — See all updates\n\n"
    f"{LONG}",
    "MEA India": "List of Outcomes: State Visit of the President of Ghana (2-5 September 2025)\n"
    f"September 04, 2025\n\n{LONG}",
    "MFA China": f"Ministers meet\n2025-09-04 19:10\n\n{LONG}",
    "MFA China, remarks": f"Foreign Ministry Spokesperson’s Remarks on September 4, 2025\n\n{BODY}",
    "Kremlin": f"Meeting with the Minister of Ghana\nSeptember 4, 2025\n15:30\nMoscow, Kremlin\n\n{LONG}",
    "EEAS": f"Joint press release\n04.09.2025\n\n{LONG}",
    "Council of the EU": f"COUNCIL OF THE EUROPEAN UNION                 Brussels, 4 September 2025\n10482/25"
    f"               PRESS 214\n\nMinisters meet in Ac-\ncra\n\n{LONG}",
    "MFA Türkiye": f"No: 214, 4 September 2025, Press Release Regarding the Talks in Accra\n\n{LONG}",
    "OHCHR": f"GENEVA (4 September 2025) – {LONG}",
    "UN News": f"4 September 2025 – {LONG}",
    "day before the place": f"September 4, 2025 (NAIROBI) - {LONG}",
    "Interfax": f"NAIROBI, September 4, 2025 -- {LONG}",
    "press release": f"FOR IMMEDIATE RELEASE: September 4, 2025\n\n{LONG}",
    "RSS": f"Thu, 04 Sep 2025 10:15:00 GMT\n\n{BODY}",
    "broadcaster": f"LIVE\nTalks in Accra\n\nPublished On 4 Sep 2025\n\n18:42 GMT\nMinister arrives\n{LONG}",
    "ticker": f"Update 04.09.2025 09:15 GMT. {LONG}",
    "front matter": "---\ntitle: Talks\ndate: 2025-09-04\nlastmod: 2025-09-06\ntags: [a, b]\n---\n\n"
    f"# Talks\n\n{LONG}",
    "Markdown note": f"# Talks in **Accra**\n\n> *Updated 4 September 2025*\n\n{LONG}",
    "HTML in a feed": f"&lt;p&gt;ACCRA, September 4, 2025 &mdash; {LONG}&lt;/p&gt;",
    "below the text": f"Ministers meet\n\n{LONG}\n\n{MORE}\n\nAccra, 4 September 2025",
    "between paragraphs": f"Ministers meet\n\n{LONG}\n\nPublished 4 September 2025\n\n{MORE}",
    "wins over the update": f"4 September 2025\nUpdated 5 September 2025\n\n{LONG}",
    "wins over other articles": f"4 September 2025\n\n{LONG}\n\nRelated\n"
    "Freedonia bans cheese\n3 September 2025",
}

UNDATED = {
    "body sentence": f"Ministers meet\n\nOn September 4, 2025, the ministers met. {LONG}",
    "short sentence": f"The treaty of 4 September 2025 holds.\n\n{LONG}",
    "copyright": f"{LONG}\n\n© 2025 The Paper\n© 4 September 2025 The Paper",
    "page maintained": f"{LONG}\n\nLast updated 4 September 2025",
    "maintained, label above": f"{LONG}\n\nLast updated\n4 September 2025",
    "related articles": f"{LONG}\n\n{MORE}\n\nRelated\nFreedonia bans cheese\n4 September 2025",
    "related article within": f"{LONG}\n\nRead more:\nFreedonia bans cheese\n"
    f"Published 4 September 2025\n\n{MORE}",
    "comments": f"{LONG}\n\n{MORE}\n\nLeave a comment\nAna Ruiz, 4 September 2025",
    "numbers read two ways": f"03/04/2024\n\n{LONG}",
    "range": f"Accra, 2–5 September 2025\n\n{LONG}",
    "announcement": f"Date: 4 September 2025\nTime: 10:00\nVenue: Accra\n\n{LONG}",
    "deadline above": f"Deadline\n4 September 2025\n\n{LONG}",
    "list of days": f"{LONG}\n\n• Thursday, 4 September 2025, Accra\n\n{MORE}",
    "chronology": f"4 September 2025 – {LONG}\n\n5 September 2025 – {MORE}",
    "table": f"# Talks\n\n{LONG}\n\n| Date | Round |\n|---|---|\n| 2025-09-04 | Accra |",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_day_of_publication_is_found(name: str) -> None:
    article = read_text(PAGES[name])
    assert article.published == DAY
    assert not article.warnings


@pytest.mark.parametrize("name", UNDATED)
def test_a_day_of_something_else_is_not_taken(name: str) -> None:
    assert read_text(UNDATED[name]).published is None


def test_days_that_contradict_each_other_give_none_and_a_warning() -> None:
    article = read_text(f"4 September 2025\n\n{LONG}\n\n5 September 2025")
    assert article.published is None
    assert [warning.code for warning in article.warnings] == ["published_ambiguous"]


def test_the_heading_may_be_a_title_that_came_apart() -> None:
    assert read_text(LONG, title="Statement by the Spokesperson, 4 September 2025").published == DAY


def test_the_stamp_before_the_first_sentence_is_masked() -> None:
    article = read_text(f"Update 04.09.2025 09:15 GMT. {LONG}")
    assert [article.text[start:end] for start, end in article.masked] == ["Update 04.09.2025 09:15 GMT. "]
    assert article.headline is None
