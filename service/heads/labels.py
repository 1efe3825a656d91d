"""Labels of the record-level heads, in the order of their outputs."""

from __future__ import annotations

from typing import Final

from service.records import Level, MeetingKind, Mode, Setting, Stance, Status
from service.taxonomy import category_ids

STANCES: Final = (
    *(Stance.SUPPORT, Stance.COMMIT, Stance.OFFER, Stance.REQUEST, Stance.NEUTRAL),
    *(Stance.CONCERN, Stance.CRITICISE, Stance.OPPOSE, Stance.THREATEN),
)
CATEGORIES: Final = tuple(category_ids())
STATUSES: Final = (
    *(Status.HELD, Status.ONGOING, Status.PLANNED, Status.PROPOSED, Status.POSTPONED, Status.CANCELLED),
)
MODES: Final = (Mode.IN_PERSON, Mode.PHONE, Mode.VIDEO, Mode.UNKNOWN)
SETTINGS: Final = (Setting.VISIT, Setting.THIRD_PARTY, Setting.MULTILATERAL, None)
LEVELS: Final = (Level.LEADERS, Level.MINISTERS, Level.OFFICIALS, Level.OTHER, None)
KINDS: Final = (MeetingKind.BILATERAL, MeetingKind.TRILATERAL, MeetingKind.MULTILATERAL)
FIELDS: Final[dict[str, tuple[object, ...]]] = {
    "status": STATUSES, "mode": MODES, "setting": SETTINGS, "level": LEVELS, "kind": KINDS,
}  # fmt: skip
