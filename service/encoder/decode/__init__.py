"""Decoders: from scores of a head to a consistent answer."""
