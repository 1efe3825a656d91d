"""`readout_attribution`: for each cue, who holds it, who reports it, whom it addresses, in what words.

Voices are head words, not yet actors: which actor a word means is known to ``doc.spans[ACTORS]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from service.annotations import CUES, QUOTES, STANCES, STATEMENTS, VOICES, register
from service.grammar import (
    OBJECTS,
    SUBJECTS,
    agents,
    auxiliaries,
    children,
    conjuncts,
    is_negated,
    is_passive,
    objects,
    obliques,
    subjects,
)
from service.lexicons.cues import HEDGE, SAY, CueEntry, cue_index, cues_by_lemma, verb_lemma
from service.pipeline.frames import Frame
from service.pipeline.speakers import FIRST_PERSON, Speakers, noun_holders

_OWN: Final = frozenset(
    "reiterate reaffirm affirm restate express voice convey underscore stress emphasise emphasize underline share repeat "
    "confirm renew declare state reassert convey".split()
)
"""Light verbs that make the noun's stance the subject's own, whoever's it is called ("reiterated the US commitment")."""
_PRONOUNS: Final = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_CONTENT: Final = frozenset(
    {
        "ccomp",
        "xcomp",
        "obj",
        "iobj",
        "dobj",
        "obl",
        "nmod",
        "acl",
        "advcl",
        "acl:relcl",
        "dative",
        "prep",
        "attr",
        "acomp",
    }
)
_CAUSES: Final = frozenset(
    {"over", "amid", "amidst", "because", "due", "despite", "with", "for", "out", "on"}
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its voices and its statement (token range)."""

    key: str
    holders: tuple[Token, ...]
    sources: tuple[Token, ...]
    targets: tuple[Token, ...]
    statement: tuple[int, int]
    quote: str
    flags: tuple[str, ...]


@Language.factory("readout_attribution", assigns=["doc.spans"])
def make_attribution(nlp: Language, name: str) -> Attributions:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_attribution")`."""
    register()
    return Attributions()


class Attributions:
    """Writes ``doc.spans[STATEMENTS]`` and ``doc.spans[VOICES]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        statements, voices = [], []
        for found in self.find(doc):
            start, end = found.statement
            flags = ",".join(found.flags)
            statements.append(Span(doc, start, end, label=found.quote, kb_id=flags, span_id=found.key))
            for label in ("holder", "source", "target"):
                for token in getattr(found, label + "s"):
                    voices.append(Span(doc, token.i, token.i + 1, label=label, span_id=found.key))
        doc.spans[STATEMENTS] = SpanGroup(doc, name=STATEMENTS, spans=statements)
        doc.spans[VOICES] = SpanGroup(doc, name=VOICES, spans=voices)
        return doc

    def find(self, doc: Doc) -> Iterator[Attribution]:
        """Attributions of the stance cues (mere reports make no statement of a stance), in order of the text."""
        speakers, rows = Speakers(doc), cue_index()
        inside = _quoted_tokens(doc)
        for span in doc.spans.get(CUES, ()):
            if span.label_ != SAY:
                yield _attribute(_Site(span, rows.get(span.kb_id_)), speakers, inside)


class _Site:
    """A cue taken apart: head word, light verb, lexicon row, predicate."""

    def __init__(self, span: Span, row: CueEntry | None) -> None:
        self.span, self.row, self.key = span, row, span.id_
        self.doc = span.doc
        self.head = span.doc[int(span.id_)]
        ends = {span.start, span.end - 1} - {self.head.i}
        self.light = span.doc[min(ends)] if ends else None
        self.is_modal = row is not None and row.pos == "AUX"
        self.predicate = self.head.head if self.is_modal else self.light or self.head
        self.frame = Frame(self.predicate)

    @property
    def model_span(self) -> Span | None:
        """The stance head's span around a cue that has no row."""
        spans = self.doc.spans.get(STANCES, ()) if self.row is None else ()
        return next((s for s in spans if s.start <= self.head.i < s.end), None) or next(
            (s for s in spans if s.root.is_ancestor(self.head) or self.head.is_ancestor(s.root)), None
        )


def _attribute(site: _Site, speakers: Speakers, inside: dict[int, str]) -> Attribution:
    said_by = speakers.of(site.predicate)
    holders = _holders(site, said_by)
    own = [t for t in holders if t.lower_ in FIRST_PERSON]
    if own and said_by:
        holders = [t for t in holders if t not in own] + said_by
    sources = [t for t in said_by if t not in holders]
    start, end = _statement(site)
    return Attribution(
        key=site.key,
        holders=tuple(dict.fromkeys(holders)),
        sources=tuple(sources),
        targets=tuple(_targets(site)),
        statement=(start, end),
        quote=_quote_kind(site, (start, end), inside, bool(said_by)),
        flags=tuple(_flags(site, holders)),
    )


def _holders(site: _Site, said_by: list[Token]) -> list[Token]:
    """Head words of those whose stance it is."""
    row = site.row
    if row is None:
        return _model_holders(site, said_by)
    if row.holder == "speaker":
        return said_by
    if row.holder == "obj":
        return [t for t in objects(site.head)] or [t for t in subjects(site.head) if is_passive(site.head)]
    if row.holder == "in":
        return obliques(site.head, "in", "among", "from") + [
            t for o in objects(site.head) for t in obliques(o, "in")
        ]
    if row.holder == "passive":
        return subjects(site.head)
    if row.pos == "NOUN":
        return _noun_holders(site)
    if site.is_modal and not said_by and not _negated(site):
        return []  # "will" in the article's own voice foretells, it does not promise
    return _subjects(site.predicate)


def _subjects(verb: Token) -> list[Token]:
    return agents(verb) if is_passive(verb) else subjects(verb)


def _noun_holders(site: _Site) -> list[Token]:
    """Holder of a noun's stance: the light verb's subject, or whose the noun is said to be."""
    noun, light = site.head, site.light
    own = (
        [t for t in noun_holders(noun) if t.lower_ not in _PRONOUNS]
        if light is not None
        else noun_holders(noun)
    )
    if light is not None:
        subject = _subjects(light)
        lemma = verb_lemma(light.lemma_, light.lower_)
        return own if own and (lemma not in _OWN or not subject) else subject
    if own:
        return own
    top = noun
    while top.dep_ == "conj":
        top = top.head
    case = next((c.lower_ for c in top.children if c.dep_ == "case"), None)
    if top.dep_ == "obl" and case in _CAUSES and top.head.pos_ == "VERB":
        return _subjects(top.head)
    return []


def _model_holders(site: _Site, said_by: list[Token]) -> list[Token]:
    """Subject of the span's verb where it stands before the span; the speaker where the span is a whole clause."""
    span = site.model_span
    found = _subjects(site.head) or said_by
    if span is None or not said_by:
        return found
    inside = [t for t in children(span.root, SUBJECTS) if span.start <= t.i < span.end]
    return said_by if inside else found


def _targets(site: _Site) -> Iterator[Token]:
    """Whom the stance is directed at, likeliest first: objects, "of", "against", "with", "to", an asked subject."""
    row = site.row
    if row is not None and (row.holder == "speaker"):
        yield from subjects(site.predicate)
        return
    heads = (site.head,) if site.light is None else (site.head, site.light)
    for head in heads:
        if head is not site.light:
            yield from objects(head)
        yield from obliques(head, "to", "against", "on", "with", "toward", "towards", "for", "of")
        for clause in head.children:
            if clause.dep_ in {"ccomp", "xcomp", "advcl", "acl"}:
                yield from (t for c in children(clause, SUBJECTS) for t in conjuncts(c))


def _statement(site: _Site) -> tuple[int, int]:
    """Token range of the content: complements after the cue; a quoted clause before it; a predicate's whole clause."""
    span = site.model_span
    if span is not None:
        return span.start, span.end
    head, predicate, row = site.head, site.predicate, site.row
    if site.is_modal or (row is not None and row.holder == "speaker"):
        return _clause_range(predicate)
    if head.dep_ == "parataxis" and site.frame.clauses == [head.head]:
        return _without(head.head, head)
    if site.light is None and is_passive(head) and (subject := children(head, SUBJECTS)) and not _after(head):
        return subject[0].left_edge.i, subject[0].right_edge.i + 1
    end = max((c.right_edge.i + 1 for c in _after(head)), default=head.i + 1)
    start = min((c.left_edge.i for c in _after(head)), default=head.i)
    if site.light is not None:
        start = min(head.left_edge.i, head.i) if site.light.i < head.i else head.left_edge.i
        start = start if start > site.light.i or site.light.i > head.i else site.light.i + 1
    return _trim(site.doc, start, max(end, start + 1))


def _after(head: Token) -> list[Token]:
    """Complements and modifiers to the right that belong to the content; a participle after a comma doesn't."""
    return [
        c
        for c in head.children
        if c.i > head.i and c.dep_.split(":")[0] in _CONTENT and not (c.dep_ == "advcl" and _is_aside(c))
    ]


def _is_aside(clause: Token) -> bool:
    return clause.tag_ == "VBG" and clause.left_edge.i > 0 and clause.doc[clause.left_edge.i - 1].text == ","


def _clause_range(predicate: Token) -> tuple[int, int]:
    """The clause of `predicate` without what hangs on beside it."""
    parts = [
        c
        for c in predicate.children
        if c.dep_ not in {"parataxis", "conj", "cc", "punct", "discourse", "mark"}
    ]
    start = min((c.left_edge.i for c in parts), default=predicate.i)
    end = max((c.right_edge.i + 1 for c in parts), default=predicate.i + 1)
    return _trim(predicate.doc, min(start, predicate.i), max(end, predicate.i + 1))


def _without(clause: Token, parenthesis: Token) -> tuple[int, int]:
    """The clause around a parenthesis: the side that is longer."""
    left, right = clause.left_edge.i, clause.right_edge.i + 1
    before = (left, parenthesis.left_edge.i)
    after = (parenthesis.right_edge.i + 1, right)
    longer = max(before, after, key=lambda r: r[1] - r[0])
    return _trim(clause.doc, *longer) if longer[1] > longer[0] else (left, right)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without punctuation and space at the edges; a closing quotation mark stays with its opening one."""
    while end - 1 > start and (
        doc[end - 1].is_space or (doc[end - 1].is_punct and not doc[end - 1].is_quote)
    ):
        end -= 1
    while start < end - 1 and (doc[start].is_space or (doc[start].is_punct and not doc[start].is_quote)):
        start += 1
    return start, end


def _quoted_tokens(doc: Doc) -> dict[int, str]:
    return {token.i: quote.label_ for quote in doc.spans.get(QUOTES, ()) for token in quote}


def _quote_kind(site: _Site, statement: tuple[int, int], inside: dict[int, str], reported: bool) -> str:
    """direct, mixed, indirect, or none where no speech verb is about."""
    words = [i for i in range(*statement) if not site.doc[i].is_punct]
    quoted = [i for i in words if i in inside]
    if quoted:
        whole = len(quoted) == len(words) and any(inside[i] == "direct" for i in quoted)
        return "direct" if whole else "mixed"
    speech = site.row.speech if site.row is not None else False
    return "indirect" if speech or reported else "none"


def _flags(site: _Site, holders: list[Token]) -> Iterator[str]:
    if _negated(site):
        yield "negated"
    if _hedged(site):
        yield "hedged"
    if not holders and is_passive(site.predicate):
        yield "unnamed"


def _negated(site: _Site) -> bool:
    predicate = site.predicate
    if is_negated(predicate) or (site.light is not None and is_negated(site.head)):
        return True
    shares = predicate.dep_ == "conj" and not children(predicate, SUBJECTS | frozenset({"aux"}))
    return shares and is_negated(predicate.head)


def _hedged(site: _Site) -> bool:
    """A modal of possibility, an adverb of hearsay, or "is expected to" and its like above."""
    table = cues_by_lemma()
    verb = site.predicate
    for word in (*auxiliaries(verb), *children(verb, frozenset({"advmod"}))):
        if any(row.stance == HEDGE for row in table.get((word.lower_, word.pos_), ())):
            return True
    if verb.dep_ != "xcomp":
        return False
    return any(row.stance == HEDGE for row in table.get((verb.head.lemma_.lower(), verb.head.pos_), ()))


_ = OBJECTS
