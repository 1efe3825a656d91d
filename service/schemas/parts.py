"""Evidence, countries and actors: the parts that every other schema of the record is made of."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import pre_dump, validate

from service import records as r
from service.schemas.fields import StrictSchema, choice, many, one, probability, string, texts, whole

_ID: Final = "Stable within the record"


class EvidenceSchema(StrictSchema):
    """A span of what the client sent."""

    start = whole("First code point.", minimum=0)
    end = whole("Code point after the last; `end - start` is the length of `text`.", minimum=1)
    text = string("The span's own words: `sent[start:end]`, character for character.")
    field = string(
        "The submitted field in which the offsets count: `text`, or `title` where a title was sent apart.",
        validate=validate.OneOf(["text", "title"]),
    )


class CountrySchema(StrictSchema):
    """A country of ISO 3166-1."""

    name = string("Common English name.")
    alpha2 = string("Two letters.", validate=validate.Regexp(r"^[A-Z]{2}$"))
    alpha3 = string("Three letters.", validate=validate.Regexp(r"^[A-Z]{3}$"))


class StakeholderSchema(StrictSchema):
    """An actor that takes part or holds a position, once per record."""

    id = string(f"{_ID}: `s1`, `s2` and so on.", validate=validate.Regexp(r"^s[1-9]\d*$"))
    name = string("Fullest form in the article, without title; a state's common English name.")
    kind = choice(r.StakeholderKind, "What sort of actor; `group`: unnamed or collective.")
    role = string("Office or job as stated.", null=True)
    organization = string("Body it speaks for, where stated.", null=True)
    country = one(CountrySchema, "Country of the side it belongs to.", null=True)
    aliases = texts("Every other surface form used for it.")
    mentions = many(EvidenceSchema, "All spans that mean it, pronouns included.")
    confidence = probability()


class ParticipantSchema(StakeholderSchema):
    """A stakeholder's entry, and in what capacity it takes part in the meeting."""

    capacity = choice(r.Capacity, "In what capacity it takes part.")
    confidence = probability("that it takes part")
    evidence = many(EvidenceSchema, "Where the article says that it takes part.")

    @pre_dump
    def _flatten(self, participant: Any, **_: Any) -> dict[str, Any]:
        """The stakeholder's fields and the participant's own in one object."""
        stakeholder = participant.stakeholder
        own = {name: getattr(participant, name) for name in ("capacity", "confidence", "evidence")}
        return {name: getattr(stakeholder, name) for name in StakeholderSchema._declared_fields} | own


class StakeholderRefSchema(StrictSchema):
    """A stakeholder of the same record."""

    id = string("Its `id` among `stakeholders`.")
    name = string("Its `name`.")


class IssueRefSchema(StrictSchema):
    """An issue of the same record."""

    id = string("Its `id` among `issues`.")
    label = string("Its `label`.")
    category = string("Its `category`.")
