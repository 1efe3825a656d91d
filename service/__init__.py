"""Readout: a news article about a diplomatic meeting becomes one validated record."""

import os
from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("readout")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"

# onnxruntime from 1.29 on reports sessions to its maker over the network, from threads that start on import
# and don't survive a fork. The opt-out counts only where it is set before the import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
