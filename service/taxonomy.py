"""The issue taxonomy of `data/issues.csv`: 37 issues in 9 groups, and `other`, with crosswalks."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCategory:
    """One issue, and what it is called in five other schemes."""

    id: str
    label: str
    examples: str | None
    plover_context: tuple[str, ...]
    cap_major: tuple[str, ...]
    eurovoc_microthesaurus: tuple[str, ...]
    gdelt_theme: tuple[str, ...]
    unbis: tuple[str, ...]

    @property
    def group(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


@cache
def issue_categories() -> tuple[IssueCategory, ...]:
    """All issues, in the order of the file."""
    table = (resources.files("service") / "data" / "issues.csv").read_text(encoding="utf-8")
    return tuple(
        IssueCategory(
            id=row["id"],
            label=row["label"],
            examples=row["examples"] or None,
            plover_context=_values(row["plover_context"]),
            cap_major=_values(row["cap_major"]),
            eurovoc_microthesaurus=_values(row["eurovoc_microthesaurus"]),
            gdelt_theme=_values(row["gdelt_theme"]),
            unbis=_values(row["unbis"]),
        )
        for row in csv.DictReader(table.splitlines())
    )


@cache
def category_ids() -> tuple[str, ...]:
    """Ids in the order of the file, `other` last."""
    return tuple(category.id for category in issue_categories())


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split(";") if value.strip())
