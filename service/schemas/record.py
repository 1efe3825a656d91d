"""The record as marshmallow schemas, field for field as `service.records`.

The descriptions are the data dictionary: JSON Schema, OpenAPI and `docs/record.md` are made from them.
"""

from __future__ import annotations

from typing import Final

from marshmallow import fields, validate

from service import records as r
from service.schemas.fields import (
    StrictSchema,
    choice,
    day,
    flag,
    many,
    number,
    one,
    probability,
    string,
    texts,
    whole,
)
from service.schemas.meeting import LocationSchema, MeetingSchema, OtherMeetingSchema
from service.schemas.parts import (
    EvidenceSchema,
    IssueRefSchema,
    ParticipantSchema,
    StakeholderRefSchema,
    StakeholderSchema,
)
from service.taxonomy import category_ids

_ID: Final = "Stable within the record"


class IssueSchema(StrictSchema):
    """What is, was or will be at stake between the sides."""

    id = string(f"{_ID}: `i1`, `i2` and so on.", validate=validate.Regexp(r"^i[1-9]\d*$"))
    label = string("The article's own noun phrase, cleaned.")
    category = string("Issue of the taxonomy at `/v1/issues`.", validate=validate.OneOf(category_ids()))
    context = texts("PLOVER contexts that it maps to.")
    salience = number("Weight in the article.", minimum=0, maximum=1)
    on_agenda = flag("Whether the meeting treated, will or should treat it; false for background.")
    mentions = many(EvidenceSchema, "All spans that mean it.")
    confidence = probability()


class PositionSchema(StrictSchema):
    """Who holds what stance on what, by the article's account."""

    stakeholder = one(StakeholderRefSchema, "The holder: the one whose stance it is.")
    source = one(StakeholderRefSchema, "Who reports it, where that is another.", null=True)
    issue = one(IssueRefSchema, "The issue, null where it is none of the taxonomy.", null=True)
    stance = choice(r.Stance, "Where the holder stands.")
    polarity = fields.Integer(
        required=True,
        strict=True,
        validate=validate.OneOf([-1, 0, 1]),
        metadata={"description": "Towards issue or target; follows from `stance`."},
    )
    act = string("PLOVER event type; follows from `stance`.", null=True)
    target = one(StakeholderRefSchema, "The actor that it is directed at.", null=True)
    statement = string("The quotation, or the reported clause, in its own words.")
    quote = choice(
        r.QuoteKind, "How it is reported; `none`: by deed or description, without a verb of speech."
    )
    cue = string("Verb or phrase that carries the stance.", null=True)
    negated = flag("Whether the stance is negated.")
    hedged = flag("Whether it is hedged.")
    confidence = probability()
    evidence = many(EvidenceSchema, "The statement's span, then the cue's.")


class ArticleInfoSchema(StrictSchema):
    """What was read."""

    title = string("Title sent, or found in the text.", null=True)
    published = day("Day of publication sent, or found in dateline or page.")
    url = string("Address sent.", null=True)
    language = string("Language sent, or stated by the page.", null=True)
    length = whole("Code points of the text.", minimum=0)
    sha256 = string("Of the text in UTF-8.", validate=validate.Regexp(r"^[0-9a-f]{64}$"))
    text = string("The text that offsets refer to, only where the service made it from HTML.", null=True)


class EngineSchema(StrictSchema):
    """What read it: the same input and engine give the same bytes."""

    name = string("Always `readout`.")
    version = string("Of the package.")
    model = string("Names and versions of the model that reads the syntax and of the record-level heads.")
    model_sha256 = string("Of the encoder of syntax.", null=True, validate=validate.Regexp(r"^[0-9a-f]{64}$"))


class WarningSchema(StrictSchema):
    """What could not be resolved."""

    code = string("For machines.", validate=validate.Regexp(r"^[a-z][a-z0-9_]*$"))
    message = string("For people.")
    pointer = string("JSON pointer into the record.", null=True)


class RecordSchema(StrictSchema):
    """One article's record."""

    schema_version = string("Version of this shape.", validate=validate.Equal(r.SCHEMA_VERSION))
    meeting = one(MeetingSchema, "The main meeting; null where the article has none.", null=True)
    participants = many(ParticipantSchema, "Who takes part in the main meeting.")
    location = one(LocationSchema, "Where the main meeting takes place.", null=True)
    issues = many(IssueSchema, "What is at stake, one entry per issue.")
    positions = many(PositionSchema, "Who holds what stance on what.")
    stakeholders = many(StakeholderSchema, "Every actor that takes part or holds a position.")
    other_meetings = many(OtherMeetingSchema, "Further meetings in the article.")
    article = one(ArticleInfoSchema, "What was read.")
    engine = one(EngineSchema, "What read it.")
    warnings = many(WarningSchema, "What could not be resolved.")
