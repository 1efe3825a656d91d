"""Page debris is found by line. In the cases a line that must be masked begins with ~."""

import re

import pytest

from service.reading.debris import find_debris, lexicon
from service.reading.lines import lines

BODY = "The foreign ministers of Freedonia and Sylvania met in Geneva on Monday to discuss the border."
MORE = "They agreed to meet again in spring, and said that a commission would draw the new line."

PAGES = {
    "blog": f"""
~top of page
~Search

Ministers meet on the border

~  • quietobserver
~  • Dec 3, 2024
~  • 2 min read

{BODY}
{MORE}

~bottom of page""",
    "newspaper": f"""
~Skip to content
~World
Ministers meet on the border
~By Ana Ruiz and Ben Okoye
~Published: 24 November 2026, 10:05 GMT
~Updated 25 November 2026
~Share
{BODY}
~Advertisement
{MORE}
~READ MORE: Who drew the border
~(Reporting by Ana Ruiz; Editing by Ben Okoye)
~© 2026 The Paper. All rights reserved.""",
    "tail of other headlines": f"""
{BODY}
{MORE}

~Related Posts
~Sylvania elects a new parliament
~Freedonia bans imports of cheese
~Leave a comment""",
    "link inside the article": f"""
{BODY}
~Read more:
~Sylvania elects a new parliament

{MORE}""",
    "newsletter and cookies": f"""
~We use cookies to give you the best experience on our site.
~Accept all
{BODY}
~Sign up for our daily newsletter
{MORE}
~Get the morning headlines in your inbox""",
    "byline with a date": f"""
Ministers meet on the border
~Ana Ruiz
~November 24, 2026

{BODY}
{MORE}""",
    "list of results is no list of metadata": f"""
Ministers meet on the border
{BODY}
  • Trade: tariffs fall by half
  • Border: a commission will meet
  • Visas: none from March
{MORE}""",
    "front matter": f"""
~---
~title: Ministers meet
~date: 2026-11-24
~tags: [border]
~---
Ministers meet on the border
{BODY}
~---
{MORE}""",
    "a date between paragraphs that says what it is": f"""
Ministers meet on the border
{BODY}
{BODY}
~Published 24 November 2026
{MORE}""",
    "heading that ends with its date": f"""
Daily Press Briefing, November 24, 2026
{BODY}
{MORE}""",
    "date below a standfirst": f"""
Ministers meet on the border
{BODY}
~Tue 24 Nov 2026 10.05 GMT
{MORE}""",
    "days of a chronology": f"""
A week of talks
{BODY}
24 November 2026
{MORE}
25 November 2026
{MORE}""",
    "dates of other articles": f"""
{BODY}
{MORE}

~Related
~Sylvania elects a new parliament
~24 November 2026
~Freedonia bans imports of cheese
~23 November 2026""",
    "article words that only look like debris": """
Share the burden, minister tells allies
By Monday the two sides had agreed on a truce that both governments called fragile at best.
Search parties were sent to the border, the ministry said, and found no trace of the patrol.
Sylvania contributed to the peace plan, which the minister called a first step on a long road.
Comments by the minister were seen as a warning to the neighbours, who had massed their troops.
This report was published by the ministry on Tuesday and names three officers of the guard.""",
}


def marked(page: str) -> tuple[str, list[str]]:
    """The page without its marks, and the marked lines."""
    wanted = [line[1:].strip() for line in page.splitlines() if line.startswith("~")]
    return re.sub("^~", "", page, flags=re.MULTILINE), wanted


@pytest.mark.parametrize("name", PAGES)
def test_debris_and_nothing_else_is_found(name: str) -> None:
    text, wanted = marked(PAGES[name])
    found = list(lines(text))
    kinds = find_debris(found)
    masked = [line.text for line, kind in zip(found, kinds, strict=True) if kind]
    assert masked == [re.sub(r"^[•*]\s*", "", line) for line in wanted]


@pytest.mark.parametrize(
    "line",
    [
        "5 min read",
        "12 Comments",
        "3 hours ago",
        "Photo: Ana Ruiz / The Agency",
        "Tags: border, Geneva",
        "https://example.org/story",
        "ana.ruiz@example.org",
        "All rights reserved.",
        "Copyright 2026 The Paper",
        "#Freedonia #Sylvania",
        "Follow us on Twitter",
        "Ben Okoye contributed to this report.",
        "This article was originally published by The Paper.",
        "1/3",
    ],
)
def test_a_line_of_debris_between_paragraphs(line: str) -> None:
    found = list(lines(f"{BODY}\n{line}\n{MORE}"))
    assert [bool(kind) for kind in find_debris(found)] == [False, True, False]


def test_the_word_list_is_sorted_without_repeats_and_compiles() -> None:
    rows = (lexicon().exact, lexicon().patterns)
    assert all(rows)
    assert all(word == word.casefold().strip() for word in lexicon().exact)
    assert {row.where for row in lexicon().patterns} <= {"any", "top", "bottom", "ends"}
