"""Two to ten dumped records become one comparison. Every account carries its article and its evidence.

`agreement` of an entry is ``all`` where every record reports it and none otherwise, ``some`` where records
leave it out and the rest agree, ``differ`` where two that report it contradict each other. Articles are
numbered from 0 in the order given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from service.compare.actors import Actor, actors, normalise
from service.compare.meetings import Record, Told, chosen, sides, verdict

Account = dict[str, Any]
_SCALARS: Final = ("status", "kind", "mode", "setting", "level", "duration")
_ALIKE: Final = 0.5
"""Least share of words that two statements without issue have in common to be on the same thing."""
_SHORT: Final = 3
"""Words of up to so many letters don't count there."""


def compare(records: Sequence[Record]) -> dict[str, Any]:
    """The comparison of dumped `records`, which must be valid. Raises `ValueError` for fewer than two."""
    if len(records) < 2:
        raise ValueError("A comparison needs two records at least.")
    meetings = chosen(records)
    known, where = actors(records)
    return {
        "meeting": verdict(meetings, where),
        "articles": [_article(n, record, meetings[n]) for n, record in enumerate(records)],
        **_fields(meetings, len(records)),
        "sides": list(_sides(meetings)),
        "participants": list(_participants(meetings, known, where)),
        "issues": list(_issues(records)),
        "positions": list(_positions(records, where)),
        "outcomes": list(_outcomes(meetings)),
    }


def _article(number: int, record: Record, made: Told | None) -> dict[str, Any]:
    article = record["article"]
    told = {"id": made.id, "title": made.meeting["title"], "pointer": made.pointer} if made else None
    copied = {name: article[name] for name in ("title", "published", "url", "sha256")}
    return {"article": number, **copied, "meeting": told}


def _fields(meetings: Sequence[Told | None], count: int) -> dict[str, Any]:
    """Date, place, occasion and the scalar fields; null where no record has one."""
    told = [(n, made) for n, made in enumerate(meetings) if made]
    compared: dict[str, Any] = {
        "date": _field([a for n, m in told if (a := _date(n, m))], count, _dates_differ),
        "place": _field([a for n, m in told if (a := _place(n, m))], count, _places_differ),
    }
    for name in _SCALARS:
        accounts = [a for n, m in told if (a := _scalar(n, m, name))]
        compared[name] = _field(accounts, count, lambda a, b: a["value"] != b["value"])
    occasions = [a for n, m in told if (a := _occasion(n, m))]
    compared["occasion"] = _field(occasions, count, _occasions_differ)
    return compared


def _field(
    accounts: list[Account], count: int, differ: Callable[[Account, Account], bool]
) -> dict[str, Any] | None:
    return _entry(accounts, range(count), differ) if accounts else None


def _entry(
    accounts: list[Account], articles: Iterable[int], differ: Callable[[Account, Account], bool]
) -> dict[str, Any]:
    """Accounts of one thing with who gives one, who gives none, and whether two contradict each other."""
    reported = sorted({account["article"] for account in accounts})
    left_out = [number for number in articles if number not in reported]
    apart = any(differ(a, b) for a, b in combinations(accounts, 2) if a["article"] != b["article"])
    agreement = "differ" if apart else "some" if left_out else "all"
    return {
        "agreement": agreement,
        "reported_by": reported,
        "left_out_by": left_out,
        "accounts": sorted(accounts, key=lambda account: account["article"]),
    }


def _date(number: int, made: Told) -> Account | None:
    date = made.meeting["date"]
    if not date["start"] and not date["text"]:
        return None
    names = ("start", "end", "precision", "text", "confidence", "evidence")
    return {"article": number, **{name: date[name] for name in names}}


def _dates_differ(one: Account, other: Account) -> bool:
    """Both resolved; unequal where as exact, without a common day where one is less exact."""
    if not one["start"] or not other["start"]:
        return False
    if one["precision"] == other["precision"]:
        return (one["start"], one["end"]) != (other["start"], other["end"])
    return bool(one["end"] < other["start"] or other["end"] < one["start"])


def _place(number: int, made: Told) -> Account | None:
    place = made.location
    if not place:
        return None
    names = ("name", "kind", "venue", "country", "geonames_id", "text", "confidence", "evidence")
    return {"article": number, **{name: place[name] for name in names}}


