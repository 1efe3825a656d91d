"""The names by which pipeline and extractors meet on a Doc.

A Doc carries span groups and primitives only (dataclasses would not survive
``Doc.to_bytes``). Values of a span live in ``label_``, ``id_`` and ``kb_id_``.
`register()` is idempotent.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

# --- span groups: name -> what label_, kb_id_ and id_ of its spans mean ------------

NAMES: Final = "readout_names"
"""Names after encoder and gazetteer, longest match, no overlaps. label_: PERSON ORG GPE LOC FAC NORP
EVENT. kb_id_: gazetteer entry such as ``country:CHN``, ``city:3936456``, ``org:APEC``, or empty."""

TITLES: Final = "readout_titles"
"""Offices and jobs ("President", "Japanese Prime Minister" without the demonym). label_: ``leaders``
``ministers`` ``officials`` ``other``. kb_id_: alpha-3 of a country the phrase itself names, or empty."""

QUOTES: Final = "readout_quotes"
"""Quotations with their marks. label_: ``direct`` (holds a clause) or ``scare`` (a phrase)."""


ACTORS: Final = "readout_actors"
"""Every mention of an actor, pronouns included. id_: the actor's key within the Doc (``a1`` …, by first
mention). label_: ``person`` ``state`` ``organization`` ``group``. kb_id_: alpha-3 or empty."""

FIRST_PERSON: Final = "readout_first_person"
"""Words of the first person. id_: key of the actor who speaks, empty for the author, ``?`` where unknown."""

# --- Doc extensions ------------------------------------------------------------------

PUBLISHED: Final = "readout_published"
"""``doc._.readout_published``: ISO date of publication, or None."""

TITLE_END: Final = "readout_title_end"
"""``doc._.readout_title_end``: token index where the headline ends, 0 where there is none."""

MASKED: Final = "readout_masked"
"""``doc._.readout_masked``: list of ``[start, end]`` token ranges of page debris that extractors skip."""

DATELINE: Final = "readout_dateline"
"""``doc._.readout_dateline``: ``[start, end]`` tokens of "LIMA, Nov. 16 (AP)" before the first sentence; its
place may be the meeting's, its day is that of the report. ``[0, 0]`` where there is none."""

TEXT_START: Final = "readout_text_start"
"""``doc._.readout_text_start``: code point of the Doc where the client's `text` begins; before it stands
the client's separate `title`, if one was sent. 0 otherwise."""

SENT: Final = "readout_sent"
"""``doc._.readout_sent``: what the client sent, by field (``text``, and ``title`` where it came apart), where
the Doc's text is a cleaned view of it; None where the Doc's text is what was sent."""

ORIGINS: Final = "readout_origins"
"""``doc._.readout_origins``: beside `SENT`, two lists with an entry for each code point of the Doc: where the
stretch that it stands for starts and ends in the field that it belongs to."""

_EXTENSIONS: Final[dict[str, object]] = {
    PUBLISHED: None,
    TITLE_END: 0,
    MASKED: [],
    DATELINE: [0, 0],
    TEXT_START: 0,
    SENT: None,
    ORIGINS: None,
}


def register() -> None:
    """Declare the Doc extensions once; a second call changes nothing."""
    for name, default in _EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
