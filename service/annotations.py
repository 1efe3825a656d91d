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

DATES: Final = "readout_dates"
"""Date expressions. label_: DATE or TIME or DURATION."""

ACTORS: Final = "readout_actors"
"""Every mention of an actor, pronouns included. id_: the actor's key within the Doc (``a1`` …, by first
mention). label_: ``person`` ``state`` ``organization`` ``group``. kb_id_: alpha-3 or empty."""

MEETINGS: Final = "readout_meetings"
"""Words that evoke a meeting. label_: ``meet`` ``talks`` ``visit`` ``summit`` ``call`` ``video``
``negotiate``."""

CUES: Final = "readout_cues"
"""Words that carry a stance or report speech. label_: a stance or ``say``. kb_id_: lexicon entry, or
``model``.
id_: token index of the head word, the key by which statements and voices belong to the cue."""

STATEMENTS: Final = "readout_statements"
"""Contents of attributions. id_: key of the cue. label_: quote kind. kb_id_: ``negated``, ``hedged``,
``unnamed`` (a
passive that names no holder), joined by commas."""

VOICES: Final = "readout_voices"
"""Head words of who holds, reports or is addressed. id_: key of the cue. label_: ``holder`` ``source``
``target``.
"""

ROLES: Final = "readout_roles"
"""Words that play a part in the main meeting, as the role head of the encoder spans them. label_: PARTICIPANT
PLACE DATE
OCCASION."""

STANCES: Final = "readout_stances"
"""Statements as the stance head of the encoder spans them. label_: the stance."""

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

ISSUE_SCORES: Final = "readout_issue_scores"
"""``doc._.readout_issue_scores``: per sentence of the Doc a list of ``[category, probability]``, those above
0.05,
in the order of the issue list."""

MEETING_SCORES: Final = "readout_meeting_scores"
"""``doc._.readout_meeting_scores``: head (``detected`` ``status`` ``kind`` ``mode`` ``setting`` ``level``) ->
{label:
probability}, read from the article's first window."""

_EXTENSIONS: Final[dict[str, object]] = {
    PUBLISHED: None,
    TITLE_END: 0,
    MASKED: [],
    DATELINE: [0, 0],
    TEXT_START: 0,
    ISSUE_SCORES: [],
    MEETING_SCORES: {},
}


def register() -> None:
    """Declare the Doc extensions once; a second call changes nothing."""
    for name, default in _EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
