"""Twice the text is at most about twice the work, counted in bytecodes: the same number on every machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from service.analyzer import Analyzer
from service.article import read_text
from service.schemas import dump_record
from tests.work import work

SMALL = 80
"""Units of the smaller text."""
MOST = 2.3
"""What twice the text may cost, where 2 is linear."""

STATES = "France Chile China Norway Japan Egypt Turkey Kenya India Peru Brazil Iran".split()  # noqa: SIM905
PEOPLES = "French Chilean Chinese Norwegian Japanese Egyptian Turkish Kenyan Indian Peruvian".split()  # noqa: SIM905
GIVEN = "Ivan Maria Pavel Ana Tomas Hassan Olga Peter Amina Carlos Yuki Elena Omar".split()  # noqa: SIM905
CITIES = "Lima Geneva Paris Oslo Tokyo Cairo Vienna Ankara Nairobi Delhi Quito".split()  # noqa: SIM905
NEWS = (
    "The foreign ministers of Peru and Chile met in Lima on Saturday to discuss fishing. ",
    "“We will not accept this,” President Ana Ruiz said after the talks. ",
    "Officials of both sides agreed to a second round of talks in Geneva next month, a statement said. ",
    "He told reporters that the ministers would sign a trade agreement by the end of the year.\n\n",
)


def of(words: Sequence[str], number: int) -> str:
    """One of the words, in turn."""
    return words[number % len(words)]


def surname(number: int) -> str:
    """A name of its own for each number."""
    syllables = ["ba", "ko", "ri", "mu", "te", "sal", "dor", "vin", "pe", "lan", "gu", "sho"]
    number += 12
    made = ""
    while number:
        number, last = divmod(number, len(syllables))
        made += syllables[last]
    return made.capitalize()


def each(unit: Callable[[int], str], *, words: int = 1) -> Callable[[int], str]:
    """A text of `n` units, of fewer where one has several words."""
    return lambda n: "".join(map(unit, range(n // words)))


RUNS: dict[str, Callable[[int], str]] = {
    "plain news": each(lambda i: of(NEWS, i)),
    "quotes": lambda n: "“ " * 2 * n,
    "straight quotes": lambda n: '"a" ' * n,
    "single quotes": lambda n: "'a' " * 2 * n,
    "open quotes": lambda n: "“We met " * n,
    "punctuation": lambda n: ". , ; : ! ? - ( ) [ ] … — / ' " * (n // 8),
    "colons and dashes": lambda n: "- a:\n" * n,
    "emoji": lambda n: "😀 " * n,
    "emoji without spaces": lambda n: "😀" * n,
    "right to left": lambda n: "التقى وزراء خارجية البلدين في جنيف. " * (n // 4),
    "no spaces between words": lambda n: "两国外长在日内瓦举行会谈。 " * n,
    "no-break spaces": lambda n: "The ministers\u00a0met in\u00a0Lima. " * (n // 2),
    "addresses": each(lambda i: f"https://example.org/{surname(i)}/a?b={i} "),
    "letters": each(lambda i: f"{chr(97 + i % 26)} {chr(97 + i % 25)} "),
    "initials": each(lambda i: chr(65 + i % 26) + ". "),
    "said": lambda n: "said " * n,
    "a sentence without an end": each(
        lambda i: f"and the minister of {of(STATES, i)} met the leader {surname(i)} ", words=4
    ),
    "lines": lambda n: "They met.\n" * n,
    "a word a line": each(lambda i: of(("Ministers", "met", "Lima", "Ana", "said"), i) + "\n"),
    "a name a line": each(lambda i: f"{of(GIVEN, i)} {surname(i)}\n"),
    "blank lines": lambda n: "The talks ended.\n\n" * (n // 2),
    "headings": each(lambda i: f"Ministers of {of(STATES, i)} Meet\n\n", words=2),
    "marked headings": each(lambda i: f"# Ministers of {of(STATES, i)} Meet\n\n", words=2),
    "dated lines": each(lambda i: f"Published {1 + i % 28} June 2025\n", words=2),
    "a transcript": each(lambda i: f"QUESTION: Why?\nPRESIDENT {surname(i).upper()}: We met.\n", words=2),
    "names": each(lambda i: f"{of(GIVEN, i)} {surname(i)} met China. ", words=2),
    "names and titles": each(
        lambda i: f"{of(PEOPLES, i)} ministers met. {of(GIVEN, i)} {surname(i % 50)} spoke. ", words=3
    ),
    "a list of names": each(lambda i: f"{of(GIVEN, i)} {surname(i)}, "),
    "bodies": each(lambda i: f"The Ministry of {surname(i)} and the {surname(i + 1)} Council met. ", words=2),
    "officials": lambda n: "US officials met Chinese leaders, and they agreed. " * (n // 3),
    "bearers": each(lambda i: f"The foreign minister of {of(STATES, i)}, {surname(i)}, spoke. ", words=2),
    "respectively": each(
        lambda i: (
            f"The ministers of {of(STATES, i)} and {of(STATES, i + 1)}, {surname(i)} and "
            f"{surname(i + 1)}, met. "
        ),
        words=4,
    ),
    "pronouns": lambda n: "He told her that they would meet him. " * (n // 3),
    "pronouns among names": each(
        lambda i: f"{of(GIVEN, i)} {surname(i)} said he met her and they told them. ", words=4
    ),
    "numbers": lambda n: "1,000.5 12 2024 " * (n // 2),
    "dates": lambda n: "on Monday, 4 March 2024, for two days, " * (n // 4),
    "titles": lambda n: "President of Chile, foreign minister, " * (n // 3),
    "meetings": lambda n: "Biden met Xi in Lima and will visit Japan for talks with Ishiba. " * (n // 4),
    "meetings of states": each(
        lambda i: f"{of(STATES, i)} met {of(STATES, 7 * i + 3)} in {of(CITIES, i)}. ", words=2
    ),
    "meetings of persons": each(
        lambda i: f"{surname(i)} met {surname(i + 1)} in {of(CITIES, i)} on {1 + i % 28} May. ", words=3
    ),
    "meetings in one sentence": each(lambda i: f"{of(STATES, i)} met {of(STATES, 7 * i + 3)}, ", words=2),
    "quotations": lambda n: "“We will not accept this,” he said. Iran urged China to stop. " * (n // 5),
    "demands": each(
        lambda i: f"{of(STATES, i)} urged {of(STATES, i + 5)} to lift sanctions over trade. ", words=3
    ),
    "issues": lambda n: "They discussed trade, climate, nuclear weapons and security. " * (n // 4),
    "summits": each(lambda i: f"the {of(CITIES, i)} summit, ", words=2),
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS.keys())
def test_twice_the_text_is_about_twice_the_work(analyzer: Analyzer, run: Callable[[int], str]) -> None:
    articles = [read_text(f"President Toll met Xi.\n\n{run(units)}") for units in (SMALL, 2 * SMALL)]
    for article in articles:
        analyzer.analyze(article)  # what is loaded on first use is no cost of the text
    one, two = (work(lambda a=article: dump_record(analyzer.analyze(a))) for article in articles)
    assert two <= MOST * one
