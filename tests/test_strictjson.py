"""JSON that parsers read differently is refused."""

import pytest

from service.errors import MalformedJsonError
from service.strictjson import loads


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": [1, 2.5, null, true, "\xc3\xa9"]}', {"a": [1, 2.5, None, True, "é"]}),
        (b'"\\ud83e\\udd1d"', "🤝"),
        (b'"\\u0000"', "\x00"),
        (b'\xef\xbb\xbf"a"', "a"),
        (b'"\xef\xbb\xbfa"', "\ufeffa"),
        (b"[" * 99 + b"]" * 99, None),
        (b"9" * 100, int("9" * 100)),
    ],
)
def test_plain_json_is_read(data: bytes, value: object) -> None:
    assert value is None or loads(data) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"nul",
        b'{"a": 1,}',
        b"'a'",
        b'{"a": 1, "a": 1}',
        b'[{"a": 1, "\\u0061": 2}]',
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"1e999",
        b"9" * 101,
        b"-" + b"9" * 100,
        b"0." + b"1" * 200,
        b'"\\ud800"',
        b'{"\\udfff": 1}',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b'\xef\xbb\xbf\xef\xbb\xbf"a"',
        b"[" * 101 + b"]" * 101,
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'"\x01"',
        b'{"a": 1} {"b": 2}',
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedJsonError):
        loads(data)


def test_the_place_is_named() -> None:
    with pytest.raises(MalformedJsonError, match="line 2, column 3"):
        loads(b"{\n  oops}")
