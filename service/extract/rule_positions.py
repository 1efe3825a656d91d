"""Positions: who holds what stance in what words, from cues, their voices and the stance head's spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import CUES, STANCES, STATEMENTS, VOICES
from service.candidates.entities import EntityIndex
from service.candidates.evidence import evidence_at, is_masked, text_at
from service.extract.holders import Holders
from service.grammar import is_expletive, possessors, subjects
from service.lexicons.cues import SAY, cue_index
from service.records import Evidence, QuoteKind, Stance

_OTHERS: Final = frozenset(
    {Stance.REQUEST, Stance.CONCERN, Stance.CRITICISE, Stance.OPPOSE, Stance.THREATEN, Stance.NEUTRAL}
)
"""Stances that are aimed at someone as a rule."""
_SIDES: Final = frozenset({"sides", "parties"})
_EMPTY: Final = frozenset(
    {"CCONJ", "PUNCT", "VERB", "SCONJ", "DET", "PRON", "ADP", "AUX", "PART", "SPACE", "ADV"}
)
"""Words that are no holder: where the tree offers only these, it has gone astray."""
_ANAPHORS: Final = frozenset({"he", "she", "it", "they"})
_WE: Final = frozenset({"i", "we"})
_THEIRS: Final = frozenset({"his", "her", "its", "their", "our", "my"})


@dataclass(frozen=True, slots=True)
class PositionCandidate:
    """One holder's stance. `start`, `end`: statement, `cue_start`, `cue_end`: cue, in code points of the Doc.

    `holder`, `source` and `target` are keys of ``doc.spans[ACTORS]``.
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    holder: str
    source: str | None
    target: str | None
    stance: Stance
    quote: QuoteKind
    negated: bool
    hedged: bool
    support: str
    """How lexicon and stance head agree: ``rule`` or ``head`` alone, ``agree``, ``conflict``."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Keys of all actors that the candidate names, the holder first."""
        return tuple(key for key in (self.holder, self.source, self.target) if key)

    @property
    def scope(self) -> tuple[int, int]:
        """Code points from the cue to the end of the statement: what tells the issue."""
        return min(self.start, self.cue_start), max(self.end, self.cue_end)

    def cue_text(self, doc: Doc) -> str:
        """The cue's own words."""
        return text_at(doc, self.cue_start, self.cue_end)

    def evidence(self, doc: Doc) -> tuple[Evidence, ...]:
        """The statement, then the cue."""
        return evidence_at(doc, self.start, self.end), evidence_at(doc, self.cue_start, self.cue_end)


def find(
    doc: Doc, index: EntityIndex | None = None, *, parties: Sequence[str] = ()
) -> tuple[PositionCandidate, ...]:
    """Candidates in order of the text. `parties`: keys of the main meeting's sides ("it was agreed")."""
    holders = Holders(index or EntityIndex(doc), parties)
    voices: dict[str, dict[str, list[Token]]] = {}
    for voice in doc.spans.get(VOICES, ()):
        voices.setdefault(voice.id_, {}).setdefault(voice.label_, []).append(voice[0])
    statements = {span.id_: span for span in doc.spans.get(STATEMENTS, ())}
    found: list[PositionCandidate] = []
    for cue in doc.spans.get(CUES, ()):
        statement = statements.get(cue.id_)
        if cue.label_ == SAY or statement is None or is_masked(statement):
            continue
        reading = _Reading(cue, statement, voices.get(cue.id_, {}))
        if reading.stance is not None:
            found.extend(_candidates(reading, holders))
    return tuple(found)


class _Reading:
    """One cue with its statement and voices, and the stance that follows under negation."""

    def __init__(self, cue: Span, statement: Span, voices: dict[str, list[Token]]) -> None:
        self.cue, self.statement, self.voices = cue, statement, voices
        flags = statement.kb_id_.split(",")
        self.negated, self.hedged, self.unnamed = (f in flags for f in ("negated", "hedged", "unnamed"))
        self.row = cue_index().get(cue.kb_id_)
        label: str | None = cue.label_
        if self.negated and self.row is not None:
            label = self.row.negated
        self.stance = Stance(label) if label is not None else None

    @property
    def speech(self) -> bool:
        """Whether the cue reports words rather than a deed."""
        return self.row is None or self.row.speech

    @property
    def is_modal(self) -> bool:
        """Whether an auxiliary carries the stance."""
        return self.row is not None and self.row.pos == "AUX"

    @property
    def predicate(self) -> Token:
        """The verb, or its first word."""
        return self.cue[0]

    @property
    def may_inherit(self) -> bool:
        """Whether the nearest subject may stand in for a lost one: verbs, nouns with a light verb."""
        if self.row is None or self.row.holder not in {"subj", "light"} or self.is_modal:
            return False
        return self.row.pos != "NOUN" or len(self.cue) > 1

    @property
    def stretch(self) -> tuple[int, int]:
        """Token range of cue and statement."""
        return min(self.cue.start, self.statement.start), max(self.cue.end, self.statement.end)

    @property
    def support(self) -> str:
        """Whether the lexicon and the stance head agree."""
        if self.row is None:
            return "head"
        start, end = self.stretch
        heads = [s for s in self.cue.doc.spans.get(STANCES, ()) if s.start < end and start < s.end]
        if not heads:
            return "rule"
        return "agree" if any(s.label_ == self.stance for s in heads) else "conflict"


