"""`readout_attribution`: for each cue, who holds it, who reports it, whom it addresses, in what words.

Voices are head words, not yet actors: which actor a word means is known to ``doc.spans[ACTORS]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from service.annotations import CUES, STATEMENTS, VOICES, register
from service.grammar import (
    SUBJECTS,
    agents,
    children,
    conjuncts,
    is_passive,
    is_predicate,
    objects,
    obliques,
    subjects,
)
from service.lexicons.cues import LIGHT, SAY, cue_index, cues_by_lemma, verb_lemma
from service.pipeline.frames import Frame
from service.pipeline.speakers import FIRST_PERSON, Speakers, noun_holders
from service.pipeline.statements import Site, flags, is_negated_cue, quote_kind, quoted_tokens, statement

_PRONOUNS: Final = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_WORDS: Final = frozenset(
    {"address", "announcement", "comment", "communique", "declaration", "editorial", "letter", "message"}
    | {"note", "remark", "report", "resolution", "speech", "statement"}
)
"""Nouns for what is said or written: the stance in it is its author's."""
_SIDES: Final = frozenset(
    {"agreement", "defence", "defense", "favor", "favour", "opposition", "praise", "protest", "response"}
    | {"solidarity", "support"}
)
"""Nouns that say with "in" which side the subject takes: "spoke in support of the plan"."""
_PREDICATES: Final = frozenset({"VERB", "ADJ", "NOUN", "AUX"})
_CAUSES: Final = frozenset({"over", "given", "amid", "amidst", "because", "due", "despite"})


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
        """Attributions of the stance cues, in order of the text; mere reports take no stance."""
        speakers, rows = Speakers(doc), cue_index()
        inside = quoted_tokens(doc)
        for span in doc.spans.get(CUES, ()):
            if span.label_ != SAY:
                yield _attribute(Site(span, rows.get(span.kb_id_)), speakers, inside)


def _attribute(site: Site, speakers: Speakers, inside: dict[int, str]) -> Attribution:
    said_by = speakers.of(site.predicate)
    holders = _holders(site, said_by)
    own = [t for t in holders if t.lower_ in FIRST_PERSON]
    if own and said_by:
        holders = [t for t in holders if t not in own] + said_by
    sources = [t for t in said_by if t not in holders]
    start, end = statement(site)
    return Attribution(
        key=site.key,
        holders=tuple(dict.fromkeys(holders)),
        sources=tuple(sources),
        targets=tuple(_targets(site)),
        statement=(start, end),
        quote=quote_kind(site, (start, end), inside, bool(said_by)),
        flags=tuple(flags(site, holders)),
    )


def _holders(site: Site, said_by: list[Token]) -> list[Token]:
    """Head words of those whose stance it is."""
    row = site.row
    if row is None:
        return _model_holders(site, said_by)
    if row.holder == "speaker":
        return said_by if _is_content(site.predicate) else []
    if row.holder == "obj":
        return objects(site.head) or [t for t in subjects(site.head) if is_passive(site.head)]
    if row.holder == "in":
        return obliques(site.head, "in", "among", "from") + [
            t for o in objects(site.head) for t in obliques(o, "in")
        ]
    if row.holder == "passive":
        return subjects(site.head)
    if row.pos == "NOUN":
        return _noun_holders(site)
    if site.is_modal and not said_by and not is_negated_cue(site):
        return []  # "will" in the article's own voice foretells, it does not promise
    return _subjects(site.predicate)


def _is_content(predicate: Token) -> bool:
    """Whether the clause is what someone says, not an aside about a noun in it."""
    current = predicate
    while current.dep_ in {"conj", "xcomp"} and current.head != current:
        current = current.head
    return current.dep_ not in {"acl", "acl:relcl", "advcl", "obl", "nmod"}


def _subjects(verb: Token) -> list[Token]:
    """Who does it: the agent of a passive, "the treaty signed by Oslo" included; of words their author."""
    found = agents(verb) if Frame(verb).passive else [*subjects(verb), *_companions(verb)]
    return [each for token in found for each in _authors(token) or [token]]


def _companions(verb: Token) -> list[Token]:
    """ "She joined Lima's minister in condemning the attack": both do."""
    joins = verb.tag_ == "VBG" and verb.head.lemma_ == "join" and Frame(verb.head).objects
    return objects(verb.head) if joins and any(c.lower_ == "in" for c in verb.lefts) else []


def _authors(noun: Token) -> list[Token]:
    """Whose words a statement or report is: "Oslo's report", "remarks made by her"; [] for other nouns."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _WORDS:
        return []
    made = [t for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" for t in agents(c)]
    return noun_holders(noun) or made


def _noun_holders(site: Site) -> list[Token]:
    """Holder of a noun's stance: the light verb's subject, or whose the noun is said to be."""
    noun, light = site.head, site.light
    own = (
        [t for t in noun_holders(noun) if t.lower_ not in _PRONOUNS]
        if light is not None
        else noun_holders(noun)
    )
    if light is not None:
        subject = _subjects(light)
        return own if own and (not subject or not _makes_own(light)) else subject
    if own:
        return own
    top = noun
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ not in {"obl", "nmod", "advcl"} or top.head == top:
        return subjects(noun) if is_predicate(noun) else []
    case = next((c.lower_ for c in top.children if c.dep_ in {"case", "mark"}), None)
    sided = case in {"in", "with"} and noun.lemma_.lower() in _SIDES
    if (sided or case in _CAUSES) and top.head.pos_ in _PREDICATES:
        return subjects(top.head) if top.head.pos_ == "ADJ" else _subjects(top.head)
    return []


def _makes_own(verb: Token) -> bool:
    """Whether the subject shares the stance, whoever's it is called ("reiterated the US commitment")."""
    rows = cues_by_lemma().get((verb_lemma(verb.lemma_, verb.lower_), "VERB"), ())
    return any(row.stance == LIGHT and row.holder == "subj" for row in rows)


def _model_holders(site: Site, said_by: list[Token]) -> list[Token]:
    """Subject of the span's verb; the speaker where the span has a subject of its own."""
    span = site.model_span
    found = _subjects(site.head) or said_by
    if span is None or not said_by:
        return found
    inside = [t for t in children(span.root, SUBJECTS) if span.start <= t.i < span.end]
    return said_by if inside else found


def _targets(site: Site) -> Iterator[Token]:
    """Whom the stance is directed at, likeliest first: objects, obliques, the subject of what is asked."""
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
