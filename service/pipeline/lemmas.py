"""Lemmas as edit scripts: how much of the word's end goes and what comes instead.

After the suffix-edit classes of Chrupała et al. (2008), which make lemmatisation a tagging task.
A script is a case sign (``L`` lower the word first, ``K`` keep it, ``T`` title it), the number of final
characters to drop in two digits, and the ending to add: ``L03y`` makes "Countries" "country".
"""

from __future__ import annotations


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