def _candidates(reading: _Reading, resolver: Holders) -> Iterator[PositionCandidate]:
    """One candidate per holder."""
    holders = _holders(reading, resolver)
    source = next(iter(resolver.index.of(reading.voices.get("source", []))), None)
    target = _target(reading, resolver.index, holders)
    assert reading.stance is not None
    for holder in holders:
        yield PositionCandidate(
            start=reading.statement.start_char,
            end=reading.statement.end_char,
            cue_start=reading.cue.start_char,
            cue_end=reading.cue.end_char,
            holder=holder,
            source=source if source != holder else None,
            target=target,
            stance=Stance.SUPPORT if _own_duty(reading, resolver, holder) else reading.stance,
            quote=QuoteKind(reading.statement.label_),
            negated=reading.negated,
            hedged=reading.hedged,
            support=reading.support,
        )


def _own_duty(reading: _Reading, resolver: Holders, holder: str) -> bool:
    """Whether the holder says what its own side must do: that asks nothing of another."""
    if reading.stance != Stance.REQUEST or reading.row is None or not reading.row.is_duty:
        return False
    bound = reading.voices.get("target", [])
    if any(token.lower_ in _WE for token in bound):
        return True
    country = resolver.index[holder].country
    keys = resolver.of(bound)
    return holder in keys or any(country and resolver.index[key].country == country for key in keys)


def _holders(reading: _Reading, resolver: Holders) -> tuple[str, ...]:
    """Keys of the holders; all principals where a passive names none, their states for documents."""
    voices = reading.voices.get("holder", [])
    if not reading.speech and reading.stance == Stance.COMMIT and any(t.lower_ in _SIDES for t in voices):
        return resolver.states
    found = resolver.of(voices)
    if not found and reading.unnamed:
        if resolver.of(t for t in subjects(reading.predicate) if not is_expletive(t)):
            return ()  # "Iran is accused of …" by nobody in particular
        return resolver.all if reading.speech else resolver.states
    if not found and reading.may_inherit and all(t.pos_ in _EMPTY for t in voices):
        found = resolver.before(reading.predicate)
    if not found and reading.row is not None and reading.row.holder == "in":
        found = resolver.governments(voices)
    sources = reading.voices.get("source", [])
    if not found and sources and _is_for_reporter(reading, voices):
        found = resolver.of(sources)
    if reading.is_modal:
        found = tuple(dict.fromkeys(resolver.reporter(key, sources) for key in found))
    return found


def _is_for_reporter(reading: _Reading, voices: Sequence[Token]) -> bool:
    """Whether the reporter holds what a thing is said to: things do not speak, what "their ministries
    will" do, the reporter promises, and a pronoun that nothing else explains means whoever speaks."""
    if voices and all(t.lower_ in _ANAPHORS for t in voices):
        return True
    if not voices or any(t.pos_ not in {"NOUN", "ADJ"} for t in voices):
        return False
    if reading.is_modal:
        return all(any(p.lower_ in _THEIRS for p in possessors(t)) for t in voices)
    return reading.speech and reading.row is not None and reading.row.pos == "VERB"


def _target(reading: _Reading, index: EntityIndex, holders: tuple[str, ...]) -> str | None:
    """The first actor that is addressed; for stances against or upon another also the first that the words
    name.

    A holder, its own state and the reporter are no target; what all parties share is aimed at none of them.
    """
    countries = {index[key].country for key in holders}
    voices = reading.voices.get("target", [])
    named = [key for token in voices for key in index.at(token)]
    named += [key for token in voices for possessor in possessors(token) for key in index.at(possessor)]
    inside = index.inside(reading.statement.start, reading.statement.end)
    if reading.stance in _OTHERS:
        named += inside
    for key in named:
        if key not in holders and (not index[key].country or index[key].country not in countries):
            return key
    return None
