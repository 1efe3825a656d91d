"""A comparison as lines that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

_MARKS: Final = {"all": "=", "some": "·", "differ": "≠"}
_FIELDS: Final = ("status", "kind", "mode", "setting", "level", "duration", "occasion")
_WIDEST: Final = 100


def as_text(comparison: Mapping[str, Any]) -> str:
    """Lines with ``=`` for what all report, ``·`` for what some leave out, ``≠`` where they differ.

    Articles are numbered from 1.
    """
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Mapping[str, Any]) -> Iterator[str]:
    yield comparison["meeting"]["message"]
    for article in comparison["articles"]:
        meeting = article["meeting"]
        name = article["title"] or article["url"] or article["sha256"][:12]
        yield f"  {article['article'] + 1}. {name} ({article['published'] or 'undated'})"
        yield f"     {meeting['id']}" if meeting else "     no meeting"
    yield from _section("Meeting", _meeting(comparison))
    yield from _section("Participants", _people(comparison))
    yield from _section("Issues", _issues(comparison))
    yield from _section("Positions", _positions(comparison))
    yield from _section("Outcomes", _outcomes(comparison))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *found)


def _meeting(comparison: Mapping[str, Any]) -> Iterator[str]:
    for name in ("date", "place", *_FIELDS):
        entry = comparison[name]
        if entry:
            values = {a["article"]: _value(name, a) for a in entry["accounts"]}
            said = set(values.values())
            told = said.pop() if len(said) == 1 else "; ".join(f"{n + 1}: {v}" for n, v in values.items())
            yield f"{_head(entry)} {name}: {told}{_tail(entry)}"


def _value(name: str, account: Mapping[str, Any]) -> str:
    if name == "date":
        if not account["start"]:
            return f"“{account['text']}”"
        same = account["start"] == account["end"]
        return str(account["start"] if same else f"{account['start']} to {account['end']}")
    if name == "place":
        country = account["country"]["name"] if account["country"] else None
        return ", ".join(part for part in dict.fromkeys((account["venue"], account["name"], country)) if part)
    return str(account["value"]).replace("_", " ")


def _people(comparison: Mapping[str, Any]) -> Iterator[str]:
    for entry in comparison["participants"]:
        country = f" ({entry['country']['name']})" if entry["country"] and entry["kind"] != "state" else ""
        yield f"{_head(entry)} {entry['name']}{country}{_tail(entry)}"


def _issues(comparison: Mapping[str, Any]) -> Iterator[str]:
    for entry in comparison["issues"]:
        agenda = ""
        if entry["agreement"] == "differ":
            on = sorted({a["article"] + 1 for a in entry["accounts"] if a["on_agenda"]})
            agenda = f", on the agenda in {_listed(on)} alone"
        yield f"{_head(entry)} {entry['category']}{agenda}{_tail(entry)}"


def _positions(comparison: Mapping[str, Any]) -> Iterator[str]:
    for entry in comparison["positions"]:
        issue = entry["category"] or "no issue"
        yield f"{_head(entry)} {entry['stakeholder']['name']} on {issue}{_tail(entry)}"
        for account in entry["accounts"]:
            stance = f"not {account['stance']}" if account["negated"] else account["stance"]
            target = f" towards {account['target']}" if account["target"] else ""
            yield f"    {account['article'] + 1}: {stance}{target}: {_cut(account['statement'])}"


def _outcomes(comparison: Mapping[str, Any]) -> Iterator[str]:
    for entry in comparison["outcomes"]:
        yield f"{_head(entry)} {entry['kind'].replace('_', ' ')}{_tail(entry)}"
        yield from (f"    {a['article'] + 1}: {_cut(a['text'])}" for a in entry["accounts"])


def _head(entry: Mapping[str, Any]) -> str:
    return f"  {_MARKS[entry['agreement']]}"


def _tail(entry: Mapping[str, Any]) -> str:
    left_out = entry["left_out_by"]
    return f" [not in {_listed([n + 1 for n in left_out])}]" if left_out else ""


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDEST else flat[: _WIDEST - 1].rstrip() + "…"
