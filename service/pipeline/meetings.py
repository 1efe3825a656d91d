"""`readout_meetings`: words that evoke a meeting, by lemma and frame.

A trigger is a noun or verb of meeting in a sense that fits diplomacy; what kind of word it is
goes to ``label_``. Arguments, status and identity are the extractors' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from service.annotations import MEETINGS, register
from service.grammar import (
    obliques,
    preposition_of,
    prepositional,
)
from service.lexicons import meetings as words
from service.pipeline.meeting_company import calls_on
from service.pipeline.meeting_frames import FRAMES, is_beside_gathering, partner_follows

_MEALS: Final = frozenset({"audience", "reception", "dinner", "lunch", "breakfast"})
_CALL_VERBS: Final = frozenset({"hold", "have", "make", "take", "receive", "join", "place", "discuss"})
_PHONE: Final = frozenset({"phone", "telephone", "call", "telephonic"})
_VIDEO: Final = frozenset({"video", "videoconference", "videolink", "virtual", "virtually", "online"})


@Language.factory("readout_meetings", assigns=["doc.spans"])
def make_meetings(nlp: Language, name: str) -> MeetingTriggers:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_meetings")`."""
    register()
    return MeetingTriggers()


class MeetingTriggers:
    """Writes ``doc.spans[MEETINGS]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        doc.spans[MEETINGS] = SpanGroup(doc, name=MEETINGS, spans=list(self.find(doc)))
        return doc

    def find(self, doc: Doc) -> Iterator[Span]:
        """Trigger words in order of the text."""
        mediating = {t.head.i for t in doc if t.lower_ == "mediation" and t.dep_ in {"compound", "amod"}}
        for token in doc:
            label = _label(token, mediating)
            if label:
                yield Span(doc, token.i, token.i + 1, label=label)


def _label(token: Token, mediating: set[int]) -> str | None:
    """Label of the trigger, None for other words. In headlines ("Call with X") the tag is no guide.

    `mediating`: the tokens before which "mediation" stands.
    """
    if token.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return _noun(token, mediates=token.i in mediating)
    found = _verb(token) if token.pos_ == "VERB" else None
    if found or not token.is_title:
        return found
    noun = words.trigger_nouns().get(token.lower_)
    return noun if noun and partner_follows(token, 1) else None


def _noun(token: Token, *, mediates: bool) -> str | None:
    """Label of a noun trigger in a diplomatic sense.

    "A mediation effort between the two": whoever mediates talks with both.
    """
    label = words.trigger_nouns().get(token.lemma_.lower())
    if label is None and mediates and obliques(token, "between"):
        label = "negotiate"
    if label is None or token.dep_ in {"compound", "flat"} or (token.pos_ == "ADJ" and token.dep_ == "amod"):
        return None
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"compound", "amod", "nmod:poss", "flat"}}
    if modifiers & words.blocked("modifier") and not _is_counted(token):
        return None
    if token.lemma_.lower() == "talk" and token.tag_ == "NN" and preposition_of(token) != "for":
        return None
    if token.lemma_.lower() in _MEALS and not (obliques(token, "with") or _is_official(token, modifiers)):
        return None
    if label == "call" and _is_courtesy(token, modifiers):
        return "meet"
    if label == "call" and not _is_phone_call(token, modifiers):
        return None
    if token.lemma_.lower() == "exchange" and not _is_had(token, modifiers):
        return None
    if label == "negotiate" and token.lemma_.lower() == "round" and not obliques(token, "of"):
        return None
    if label in {"meet", "talks", "call"}:
        return "video" if modifiers & _VIDEO else "call" if modifiers & _PHONE else label
    return label


def _is_official(meal: Token, modifiers: set[str]) -> bool:
    """ "A working lunch", "had lunch with her counterpart", where a parser hangs the guest on the verb."""
    shared = meal.head.lemma_ in {"have", "hold", "share", "take"} and obliques(meal.head, "with")
    return bool(shared) or bool(modifiers & {"working", "private", "bilateral"})


def _is_counted(token: Token) -> bool:
    """ "Six-party talks" are no party's talks."""
    return any(c.dep_ == "nummod" for part in token.children for c in part.children)


def _is_courtesy(call: Token, modifiers: set[str]) -> bool:
    """ "A courtesy call on the minister", "paid calls on"."""
    return "courtesy" in modifiers or (call.head.lemma_ == "pay" and bool(obliques(call, "on", "upon", "to")))


def _is_had(exchange: Token, modifiers: set[str]) -> bool:
    """ "Had a frank exchange with X", "an exchange of views": in words, not of prisoners or students."""
    things = {o.lemma_.lower() for o in obliques(exchange, "of")}
    if things or any(c.dep_ == "compound" for c in exchange.children) or modifiers & {"cultural", "academic"}:
        return bool(things & {"view", "opinion"}) and bool(obliques(exchange, "with", "between"))
    return (
        exchange.tag_ == "NN"
        and exchange.head.lemma_ in {"have", "hold"}
        and bool(obliques(exchange, "with"))
    )


def _is_phone_call(token: Token, modifiers: set[str]) -> bool:
    """A call between persons, not a "call for" something."""
    if modifiers & (_PHONE | {"video", "conference"}):
        return True
    prepositions = {p for p, _ in prepositional(token)}
    if prepositions & {"for", "on", "to"} and "with" not in prepositions:
        return False
    return "with" in prepositions or "between" in prepositions or token.head.lemma_ in _CALL_VERBS


def _verb(token: Token) -> str | None:
    """Label of a verb trigger whose frame is that of a meeting."""
    lemma = words.known_verb(token.lemma_, token.lower_, words.trigger_verbs())
    if lemma is None:
        return None
    label = words.trigger_verbs()[lemma]
    if lemma == "call" and calls_on(token):
        return "meet"
    check = FRAMES.get(lemma)
    if check is not None and not check(token):
        return None
    if label in {"meet", "talks", "call"}:
        near = {t.lower_ for t in token.subtree if abs(t.i - token.i) < 8}
        if near & {"video", "videoconference", "videolink", "virtually", "online"}:
            return "video"
        if lemma == "speak" and is_beside_gathering(token):
            return "meet"
        if label == "call" or (near & {"phone", "telephone"}):
            return "call"
    return label
