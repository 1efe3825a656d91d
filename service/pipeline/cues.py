"""`readout_cues`: words that carry a stance or report speech, by the lexicon's frames.

Three sources: verbs, nouns and adjectives of the lexicon in a frame it knows; modals ("should",
"will not"); and spans that the encoder's stance head found where no rule did.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from service.annotations import CUES, STANCES, register
from service.grammar import OBJECTS, SUBJECTS, clause, is_reported
from service.lexicons.cues import (
    HEDGE,
    LIGHT,
    NONE,
    SAY,
    SPEAKER,
    CueEntry,
    cues_by_lemma,
    verb_forms,
    verb_lemma,
)
from service.pipeline.conditions import holds
from service.pipeline.cue_context import Cue, is_asserted, settle
from service.pipeline.frames import Frame

MODEL: Final = "model"
"""``kb_id_`` of a cue that only the stance head vouches for."""

_TAGS: Final = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ", "AUX": "AUX", "PROPN": "NOUN"}
_SILENT: Final = frozenset({LIGHT, NONE, HEDGE})
_REACH: Final = 8
"""Words between a verb and the noun of its object, at most."""
_INSIDE: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM", "ADV"})
_FRAGMENT: Final = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "PROPN", "PUNCT", "SCONJ"})
"""Parts of speech that carry no stance among themselves."""
_REFLEXIVE: Final = frozenset({"itself", "themselves", "himself", "herself"})


@Language.factory("readout_cues", assigns=["doc.spans"])
def make_cues(nlp: Language, name: str) -> Cues:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_cues")`."""
    register()
    return Cues()


class Cues:
    """Writes ``doc.spans[CUES]``; id_ is the index of the head word, kb_id_ the lexicon row."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        spans = []
        for cue in self.find(doc):
            start, end = cue.span
            row = cue.entry.key if cue.entry else MODEL
            spans.append(Span(doc, start, end, label=cue.label, kb_id=row, span_id=str(cue.head.i)))
        doc.spans[CUES] = SpanGroup(doc, name=CUES, spans=spans)
        return doc

    def find(self, doc: Doc) -> list[Cue]:
        """Cues by their head words, in order of the text."""
        found: dict[int, Cue] = {}
        for token in doc:
            if (cue := _match(token)) is not None:
                found[token.i] = cue
        kept = settle(found)
        for cue in list(_from_model(doc, kept)):
            if is_asserted(cue, kept):
                kept.setdefault(cue.head.i, cue)
        return [kept[i] for i in sorted(kept)]


def _match(token: Token) -> Cue | None:
    """The most specific row whose frame holds around `token`."""
    tag = _TAGS.get(token.pos_)
    if tag is None or (tag == "NOUN" and token.is_title and not token.is_sent_start):
        return None
    if tag == "AUX":
        row = next(
            (row for row in cues_by_lemma().get((token.lower_, tag), ()) if row.stance not in _SILENT), None
        )
        return Cue(token, row, row.stance) if row is not None and token.dep_ == "aux" else None
    if any(t.lower_ in _REFLEXIVE for t in token.rights):
        return None
    return _by_frame(token, tag)


def _by_frame(token: Token, tag: str) -> Cue | None:
    """The first row that holds; one for what a speaker finds only in a reported clause, or last."""
    frame: Frame | None = None
    spare: Cue | None = None
    for rows in _rows(token, tag):
        for entry in rows:
            if entry.stance in _SILENT or (spare is not None and entry.stance == SAY):
                continue
            frame = frame or Frame(token)
            if entry.pos == "ADJ" and not _is_predicate(token):
                continue
            light = _light_verb(token) if tag == "NOUN" else None
            if (entry.holder == LIGHT and light is None) or not holds(entry, frame):
                continue
            found = Cue(token, entry, entry.stance, light)
            if entry.stance != SAY and (entry.holder != SPEAKER or is_reported(token)):
                return found
            if spare is None or spare.label == SAY:
                spare = found
    return spare


def _is_predicate(adjective: Token) -> bool:
    """ "Is ready", "remained concerned", "a minister worried about …"; not "a ready answer"."""
    return adjective.dep_ not in {"amod", "advmod", "compound", "nmod", "obl", "case", "mark", "acl"} or any(
        child.dep_ in {"obl", "xcomp", "ccomp", "advcl"} and child.i > adjective.i
        for child in adjective.children
    )


def _rows(token: Token, tag: str) -> Iterator[tuple[CueEntry, ...]]:
    """Rows for the lemma; by the form where the lemma is unknown; a participle's as adjective."""
    table = cues_by_lemma()
    lemma, form = token.lemma_.lower(), token.lower_
    if tag == "VERB":
        lemma = verb_lemma(lemma, form)
    elif tag == "NOUN" and (lemma, tag) not in table:
        lemma = lemma.removesuffix("s")
    if rows := table.get((lemma, tag)):
        yield rows
    if tag == "VERB" and (rows := table.get((form, "ADJ"))):
        yield rows
    if tag == "ADJ" and form.endswith("ed") and (rows := table.get((verb_forms().get(form, ""), "VERB"))):
        yield tuple(row for row in rows if row.frame and row.frame[0][0] == "passive")


def _light_verb(noun: Token) -> Token | None:
    """The verb of expression whose object (or passive subject) `noun` is."""
    verb = _governing_verb(noun) or _verb_before(noun)
    if verb is None:
        return None
    table = cues_by_lemma()
    rows = table.get((verb_lemma(verb.lemma_, verb.lower_), "VERB"), ())
    return verb if any(row.stance == LIGHT for row in rows) else None


def _governing_verb(noun: Token) -> Token | None:
    """The verb whose object or passive subject the noun is by the tree."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    if top.dep_ in OBJECTS or (top.dep_ in SUBJECTS and Frame(top.head).passive):
        return top.head
    return None


def _verb_before(noun: Token) -> Token | None:
    """The verb right before the noun phrase, where the tree hangs the noun elsewhere."""
    for i in range(noun.i - 1, max(noun.i - _REACH, -1), -1):
        token = noun.doc[i]
        if token.pos_ == "VERB" and token.tag_ != "VBG":
            return token
        if token.pos_ not in _INSIDE and token.tag_ != "VBG":
            return None
    return None


def _from_model(doc: Doc, found: dict[int, Cue]) -> Iterator[Cue]:
    """A cue on the governing verb of each stance span that holds no rule's cue. Fragments say nothing: the
    head cuts spans short before a subject or an adverb."""
    heads = sorted(found)
    lent = {cue.light.i for cue in found.values() if cue.light is not None}
    for span in doc.spans.get(STANCES, ()):
        verb = clause(span.root)
        if verb.i in lent or all(token.pos_ in _FRAGMENT for token in span):
            continue
        inside = [i for i in heads if span.start <= i < span.end and found[i].label != SAY]
        if inside or (verb.i in found and found[verb.i].label != SAY):
            continue
        head = verb if verb.i not in found else span.root
        if head.i not in found:
            yield Cue(head, None, span.label_)
