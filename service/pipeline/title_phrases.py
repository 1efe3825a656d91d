"""How far the phrase of an office reaches: modifiers, the body it belongs to, "of the Russian Federation"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from service import lexicons
from service.annotations import NAMES
from service.lexicons import Title

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
    | {"executive", "lead", "caretaker", "vice"}
)
"""Words before an office that are part of it."""

_SUBORDINATE: Final = frozenset({"deputy", "assistant", "associate"})
_PASSED: Final = frozenset(
    {"former", "outgoing", "incoming", "new", "then", "late", "ex", "current", "visiting", "-", "'s", "’s"}
)
"""What may stand between a country and the office."""

_LOCATIVE: Final = frozenset({"in", "to", "from", "at", "near", "into", "of"})
LINKS: Final = frozenset({"of", "for", "the", "and", "&", ",", "-"})


class Names:
    """``doc.spans[NAMES]`` by where they begin and end."""

    def __init__(self, doc: Doc) -> None:
        spans = list(doc.spans.get(NAMES, ()))
        self.starting = {span.start: span for span in spans}
        self.ending = {span.end: span for span in spans}
        self.at = {token.i: span for span in spans for token in span}

    def holds(self, start: int, stop: int) -> bool:
        """Whether one name has all of the tokens: "General Assembly", "Prime Minister's Office"."""
        name = self.at.get(start)
        return name is not None and name.start <= start and stop <= name.end


def title_phrase(doc: Doc, start: int, stop: int, title: Title, names: Names) -> Span:
    """The title with its modifiers, its body and its "of" phrase, labelled."""
    end, country = _complement(doc, start, stop, names)
    begin, subordinate = _modifiers(doc, start)
    before = names.ending.get(begin)
    if before is not None and before.label_ == "ORG" and not _is_possessive(doc, before.end):
        country = country or lexicons.country_of(before.kb_id_)
        inner, _ = _modifiers(doc, before.start)
        begin = inner if inner < before.start and doc[inner].lower_ == "senior" else before.start
    elif before is not None and before.label_ in {"GPE", "LOC"} and before.kb_id_.startswith("region:"):
        begin = before.start if _is_state_office(before) else begin
    country = country or _country_before(doc, begin, names)
    high = title.level in {"leaders", "ministers"}
    below = subordinate or (title.level == "leaders" and _is_of_party(doc, begin, end, names))
    return Span(doc, begin, end, label="officials" if high and below else str(title.level), kb_id=country)


def _is_of_party(doc: Doc, begin: int, end: int, names: Names) -> bool:
    """Whether the office is a party's or an armed group's, not a state's; communist parties lead theirs."""
    words = {token.lower_ for token in doc[begin:end]}
    if words & {"party", "opposition"}:
        return words.isdisjoint({"communist", "workers", "ruling"})
    entries = {names.at[i].kb_id_.removeprefix("org:") for i in range(begin, end) if i in names.at}
    return any((found := lexicons.organization(key)) and found.kind in {"armed", "party"} for key in entries)


def _is_possessive(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].lower_ in {"'s", "’s"}


def _is_state_office(before: Span) -> bool:
    """ "Texas Governor": the state is part of the office, as no country would be."""
    region = lexicons.region(before.kb_id_.partition(":")[2])
    return region is not None and bool(region.admin1)


def _modifiers(doc: Doc, start: int) -> tuple[int, bool]:
    """Start of the phrase with "deputy", "senior", "acting" …, and whether it is a subordinate office."""
    subordinate = False
    while start and doc[start - 1].lower_ in _MODIFIERS:
        start -= 1
        subordinate = subordinate or doc[start].lower_ in _SUBORDINATE
    return start, subordinate


def _complement(doc: Doc, start: int, stop: int, names: Names) -> tuple[int, str]:
    """End of the phrase with "of the Russian Federation", "for European affairs", and its country."""
    country = ""
    end = stop
    while end + 1 < len(doc) and doc[end].lower_ in {"of", "for"}:
        at = end + 2 if doc[end + 1].lower_ in {"the", "a"} else end + 1
        name = names.starting.get(at)
        if name is not None and (name.label_ in {"PERSON", "EVENT"} or _is_joined(doc, name.end)):
            break
        if name is not None:
            reach = _capitalised_run(doc, name.end, names) if name.label_ == "NORP" else name.end
            if name.label_ == "NORP" and reach == name.end:
                break
            country, end = country or lexicons.country_of(name.kb_id_), reach
        elif (
            at < len(doc)
            and doc[start].text[0].isupper()
            and doc[at].text[0].isupper()
            and at not in names.at
        ):
            end = _capitalised_run(doc, at, names)
        else:
            break
        if end < len(doc) and doc[end].lower_ == "affairs":
            end += 1
    return end, country


def _is_joined(doc: Doc, index: int) -> bool:
    """ "chairman of the Indonesia-based group": the country is part of a compound."""
    return index < len(doc) and doc[index].text in {"-", "–"}


def _capitalised_run(doc: Doc, at: int, names: Names) -> int:
    """End of the run of capitalised words from `at`; "and" between two of them belongs to it."""
    while at < len(doc):
        if _is_capitalised(doc[at]) and at not in names.at:
            at += 1
        elif (
            doc[at].lower_ in {"and", "&"}
            and at + 1 < len(doc)
            and _is_capitalised(doc[at + 1])
            and at + 1 not in names.at
        ):
            at += 2
        else:
            break
    return at


def _is_capitalised(token: Token) -> bool:
    return token.is_alpha and token.text[0].isupper()


def _country_before(doc: Doc, begin: int, names: Names) -> str:
    """Country of a demonym or country right before the office: "Chinese", "China's", "the US"."""
    at = begin
    while at and (doc[at - 1].lower_ in _PASSED or doc[at - 1].lower_ in _MODIFIERS):
        at -= 1
    name = names.ending.get(at)
    if name is None or name.label_ in {"PERSON", "EVENT", "FAC"}:
        return ""
    placed = name.start > 0 and doc[name.start - 1].lower_ in _LOCATIVE and not _is_possessive(doc, name.end)
    if name.label_ != "NORP" and placed:
        return ""
    return lexicons.country_of(name.kb_id_)
