"""Who is who in the records of several articles."""

from __future__ import annotations

from typing import Any

import pytest

from service.compare.actors import actors, normalise
from tests.compare.records import RUS, USA, person, record

UKR = {"name": "Ukraine", "alpha2": "UA", "alpha3": "UKR"}


def joined(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether an actor of one record is that of another."""
    found, _ = actors([record(one | {"id": "s1"}), record(other | {"id": "s1"})])
    return len(found) == 1


def who(
    name: str, country: dict[str, str] | None = USA, role: str | None = None, **more: Any
) -> dict[str, Any]:
    return person(1, name, country, role, **more)


SAME = [
    (who("Vladimir Putin", RUS), who("Vladimir Putin", RUS)),
    (who("Vladimir Putin", RUS), who("Vladimir Putin", None)),
    (who("Vladimir Putin", RUS), who("Vladimir Putin", USA)),
    (who("Joseph R. Biden, Jr."), who("Joe Biden")),
    (who("Biden"), who("Joe Biden")),
    (who("J. Biden"), who("Joe Biden")),
    (who("Bill Clinton", role="President"), who("William Clinton", role="President")),
    (who("Volodymyr Zelensky", UKR), who("Volodymyr Zelenskyy", UKR)),
    (who("Volodymyr Zelensky", UKR), who("Volodímir Zelensky", UKR)),
    (
        who("NATO", None, kind="organization"),
        who("North Atlantic Treaty Organization", None, kind="organization"),
    ),
    (who("the United States", kind="state"), who("USA", kind="state")),
]
OTHERS = [
    (who("Putin", RUS), who("Putin", USA)),
    (who("Vladimir Putin", RUS), who("Igor Putin", USA)),
    (who("Bill Clinton", role="President"), who("Hillary Clinton", role="Secretary of State")),
    (who("George Bush", None), who("Jeb Bush", None)),
    (who("Biden", None), who("Joe Biden")),
    (who("Russia", RUS, kind="state"), who("Vladimir Putin", RUS)),
    (who("Russia", RUS, kind="state"), who("United States", USA, kind="state")),
    (who("EU", None, kind="organization"), who("NATO", None, kind="organization")),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=lambda entry: entry["name"])
def test_one_actor_under_two_names(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert joined(one, other)


@pytest.mark.parametrize(("one", "other"), OTHERS, ids=lambda entry: entry["name"])
def test_two_actors_of_like_names(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not joined(one, other)


def test_the_closest_has_it_and_one_record_never_joins_its_own() -> None:
    pair = [person(1, "J. Bush", USA), person(2, "Jeb Bush", USA)]
    found, where = actors([record(*pair), record(person(1, "Jeb Bush", USA))])
    assert len(found) == 2
    assert where[1, "s1"] is where[0, "s2"]


def test_name_and_country_are_the_fullest_known() -> None:
    found, _ = actors([record(person(1, "Vladimir Putin", None)), record(person(1, "Vladimir Putin", RUS))])
    assert (found[0].name, found[0].country) == ("Vladimir Putin", RUS)


def test_the_country_is_the_one_that_most_records_give() -> None:
    found, _ = actors([record(person(1, "Vladimir Putin", country)) for country in (USA, RUS, RUS)])
    assert [actor.country for actor in found] == [RUS]


def test_normalise() -> None:
    assert normalise("The Élysée-Palace’s") == "elysee palaces"
    assert normalise("The") == "the"
