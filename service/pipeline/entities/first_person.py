"""Who "we" and "I" are: the one quoted, the speaker whom a transcript labels, or the author.

A transcript begins a turn with a label at the start of a line: "SECRETARY WHITMAN: We reject …", "Vladimir
Putin: Good afternoon", "Q:". What stands outside quotations and turns is the author's, whom the text itself
rarely names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.persons import Actor
from service.pipeline.entities.surroundings import Surroundings

WORDS: Final = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_LABEL: Final = re.compile(r"(?:^|\n)[ \t>*_#]*([A-Z][^\n:.!?;“”\"]{0,60}?)[ \t*_]*:(?=\s)")
_ASKING: Final = re.compile(r"^(?:Q|Question|QUESTION|Journalist|JOURNALIST|Reporter|REPORTER|Moderator)\b")
_TURNS: Final = 2
"""Labels that make a transcript."""


def add_first_person(book: ActorBook, doc: Doc) -> list[tuple[int, str]]:
    """Token of each word of the first person with the key of who it means, "" for the author or unknown."""
    around, turns = Surroundings(doc), dict(_turns(book, doc))
    starts = sorted(turns)
    found = []
    for token in doc:
        if token.lower_ not in WORDS or token.text == "US":
            continue
        speakers = {a.key for s in around.speakers(token) for a in book.covering(s.i) if a.kind != "group"}
        if len(speakers) == 1:
            found.append((token.i, speakers.pop()))
        elif around.quotation[token.i] >= 0 and not starts:
            found.append((token.i, "?"))
        else:
            at = bisect_right(starts, token.i)
            found.append((token.i, turns[starts[at - 1]] if at else ""))
    return found


def _turns(book: ActorBook, doc: Doc) -> Iterator[tuple[int, str]]:
    """Token at which a turn of a transcript begins, with the key of its speaker or "?"."""
    text = doc.text
    labels = list(_LABEL.finditer(text))
    if len(labels) < _TURNS:
        return
    starts = {token.idx: token for token in doc}
    named: list[tuple[int, str]] = []
    for label in labels:
        first = starts.get(label.start(1))
        if first is None:
            continue
        if _ASKING.match(label[1]):
            named.append((first.i, "?"))
            continue
        actor = _meant(book, doc, first, label.end(1))
        if actor is not None:
            named.append((first.i, actor.key))
    if len(named) >= _TURNS:
        yield from named


def _meant(book: ActorBook, doc: Doc, first: Token, end: int) -> Actor | None:
    """The person whom a label names, by a mention in it or by a last word in capitals."""
    last = first.i
    while last + 1 < len(doc) and doc[last + 1].idx < end:
        last += 1
    for i in range(last, first.i - 1, -1):
        persons = [a for a in book.covering(i) if a.kind == "person"]
        if persons:
            return persons[0]
    found = book.bearers((doc[last].lower_,))
    return found[0] if len(found) == 1 else None
