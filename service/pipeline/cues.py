"""`readout_cues`: words that carry a stance or report speech, by the lexicon's frames.

Three sources: verbs, nouns and adjectives of the lexicon in a frame it knows; modals ("should",
"will not"); and spans that the encoder's stance head found where no rule did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from service.annotations import CUES, STANCES, register
from service.grammar import OBJECTS, SUBJECTS, clause, is_passive
from service.lexicons.cues import HEDGE, LIGHT, NONE, SAY, CueEntry, cues_by_lemma, verb_forms, verb_lemma
from service.pipeline.frames import Frame, holds

MODEL: Final = "model"
"""``kb_id_`` of a cue that only the stance head vouches for."""

_TAGS: Final = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ", "AUX": "AUX", "PROPN": "NOUN"}
_SILENT: Final = frozenset({LIGHT, NONE, HEDGE})
_OPEN: Final = frozenset({"xcomp", "advcl", "acl", "obl", "nmod", "ccomp"})
_WISHES: Final = frozenset(
    {"hope", "trust", "expect", "expectation", "confidence", "belief", "fear", "concern"}
)
_QUESTIONS: Final = frozenset({"if", "unless", "whether", "how", "why"})


_REACH: Final = 8
_INSIDE: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM", "ADV"})
_REFLEXIVE: Final = frozenset({"itself", "themselves", "himself", "herself"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `head` is the word of the lexicon, `light` the verb that lends a noun its subject."""

    head: Token
    entry: CueEntry | None
    label: str
    light: Token | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Token range from the verb (light or own) to the head word."""
        first, last = sorted((self.head.i, (self.light or self.head).i))
        return first, last + 1


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
        _settle_light_verbs(found)
        _settle_modals(found)
        _settle_reports(found)
        kept = {i: cue for i, cue in found.items() if not _is_unreal(cue, found)}
        for cue in _from_model(doc, kept):
            kept.setdefault(cue.head.i, cue)
        return [kept[i] for i in sorted(kept)]


def _match(token: Token) -> Cue | None:
    """The most specific row whose frame holds around `token`."""
    tag = _TAGS.get(token.pos_)
    if tag is None:
        return None
    if tag == "AUX":
        row = next(
            (row for row in cues_by_lemma().get((token.lower_, tag), ()) if row.stance not in _SILENT), None
        )
        return Cue(token, row, row.stance) if row is not None and token.dep_ == "aux" else None
    if any(t.lower_ in _REFLEXIVE for t in token.rights):
        return None
    frame: Frame | None = None
    report: Cue | None = None
    for rows in _rows(token, tag):
        for entry in rows:
            if entry.stance in _SILENT or (report is not None and entry.stance == SAY):
                continue
            frame = frame or Frame(token)
            if entry.pos == "ADJ" and not _is_predicate(token):
                continue
            light = _light_verb(token) if tag == "NOUN" else None
            if (entry.holder == LIGHT and light is None) or not holds(entry, frame):
                continue
            if entry.stance != SAY:
                return Cue(token, entry, entry.stance, light)
            report = Cue(token, entry, SAY)
    return report


def _is_predicate(adjective: Token) -> bool:
    """ "Is ready", "remained concerned", "a minister worried about …"; not "a ready answer"."""
    return adjective.dep_ not in {"amod", "advmod", "compound", "nmod", "obl", "case", "mark"} or any(
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
    """The verb right before the noun phrase, for phrases that the tree hangs elsewhere ("expressed growing frustration")."""
    for i in range(noun.i - 1, max(noun.i - _REACH, -1), -1):
        token = noun.doc[i]
        if token.pos_ == "VERB" and token.tag_ != "VBG":
            return token
        if token.pos_ not in _INSIDE and token.tag_ != "VBG":
            return None
    return None


def _settle_light_verbs(found: dict[int, Cue]) -> None:
    """A light verb whose object carries the stance has none of its own."""
    for cue in list(found.values()):
        if cue.light is None:
            continue
        verb = found.get(cue.light.i)
        if verb is not None and verb.entry is not None and verb.entry.holder == "in":
            del found[cue.head.i]  # "raised alarms in Tokyo": the verb's row knows whose they are
        else:
            found.pop(cue.light.i, None)


def _settle_modals(found: dict[int, Cue]) -> None:
    """One cue for a modal and its verb: "will urge" urges, "should condemn" asks, "will send" promises."""
    for cue in list(found.values()):
        if cue.entry is None or cue.entry.pos != "AUX":
            continue
        verb = cue.head.head
        own = found.get(verb.i)
        if cue.label == "commit" and (own is not None or _makes_no_promise(verb)):
            del found[cue.head.i]
        elif own is not None:
            del found[verb.i]


def _makes_no_promise(verb: Token) -> bool:
    rows = cues_by_lemma().get((verb_lemma(verb.lemma_, verb.lower_), "VERB"), ())
    return verb.pos_ != "VERB" or is_passive(verb) or any(row.stance == NONE for row in rows)


def _settle_reports(found: dict[int, Cue]) -> None:
    """ "Stressed that Iran must comply" asks; only where the clause is plain does "stressed" support it."""
    for i, cue in list(found.items()):
        if cue.entry is None or cue.label != "support" or cue.entry.lemma in _WISHES:
            continue
        if ("clause", frozenset()) not in cue.entry.frame:
            continue
        if cue.entry.pos == "VERB" and any(_has_cue(c, found) for c in Frame(cue.head).clauses):
            found[i] = replace(cue, label=SAY)


def _has_cue(head: Token, found: dict[int, Cue]) -> bool:
    return head.i in found or any(
        c.i in found for c in head.children if c.dep_ in {"aux", "xcomp", "obj", "conj"}
    )


def _is_unreal(cue: Cue, found: dict[int, Cue]) -> bool:
    """Not asserted: under "if", or what someone is asked, promises or refuses to do."""
    predicate = cue.light or cue.head
    if cue.entry is not None and cue.entry.pos == "AUX":
        predicate = cue.head.head
    if _is_mere_purpose(cue, predicate):
        return True
    current = predicate
    for _ in range(6):
        if any(c.lower_ in _QUESTIONS and c.dep_ in {"mark", "advmod"} for c in current.children):
            return True
        if current.dep_ == "conj":
            current = current.head
            continue
        if current.dep_ not in _OPEN or current.pos_ not in {"VERB", "ADJ", "NOUN", "AUX"}:
            return False
        above = _cue_above(current, found)
        if above is not None and above.head.i != cue.head.i and _binds(current, above):
            return True
        if current.dep_ != "xcomp":
            return False
        current = current.head
    return False


def _is_mere_purpose(cue: Cue, predicate: Token) -> bool:
    """ "Funds to support the army": a deed as the purpose of something, where nobody speaks."""
    deed = cue.entry is not None and not cue.entry.speech and cue.label == "support"
    if not deed or predicate.dep_ not in {"advcl", "acl", "xcomp"} or predicate.pos_ != "VERB":
        return False
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in predicate.children)


def _cue_above(token: Token, found: dict[int, Cue]) -> Cue | None:
    """The cue on the governor of `token`, or on the governor's modal."""
    parent = token.head
    if parent.i in found:
        return found[parent.i]
    if token.dep_ == "acl" and parent.head.i in found and any(c.dep_ == "mark" for c in token.children):
        return found[parent.head.i]  # "accused Iran of arming …" with the gerund hung on the noun
    return next((found[c.i] for c in parent.children if c.dep_ == "aux" and c.i in found), None)


def _binds(token: Token, above: Cue) -> bool:
    """Whether the cue above makes `token` a thing wanted, promised, refused or feared rather than done."""
    if above.label == SAY or token.pos_ == "NOUN" and token.dep_ in {"obl", "nmod"}:
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "aux", "case"}}
    if token.dep_ == "ccomp" or (
        token.dep_ == "acl" and above.head.pos_ == "NOUN" and not _infinitive(token)
    ):
        wish = above.entry is not None and above.entry.lemma in _WISHES
        return wish or above.label in {"request", "oppose", "threaten", "commit", "concern"}
    return "to" in marks or token.dep_ == "xcomp" or (token.tag_ == "VBG" and bool(marks))


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children)


def _from_model(doc: Doc, found: dict[int, Cue]) -> Iterator[Cue]:
    """A cue on the governing verb of each stance span that holds no rule's cue."""
    heads = sorted(found)
    for span in doc.spans.get(STANCES, ()):
        verb = clause(span.root)
        inside = [i for i in heads if span.start <= i < span.end and found[i].label != SAY]
        if inside or (verb.i in found and found[verb.i].label != SAY):
            continue
        head = verb if verb.i not in found else span.root
        if head.i not in found:
            yield Cue(head, None, span.label_)
