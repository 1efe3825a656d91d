"""Names give way to others of their kind and length, labels stay."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from training.batches import Window
from training.labels import name_sets
from training.renaming import Names, spans
from training.samples import Tokens

KEYS = name_sets()[0]


def numbers(*tags: str) -> list[int]:
    return [KEYS.index(f"crossner {tag}") for tag in tags]


@pytest.fixture
def names(tmp_path: Path) -> Names:
    leaders = tmp_path / "leaders.tsv"
    leaders.write_text("name\tcountry\nAna Ruiz\tESP\nBo Li\tCHN\n", encoding="utf8")
    words = ["Ilse", "Brandt", "visited", "Norland"]
    labels: dict[str, list[object]] = {"names": [*numbers("B-person", "I-person", "O", "B-country")]}
    return Names([Tokens("crossner", "1", words, [False] * 4, [0], labels)], leaders)


def test_spans_of_several_kinds() -> None:
    tags = numbers("B-person", "I-person", "B-country", "O", "B-misc", "B-organisation")
    assert list(spans(tags)) == [(0, 2, "PERSON"), (2, 3, "LOC"), (5, 6, "ORG")]


def test_a_name_gives_way_to_one_of_its_length_wherever_it_stands(names: Names) -> None:
    words = ["Max", "Moe", "and", "Max", "Moe", "met", "Ed"]
    labels = {"names": np.array(numbers("B-person", "I-person", "O", "B-person", "I-person", "O", "O"))}
    window = Window(0, words, [False] * 7, labels)
    seen = {tuple(names.rename(window, random.Random(seed)).words) for seed in range(40)}
    assert len(seen) > 1
    for found in seen:
        assert found[:2] == found[3:5]
        assert (found[2], *found[5:]) == ("and", "met", "Ed")
        assert found[:2] in {("Max", "Moe"), ("Ana", "Ruiz"), ("Bo", "Li"), ("Ilse", "Brandt")}


def test_without_labels_of_names_nothing_changes(names: Names) -> None:
    window = Window(0, ["Max", "Moe"], [False, False], {})
    assert names.rename(window, random.Random(1)) is window
