"""The mean of several runs' weights: ``python -m training.heads.average OUT FIRST=0.75 SECOND=0.25``.

Runs that went on from one another lie in one basin, and their mean generalises better than each (Wortsman et
al. 2022, model soups).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def average(parts: dict[Path, float]) -> dict[str, Tensor]:
    """Weighted mean of files of weights. A layer that has grown new inputs counts as 0 for them before."""
    loaded = {path: torch.load(path, weights_only=True) for path in parts}
    whole: dict[str, Tensor] = {}
    for name in next(iter(loaded.values())):
        values = [(share, loaded[path][name].float()) for path, share in parts.items()]
        size = [max(lengths) for lengths in zip(*(v.shape for _, v in values), strict=True)]
        total = torch.zeros(size)
        for share, value in values:
            total[tuple(slice(0, length) for length in value.shape)] += share * value
        whole[name] = total
    return whole


def main() -> None:
    """Average and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="+", metavar="FILE=SHARE")
    options = parser.parse_args()
    pairs = (part.rsplit("=", 1) for part in options.parts)
    parts = {Path(name): float(share) for name, share in pairs}
    if abs(sum(parts.values()) - 1) > 1e-6:
        raise SystemExit("the shares must add up to 1")
    torch.save(average(parts), options.out)


if __name__ == "__main__":
    main()
