"""JSON that all parsers read alike: what RFC 8259 leaves open and I-JSON (RFC 7493) closes is refused."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn

from service.errors import MalformedJsonError

MAX_DEPTH: Final = 100
MAX_DIGITS: Final = 100
_BYTE_ORDER_MARK: Final = "\ufeff"
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def loads(data: bytes) -> Any:
    """Parse UTF-8 JSON. Raises `MalformedJsonError` with the place where one is known.

    A byte order mark before it is passed over, as RFC 8259 permits. Refused: invalid UTF-8, NaN and
    infinities (also by overflow), numbers over `MAX_DIGITS` digits, duplicate keys, lone surrogates, nesting
    over `MAX_DEPTH`.
    """
    try:
        text = data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise MalformedJsonError(f"Invalid UTF-8 at byte {error.start}.") from error
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise MalformedJsonError(f"No JSON: {error.msg}, {where}.") from error
    except RecursionError as error:
        raise MalformedJsonError(f"Nested deeper than {MAX_DEPTH} levels.") from error
    _check(value)
    return value


def _check(value: Any) -> None:
    """Walk without recursion: depth and surrogates of everything in `value`."""
    stack = [(value, 1)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, str) and _SURROGATE.search(node):
            raise MalformedJsonError("A string holds a lone surrogate, which is no Unicode character.")
        if isinstance(node, dict | list):
            if depth > MAX_DEPTH:
                raise MalformedJsonError(f"Nested deeper than {MAX_DEPTH} levels.")
            inner = [*node.keys(), *node.values()] if isinstance(node, dict) else node
            stack.extend((child, depth + 1) for child in inner)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedJsonError("An object holds the same key twice.")
    return found


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise MalformedJsonError(f"A number has more than {MAX_DIGITS} digits.")
    return int(digits)


def _float(digits: str) -> float:
    if len(digits) > MAX_DIGITS or not math.isfinite(float(digits)):
        raise MalformedJsonError("A number is out of range.")
    return float(digits)


def _constant(name: str) -> NoReturn:
    raise MalformedJsonError(f"{name} is no JSON.")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_integer, parse_float=_float, parse_constant=_constant
)
