"""Who follows a word for meeting behind "with": the tree's account checked against the surface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from service.candidates.entities import EntityIndex
from service.extract.envoys import sent_by
from service.extract.series import series
from service.lexicons.meetings import around, blocked, trigger_nouns

_WITH: Final = frozenset({"with", "between", "among", "amongst", "alongside"})
_BREAKS: Final = frozenset({":", ";", "."})
_REACH: Final = 14
"""Words that may stand between the word for a meeting and "with": its place, day and topic."""
_FAR: Final = 24
"""Words that may stand between it and "involving", its verb and day among them."""
_FILLERS: Final = frozenset({"DET", "ADJ", "NUM", "ADV", "PROPN", "ADP"})


def across(trigger: Token, index: EntityIndex, known: tuple[str, ...]) -> tuple[str, ...]:
    """The partners by the surface, where it and the tree (`known`) agree in part or the tree named nobody;
    `known` itself where they do not.

    A title that the text uses for several persons ("Speaker of the Assembly <name>") means the name behind
    it.
    """
    found = opposite(trigger, index)
    if not found or not known or set(known) & set(found):
        return tuple(dict.fromkeys((*known, *found)))
    return known if any(_is_told(trigger, index, key) for key in known) else found


def _is_told(trigger: Token, index: EntityIndex, key: str) -> bool:
    """Whether the rest of the sentence names the actor, and does not only describe it."""
    actor, end = index[key], trigger.sent.end
    return actor.kind != "person" or any(
        trigger.i < m.start < end and index.is_name(m) for m in actor.mentions
    )


def involved(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """Who follows "involving" or "bringing together", however far from the word for the meeting."""
    doc, end = noun.doc, noun.sent.end
    for i in range(noun.i + 1, min(end, noun.i + _FAR)):
        if doc[i].text in _BREAKS or doc[i].lemma_ in trigger_nouns():
            return ()
        if doc[i].lower_ in around("involve"):
            found = series(index, i + 1 + (doc[i + 1].lower_ == "together"), end)
            stated = (sent_by(key, index) for key in found)
            return tuple(key for keys in stated for key in keys if index[key].kind != "group")
    return ()


def singled_out(nouns: Iterable[Token], index: EntityIndex) -> tuple[str, ...]:
    """Who of the officials met the text names behind "including"."""
    found: list[str] = []
    for noun in nouns:
        if noun.lower_ not in blocked("office"):
            continue
        doc, end = noun.doc, min(noun.sent.end - 1, noun.i + _REACH)
        at = next((i for i in range(noun.i + 1, end) if doc[i].lower_ == "including"), None)
        if at is not None and not any(t.pos_ == "VERB" for t in doc[noun.i + 1 : at]):
            found += [k for k in series(index, at + 1, noun.sent.end) if index[k].kind == "person"]
    return tuple(found)


def opposite(trigger: Token, index: EntityIndex) -> tuple[str, ...]:
    """Who follows a word for meeting behind "with" or "between", across its place and day."""
    doc, end = trigger.doc, trigger.sent.end
    for i in range(trigger.i + 1, min(end, trigger.i + _REACH)):
        token = doc[i]
        if token.lower_ in _WITH:
            return series(index, i + 1, end)
        if token.pos_ not in _FILLERS and token.lower_ not in around("arranged") | around("scene"):
            return ()
    return ()


def spelt_out(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """States behind a colon: "the summit of the guarantors of peace: Chad, Niger and Mali"."""
    doc, end = noun.doc, noun.sent.end
    colon = next((i for i in range(noun.i + 1, min(end, noun.i + _REACH)) if doc[i].text in _BREAKS), None)
    if colon is None or doc[colon].text != ":" or any(t.pos_ == "AUX" for t in doc[noun.i : colon]):
        return ()
    found = series(index, colon + 1, end)
    return found if len(found) > 1 and all(index[k].kind == "state" for k in found) else ()
