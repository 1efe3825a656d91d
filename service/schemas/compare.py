"""Request and answer of a comparison, field for field as `service.compare` makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import ValidationError, fields, validate

from service import records as r
from service.errors import RecordError
from service.schemas import pointers
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
from service.schemas.parts import CountrySchema, EvidenceSchema
from service.schemas.record import RecordSchema
from service.schemas.request import ExtractRequestSchema
from service.taxonomy import category_ids

FEWEST: Final = 2
MOST: Final = 10


def _numbers(description: str) -> fields.List[int]:
    return fields.List(
        fields.Integer(strict=True, validate=validate.Range(min=0)),
        required=True,
        metadata={"description": description},
    )


class AccountSchema(StrictSchema):
    """What one article says of something, and the words that back it."""

    article = whole("Number of the article, from 0 in the order sent.", minimum=0)
    confidence = probability()
    evidence = many(EvidenceSchema, "Spans of that article.")


class DateAccountSchema(AccountSchema):
    """When the meeting takes place, by one article."""

    start = day("First day.")
    end = day("Last day.")
    precision = choice(r.Precision, "How exactly the date is known.")
    text = string("The article's phrase.", null=True)


class PlaceAccountSchema(AccountSchema):
    """Where the meeting takes place, by one article."""

    name = string("City where known, else the widest place named.", null=True)
    kind = choice(r.LocationKind, "What sort of place.")
    venue = string("Building or resort.", null=True)
    country = one(CountrySchema, "Country of the place.", null=True)
    geonames_id = whole("Identifier in GeoNames.", null=True, minimum=1)
    text = string("The article's words.")


class ValueAccountSchema(AccountSchema):
    """The value of a field, by one article."""

    value = string("The value, as in the record.")


class ParticipantAccountSchema(AccountSchema):
    """How one article names a participant."""

    id = string("Its `id` in that article's record.")
    name = string("Its name there.")
    role = string("Its office there.", null=True)
    capacity = choice(r.Capacity, "In what capacity it takes part.")


class IssueAccountSchema(AccountSchema):
    """How one article speaks of an issue."""

    id = string("Its `id` in that article's record.")
    label = string("The article's own noun phrase.")
    on_agenda = flag("Whether the meeting treated, will or should treat it.")
    salience = number("Weight in the article.", minimum=0, maximum=1)


class PositionAccountSchema(AccountSchema):
    """A position as one article reports it."""

    pointer = string("JSON pointer into that article's record.")
    target = string("Name of the actor that it is directed at.", null=True)
    stance = choice(r.Stance, "Where the holder stands.")
    polarity = fields.Integer(
        required=True,
        strict=True,
        validate=validate.OneOf([-1, 0, 1]),
        metadata={"description": "Towards issue or target."},
    )
    negated = flag("Whether the stance is negated.")
    hedged = flag("Whether it is hedged.")
    statement = string("The quotation, or the reported clause, in its own words.")
    quote = choice(r.QuoteKind, "How it is reported.")


class OutcomeAccountSchema(AccountSchema):
    """A result as one article states it."""

    text = string("The article's words.")


class _EntrySchema(StrictSchema):
    agreement = string(
        "`all`: every article reports it and none otherwise; `some`: articles leave it out, the rest agree; "
        "`differ`: articles that report it contradict each other.",
        validate=validate.OneOf(["all", "some", "differ"]),
    )
    reported_by = _numbers("Articles that report it.")
    left_out_by = _numbers(
        "Articles that leave it out; of what belongs to the meeting only those that tell of one."
    )


class ComparedDateSchema(_EntrySchema):
    """The dates side by side."""

    accounts = many(DateAccountSchema, "By article.")


class ComparedPlaceSchema(_EntrySchema):
    """The places side by side."""

    accounts = many(PlaceAccountSchema, "By article.")


class ComparedValueSchema(_EntrySchema):
    """The values of one field side by side."""

    accounts = many(ValueAccountSchema, "By article.")


class ComparedSideSchema(_EntrySchema):
    """A state at the table."""

    side = string("ISO 3166-1 alpha-3.", validate=validate.Regexp(r"^[A-Z]{3}$"))
    accounts = many(AccountSchema, "By article: its participants of that state.")


class ComparedActorSchema(StrictSchema):
    """An actor of several articles."""

    name = string("The longest of its names.")
    kind = choice(r.StakeholderKind, "What sort of actor.")
    country = one(CountrySchema, "Country of the side it belongs to.", null=True)


class ComparedParticipantSchema(_EntrySchema):
    """A participant of the meeting."""

    name = string("The longest of its names.")
    kind = choice(r.StakeholderKind, "What sort of actor.")
    country = one(CountrySchema, "Country of the side it belongs to.", null=True)
    accounts = many(ParticipantAccountSchema, "By article.")


class ComparedIssueSchema(_EntrySchema):
    """An issue; articles differ on it where one has it on the agenda and another in the background."""

    category = string("Issue of the taxonomy at `/v1/issues`.", validate=validate.OneOf(category_ids()))
    accounts = many(IssueAccountSchema, "By article.")


class ComparedPositionSchema(_EntrySchema):
    """What one actor holds on one issue towards one side; articles differ that share no stance."""

    stakeholder = one(ComparedActorSchema, "The holder.")
    category = string(
        "Issue of the taxonomy; null where it is none, and statements are then joined by their words.",
        null=True,
        validate=validate.OneOf(category_ids()),
    )
    accounts = many(PositionAccountSchema, "By article; an article may have several.")


class ComparedOutcomeSchema(_EntrySchema):
    """Results of one kind."""

    kind = choice(r.OutcomeKind, "What sort of result.")
    accounts = many(OutcomeAccountSchema, "By article; an article may have several.")


class ComparedMeetingSchema(StrictSchema):
    """Whether the articles tell of one meeting."""

    verdict = string(
        "`same`: one `meeting.id` in all; `likely`: other ids that contradict each other in nothing; "
        "`different`; `unknown`: fewer than two articles tell of a meeting.",
        validate=validate.OneOf(["same", "likely", "different", "unknown"]),
    )
    id = string("The common `meeting.id`, for `same`.", null=True)
    differs_in = texts("For `different`: `day`, `sides`, `mode`.")
    message = string("For people.")


class ComparedMeetingRefSchema(StrictSchema):
    """The meeting of one article that is compared: the one most articles tell of, else its main one."""

    id = string("Its `meeting.id`.")
    title = string("Its title.")
    pointer = string("JSON pointer to it in the article's record.")


class ComparedArticleSchema(StrictSchema):
    """One of the articles."""

    article = whole("Its number, from 0 in the order sent.", minimum=0)
    title = string("Title sent, or found in the text.", null=True)
    published = day("Day of publication.")
    url = string("Address sent.", null=True)
    sha256 = string("Of the text in UTF-8.")
    meeting = one(ComparedMeetingRefSchema, "The meeting that is compared.", null=True)


class ComparisonSchema(StrictSchema):
    """Articles side by side. Fields of the meeting are null where no article has a value."""

    meeting = one(ComparedMeetingSchema, "Whether it is one meeting.")
    articles = many(ComparedArticleSchema, "The articles, in the order sent.")
    date = one(ComparedDateSchema, "When it takes place.", null=True)
    place = one(ComparedPlaceSchema, "Where it takes place.", null=True)
    status = one(ComparedValueSchema, "Held, planned and so on, as of each article.", null=True)
    kind = one(ComparedValueSchema, "By the number of sides.", null=True)
    mode = one(ComparedValueSchema, "How the sides meet.", null=True)
    setting = one(ComparedValueSchema, "Who hosts.", null=True)
    level = one(ComparedValueSchema, "Highest level at the table.", null=True)
    duration = one(ComparedValueSchema, "ISO 8601 duration.", null=True)
    occasion = one(ComparedValueSchema, "The gathering that frames it.", null=True)
    sides = many(ComparedSideSchema, "States at the table, by code.")
    participants = many(ComparedParticipantSchema, "Who takes part, by first mention.")
    issues = many(ComparedIssueSchema, "What is at stake, by first mention.")
    positions = many(ComparedPositionSchema, "Who holds what, by first mention.")
    outcomes = many(ComparedOutcomeSchema, "Results, by first mention.")


class ArticleOrRecord(fields.Field[dict[str, Any]]):
    """An article as for `/v1/extract`, or a record, which has a `schema_version`; checked, kept as sent."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("Not a JSON object.")
        if errors := (_RECORD if is_record(value) else _ARTICLE).validate(value):
            raise ValidationError(errors)
        return value


class CompareRequestSchema(StrictSchema):
    """Articles or records to compare."""

    articles = fields.List(
        ArticleOrRecord(),
        required=True,
        validate=validate.Length(min=FEWEST, max=MOST),
        metadata={"description": "Articles as for `/v1/extract`, or records, in any mixture."},
    )


def is_record(value: Any) -> bool:
    """Whether a parsed JSON value claims to be a record: no article has its field `schema_version`."""
    return isinstance(value, dict) and "schema_version" in value


def check_comparison(data: Mapping[str, Any]) -> None:
    """Raise `RecordError`, naming the first fault, where `data` is no valid comparison."""
    if errors := ComparisonSchema().validate(data):
        pointer, detail = next(pointers(errors))
        raise RecordError(f"{pointer}: {detail}")


_RECORD: Final = RecordSchema()
_ARTICLE: Final = ExtractRequestSchema()
