"""Which further meetings are worth an entry of their own."""

from __future__ import annotations

from service.extract.actors import ActorIndex
from service.extract.meetings import MeetingCluster
from service.extract.mentions import MeetingMention
from service.grammar import governors
from service.lexicons import organization_by_name
from service.lexicons.meetings import around


def is_whole(cluster: MeetingCluster, index: ActorIndex) -> bool:
    """Two sides, or a gathering of a body of several countries; told of as a meeting that is or may be."""
    mentions = [dated.mention for dated in cluster.members]
    if all(_is_denied(m) or _is_sight(m, index) for m in mentions if m.sides):
        return False
    dated = any(member.interval is not None for member in cluster.members)
    if not dated and all(
        m.trigger.root.lemma_.lower() in around("process") and _is_at_large(m) for m in mentions
    ):
        return False
    if len(cluster.sides) != 1:
        return len(cluster.sides) > 1
    body = index[cluster.sides[0]]
    if body.country or body.mentions[0][0].lower_ in around("domestic"):
        return False
    return body.kind == "organization" and mentions[0].label in {"summit", "meet"}


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


def _is_sight(mention: MeetingMention, index: ActorIndex) -> bool:
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


def _is_at_large(mention: MeetingMention) -> bool:
    """A process, without a verb that holds a meeting of it, now or then."""
    if mention.label in {"call", "video"} or mention.trigger.root.lemma_.lower() not in around("process"):
        return False
    return mention.carrier.lemma_.lower() not in {"hold", "have", "take", "host", "open", "begin", "end"}
