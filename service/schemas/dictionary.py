"""The data dictionary, `docs/record.md`: every field of the record, from the schemas themselves."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from marshmallow import fields

from service.schemas import meeting, parts, record
from service.schemas.fields import IsoDate, StrictSchema

_ORDER: Final[tuple[type[StrictSchema], ...]] = (
    record.RecordSchema,
    meeting.MeetingSchema,
    meeting.MeetingDateSchema,
    meeting.OccasionSchema,
    meeting.OutcomeSchema,
    meeting.FieldSupportSchema,
    parts.StakeholderSchema,
    parts.ParticipantSchema,
    parts.CountrySchema,
    meeting.LocationSchema,
    record.IssueSchema,
    record.PositionSchema,
    parts.StakeholderRefSchema,
    parts.IssueRefSchema,
    meeting.OtherMeetingSchema,
    parts.EvidenceSchema,
    record.ArticleInfoSchema,
    record.EngineSchema,
    record.WarningSchema,
)


def dictionary() -> str:
    """The page as Markdown: what holds for all fields, then one table for each object."""
    head = (resources.files("service.schemas") / "record_head.md").read_text(encoding="utf-8")
    return head + "\n" + "\n".join(_section(schema) for schema in _ORDER)


def _section(schema: type[StrictSchema]) -> str:
    rows = [_row(name, field) for name, field in schema._declared_fields.items()]
    table = ["| field | type | null | meaning |", "| --- | --- | --- | --- |", *rows]
    return "\n".join([f"### {_name(schema)}", "", (schema.__doc__ or "").strip(), "", *table, ""])


def _row(name: str, field: fields.Field[Any]) -> str:
    null = "yes" if field.allow_none else "no"
    return f"| `{name}` | {_type(field)} | {null} | {field.metadata['description']} |"


def _name(schema: Any) -> str:
    return str(schema.__name__).removesuffix("Schema")


def _link(schema: Any) -> str:
    return f"[{_name(schema)}](#{_name(schema).lower()})"


def _type(field: fields.Field[Any]) -> str:
    match field:
        case fields.Nested():
            return f"list of {_link(field.nested)}" if field.many else _link(field.nested)
        case fields.List():
            return f"list of {_type(field.inner)}"
        case fields.Dict():
            return f"object of {_type(field.value_field)}" if field.value_field else "object"
        case fields.Enum():
            return " ".join(f"`{member.value}`" for member in field.enum)
        case IsoDate():
            return "date"
    return " ".join(_plain(field))


def _plain(field: fields.Field[Any]) -> Iterator[str]:
    names = {
        fields.Boolean: "boolean",
        fields.Integer: "integer",
        fields.Float: "number",
        fields.String: "string",
    }
    yield next(name for kind, name in names.items() if isinstance(field, kind))
