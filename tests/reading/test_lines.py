"""Lines keep their places in a text of any kind."""

import pytest

from service.reading.lines import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\nTwo", ["One", "Two"]),
        ("One\r\nTwo\rThree", ["One", "Two", "Three"]),
        ("\ufeffOne", ["One"]),
        ("\x00 One \x00", ["One"]),
        ("  • One  \n\n\t* Two", ["One", "Two"]),
        ("-5 degrees\n—Agency", ["-5 degrees", "—Agency"]),
        ("\n \r\n\t\n", []),
        ("🤝\ne\u0301", ["🤝", "e\u0301"]),
    ],
)
def test_lines_are_slices_of_the_text(text: str, expected: list[str]) -> None:
    found = list(lines(text))
    assert [line.text for line in found] == expected
    assert [text[line.start : line.end] for line in found] == expected


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n", "\r\r"])
def test_a_blank_line_is_seen_before_the_next(gap: str) -> None:
    assert [line.after_blank for line in lines(f"One{gap}Two\nThree")] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("The two ministers met in the capital for talks on the border.", True),
        ("“The two ministers met in the capital for talks on the border.”", True),
        ("The two ministers met.", False),
        ("A row of words that has no end and could be a headline of any kind at all", False),
    ],
)
def test_a_paragraph_is_long_and_ends_as_a_sentence(line: str, prose: bool) -> None:
    (found,) = lines(line)
    assert found.is_prose is prose
