"""An id that two articles on the same meeting come to without knowing of each other.

``2022-02-12.RUS-USA.call``: the day, the sides, and whether they met or spoke from afar. It is made from the
record alone:

* Day: the first day of the meeting's date, or its month or year where no more is known. A main meeting that
  was held, and that the article gives no time for at all, has the article's day of publication: readouts and
  news leave out the day on which they appear.
* Sides: ISO 3166-1 codes of all participants' countries; a body that belongs to no state, or a person who
  holds its office, by the body's short name; a person with neither by last name. Where all are of one state
  the persons and bodies are told apart by name. More than four sides become their number and a digest, or
  the acronym of the gathering that frames the meeting.
* ``call`` for a telephone or video call, ``meeting`` for everything else.

The city is no part of it: most articles on a meeting name none, and two articles must not part over what one
of them leaves out. So two meetings of the same sides on the same day have the same id, in whatever place.

Where the day or the second side is not known, ids would join strangers. Then the id ends in a digest of the
article (``undated.RUS-USA.meeting.3f2a9c41d07b``): it names this meeting of this article and no other. So
does the id of a further meeting of an article that would have an id already given to another one there.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import count
from typing import Final

from service.lexicons.organizations import organization_by_name
from service.records import (
    ArticleInfo,
    Meeting,
    Mode,
    Participant,
    Precision,
    Stakeholder,
    StakeholderKind,
    Status,
)

_REMOTE: Final = frozenset({Mode.PHONE, Mode.VIDEO})
_HAPPENED: Final = frozenset({Status.HELD, Status.ONGOING})
_LISTED: Final = 4
_PARTS: Final = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
"""Characters of an ISO date that are known."""
_INTERNATIONAL: Final = frozenset({"igo", "bloc", "gathering", "body"})
"""Kinds of organisations that are a side by themselves; a `body` only where it is no state's."""
_OF: Final = re.compile(r"\bof (?:the )?")
_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LONGEST: Final = 6
"""Words of the longest name of a body that is looked for in an office."""


def meeting_id(
    meeting: Meeting,
    participants: Iterable[Participant],
    article: ArticleInfo,
    *,
    main: bool,
    taken: Collection[str] = (),
) -> str:
    """The id of `meeting`, whose own `id` is not read. `main`: it is what the article is about; `taken`: ids
    that other meetings of the article have."""
    actors = [participant.stakeholder for participant in participants]
    sides, enough = _sides(actors)
    day = _day(meeting, article if main else None)
    how = "call" if meeting.mode in _REMOTE else "meeting"
    known = ".".join((day or "undated", _listed(sides, meeting), how))
    if day and enough and known not in taken:
        return known
    start = meeting.evidence[0].start if meeting.evidence else -1
    places = (f"{article.sha256}:{start}{f':{n}' if n else ''}" for n in count())
    own = (f"{known}.{_digest(place, 12)}" for place in places)
    return next(each for each in own if each not in taken)


def _day(meeting: Meeting, article: ArticleInfo | None) -> str | None:
    date = meeting.date
    if date.start and date.precision in _PARTS:
        return date.start[: _PARTS[date.precision]]
    if article and not date.text and meeting.status in _HAPPENED:
        return article.published
    return None


def _sides(actors: list[Stakeholder]) -> tuple[list[str], bool]:
    """States in capitals, then what belongs to none, both in alphabetical order; whether two can be told."""
    bodies = {actor.id: _body(actor) for actor in actors}
    states = {actor.country.alpha3 for actor in actors if actor.country and not bodies[actor.id]}
    others = {side for actor in actors if (side := bodies[actor.id] or _stateless(actor))}
    enough = len(states) + len(others) > 1
    if not enough:
        names = {name for actor in actors if (name := _name(actor))}
        enough = len(names) > 1
        others |= names
    return sorted(states) + sorted(others), enough


def _stateless(actor: Stakeholder) -> str | None:
    """An actor without a country, by its body or name; unnamed groups are no side."""
    if actor.country or actor.kind is StakeholderKind.GROUP:
        return None
    return _slug(actor.organization) if actor.organization else _name(actor)


def _body(actor: Stakeholder) -> str | None:
    """The body of several states for which a person holds office: "Secretary-General of the UN" -> "un".

    That office comes before the country, which is then where the person is from. The body opens the title or
    follows "of": an ambassador to the United Nations speaks for a state.
    """
    if actor.kind is not StakeholderKind.PERSON:
        return None
    said = [actor.organization or "", actor.role or ""]
    heads = [head for office in said for head in (office, *_OF.split(office)[1:])]
    return next((body for head in heads if (body := _opening(head))), None)


def _opening(office: str) -> str | None:
    """The longest name of a body of several states that `office` opens with."""
    words = office.replace(",", " ").split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        known = organization_by_name(" ".join(words[:length]))
        if known and not known.country and known.kind in _INTERNATIONAL:
            return _slug(known.key)
    return None


def _name(actor: Stakeholder) -> str | None:
    """What tells an actor from others of its side: a person's last name, a body's key; None for a state."""
    if actor.kind is StakeholderKind.STATE:
        return None
    if actor.kind is StakeholderKind.PERSON:
        words = [word for word in actor.name.split() if _slug(word) not in _GENERATIONS]
        return _slug(words[-1]) if words else None
    known = organization_by_name(actor.name)
    return _slug(known.key if known else actor.name)


def _listed(sides: list[str], meeting: Meeting) -> str:
    if len(sides) <= _LISTED:
        return "-".join(sides) or "unknown"
    if meeting.occasion and meeting.occasion.acronym:
        return _slug(meeting.occasion.acronym)
    return f"{len(sides)}_{_digest('-'.join(sides), 8)}"


def _slug(name: str) -> str:
    """ASCII letters and digits with ``_`` between words; a digest where none are left."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "")).casefold()
    plain = re.sub(r"[^a-z0-9]+", "_", re.sub(r"[^\x00-\x7f]", "", decomposed)).strip("_")
    return plain or _digest(name, 8)


def _digest(value: str, length: int) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:length]
