"""How far the phrase of an office reaches: modifiers, the body it belongs to, "of the Russian Federation"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Span, Token

from service import lexicons
from service.lexicons import Title
from service.lexicons.meetings import trigger_nouns
from service.pipeline.offices.title_extent import bearer_reach, person_at, run_before
from service.pipeline.offices.title_names import Names

_MODIFIERS: Final = frozenset(
    {
        "deputy",
        "assistant",
        "associate",
        "principal",
        "chief",
        "senior",
        "top",
        "acting",
        "interim",
        "special",
    }
    | {"executive", "lead", "caretaker", "vice", "founding", "honorary"}
)
"""Words before an office that are part of it."""

_AIDES: Final = frozenset(
    {"adviser", "advisor", "aide", "assistant", "counsel", "counselor", "counsellor", "envoy", "secretary"}
)
_WHOSE: Final = frozenset({"the", "his", "her"})
_PRINCIPALS: Final = frozenset(
    {"vice", "president", "prime", "minister", "premier", "chancellor", "king", "queen", "emir", "sultan"}
)
"""An aide "to the President" holds one office, and names nobody else."""

_SUBORDINATE: Final = frozenset({"deputy", "assistant", "associate"})
_PASSED: Final = frozenset(
    {"former", "outgoing", "incoming", "new", "then", "late", "ex", "current", "visiting", "-", "'s", "’s"}
)
"""What may stand between a country and the office."""

_LOCATIVE: Final = frozenset({"in", "to", "from", "at", "near", "into", "of"})
LINKS: Final = frozenset({"of", "for", "the", "and", "&", ",", "-"})


def title_phrase(
    words: Sequence[Token], start: int, stop: int, title: Title, names: Names, offices: frozenset[int]
) -> tuple[int, int, str, str]:
    """The title [start, stop) with modifiers, body and "of" phrase: start, end, level, alpha-3.

    `offices`: where words for offices begin.
    """
    inner, country = _complement(words, start, _served(words, stop), names)
    end = bearer_reach(words, inner, names, offices)
    if title.level == "other":
        country = country or _place(inner, end, names)
    begin, subordinate = _modifiers(words, start)
    if person_at(end, names):
        begin = run_before(words, begin, names)
    at, before = names.ending.get(begin, (begin, None))
    if before is not None and before.label_ == "ORG" and not _is_possessive(words, begin):
        country = country or lexicons.country_of(before.kb_id_)
        first, _ = _modifiers(words, at)
        begin = first if first < at and words[first].lower_ == "senior" else at
    elif before is not None and _is_state_office(before):
        begin = at
    country = country or _country_before(words, begin, names)
    high = title.level in {"leaders", "ministers"}
    below = subordinate or (title.level == "leaders" and _is_of_party(words, begin, end, names))
    return begin, end, "officials" if high and below else str(title.level), country


def _served(words: Sequence[Token], stop: int) -> int:
    """End of the office with the one it serves: "Adviser to the President"."""
    aide = words[stop - 1].lower_
    if stop + 2 >= len(words) or not {aide, aide.removesuffix("s")} & _AIDES or words[stop].lower_ != "to":
        return stop
    end = stop + 2
    while words[stop + 1].lower_ in _WHOSE and end < len(words) and words[end].lower_ in _PRINCIPALS:
        end += 1
    return end if end > stop + 2 else stop


def _is_of_party(words: Sequence[Token], begin: int, end: int, names: Names) -> bool:
    """Whether the office is a party's or an armed group's, not a state's; communist parties lead theirs."""
    found = {token.lower_ for token in words[begin:end]}
    if found & {"party", "opposition"}:
        return found.isdisjoint({"communist", "workers", "ruling"})
    entries = {names.at[i].kb_id_.removeprefix("org:") for i in range(begin, end) if i in names.at}
    bodies = map(lexicons.organization, entries)
    return any(body is not None and body.kind in {"armed", "party"} for body in bodies)


def _is_possessive(words: Sequence[Token], index: int) -> bool:
    return index < len(words) and words[index].lower_ in {"'s", "’s"}


def _is_state_office(before: Span) -> bool:
    """ "Texas Governor": the state is part of the office, as no country would be."""
    prefix, _, name = before.kb_id_.partition(":")
    region = lexicons.region(name) if prefix == "region" else None
    return region is not None and bool(region.admin1)


