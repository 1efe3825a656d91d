"""`readout_meetings`: words that evoke a meeting, by lemma and frame.

A trigger is a noun or verb of meeting in a sense that fits diplomacy; what kind of word it is
goes to ``label_``. Arguments, status and identity are the extractors' business.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from service.annotations import MEETINGS, register
from service.grammar import PASSIVE_SUBJECTS, objects, obliques, preposition_of, prepositional, subjects
from service.lexicons import meetings as words

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
        for token in doc:
            label = _label(token)
            if label:
                yield Span(doc, token.i, token.i + 1, label=label)


def _label(token: Token) -> str | None:
    """Label of the trigger, None for other words. In headlines ("Call with X") the tag is no guide."""
    if token.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return _noun(token)
    found = _verb(token) if token.pos_ == "VERB" else None
    return found or (
        words.trigger_nouns().get(token.lower_) if token.is_title and _partner_follows(token, 1) else None
    )


def _partner_follows(token: Token, reach: int) -> bool:
    """Whether "with" stands among the next `reach` words."""
    return any(t.lower_ == "with" for t in token.doc[token.i + 1 : token.i + 1 + reach])


def _noun(token: Token) -> str | None:
    """Label of a noun trigger in a diplomatic sense."""
    label = words.trigger_nouns().get(token.lemma_.lower()) or _mediation(token)
    if label is None or token.dep_ in {"compound", "flat"} or (token.pos_ == "ADJ" and token.dep_ == "amod"):
        return None
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"compound", "amod", "nmod:poss", "flat"}}
    if modifiers & words.blocked("modifier") and not _is_counted(token):
        return None
    if token.lemma_.lower() == "talk" and token.tag_ == "NN" and preposition_of(token) != "for":
        return None
    if token.lemma_.lower() in {"audience", "reception", "dinner", "lunch", "breakfast"} and not obliques(
        token, "with"
    ):
        return None
    if label == "call" and not _is_phone_call(token, modifiers):
        return None
    if label == "negotiate" and token.lemma_.lower() == "round" and not obliques(token, "of"):
        return None
    if label in {"meet", "talks"}:
        return "video" if modifiers & _VIDEO else "call" if modifiers & _PHONE else label
    return label


def _mediation(noun: Token) -> str | None:
    """ "A mediation effort between the two": whoever mediates talks with both."""
    mediates = any(c.lower_ == "mediation" and c.dep_ in {"compound", "amod"} for c in noun.children)
    return "negotiate" if mediates and obliques(noun, "between") else None


def _is_counted(token: Token) -> bool:
    """ "Six-party talks" are no party's talks."""
    return any(c.dep_ == "nummod" for part in token.children for c in part.children)


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
    check = _FRAMES.get(lemma)
    if check is not None and not check(token):
        return None
    if label in {"meet", "talks", "call"}:
        near = {t.lower_ for t in token.subtree if abs(t.i - token.i) < 8}
        if near & {"video", "videoconference", "videolink", "virtually"}:
            return "video"
        if label == "call" or (near & {"phone", "telephone"}):
            return "call"
    return label


def _meets(token: Token) -> bool:
    """ "Meets criteria", "meet the needs", "met with criticism" are no meetings."""
    heads = [*objects(token), *obliques(token, "with")]
    things = {o.lemma_.lower() for o in heads} | {o.lower_ for o in heads}
    return not things & words.blocked("met")


def _speaks(token: Token) -> bool:
    """ "Spoke with X", "spoke by phone"; "spoke to reporters" and "speaks English" are none."""
    partners = obliques(token, "with") or (obliques(token, "to") if obliques(token, "by", "on") else [])
    partners += obliques(token, "by")
    return (bool(partners) or _partner_follows(token, 3)) and not {p.lemma_.lower() for p in partners} & {
        "reporter",
        "journalist",
        "press",
        "medium",
        "condition",
    }


def _talks(token: Token) -> bool:
    return bool(obliques(token, "with")) and not {p.lemma_.lower() for p in obliques(token, "with")} & {
        "reporter",
        "journalist",
    }


