"""The installed heads as a checkpoint to go on from: ``python -m training.heads.restore OUT.pt``.

The encoder's weights come back from int8 through their scales, the heads' from 16-bit floats. A run
whose file names the checkpoint as its `init` starts within rounding of what ships.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from service.heads.network import FOLDER
from training.restore import dequantised
from training.smooth import unsmoothed

_PRODUCT = re.compile(r"/encoder/layers\.(?P<layer>\d+)/(?P<module>\w+)/MatMul_quant$")


def weights(folder: Path = FOLDER) -> dict[str, Tensor]:
    """State of `training.heads.model.Heads` over MiniLM from ``encoder.onnx`` and ``heads.npz``."""
    graph = onnx.load(folder / "encoder.onnx").graph
    arrays = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    found = {name: array for name, array in arrays.items() if name.startswith("encoder.")}
    rows, scale = found.pop("encoder.pieces.rows"), found.pop("encoder.pieces.scale")
    found["encoder.pieces.weight"] = rows.astype(np.float32) * scale
    for node in graph.node:
        if node.op_type == "MatMulInteger" and (match := _PRODUCT.match(node.name)):
            place = f"encoder.layers.{match['layer']}.{match['module']}.weight"
            found[place] = dequantised(arrays, node.input[1].removesuffix("_quantized")).T
    with np.load(folder / "heads.npz") as stored:
        found |= {name: stored[name] for name in stored.files}
    return unsmoothed({name: torch.from_numpy(np.array(array, np.float32)) for name, array in found.items()})


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, default=FOLDER)
    options = parser.parse_args()
    torch.save(weights(options.model), options.out)


if __name__ == "__main__":
    main()
