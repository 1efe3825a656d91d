"""Records of several articles side by side: what all report, what some leave out, where they differ."""

from service.compare.actors import Actor, actors
from service.compare.comparing import compare
from service.compare.text import as_text

__all__ = ["Actor", "actors", "as_text", "compare"]
