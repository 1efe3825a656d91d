"""Readout: a news article about a diplomatic meeting becomes one validated record."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("readout")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
