"""When to ask again, and after how long."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

UNSENT: Final = (httpx.ConnectError, httpx.ConnectTimeout)
"""Failures of a connection that was never made: nothing of the request has been sent."""
_FIRST: Final = 0.5
_JITTER: Final = 0.25


@dataclass(frozen=True, slots=True)
class Retries:
    """Up to `limit` further tries, none after a wait of more than `longest` seconds.

    A request is tried again only where it is harmless: no connection was made, or the service answered 503
    and said with ``Retry-After`` when to come again. Waits are lengthened at random by up to a quarter, so
    that clients turned away together don't come back together; never shortened.
    """

    limit: int = 3
    longest: float = 60.0

    def after_answer(self, tried: int, response: httpx.Response) -> float | None:
        """Seconds to wait after `tried` retries and this answer; None: take it as it is.

        A ``Retry-After`` of more than `longest` is not shortened: the answer is taken as it is.
        """
        asked = retry_after(response.headers) if response.status_code == 503 else None
        if asked is None or asked > self.longest or tried >= self.limit:
            return None
        return min(_lengthened(asked), self.longest)

    def after_failure(self, tried: int) -> float | None:
        """Seconds to wait after `tried` retries and one more connection that failed; None: give up."""
        return None if tried >= self.limit else min(_lengthened(_FIRST * 2**tried), self.longest)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of ``Retry-After`` (RFC 9110), which is a number or a date; None where there is none."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _lengthened(seconds: float) -> float:
    return seconds * (1 + random.uniform(0, _JITTER))
