"""Sessions of onnxruntime as a worker process wants them."""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path
from typing import Final

import onnxruntime  # type: ignore[import-untyped]

CPUINFO: Final = Path("/proc/cpuinfo")


def session(graph: Path) -> onnxruntime.InferenceSession:
    """A session on one thread: processes, not threads, use further cores. To be made after a worker's fork.

    Raises `OSError` where the file is missing.
    """
    if not graph.is_file():
        raise OSError(f"{graph.parent} has no {graph.name}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # kept for each shape of input, and articles have thousands of shapes
    if overflows():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


@cache
def overflows(cpuinfo: Path = CPUINFO) -> bool:
    """Whether the processor's fast products of uint8 and int8 overflow: x86-64 without VNNI.

    Exact products are slower and give the integers that VNNI gives; with VNNI they would only be slower.
    Where `cpuinfo` can't be read, the slow ones it is.
    """
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return False
    try:
        return "vnni" not in cpuinfo.read_text(encoding="utf-8")
    except OSError:
        return True