def _places_differ(one: Account, other: Account) -> bool:
    """Other countries, or other places of the same kind; a country and a city in it go together."""
    if one["country"] and other["country"] and one["country"]["alpha3"] != other["country"]["alpha3"]:
        return True
    if one["kind"] != other["kind"] or not one["name"] or not other["name"]:
        return False
    if one["geonames_id"] and one["geonames_id"] == other["geonames_id"]:
        return False
    return normalise(one["name"]) != normalise(other["name"])


def _scalar(number: int, made: Told, name: str) -> Account | None:
    value = made.meeting[name]
    if value is None or value == "unknown":
        return None
    support = made.meeting["fields"].get(name) or {"confidence": made.meeting["confidence"], "evidence": []}
    return {
        "article": number,
        "value": value,
        "confidence": support["confidence"],
        "evidence": support["evidence"] or made.meeting["evidence"],
    }


def _occasion(number: int, made: Told) -> Account | None:
    found = made.meeting["occasion"]
    if not found:
        return None
    return {
        "article": number,
        "value": found["name"],
        "confidence": found["confidence"],
        "evidence": found["evidence"],
    }


def _occasions_differ(one: Account, other: Account) -> bool:
    """No word in common: a gathering has many names."""
    a, b = (_content(account["value"]) for account in (one, other))
    return bool(a and b and not a & b)


def _sides(meetings: Sequence[Told | None]) -> Iterator[dict[str, Any]]:
    """Which side each record names, with the participants who stand for it."""
    everyone = [n for n, made in enumerate(meetings) if made]
    accounts: dict[str, list[Account]] = defaultdict(list)
    for n in everyone:
        made = meetings[n]
        assert made is not None
        for code, people in _by_side(made):
            confidence = max(p["confidence"] for p in people)
            spans = [span for person in people for span in person["evidence"]]
            accounts[code].append({"article": n, "confidence": confidence, "evidence": spans})
    for code in sorted(accounts):
        yield {"side": code, **_entry(accounts[code], everyone, _never)}


def _by_side(made: Told) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """ISO codes of the sides that are states, with their participants."""
    named = set(sides(made))
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for person in made.participants:
        if person["country"]:
            found[person["country"]["alpha3"]].append(person)
    yield from ((code, people) for code, people in found.items() if code in named or len(named) == 1)


def _never(_one: Account, _other: Account) -> bool:
    return False


def _participants(
    meetings: Sequence[Told | None], known: Sequence[Actor], where: Mapping[tuple[int, str], Actor]
) -> Iterator[dict[str, Any]]:
    everyone = [n for n, made in enumerate(meetings) if made]
    accounts: dict[int, list[Account]] = defaultdict(list)
    for n in everyone:
        made = meetings[n]
        assert made is not None
        for person in made.participants:
            names = ("id", "name", "role", "capacity", "confidence", "evidence")
            account = {"article": n, **{name: person[name] for name in names}}
            accounts[where[n, person["id"]].number].append(account)
    for number in sorted(accounts):
        actor = known[number]
        yield {**_named(actor), **_entry(accounts[number], everyone, _capacities_differ)}


def _named(actor: Actor) -> dict[str, Any]:
    return {"name": actor.name, "kind": actor.kind, "country": actor.country}


def _capacities_differ(one: Account, other: Account) -> bool:
    """Between those who negotiate and those who help or look on; a host is a principal elsewhere."""
    table = {"principal", "delegate", "host"}
    return (one["capacity"] in table) != (other["capacity"] in table)


