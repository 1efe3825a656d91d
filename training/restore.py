"""The installed model as a checkpoint to go on from: `python -m training.restore --name shipped`.

Weights come back from int8 through their scales; what the graph does not hold (the vectors of single
corpora, of which it keeps one) starts from the vector it keeps.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.export import MODEL
from training.labels import CORPUS_VECTORS
from training.prepare import WORK
from training.smooth import unsmoothed

_MATRIX = re.compile(r"/(?P<module>.*?)(?:/Gemm)?(?:/MatMul|_MatMul)?_quant$")


def weights(folder: Path) -> dict[str, Tensor]:
    """State of `training.model.Network` from the graph in `folder`; what isn't there is left out."""
    graph = onnx.load(folder / "encoder.onnx").graph
    arrays = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    found = {n.removeprefix("net."): a for n, a in arrays.items() if n.startswith("net.") and a.dtype == "f4"}
    found = {name: array for name, array in found.items() if not name.endswith("_scale")}
    rows, scale = arrays["net.encoder.pieces.rows"], found.pop("encoder.pieces.scale")
    found["encoder.pieces.weight"] = rows.astype(np.float32) * scale
    found["arc"] = dequantised(arrays, "net.arc")
    meeting = {name.split(".")[2] for name in arrays if name.startswith("net.meeting.")}
    for node in graph.node:
        match = _MATRIX.match(node.name)
        if node.op_type == "MatMulInteger" and match and match["module"] != "MatMul":
            place = _place(match["module"], meeting)
            found[place] = dequantised(arrays, node.input[1].removesuffix("_quantized")).T
    found |= _relation(folder)
    found["name_vectors.weight"] = np.tile(arrays["habit"], (len(CORPUS_VECTORS), 1))
    return unsmoothed({name: torch.from_numpy(np.array(array, np.float32)) for name, array in found.items()})


def dequantised(arrays: dict[str, Any], name: str) -> Any:
    """Weights whose last axis, if any, has a scale each."""
    whole = arrays[f"{name}_quantized"].astype(np.float32)
    return (whole - arrays[f"{name}_zero_point"].astype(np.float32)) * arrays[f"{name}_scale"]


def _place(module: str, meeting: set[str]) -> str:
    """The parameter that a node of the graph multiplies by."""
    path = module.replace("/", ".")
    if path in meeting:
        return f"meeting.{path}.weight"
    heads = ("upos", "xpos", "feats", "lemma", "sent", "stance", "role", "issues")
    return f"linear.{path}.weight" if path in heads else f"{path}.weight"


def _relation(folder: Path) -> dict[str, Any]:
    with np.load(folder / "relations.npz") as stored:
        return {f"relation.{name}": stored[name] for name in ("weight", "bias")}


def main() -> None:
    """Write ``training/work/NAME.pt``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="shipped")
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    torch.save(weights(options.model), WORK / f"{options.name}.pt")


if __name__ == "__main__":
    main()
