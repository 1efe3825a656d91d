"""Sides that a noun phrase of meeting names, and the states that a journey visits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import NAMES
from service.extract.actors import ActorIndex, ActorInfo
from service.extract.memo import once
from service.extract.partners import across, spelt_out
from service.extract.series import series, states_behind
from service.grammar import agents, children, governors, noun_phrase, objects, obliques, possessors, subjects
from service.lexicons import country_by_demonym, country_by_name, country_of, organization_by_name
from service.lexicons.meetings import around, blocked, known_verb

_WITH: Final = ("with", "between", "among", "amongst", "of", "by", "alongside")
_NAME: Final = 6
"""Words that may part a body from the noun for its gathering ("NATO's 75th Anniversary Summit")."""
_HIS: Final = frozenset({"his", "her"})
_RELATIVE: Final = frozenset({"acl", "acl:relcl"})
_INSIDE: Final = frozenset({"'s", "’s", "'", "’", "and"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PUNCT"})


def of_noun(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """Sides that the noun phrase names: "Biden's call with Xi", "US-Russia summit", "talks between them"."""
    bodies = _gathering(noun, index)
    named = tuple(k for k in _owners(noun, index) if not bodies or index[k].kind != "group")
    named += _modifier_states(noun, index) + bodies
    if noun.lemma_.lower() in around("journey"):
        goers = obliques(noun, "by", "of")
        named += visited([p for word in (noun, *goers) for p in obliques(word, "to")], index)
        named += visited(_listed_stops(noun), index)
    partners: tuple[str, ...] = ()
    for preposition in _WITH:
        partners += meant(obliques(noun, preposition), index)
    if _is_courtesy(noun):
        partners += meant((n for head in (noun, noun.head) for n in obliques(head, "on", "upon")), index)
    named += across(noun, index, partners) + spelt_out(noun, index)
    for relative in children(noun, _RELATIVE):
        named += index.of(obliques(relative, "with", "between")) + index.of(agents(relative))
    return named


def _is_courtesy(call: Token) -> bool:
    """ "A courtesy call on the minister", "paid calls on": no telephone rings."""
    courtesy = any(c.lower_ == "courtesy" for c in call.children) or call.head.lemma_ == "pay"
    return courtesy and call.lemma_.lower() == "call"


def _listed_stops(noun: Token) -> list[Token]:
    """ "A tour, which included Chad and Mali", also where a parser hangs the clause on "end of a tour"."""
    clauses = (c for head in (noun, noun.head) for c in children(head, _RELATIVE) if c.i > noun.i)
    near = (c for c in clauses if c.i - noun.i < _NAME and c.lemma_.lower() in around("include"))
    return [place for clause in near for place in objects(clause)]


def _owners(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """Whose meeting it is; in "the President of X's visit" the president's, not the state's."""
    found: tuple[str, ...] = ()
    for owner in possessors(noun):
        mention = index.mention_at(owner.i)
        inner = mention is not None and mention.label_ == "person" and mention.root.i < owner.i
        found += index.meant(mention) if inner and mention is not None else _teller(owner, index)
    return tuple(dict.fromkeys(found))


def _teller(owner: Token, index: ActorIndex) -> tuple[str, ...]:
    """Whom a possessor means; in "Ann briefed Bo on her visit" the one who tells."""
    verb = next((w for w in governors(owner.head) if w.pos_ == "VERB"), None)
    tells = verb is not None and known_verb(verb.lemma_, verb.lower_, blocked("telling"))
    if owner.lower_ in _HIS and verb is not None and tells and objects(verb):
        tellers = index.of(subjects(verb))
        if len(tellers) == 1:
            return tellers
    return index.of([owner])


def meant(nominals: Iterable[Token], index: ActorIndex) -> tuple[str, ...]:
    """Actors that the nominals mean; "counterparts from Estonia and Latvia" are the states."""
    found: tuple[str, ...] = ()
    for nominal in nominals:
        found += (
            _of_two(nominal, index)
            or _represented(nominal, index)
            or tuple(state for key in index.of([nominal]) for state in _sent_by(key, index))
        )
    return tuple(dict.fromkeys(found))


def _sent_by(key: str, index: ActorIndex) -> tuple[str, ...]:
    """A crowd by the states that its first mention says it acts for ("They" for "officials from A and B")."""
    if index[key].kind != "group" or not index[key].mentions:
        return (key,)
    return _represented(index[key].mentions[0].root, index) or (key,)


def _of_two(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """Two states after which a body of theirs is named: "the Russian-Turkish Cooperation Council"."""
    if noun.lower_ not in around("body"):
        return ()
    found: dict[str, Span] = {}
    for i in range(_phrase_start(noun), noun.i):
        token = noun.doc[i]
        country = country_by_demonym(token.text) or country_by_name(token.text)
        if country is not None:
            found.setdefault(country.alpha3, noun.doc[i : i + 1])
    return _states(found, index) if len(found) == 2 else ()


def _represented(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """States for which unnamed officials act: "the presidents of Chad and Sudan", "Israeli officials"."""
    if noun.tag_ not in {"NNS", "NNPS"} or noun.ent_type_ == "PERSON":
        return ()
    states = states_behind(noun, index) + index.of([*obliques(noun, "of", "from"), *possessors(noun)])
    if found := tuple(k for k in dict.fromkeys(states) if index[k].kind == "state"):
        return found
    if noun.lower_ not in blocked("office"):
        return ()
    names = _national(noun, noun.left_edge.i)
    plain = all(
        c.lower_ in blocked("standing") or c.ent_type_ or c.pos_ not in {"NOUN", "ADJ", "PROPN"}
        for c in noun.children
        if c.i < noun.i
    )
    if len(names) > 1 and plain:
        return _states(names, index)
    known = {index[k].country for k in index.ordered() if index[k].kind == "state"}
    return _states({c: n for c, n in names.items() if c in known}, index) if plain else ()


def visited(places: Iterable[Token], index: ActorIndex) -> tuple[str, ...]:
    """States that a visitor goes to, by name or by city, with those that the text enumerates after one."""
    found: list[str] = []
    for place in places:
        keys = [k for k in index.at(place) if index[k].kind == "state"]
        row = series(index, noun_phrase(place)[0], place.sent.end)
        found += keys[:1] + [k for k in row if index[k].kind == "state"]
        if not keys:
            names = [(country_of(n.kb_id_), n) for n in _names_at(place)]
            found += [index.state(code, name) for code, name in names if code]
    return tuple(dict.fromkeys(found))


def _names_at(token: Token) -> list[Span]:
    return [
        n for n in token.doc.spans.get(NAMES, ()) if n.start <= token.i < n.end and n.label_ in {"GPE", "LOC"}
    ]


def _gathering(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """The bodies whose summit it is ("the NATO summit", "the G7 Leaders' Summit")."""
    if noun.lemma_.lower() not in around("gathering") | {"meeting"}:
        return ()
    keys = index.inside(max(noun.sent.start, noun.i - _NAME), noun.i) if noun.i else ()
    row = tuple(k for k in keys if index[k].kind == "organization" and _leads_to(noun, index[k]))
    return row or _named_after(noun, index)


def _named_after(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """A known body in the name of an event: "the G20 Summit", "a G8 summit"."""
    doc, found = noun.doc, list[str]()
    for start in range(noun.i - 1, max(noun.sent.start, noun.i - _NAME) - 1, -1):
        token = doc[start]
        if token.pos_ not in _NOMINAL and token.lower_ not in _INSIDE:
            break
        if token.pos_ == "PROPN" and organization_by_name(token.text) is not None:
            found.insert(0, index.body(doc[start : start + 1]))
    return tuple(found) or _format(noun, index)


def _format(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """A gathering with a name of its own: "the Normandy format summit", "at the Berlin Conference"."""
    doc = noun.doc
    last = noun.i - 1 if noun.i and doc[noun.i - 1].lower_ == "format" else noun.i
    start = last
    while start > noun.sent.start and doc[start - 1].pos_ in {"PROPN", "ADJ"} and doc[start - 1].is_title:
        start -= 1
    named = last < noun.i or (noun.text == "Conference" and not noun.sent.text.istitle())
    if not named or start in {last, noun.sent.start} or index.inside(start, last):
        return ()
    if doc[start - 1].lower_ != "the":
        return ()
    return (index.body(doc[start : last + 1]),)


def _leads_to(noun: Token, body: ActorInfo) -> bool:
    """Whether only nominal words stand between a mention of the body and the noun."""
    return any(
        0 <= noun.i - m.end < _NAME
        and all(t.pos_ in _NOMINAL or t.lower_ in _INSIDE for t in noun.doc[m.end : noun.i])
        for m in body.mentions
    )


def _modifier_states(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """States in a compound or pair of demonyms before the noun ("Russian-Chinese talks")."""
    names = _national(noun, noun.left_edge.i)
    names = names if len(names) > 1 else _national(noun, _phrase_start(noun))
    return _states(names, index) if len(names) > 1 else ()


def _phrase_start(noun: Token) -> int:
    """The first of the nominal words and hyphens right before the noun."""
    doc, start, first = noun.doc, noun.i, noun.sent.start
    while start > first and (doc[start - 1].pos_ in _NOMINAL or doc[start - 1].text in "-–"):
        start -= 1
    return start


@once
def _telling(doc: Doc) -> list[tuple[int, int, int, str]]:
    """Names of countries, demonyms and events by place: tokens [start, end), number, alpha-3 or ""."""
    found = []
    for number, name in enumerate(doc.spans.get(NAMES, ())):
        prefix, _, code = name.kb_id_.partition(":")
        national = prefix in {"country", "demonym"}
        if national or name.label_ == "EVENT":
            found.append((name.start, name.end, number, code if national else ""))
    return sorted(found)


def _national(noun: Token, start: int) -> dict[str, Span]:
    """Countries with the names or demonyms between token `start` and the noun, in order."""
    found: dict[str, Span] = {}
    telling = _telling(noun.doc)
    for first, end, number, code in telling[bisect_left(telling, (start,)) :]:
        if first > noun.i:
            break
        name = noun.doc.spans[NAMES][number]
        if code and end <= noun.i:
            found.setdefault(code, name)
        elif name.label_ == "EVENT":
            for token in name:
                if token.i < noun.i and (country := country_by_name(token.text)) is not None:
                    found.setdefault(country.alpha3, token.doc[token.i : token.i + 1])
    return found


def _states(names: Mapping[str, Span], index: ActorIndex) -> tuple[str, ...]:
    """Keys of the states with these codes, each by its first name here where the text has no other."""
    return tuple(index.state(code, name) for code, name in names.items())
