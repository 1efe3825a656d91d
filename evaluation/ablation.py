"""``python -m evaluation.ablation CORPUS... --fold 3``: what each rule and head is worth.

Each entry switches one of them off, reads all articles again and prints how many records change and which
measures move. What changes no record, or moves nothing for the better, is to be deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import click

from evaluation.gold import GoldRecord, load
from evaluation.measures import Tally
from evaluation.predict import empty_record
from evaluation.score import score, summarise

Patch = tuple[str, Any]
"""What is replaced, by its full name, and what stands in for it."""


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _empty(*_: Any, **__: Any) -> list[Any]:
    return []


def _table(*_: Any, **__: Any) -> dict[Any, Any]:
    return {}


def _no(*_: Any, **__: Any) -> bool:
    return False


def _yes(*_: Any, **__: Any) -> bool:
    return True


def _first(given: Any, *_: Any) -> Any:
    return given


def _second(_: Any, given: Any) -> Any:
    return given


def _told(told: str, _likely: Mapping[str, float]) -> str:
    """The rule's country, whatever the head says."""
    return told


def _likeliest(_told: str, likely: Mapping[str, float]) -> str:
    """The head's country, whatever a rule says."""
    best = max(likely, key=lambda code: (likely[code], code), default="")
    return best if likely and likely[best] >= 0.5 else ""


_COREF: Final = "service.pipeline.entities.coreference."
_STATES: Final = "service.pipeline.offices.states."
_CONTEXT: Final = "service.pipeline.offices.context."
_MENTIONS: Final = "service.heads.mentions."
RULES: Final[dict[str, tuple[Patch, ...]]] = {
    "offices to their bearers": ((_COREF + "offices.resolve", _table),),
    "offices told in order with states": ((_COREF + "share_respectively", _empty),),
    "joint states parted": (("service.pipeline.names.gazetteer.with_joint_states", _second),),
    "counterparts": ((_CONTEXT + "counterparts", _empty),),
    "countries from places": ((_STATES + "take_from_place", _nothing),),
    "leaders of the lexicon": ((_COREF + "_look_up", _nothing),),
    "groups": ((_COREF + "add_groups", _nothing),),
    "plural references": ((_COREF + "add_plurals", _empty),),
    "plural offices": ((_COREF + "share_plurals", _empty),),
    "pronouns": ((_COREF + "add_pronouns", _nothing),),
    "first person": ((_COREF + "add_first_person", _empty),),
    "unnamed actors": ((_MENTIONS + "_nominals", _empty),),
    "states implied by demonyms": ((_MENTIONS + "_implied", _empty),),
    "collectives": ((_MENTIONS + "_collective", _empty),),
    "meetings merged": (("service.extract.events.clustering._same", _no),),
    "tense of weekdays": (("service.extract.events.dates.direction", _nothing),),
    "places completed": (("service.extract.events.places._completes", _no),),
    "level from the sentences of the meeting": (("service.extract.events.fields._told_ranks", _empty),),
    "the likeliest issue of a meeting": (("service.extract.issues.entries._HESITANT", 2.0),),
    "mode by video or phone as told": (("service.extract.events.fields._beside", _empty),),
    "no country for those who serve a body": (("service.extract.allegiance.without_bodies", _first),),
    "issues named by noun phrases": (("service.extract.issues.entries.holds_noun", _yes),),
    "countries from the head": (("service.extract.context.country", _told),),
    "countries from rules": (("service.extract.context.country", _likeliest),),
    "targets that are the own state": (("service.extract.positions.claims._target", _nothing),),
}
"""What can be switched off: name -> functions and what stands in for them."""


class _Kept:
    """A session of onnxruntime that keeps its answers: no rule changes what the encoders read."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._known: dict[bytes, Any] = {}

    def run(self, names: Any, feed: Mapping[str, Any]) -> Any:
        """As the session's own."""
        digest = hashlib.sha256()
        for name in sorted(feed):
            digest.update(feed[name].tobytes() + repr(feed[name].shape).encode())
        key = digest.digest()
        if key not in self._known:
            self._known[key] = self._inner.run(names, feed)
        return self._known[key]


def _session(graph: Path) -> Any:
    from service.inference import session

    return _Kept(session(graph))


class Reader:
    """Reads a corpus, again and again."""

    def __init__(self, gold: Sequence[GoldRecord]) -> None:
        from service import analyzer
        from service.settings import Settings

        self.gold = gold
        for module in ("service.encoder.network", "service.heads.network"):
            patch(f"{module}.session", _session).start()
        self.engine = analyzer.load(Settings.from_env())

    def read(self, patches: Sequence[Patch]) -> list[dict[str, Any]]:
        """Records of all articles with `patches` in place."""
        from service.article import read_text
        from service.errors import ReadoutError
        from service.schemas import dump_record

        found = []
        with ExitStack() as stack:
            for target, stand_in in patches:
                stack.enter_context(patch(target, stand_in))
            for gold in self.gold:
                article = read_text(gold.text, title=gold.title, published=gold.published)
                try:
                    found.append(dump_record(self.engine.analyze(article), sent=article.sent))
                except ReadoutError:
                    found.append(empty_record() | {"unread": True})
        return found


def figures(gold: Sequence[GoldRecord], records: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Measures of the records."""
    tallies: list[Tally] = [score(g, r) for g, r in zip(gold, records, strict=True)]
    return {
        m.name: m.value for m in summarise(tallies) if m.value is not None and "calibration" not in m.name
    }


def rows(reader: Reader, names: Sequence[str]) -> Iterator[str]:
    """A line a rule: records changed, and the measures that its absence moves, the largest first."""
    before = reader.read(())
    base = figures(reader.gold, before)
    for name in names:
        after = reader.read(RULES[name])
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        moved = {m: v - base[m] for m, v in figures(reader.gold, after).items() if m in base}
        ranked = sorted((m for m in moved if abs(moved[m]) >= 0.0005), key=lambda m: -abs(moved[m]))
        shown = ", ".join(f"{m} {moved[m]:+.3f}" for m in ranked[:6])
        unread = sum("unread" in record for record in after) - sum("unread" in record for record in before)
        told = f", {unread} more can't be read" if unread else ""
        yield f"{name}: {changed} of {len(before)} records; {shown or 'no measure'}{told}"


@click.command()
@click.argument("corpora", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option("--fold", "folds", type=int, multiple=True, default=(3,), help="Folds to read; 4 is the test.")
@click.option("--only", multiple=True, help="Only rules whose name holds this.")
def main(corpora: tuple[Path, ...], folds: tuple[int, ...], only: tuple[str, ...]) -> None:
    """Switch off one rule after the other."""
    if 4 in folds:
        raise click.ClickException("fold 4 is the test")
    gold = [g for path in corpora for g in load(path, folds=folds)]
    names = [name for name in RULES if not only or any(word in name for word in only)]
    for line in rows(Reader(gold), names):
        print(line, flush=True)


if __name__ == "__main__":
    main()
