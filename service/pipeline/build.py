"""The pipeline, from the tokenizer, the shipped model and the rule components."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

from service.pipeline.foreign import load_foreign

COMPONENTS: Final = (
    "readout_encoder",
    "readout_gazetteer",
    "readout_titles",
    "readout_quotes",
    "readout_entities",
)
"""In order; each reads what those before it have written."""

_MODULES: Final = {
    "readout_encoder": "service.encoder.component",
    "readout_foreign": "service.pipeline.foreign",
    "readout_gazetteer": "service.pipeline.names.gazetteer",
    "readout_titles": "service.pipeline.offices.titles",
    "readout_quotes": "service.pipeline.quotes",
    "readout_entities": "service.pipeline.entities.coreference",
}
"""Where a component's factory is registered."""

SUFFIX_REACH: Final = 64
"""Characters from a token's end in which the tokenizer looks for a suffix: without a bound its
cost is quadratic on runs of punctuation."""


_AFTER_ABBREVIATION: Final = r"(?<=[A-Z]\.)-(?=[A-Za-z])"
"""The hyphen of "U.S.-China", which spaCy's own rules leave inside one token."""


def build_tokenizer() -> Language:
    """English tokenizer alone, linear on runs of punctuation."""
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    infixes = [*(nlp.Defaults.infixes or ()), _AFTER_ABBREVIATION]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = _last_characters(tokenizer.suffix_search)
    return nlp


def build_nlp(components: tuple[str, ...] = COMPONENTS, *, model: str | Path | None = None) -> Language:
    """The whole pipeline or a part of it.

    `model` is to be used instead of the shipped model: the folder of another encoder, or a spaCy pipeline by
    its folder or package, which then comes first, with its own tokenizer. Raises `OSError` or `ValueError`
    where it can't be used.
    """
    if model is None or is_encoder(model):
        nlp = build_tokenizer()
    else:
        nlp = load_foreign(model)
        components = ("readout_foreign", *(name for name in components if name != "readout_encoder"))
    for name in components:
        import_module(_MODULES[name])
        given = {"model": str(model)} if model is not None and name == "readout_encoder" else {}
        nlp.add_pipe(name, config=given)
    return nlp


def is_encoder(model: str | Path) -> bool:
    """Whether it is the folder of an encoder, as the shipped model is."""
    return (Path(model) / "encoder.onnx").is_file()


def _last_characters(search: Callable[[str], re.Match[str] | None]) -> Callable[[str], re.Match[str] | None]:
    def limited(text: str) -> re.Match[str] | None:
        return search(text[-SUFFIX_REACH:])

    return limited
