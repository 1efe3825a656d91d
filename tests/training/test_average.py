"""The mean of weights of several runs."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")


def test_grown_layers_count_as_zero_before(tmp_path: Path) -> None:
    from training.heads.average import average

    old, new = tmp_path / "old.pt", tmp_path / "new.pt"
    torch.save({"head.weight": torch.tensor([[4.0, 8.0]])}, old)
    torch.save({"head.weight": torch.tensor([[8.0, 0.0, 4.0]])}, new)
    found = average({new: 0.75, old: 0.25})["head.weight"]
    assert found.tolist() == [[7.0, 2.0, 3.0]]
