"""Words of meeting: what evokes one, and what shows another sense; nouns for unnamed actors."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from service.lexicons.table import rows


@cache
def trigger_nouns() -> dict[str, str]:
    """Lemma -> label of `annotations.MEETINGS`."""
    return {lemma: label for lemma, pos, label in rows("meeting_words") if pos == "noun"}


@cache
def trigger_verbs() -> dict[str, str]:
    """Lemma -> label of `annotations.MEETINGS`."""
    return {lemma: label for lemma, pos, label in rows("meeting_words") if pos == "verb"}


def known_verb(lemma: str, form: str, known: Container[str]) -> str | None:
    """The verb of `known` that the form is of, by its regular past where the tagger left it uncut."""
    stems = [lemma.lower(), *(form.lower().removesuffix(end) for end in ("ed", "d"))]
    stems += [stem[:-1] for stem in stems if stem[-2:-1] == stem[-1:]]  # "scrapped"
    return next((stem for stem in stems if stem in known), None)


@cache
def status_words(kind: str) -> frozenset[str]:
    """Words that tell whether a meeting takes place.

    Lemmas of verbs: ``cancel`` ``postpone`` ``plan`` ``propose`` ``begin``, ``arrive`` ``depart`` ``journey``
    of who goes to it, ``event`` (what will not be when the meeting is off: "will not take place"), ``end`` on
    a day, ``last`` until one. Modifiers of its noun: ``planned`` ``proposed`` ``cancelled`` ``postponed``.
    ``tomorrow``: words of a date to come.
    """
    return frozenset(word for word, of in rows("meeting_status") if of == kind)


@cache
def blocked(block: str) -> frozenset[str]:
    """Words that show another sense: ``modifier`` ("press conference"), ``met`` ("met the criteria"),
    ``audience`` ("talked with reporters"). ``office`` are nouns for those who act for their state,
    ``standing`` what may stand before them ("senior officials"), ``roster`` what opens a list of names,
    ``telling`` are verbs whose subject tells of its own doings.
    """
    return frozenset(word for word, kind in rows("meeting_blocks") if kind == block)


@cache
def around(sort: str) -> frozenset[str]:
    """Words around one for a meeting.

    Lemmas of verbs: ``carry`` (the subject takes part in what is their object or goal), ``agree`` (it does
    where no other side is named), ``host``, ``foresee`` ("invite", "plan"), ``set`` ("schedule"), ``want``,
    ``include`` (of a journey and its stops), ``shun``, ``opens`` (its first day), ``departure`` ("left for"),
    ``errand`` (what a traveller does without a host). ``domestic`` begins names of one country's bodies.
    Nouns: ``gathering`` (of many), ``journey``, ``process`` (an exchange at large as often as one meeting),
    ``event`` (that frames a meeting), of which ``round`` (of something named) and ``chamber`` (a body too),
    ``margin`` ("the sidelines"), ``visiting`` with ``formal`` ("state") before it, ``attend`` (verbs),
    ``scene`` (time, place, form), ``stay`` ("her stop in"), ``spell`` (time), ``matter`` ("results of"),
    ``aspect`` ("results of the talks"), ``body`` (that two states may have), ``joint`` (word of its name),
    ``accord`` (what is signed), ``contact`` ("interaction"), ``backing`` (also verbs: of talks at large).
    Verbs: ``sign``, ``occur`` (that a process is held), ``awaited`` ("is due in"). ``involve``: "involving".
    Modifiers: ``ahead``, ``again``, ``earlier``, ``each`` ("separate"), ``arranged`` ("held", "due").
    ``condition``: conjunctions. ``bilateral`` ``trilateral`` ``multilateral``: how many sides ("six-party").
    """
    return frozenset(word for word, kind in rows("meeting_context") if kind == sort)


@cache
def group_nouns() -> dict[str, str]:
    """Noun -> ``state`` (its country acts), ``group``, ``person`` or ``organization``."""
    return {row[0]: row[1] for row in rows("groups")}
