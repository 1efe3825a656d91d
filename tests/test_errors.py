"""Errors travel between processes as they are."""

import pickle

import pytest

from service import errors
from service.errors import ReadoutError

EXAMPLES = [
    errors.InvalidFieldsError((f"/field{n:02}", "Unknown field.") for n in range(30)),
    errors.InvalidFieldError("Want a day.", field="published"),
    errors.OverloadedError("Too many articles wait.", retry_after=7),
    errors.DeadlineExceededError("The article took longer than 10 s."),
    errors.BrokenBodyError("The body ended."),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_nothing_is_lost_on_the_way(error: ReadoutError) -> None:
    error.caller_id = "a1"
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert arrived.__dict__ == error.__dict__
