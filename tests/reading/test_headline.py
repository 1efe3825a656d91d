"""Headlines. In the cases the headline stands within [[ ]]."""

import pytest

from service.reading.headline import find_headline, starts_with_title
from service.reading.lines import lines

LEAD = "The foreign ministers of Freedonia and Sylvania met in Geneva on Monday to discuss their border."
LONG = f"{LEAD} They agreed to meet again in spring, and said that a commission would draw the new line."


@pytest.mark.parametrize(
    "marked",
    [
        f"[[Ministers meet on the border]]\n\n{LEAD}",
        f"[[Ministers meet on the border]]\r\n\r\n{LEAD}",
        f"[[Ministers meet on the border]]\n{LONG}",
        f"[[Can they agree?]]\n\n{LEAD}",
        f"[[Ministers meet on the border; no deal on\ncheese]]\n\n{LEAD}",
        f"[[Ministers meet…]]\n\n{LEAD}",
        f"[[Ministers meet]]\nLIMA, Peru (AP) — {LEAD}",
    ],
)
def test_a_headline_stands_apart_from_the_lead(marked: str) -> None:
    text = marked.replace("[[", "").replace("]]", "")
    found = find_headline(list(lines(text)))
    assert found is not None
    assert text[slice(*found)] == marked[2:].partition("]]")[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ministers meet on the border",
        LEAD,
        f"They met.\n\n{LONG}",
        "The foreign ministers of Freedonia and\nSylvania met in Geneva. They\nspoke of the border.\n\nMore.",
        f"• Ministers meet\n\n{LEAD}",
        f"LIMA, Peru (AP) — Ministers of both sides\n\n{LEAD}",
        f"The ministers met, and then,\n\n{LEAD}",
    ],
)
def test_a_first_sentence_is_no_headline(text: str) -> None:
    assert find_headline(list(lines(text))) is None


@pytest.mark.parametrize(
    ("first", "title", "same"),
    [
        ("“Ministers” meet on the border", "'Ministers' meet on the Border", True),
        ("Ministers meet on the border", "Ministers meet", False),
        ("Ministers meet", "—", False),
    ],
)
def test_a_title_is_known_again_whatever_its_marks(first: str, title: str, same: bool) -> None:
    assert bool(starts_with_title(list(lines(f"{first}\n\n{LEAD}")), title)) is same
