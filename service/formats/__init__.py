"""Dumped records as bytes: JSON, NDJSON, CSV, PLOVER events, JSON-LD, Parquet."""

from service.formats.registry import FORMATS, JSON, NDJSON, Format, format_named, formats, render, stream

__all__ = ["FORMATS", "JSON", "NDJSON", "Format", "format_named", "formats", "render", "stream"]