def _issues(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """One entry per issue of the taxonomy, by first appearance."""
    accounts: dict[str, list[Account]] = defaultdict(list)
    for n, record in enumerate(records):
        for issue in record["issues"]:
            names = ("id", "label", "on_agenda", "salience", "confidence")
            copied = {name: issue[name] for name in names}
            accounts[issue["category"]].append({"article": n, **copied, "evidence": issue["mentions"]})
    for category, found in accounts.items():
        yield {"category": category, **_entry(found, range(len(records)), _agendas_differ)}


def _agendas_differ(one: Account, other: Account) -> bool:
    return bool(one["on_agenda"] != other["on_agenda"])


def _positions(records: Sequence[Record], where: Mapping[tuple[int, str], Actor]) -> Iterator[dict[str, Any]]:
    """One entry per holder, issue and side addressed; without an issue, per holder and matter."""
    groups: dict[_Matter, list[Account]] = {}
    for holder, category, side, account in _told(records, where):
        found = _group(groups, (holder.number, category, side), account)
        groups.setdefault(found, []).append(account)
    known = {actor.number: actor for actor in where.values()}
    for (holder_number, category, _, _), accounts in _in_order(groups):
        entry = _entry(accounts, range(len(records)), _never)
        if _stances_differ(accounts):
            entry["agreement"] = "differ"
        yield {"stakeholder": _named(known[holder_number]), "category": category, **entry}


_Matter = tuple[int, str | None, str | None, int]
"""Holder's number, issue, side addressed, and a number that tells matters without an issue apart."""


def _told(
    records: Sequence[Record], where: Mapping[tuple[int, str], Actor]
) -> list[tuple[Actor, str | None, str | None, Account]]:
    """Every position with its holder, issue and side addressed; those that address nobody come last."""
    found = []
    for n, record in enumerate(records):
        for number, position in enumerate(record["positions"]):
            target = where[n, position["target"]["id"]] if position["target"] else None
            side = _side(target) if target else None
            category = position["issue"]["category"] if position["issue"] else None
            account = _position(n, number, position, target)
            found.append((where[n, position["stakeholder"]["id"]], category, side, account))
    return sorted(found, key=lambda told: told[2] is None)


def _side(actor: Actor) -> str:
    """The state that an actor belongs to, else the actor: "Moscow" and its president are one side."""
    return str(actor.country["alpha3"]) if actor.country else str(actor.number)


def _group(
    groups: Mapping[_Matter, list[Account]], asked: tuple[int, str | None, str | None], account: Account
) -> _Matter:
    """The group that an account belongs to. Who addresses nobody joins the only one addressed, if any."""
    holder, category, side = asked
    if category is None:
        return _matter(groups, holder, account)
    addressed = [key for key in groups if key[:2] == (holder, category) and key[2] is not None]
    if side is None and len(addressed) == 1:
        return addressed[0]
    return holder, category, side, 0


def _in_order(groups: Mapping[_Matter, list[Account]]) -> list[tuple[_Matter, list[Account]]]:
    """By the first account's article and place in its record."""

    def first(found: tuple[_Matter, list[Account]]) -> tuple[int, int]:
        return min((account["article"], _place_of(account)) for account in found[1])

    return sorted(groups.items(), key=first)


def _place_of(account: Account) -> int:
    return int(str(account["pointer"]).rpartition("/")[2])


def _position(n: int, number: int, position: Mapping[str, Any], target: Actor | None) -> Account:
    names = ("stance", "polarity", "negated", "hedged", "statement", "quote", "confidence", "evidence")
    return {
        "article": n,
        "pointer": f"/positions/{number}",
        "target": target.name if target else None,
        **{name: position[name] for name in names},
    }


def _matter(groups: Mapping[_Matter, list[Account]], holder: int, account: Account) -> _Matter:
    """The holder's group whose statements share most words with this one, or a new one."""
    own = [key for key in groups if key[:2] == (holder, None)]
    scored = [(max(_overlap(account, known) for known in groups[key]), -key[3]) for key in own]
    best = max(zip(scored, own, strict=True), default=None)
    if best and best[0][0] >= _ALIKE:
        return best[1]
    return holder, None, None, len(own)


def _overlap(one: Account, other: Account) -> float:
    a, b = (_content(account["statement"]) for account in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def _content(text: str) -> set[str]:
    return {word for word in normalise(text).split() if len(word) > _SHORT}


def _stances_differ(accounts: Sequence[Account]) -> bool:
    """Two articles that report no stance in common."""
    held: dict[int, set[tuple[str, bool]]] = defaultdict(set)
    for account in accounts:
        held[account["article"]].add((account["stance"], account["negated"]))
    return any(not a & b for a, b in combinations(held.values(), 2))


def _outcomes(meetings: Sequence[Told | None]) -> Iterator[dict[str, Any]]:
    """One entry per kind of outcome."""
    everyone = [n for n, made in enumerate(meetings) if made]
    accounts: dict[str, list[Account]] = defaultdict(list)
    for n in everyone:
        made = meetings[n]
        assert made is not None
        for outcome in made.meeting["outcomes"]:
            names = ("text", "confidence", "evidence")
            accounts[outcome["kind"]].append({"article": n, **{name: outcome[name] for name in names}})
    for kind, found in accounts.items():
        yield {"kind": kind, **_entry(found, everyone, _never)}
