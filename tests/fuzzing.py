"""For schemathesis (`schemathesis.toml`): how batches are written, and what their answers must hold.

OpenAPI 3.1 has no schema for lines of JSON, so the lines are made here: articles, records of other shapes,
JSON that is no object, and what is no JSON at all.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import schemathesis
from hypothesis import strategies as st

NDJSON = "application/x-ndjson"
BATCH = "extractBatch"

_WORDS = st.sampled_from(
    [
        "President Rufus Firefly met the president of Sylvania in Geneva on Saturday.",
        "The foreign ministers of Peru and Chile discussed fishing.",
        "The talks were postponed.",
        "\r\n",
        "\u2028",
        "\U0001f54a",
    ]
)
_TEXT = st.one_of(st.lists(_WORDS, min_size=1, max_size=4).map(" ".join), st.text(max_size=60))
_SCALAR = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20))
_ARTICLE = st.fixed_dictionaries(
    {"text": _TEXT},
    optional={
        "id": st.one_of(st.integers(), st.text(max_size=220), _SCALAR),
        "title": st.one_of(_TEXT, _SCALAR),
        "published": st.one_of(st.dates().map(str), _SCALAR),
        "url": st.one_of(st.just("https://example.org/1"), _SCALAR),
        "language": st.one_of(st.just("en"), _SCALAR),
        "more": _SCALAR,
    },
)
_JSON = st.recursive(_SCALAR, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
_LINE = st.one_of(
    _ARTICLE.map(json.dumps).map(str.encode),
    _ARTICLE.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")),
    _JSON.map(json.dumps).map(str.encode),
    st.binary(max_size=60),
    st.just(b""),
)
_BODY = st.builds(
    lambda lines, end, last: end.join(lines) + (end if last else b""),
    st.lists(_LINE, max_size=5),
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
)


@schemathesis.serializer(NDJSON)
def ndjson(_context: Any, value: Any) -> bytes:
    """Lines as they are; what schemathesis makes itself becomes one line."""
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@schemathesis.hook
def before_load_schema(_context: Any, raw_schema: dict[str, Any]) -> None:
    """No body of a batch is wrong as a whole, so none is to be refused: each line is answered for itself."""
    content = raw_schema["paths"]["/v1/extract/batch"]["post"]["requestBody"]["content"]
    content[NDJSON]["schema"] = {}


@schemathesis.hook.apply_to(operation_id=BATCH)
def before_generate_body(_context: Any, strategy: Any) -> Any:
    """Lines in place of any string."""
    return st.one_of(_BODY, strategy) if strategy is not None else _BODY


@schemathesis.check
def batch_lines(_context: Any, response: Any, case: Any) -> None:
    """Each line that is not empty has one answer, in order, and each is a record or a problem."""
    operation = case.operation.definition.raw.get("operationId")
    if (operation, response.request.method, response.status_code) != (BATCH, "POST", 200):
        return
    sent = response.request.body or b""
    sent = sent.encode() if isinstance(sent, str) else sent
    expected = [number for number, line in enumerate(sent.split(b"\n"), start=1) if line.strip()]
    answers = [json.loads(line) for line in response.content.decode().split("\n")[:-1]]
    assert [answer.get("line") for answer in answers] == expected, "each line has its answer, in order"
    lines = sent.split(b"\n")
    for answer in answers:
        _check_answer(case, lines[answer["line"] - 1], answer)


def _check_answer(case: Any, line: bytes, answer: dict[str, Any]) -> None:
    number, caller_id = answer.pop("line"), answer.pop("id", None)
    name = "Problem" if "instance" in answer else "Record"
    if name == "Record":
        assert caller_id == json.loads(line.decode("utf-8-sig")).get("id"), f"line {number} has its id"
    else:
        answer["line"] = number
        assert answer["status"] in {400, 413, 422}, answer
    schemas = case.operation.schema.raw_schema["components"]["schemas"]
    root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    jsonschema_rs.validate(root, answer)