def _phones(token: Token) -> bool:
    """ "Called Putin" (a person, perhaps by title and name), not "called it dangerous" or "called for"."""
    return (
        bool(objects(token))
        and all(o.ent_type_ == "PERSON" or o.pos_ == "PROPN" for o in objects(token))
        and not any(c.dep_ in {"xcomp", "ccomp"} and not _is_purpose(c) for c in token.children)
        and not any(b.i - a.i > 1 for a, b in pairwise(objects(token)))
        and (token.lemma_.lower() != "call" or not obliques(token, "for", "on"))
    )


def _is_purpose(verb: Token) -> bool:
    """ "Telephoned her to discuss …": an infinitive that tells why, not what somebody is called."""
    return any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in verb.children)


def _convenes(token: Token) -> bool:
    """Persons are convened, or the unnamed ones of a group; a committee convenes itself."""
    return any(
        o.ent_type_ in {"PERSON", "PER"} or words.group_nouns().get(o.lower_) == "group"
        for o in objects(token)
    )


def _receives(token: Token) -> bool:
    """A person is received or welcomed, not a document or a decision."""
    return any(o.ent_type_ in {"PERSON", "PER"} or o.pos_ == "PROPN" for o in objects(token)) or any(
        c.dep_ in PASSIVE_SUBJECTS and c.pos_ == "PROPN" for c in token.children
    )


def _hosts(token: Token) -> bool:
    return bool(objects(token)) or any(c.dep_ in PASSIVE_SUBJECTS for c in token.children)


def _with_partner(token: Token) -> bool:
    named = any(t.pos_ == "PROPN" for t in token.doc[token.i + 2 : token.i + 5])
    return any(p.pos_ == "PROPN" for p in obliques(token, "with")) or (named and _partner_follows(token, 1))


def _discusses(token: Token) -> bool:
    """ "Discuss the crisis with X": the partner is a person, or stands right behind the verb."""
    heads = (token, *objects(token))
    partners = [p for head in heads for p in obliques(head, "with") if p.pos_ == "PROPN"]
    if any(s.pos_ == "NOUN" for s in subjects(token)):
        return False
    near = any(t.lower_ == "with" for t in token.doc[token.i + 1 : token.i + 2])
    return any(near or any(t.ent_type_ in {"PERSON", "PER"} for t in p.doc[p.i : p.i + 2]) for p in partners)


def _sits(token: Token) -> bool:
    return any(c.lower_ == "down" for c in token.children) and bool(obliques(token, "with", "for"))


def _journeys(token: Token) -> bool:
    """Arrivals and journeys count where talks are their purpose or a person goes to a country."""
    if any(g.ent_type_ in {"GPE", "LOC"} for g in obliques(token, "to")):
        return any(map(_is_person, subjects(token)))
    return any(
        p.lemma_.lower() in {"talk", "meeting", "visit", "summit", "negotiation"}
        for p in obliques(token, "for", "on")
    )


def _is_person(subject: Token) -> bool:
    """A name or pronoun, or an office with the name behind it ("her adviser, Ann Toll")."""
    named = any(c.ent_type_ in {"PERSON", "PER"} for c in subject.children if c.dep_ in {"appos", "flat"})
    return named or subject.pos_ in {"PROPN", "PRON"}


def _joins(token: Token) -> bool:
    return any(
        p.lemma_.lower() in {"talk", "meeting", "summit", "dinner", "lunch"}
        for p in obliques(token, "for", "in", "at")
    )


_FRAMES: Final = {
    "meet": _meets,
    "speak": _speaks,
    "talk": _talks,
    **dict.fromkeys(("phone", "telephone", "call"), _phones),
    **dict.fromkeys(("receive", "welcome", "greet"), _receives),
    "host": _hosts,
    "convene": _convenes,
    "sit": _sits,
    "discuss": _discusses,
    **dict.fromkeys(("engage", "consult", "negotiate", "dine"), _with_partner),
    "join": _joins,
    **dict.fromkeys(("arrive", "travel", "fly"), _journeys),
}
