"""What a client may send, and what it gets where something is wrong."""

from __future__ import annotations

from marshmallow import fields, validate

from service.schemas.fields import IsoDate, StrictSchema

_MAX_TITLE = 1_000
_MAX_URL = 2_048


class ArticleHintsSchema(StrictSchema):
    """What a client knows about an article beside its text."""

    title = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.Length(max=_MAX_TITLE),
        metadata={"description": "Headline, where it is not in the text."},
    )
    published = IsoDate(
        allow_none=True,
        load_default=None,
        metadata={"description": "Day of publication; relative dates are resolved against it."},
    )
    url = fields.String(
        allow_none=True,
        load_default=None,
        validate=[validate.Length(max=_MAX_URL), validate.Regexp(r"^https?://[^\s]+$")],
        metadata={"description": "Address of the article; kept in the record, never fetched."},
    )
    language = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.Regexp(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
        metadata={"description": "BCP 47 tag, `en`."},
    )


class ExtractRequestSchema(ArticleHintsSchema):
    """One article as JSON."""

    text = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={"description": "The article. Offsets of the record count its code points."},
    )


class ProblemErrorSchema(StrictSchema):
    """One thing wrong with one field."""

    pointer = fields.String(
        required=True,
        metadata={"description": "JSON pointer to the field, or to the query's parameter."},
    )
    detail = fields.String(required=True, metadata={"description": "What is wrong with it."})


class ProblemSchema(StrictSchema):
    """Problem details (RFC 9457)."""

    type = fields.String(required=True, metadata={"description": "Kind of problem, a relative reference."})
    title = fields.String(required=True, metadata={"description": "The kind in words."})
    status = fields.Integer(required=True, metadata={"description": "Status code of the answer."})
    detail = fields.String(required=True, metadata={"description": "What happened this time."})
    instance = fields.String(required=True, metadata={"description": "The request: its `X-Request-ID`."})
    errors = fields.List(
        fields.Nested(ProblemErrorSchema), metadata={"description": "Fields at fault, for 422."}
    )
    line = fields.Integer(metadata={"description": "Line of a batch, from 1."})


class IssueCategorySchema(StrictSchema):
    """One issue of the taxonomy, with what other schemes call it."""

    id = fields.String(required=True)
    group = fields.String(required=True)
    label = fields.String(required=True)
    examples = fields.String(required=True, allow_none=True)
    plover_context = fields.List(fields.String(), required=True)
    cap_major = fields.List(fields.String(), required=True)
    eurovoc_microthesaurus = fields.List(fields.String(), required=True)
    gdelt_theme = fields.List(fields.String(), required=True)
    unbis = fields.List(fields.String(), required=True)


class IssuesSchema(StrictSchema):
    """The issue taxonomy."""

    issues = fields.List(fields.Nested(IssueCategorySchema), required=True)


class StatusSchema(StrictSchema):
    """A health check's answer."""

    status = fields.String(required=True)


class ReadySchema(StatusSchema):
    """The answer of the check that articles are read."""

    model = fields.String(required=True, metadata={"description": "The model that reads them."})


class VersionSchema(StrictSchema):
    """What is running."""

    name = fields.String(required=True)
    version = fields.String(required=True)
    schema_version = fields.String(required=True)
    model = fields.String(required=True)
    model_sha256 = fields.String(required=True, allow_none=True)
