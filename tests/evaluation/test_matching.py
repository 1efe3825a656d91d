"""Names, roles and one-to-one pairs."""

from __future__ import annotations

import pytest

from evaluation.facts import Actor
from evaluation.matching import likeness, normalise, pair, role_head


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("  The  Hague Club ", "hague club"),
        ("José Núñez-Ortega", "jose nunez ortega"),
        ("Samuel K. Brandt, Jr.", "samuel k brandt"),
        ("O’Malley", "omalley"),
        ("The", "the"),
    ],
)
def test_normalise(name: str, normal: str) -> None:
    assert normalise(name) == normal


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Ana Ruiz", "PER"), ("ana ruiz", "PER"), 2),
        (("Ana Ruiz", "PER"), ("Ana Ruiz", "CHL"), 2),
        (("Ana Ruiz", "PER"), ("Ruiz", None), 1),
        (("Ruiz", "PER"), ("Ana Ruiz", "PER"), 1),
        (("Ana Ruiz", "PER"), ("Ruiz", "CHL"), 0),
        (("Ana Ruiz", "PER"), ("Ana", "PER"), 0),
        (("Ana Ruiz", "PER"), ("Eva Ruiz", "PER"), 0),
        (("Elke van der Meer", "NLD"), ("van der Meer", "NLD"), 1),
        (("Elke van der Meer", "NLD"), ("Meer", "NLD"), 1),
        (("Omar al-Hadid", "SYR"), ("Hadid", None), 1),
        (("Li Weidong", "CHN"), ("Li", None), 1),
        (("Li Weidong", "CHN"), ("Weidong", None), 1),
        (("Lee Weidon", "USA"), ("Lee", None), 0),
        (("Peru", "PER"), ("Chile", "CHL"), 0),
    ],
)
def test_likeness_is_symmetric(
    one: tuple[str, str | None], other: tuple[str, str | None], expected: int
) -> None:
    assert likeness(Actor(*one), Actor(*other)) == expected
    assert likeness(Actor(*other), Actor(*one)) == expected


@pytest.mark.parametrize(
    ("role", "head"),
    [
        ("President of the Republic", "president"),
        ("Deputy Foreign Minister", "minister"),
        ("secretary of state for trade", "secretary"),
        ("National Security Advisor", "adviser"),
        ("president-elect", "president"),
        ("head, policy unit", "head"),
        ("", None),
        (None, None),
    ],
)
def test_role_head(role: str | None, head: str | None) -> None:
    assert role_head(role) == head


def test_pairs_are_as_many_as_possible_whatever_the_order() -> None:
    alike = {("a", "x"): 1, ("a", "y"): 1, ("b", "x"): 1}

    def likeness(left: str, right: str) -> int:
        return alike.get((left, right), 0)

    assert pair(["a", "b"], ["x", "y"], likeness) == ((0, 1), (1, 0))
    assert pair(["b", "a"], ["y", "x"], likeness) == ((0, 1), (1, 0))
    assert pair([], ["x"], likeness) == ()
