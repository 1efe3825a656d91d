"""Measures of the extractor against gold records; `docs/evaluation.md` says how to read them."""
