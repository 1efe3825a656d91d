"""Which further meetings are worth an entry of their own."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from service.candidates.entities import EntityIndex
from service.extract.meetings import MeetingCluster
from service.extract.mentions import MeetingMention
from service.grammar import governors, objects
from service.lexicons import organization_by_name
from service.lexicons.meetings import around, known_verb, trigger_nouns
from service.records import Occasion


def is_whole(cluster: MeetingCluster, index: EntityIndex) -> bool:
    """Two sides, or a gathering of a body of several countries; told of as a meeting that is or may be."""
    mentions = [dated.mention for dated in cluster.members]
    if all(_is_denied(m) or _is_sight(m, index) or _is_errand(m) for m in mentions if m.sides):
        return False
    dated = any(member.interval is not None for member in cluster.members)
    if not dated and all(
        m.trigger.root.lemma_.lower() in around("process") and _is_at_large(m) for m in mentions
    ):
        return False
    if not dated and all(map(_is_backed, mentions)):
        return False
    if len(cluster.sides) != 1:
        return len(cluster.sides) > 1 and not _are_colleagues(cluster.sides, index)
    body = index[cluster.sides[0]]
    if body.country or body.mentions[0][0].lower_ in around("domestic"):
        return False
    return body.kind == "organization" and mentions[0].label in {"summit", "meet"}


def stated(cluster: MeetingCluster, index: EntityIndex) -> MeetingCluster:
    """The meeting with the state for whoever is known by an office alone ("the President of Chad")."""
    sides = [_state(key, index) for key in cluster.sides]
    return replace(cluster, sides=tuple(dict.fromkeys(sides)))


def _state(key: str, index: EntityIndex) -> str:
    actor = index[key]
    unnamed = actor.kind == "person" and not actor.named and bool(actor.country)
    return index.state(actor.country, actor.mentions[0]) if unnamed else key


def is_setting(
    cluster: MeetingCluster, main: MeetingCluster | None, frame: Occasion | None, index: EntityIndex
) -> bool:
    """Whether it is but the gathering within which the main meeting takes place."""
    if main is None or frame is None or len(cluster.sides) != 1:
        return False
    if main.members[0].mention.label in {"call", "video"}:
        return False
    names = {m.text for m in index[cluster.sides[0]].mentions}
    entries = [entry for entry in map(organization_by_name, names) if entry is not None]
    names |= {form for entry in entries for form in (entry.name, *entry.aliases)}
    text = f" {frame.name} ".replace("(", " ").replace(")", " ")
    return any(f" {name} " in text for name in names)


def _are_colleagues(sides: tuple[str, ...], index: EntityIndex) -> bool:
    """Persons of one government: whom they met, nobody says."""
    homes = {index[k].country for k in sides}
    return len(homes) == 1 and "" not in homes and all(index[k].kind == "person" for k in sides)


def _is_denied(mention: MeetingMention) -> bool:
    """ "There are no plans for a meeting", "it is not known whether they will meet", "shunned summits"."""
    if mention.carrier.lemma_.lower() in around("shun"):
        return True
    words = [mention.trigger.root, mention.carrier, *list(governors(mention.trigger.root))[:4]]
    return any(
        (c.lower_ == "whether" and c.dep_ == "mark") or (c.lower_ == "no" and c.dep_ == "det")
        for word in words
        for c in word.children
    )


def _is_sight(mention: MeetingMention, index: EntityIndex) -> bool:
    """A visit to a church or a museum is no meeting; one to a known body is."""
    if mention.label != "visit":
        return False
    bodies = [k for k in mention.sides if index[k].kind == "organization"]
    others = [k for k in mention.sides if index[k].kind != "organization"]
    return (
        len(others) < 2
        and bool(bodies)
        and not any(organization_by_name(m.text) for k in bodies for m in index[k].mentions)
    )


def _is_errand(mention: MeetingMention) -> bool:
    """ "Visited Oslo to receive a prize", "was in Oslo, where she attended a funeral": no host is met."""
    goes = mention.carrier == mention.trigger.root and mention.carrier.lemma_.lower() not in around("host")
    if mention.label != "visit" or not goes:
        return False
    clauses = [*mention.carrier.children, *(c for goal in mention.carrier.children for c in goal.children)]
    return any(
        known_verb(verb.lemma_, verb.lower_, around("errand")) is not None and _tells_purpose(verb)
        for verb in clauses
        if verb.pos_ == "VERB"
    )


def _tells_purpose(verb: Token) -> bool:
    """An infinitive, or a clause with "where"; what is attended is no meeting."""
    opened = any(c.lower_ in {"to", "where"} and c.dep_ in {"mark", "advmod", "aux"} for c in verb.children)
    return opened and not any(o.lemma_.lower() in trigger_nouns() for o in objects(verb))


def _is_backed(mention: MeetingMention) -> bool:
    """ "Support for talks between Chad and Mali", "the importance of concluding them": at large as well."""
    noun = mention.trigger.root
    if noun.pos_ == "VERB" or mention.label not in {"talks", "negotiate"}:
        return False
    for word in governors(noun):
        if known_verb(word.lemma_, word.lower_, around("backing")) is not None:
            return True
        if word.pos_ == "VERB":
            return False
    return False


def _is_at_large(mention: MeetingMention) -> bool:
    """A process, without a verb that holds a meeting of it, now or then."""
    if mention.label in {"call", "video"} or mention.trigger.root.lemma_.lower() not in around("process"):
        return False
    return mention.carrier.lemma_.lower() not in around("occur")
