"""Dates in news text: `find` them, `resolve` them against the day of publication."""

from service.candidates.dates.anaphora import bound
from service.candidates.dates.finding import DateExpression, find, parse
from service.candidates.dates.forms import Duration, Form, Recurring
from service.candidates.dates.resolving import Interval, resolve, resolve_form

__all__ = [
    "DateExpression",
    "Form",
    "Interval",
    "bound",
    "find",
    "iso_duration",
    "parse",
    "resolve",
    "resolve_form",
]


def iso_duration(expression: DateExpression) -> str | None:
    """ISO 8601 duration of a DURATION ("50-minute" -> "PT50M"), None for others and for "several hours"."""
    return expression.form.iso if isinstance(expression.form, Duration) else None


def iso_period(expression: DateExpression) -> str | None:
    """ISO 8601 duration after which a SET recurs ("annual" -> "P1Y"), None for others and where unclear."""
    return expression.form.period if isinstance(expression.form, Recurring) else None
