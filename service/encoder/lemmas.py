"""Lemmas as edit scripts: how much of the word's end goes and what comes instead.

After the suffix-edit classes of Chrupała et al. (2008), which make lemmatisation a tagging task.
What a script makes of a verb is held against a list of verbs, as spaCy's rule lemmatizer does.
A script is a case sign (``L`` lower the word first, ``K`` keep it, ``T`` title it), the number of final
characters to drop in two digits, and the ending to add: ``L03y`` makes "Countries" "country".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.lexicons.verbs import base_forms


def lemma_script(word: str, lemma: str) -> str:
    """The script that turns `word` into `lemma`."""
    candidates = (("L", word.lower()), ("K", word), ("T", word.title()))
    return min((_script(sign, base, lemma) for sign, base in candidates), key=lambda item: item[0])[1]


def _script(sign: str, base: str, lemma: str) -> tuple[int, str]:
    shared = 0
    for left, right in zip(base, lemma, strict=False):
        if left != right:
            break
        shared += 1
    cut = min(len(base) - shared, 99)
    return cut, f"{sign}{cut:02d}{lemma[shared:]}"


def apply_script(word: str, script: str) -> str:
    """The lemma of `word` by `script`; the word itself where the script would leave nothing."""
    base = word.lower() if script[0] == "L" else word.title() if script[0] == "T" else word
    cut, ending = int(script[1:3]), script[3:]
    if cut > len(base):
        return base
    return (base[: len(base) - cut] + ending) or word


def lemma_of(word: str, upos: str, *, script: str, table: Mapping[str, str]) -> str:
    """The lemma by `table` ("were VERB"), else by `script`; a verb's is held against the list."""
    lemma = table.get(f"{word.lower()} {upos}") or apply_script(word, script)
    return verb_lemma(word, lemma) if upos == "VERB" else lemma


def verb_lemma(word: str, lemma: str) -> str:
    """`lemma`, or the verb that `word` is a regular form of where the list has that verb and not `lemma`."""
    known = base_forms()
    if lemma.lower() in known:
        return lemma
    return next((base for base in _bases(word.lower()) if base in known), lemma)


def _bases(form: str) -> Iterator[str]:
    """Base forms that the spelling of a regular form allows, likeliest first."""
    if form.endswith(("ied", "ies")):
        yield form[:-3] + "y"
    ending = next((end for end in ("ing", "ed", "s") if form.endswith(end)), "")
    stem = form.removesuffix(ending)
    if ending == "s":
        yield from (stem, stem.removesuffix("e"))
    elif ending:
        doubled = stem[-1:] == stem[-2:-1]
        yield from (stem, stem[:-1], stem + "e") if doubled else (stem, stem + "e")
