"""The other side of a meeting of which a mention names one only.

"The president spoke about his visit to X", "a call with Y": the subject of the clause, or the article's own
subject, is the one who went or called. Where two could be, nobody is added.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Span, Token

from service.candidates.entities import EntityIndex
from service.extract.grouping import countries
from service.extract.mentions import MeetingMention
from service.extract.ranks import delegated, refers_to_both, states_of
from service.extract.roles import reports
from service.extract.sides import body_of
from service.grammar import governors, is_predicate, objects, obliques, possessors, subjects
from service.lexicons import organization_by_name
from service.lexicons.meetings import around

_ATTENDS: Final = frozenset({"attend", "join", "address", "host"})


def completed(mention: MeetingMention, main: tuple[str, ...], index: EntityIndex) -> MeetingMention:
    """The mention with its other side, if one alone can be meant; `main` are the main meeting's sides."""
    mention = delegated(mention, main, index)
    named = mention.sides
    if len(countries(named, index)) != 1 or _goes_elsewhere(mention, index) or _is_open(mention):
        return mention
    if any(map(_is_unknown, obliques(mention.trigger.root, "between"))) or _leads_on(mention):
        return mention
    if _is_gathering(mention, index) and (pair := _owners(mention, main, index)):
        return replace(mention, sides=pair)
    if _is_gathering(mention, index):
        guests = (
            _subject(mention.trigger.root, "", index) if mention.carrier.lemma_.lower() in _ATTENDS else ()
        )
        return replace(mention, sides=(*guests, *named))
    home = next(iter(countries(named, index)))
    if home not in countries(main, index) and _is_of_three(mention):
        return replace(mention, sides=(*states_of(main, index), *named))
    other = _counterparts(home, main, index) if home in countries(main, index) else ()
    if not other:
        other = _subject(mention.trigger.root, home, index) or _he(mention, home, main, index)
    if not other and mention.trigger.root.pos_ != "VERB" and not _are_several(mention):
        other = _counterparts(home, main[:1], index)
    return replace(mention, sides=(*other, *named)) if other else mention


def _is_of_three(mention: MeetingMention) -> bool:
    """ "Three-way talks involving Norway": beside those at the main meeting."""
    noun = mention.trigger.root
    before = noun.doc[noun.left_edge.i : noun.i].text.lower()
    return any(word in before for word in around("trilateral"))


def _is_unknown(side: Token) -> bool:
    """Whether a side is named that is no actor, and does not refer back: "between Chad and the rebels"."""
    return side.tag_ != "PRP" and not refers_to_both(side)


def _leads_on(mention: MeetingMention) -> bool:
    """ "Her tour will take her to Chad": the stops are meetings, told by the verb."""
    return mention.label == "visit" and mention.carrier.lemma_.lower() in {"take", *around("include")}


def _is_open(mention: MeetingMention) -> bool:
    """Nobody says whose "support for talks with X" means, nor with whom "her meetings" were."""
    noun = mention.trigger.root
    if _are_several(mention) and possessors(noun):
        return True
    if mention.label not in {"talks", "negotiate"} or noun.pos_ == "VERB":
        return False
    for word in governors(noun):
        if is_predicate(word):
            return word.lemma_.lower() in around("want") or any(
                map(_is_conditional, (word, *governors(word)))
            )
        if word.lemma_.lower() not in around("aspect"):
            return True
    return False


def _is_conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in around("condition") for c in verb.children)


def _are_several(mention: MeetingMention) -> bool:
    """ "Her meetings in Oslo": with more than the one counterpart of the article."""
    return mention.trigger.root.tag_ == "NNS" and mention.label not in {"talks", "negotiate"}


def _goes_elsewhere(mention: MeetingMention, index: EntityIndex) -> bool:
    """A visit whose goal is named and is nobody: "visited the museum", "her trip to the air base"."""
    root = mention.trigger.root
    goals = [*objects(root), *obliques(root, "to", "at")]
    return mention.label == "visit" and bool(goals) and all(index[k].kind != "state" for k in mention.sides)


def _is_gathering(mention: MeetingMention, index: EntityIndex) -> bool:
    """A body's summit has all its members for sides, its ministers' meeting all of theirs."""
    bodies = [body_of(key, index) for key in mention.sides]
    return mention.label in {"summit", "meet"} and all(index[k].kind == "organization" for k in bodies)


def _owners(mention: MeetingMention, main: tuple[str, ...], index: EntityIndex) -> tuple[str, ...]:
    """The two states whose council or commission meets, where it is no known body's."""
    known = any(organization_by_name(m.text) for k in mention.sides for m in index[k].mentions)
    joint = all(_is_joint(index[k].mentions[0]) for k in mention.sides)
    return states_of(main, index) if joint and not known else ()


def _is_joint(body: Span) -> bool:
    """ "The Intergovernmental Commission", "the Cooperation Council"."""
    return body.root.lower_ in around("body") and any(t.lower_ in around("joint") for t in body)


def _counterparts(home: str, sides: tuple[str, ...], index: EntityIndex) -> tuple[str, ...]:
    """Who sits at the table for the one other country there."""
    others = countries(sides, index) - {home}
    if len(others) != 1:
        return ()
    return tuple(key for key in sides if (index[key].country or key) in others)


def _he(mention: MeetingMention, home: str, main: tuple[str, ...], index: EntityIndex) -> tuple[str, ...]:
    """ "He" whom the text leaves open, in an article on the meeting of one person."""
    heads = subjects(mention.carrier)
    persons = [k for k in main if index[k].kind == "person" and index[k].named and index[k].country != home]
    open_ = bool(heads) and all(h.lower_ in {"he", "she"} and not index.at(h) for h in heads)
    return tuple(persons) if open_ and len(persons) == 1 else ()


def _subject(token: Token, home: str, index: EntityIndex) -> tuple[str, ...]:
    """The one actor that is subject of the clause around the word for meeting."""
    for word in governors(token):
        if not is_predicate(word):
            continue
        heads = subjects(word)
        keys = index.of(heads) or index.of(p for head in heads for p in possessors(head))
        found = [k for k in keys if not reports(index, k)]
        if found:
            fits = [k for k in found if index[k].kind in {"person", "state"} and index[k].country != home]
            return tuple(fits) if len(fits) == len(found) == 1 else ()
    return ()
