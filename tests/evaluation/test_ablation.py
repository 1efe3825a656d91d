"""The ablation switches off what exists, and its sessions answer as the ones they keep."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pytest

from evaluation.ablation import RULES, _Kept


@pytest.mark.parametrize("target", sorted({t for patches in RULES.values() for t, _ in patches}))
def test_what_is_switched_off_exists(target: str) -> None:
    path = target.split(".")
    place: Any = None
    for end in range(len(path) - 1, 0, -1):
        try:
            place = importlib.import_module(".".join(path[:end]))
        except ModuleNotFoundError:
            continue
        break
    for name in path[end:]:
        place = getattr(place, name)


def test_answers_are_kept_by_content() -> None:
    asked = []

    class Session:
        def run(self, _: Any, feed: dict[str, Any]) -> list[Any]:
            asked.append(feed)
            return [feed["ids"] * 2]

    kept = _Kept(Session())
    one, other = np.array([[1, 2]]), np.array([[1], [2]])
    answers = [kept.run(None, {"ids": ids})[0] for ids in (one, one.copy(), other)]
    assert len(asked) == 2
    assert answers[0] is answers[1]
    assert answers[2].shape == (2, 1)