def is_modifier(token: Token) -> bool:
    """Whether the word narrows an office that follows: "deputy", "chief"."""
    return token.lower_ in _MODIFIERS


def _modifiers(words: Sequence[Token], start: int) -> tuple[int, bool]:
    """Start of the phrase with "deputy", "senior", "acting" …, and whether it is a subordinate office."""
    subordinate = False
    while start and words[start - 1].lower_ in _MODIFIERS:
        start -= 1
        subordinate = subordinate or words[start].lower_ in _SUBORDINATE
    return start, subordinate


def _complement(words: Sequence[Token], start: int, stop: int, names: Names) -> tuple[int, str]:
    """End of the phrase with "of the Russian Federation", "for European affairs", and its country."""
    country = ""
    end = stop
    cut = names.at.get(stop - 1)
    if cut is not None and cut is not names.at.get(start):
        while names.at.get(end) is cut:
            end += 1
        country = lexicons.country_of(cut.kb_id_)
    while end + 1 < len(words) and words[end].lower_ in {"of", "for"}:
        at = end + 2 if words[end + 1].lower_ in {"the", "a"} else end + 1
        until, name = names.starting.get(at, (at, None))
        if name is not None and (name.label_ in {"PERSON", "EVENT"} or _is_joined(words, until)):
            break
        if name is not None and words[end].lower_ == "for" and _is_possessive(words, until):
            break
        if name is not None:
            reach = _capitalised_run(words, until, names) if name.label_ == "NORP" else until
            if name.label_ == "NORP" and reach == until:
                break
            if words[end].lower_ == "of":  # "for Russia" is what the office deals with
                country = country or lexicons.country_of(name.kb_id_)
            end = reach
            if _is_possessive(words, end):
                owned = _owned(words, end + 1)
                if owned == end:
                    break
                end = owned
        elif (
            at < len(words)
            and words[start].text[0].isupper()
            and words[at].text[0].isupper()
            and at not in names.at
        ):
            end = _capitalised_run(words, at, names)
        else:
            break
        if end < len(words) and words[end].lower_ == "affairs":
            end += 1
    return end, country


def _place(start: int, end: int, names: Names) -> str:
    """Country of a place in which the office is: "rector of the church in Lima"."""
    inside = (names.starting[i][1] for i in range(start + 1, end) if i in names.starting)
    placed = (name for name in inside if name.doc[name.start - 1].lower_ == "in")
    return next((code for name in placed if (code := lexicons.country_of(name.kb_id_))), "")


def _owned(words: Sequence[Token], at: int) -> int:
    """End of what a possessor has: "head of Cuba's parliament"; not of "the president of Cuba's visit"."""
    end = at
    while end < len(words) and words[end].pos_ in {"NOUN", "ADJ", "PROPN"}:
        end += 1
    return at - 1 if end == at or words[end - 1].lower_ in trigger_nouns() else end


def _is_joined(words: Sequence[Token], index: int) -> bool:
    """ "chairman of the Indonesia-based group": the country is part of a compound."""
    return index < len(words) and words[index].text in {"-", "–"}


def _capitalised_run(words: Sequence[Token], at: int, names: Names) -> int:
    """End of the run of capitalised words from `at`; "and" between two of them belongs to it."""
    while at < len(words):
        if _is_capitalised(words[at]) and at not in names.at:
            at += 1
        elif (
            words[at].lower_ in {"and", "&"}
            and at + 1 < len(words)
            and _is_capitalised(words[at + 1])
            and at + 1 not in names.at
        ):
            at += 2
        else:
            break
    return at


def _is_capitalised(token: Token) -> bool:
    return token.is_alpha and token.text[0].isupper()


def _country_before(words: Sequence[Token], begin: int, names: Names) -> str:
    """Country of a demonym or country right before the office: "Chinese", "China's", "the US"."""
    at = begin
    while at and (words[at - 1].lower_ in _PASSED or words[at - 1].lower_ in _MODIFIERS):
        at -= 1
    begin, name = names.ending.get(at, (at, None))
    if name is None or name.label_ in {"PERSON", "EVENT", "FAC"}:
        return ""
    placed = begin > 0 and words[begin - 1].lower_ in _LOCATIVE and not _is_possessive(words, at)
    if name.label_ != "NORP" and placed:
        return ""
    return lexicons.country_of(name.kb_id_)
