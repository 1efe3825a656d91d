"""Meetings and places as schemas, field for field as `service.records`."""

from __future__ import annotations

from typing import Final

from marshmallow import fields, validate

from service import records as r
from service.schemas.fields import StrictSchema, choice, day, many, number, one, probability, string, whole
from service.schemas.parts import CountrySchema, EvidenceSchema, ParticipantSchema

_ISO_DURATION: Final = r"^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$"
MEETING_ID: Final = (
    r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)\.[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*\.(call|meeting)(\.[0-9a-f]{12})?$"
)
MEETING_FIELDS: Final = ("status", "kind", "mode", "setting", "level", "duration")


class MeetingDateSchema(StrictSchema):
    """When a meeting takes place: ISO 8601 days, both included; null together."""

    start = day("First day.")
    end = day("Last day.")
    precision = choice(r.Precision, "How exactly the date is known.")
    text = string("The article's phrase, kept also where it can't be resolved.", null=True)
    confidence = probability()
    evidence = many(EvidenceSchema, "The phrase's span.")


class OccasionSchema(StrictSchema):
    """The gathering that frames a meeting."""

    name = string("As the article names it: summit, assembly, state visit.")
    acronym = string("Acronym of the gathering or of its organisation.", null=True)
    confidence = probability()
    evidence = many(EvidenceSchema, "Where it is named.")


class OutcomeSchema(StrictSchema):
    """A result that the article states."""

    kind = choice(r.OutcomeKind, "What sort of result.")
    text = string("The article's words.")
    confidence = probability()
    evidence = many(EvidenceSchema, "Where it is stated.")


class FieldSupportSchema(StrictSchema):
    """What speaks for the value of one field."""

    confidence = probability("that the value is right")
    evidence = many(EvidenceSchema, "The words that speak for it.")


class MeetingSchema(StrictSchema):
    """One meeting, call, visit, summit or round of talks."""

    id = string(
        "The same in other articles on the same meeting ([how it is made](#meeting-ids)).",
        validate=validate.Regexp(MEETING_ID),
    )
    title = string("Made from the fields: participants, place, date.")
    status = choice(r.Status, "As of the article.")
    kind = choice(r.MeetingKind, "By the number of sides, not of people.")
    mode = choice(r.Mode, "How the sides meet.")
    setting = choice(r.Setting, "Who hosts: one side, a third party, or a multilateral gathering.", null=True)
    level = choice(r.Level, "Highest level at the table.", null=True)
    date = one(MeetingDateSchema, "When it takes place.")
    duration = string("ISO 8601 duration, `PT50M`.", null=True, validate=validate.Regexp(_ISO_DURATION))
    occasion = one(OccasionSchema, "The gathering that frames it.", null=True)
    outcomes = many(OutcomeSchema, "Results that the article states.")
    fields = fields.Dict(  # type: ignore[assignment]  # the contract's name, as in `records.Meeting`
        keys=fields.String(validate=validate.OneOf(MEETING_FIELDS)),
        values=fields.Nested(FieldSupportSchema),
        required=True,
        metadata={"description": f"For each of {', '.join(MEETING_FIELDS)} with a value: how sure, and why."},
    )
    confidence = probability("that this meeting is in the article")
    evidence = many(EvidenceSchema, "The words that tell of it.")


class LocationSchema(StrictSchema):
    """Where a meeting takes place; a remote call has none."""

    name = string("City where known, else the widest place named.", null=True)
    kind = choice(r.LocationKind, "What sort of place.")
    venue = string("Building or resort.", null=True)
    country = one(CountrySchema, "Country of the place.", null=True)
    geonames_id = whole("Identifier in GeoNames.", null=True, minimum=1)
    latitude = number("Degrees north, WGS 84.", null=True, minimum=-90, maximum=90)
    longitude = number("Degrees east, WGS 84.", null=True, minimum=-180, maximum=180)
    text = string("The article's words.")
    confidence = probability()
    evidence = many(EvidenceSchema, "Where the place is named.")


class OtherMeetingSchema(StrictSchema):
    """A further meeting in the article."""

    meeting = one(MeetingSchema, "The meeting.")
    participants = many(ParticipantSchema, "Who takes part in it.")
    location = one(LocationSchema, "Where it takes place.", null=True)
