"""Writes `src/readout_client/types.py` from the schemas of the service: `make openapi`.

A TypedDict for each object of the record's JSON Schema and of the other answers, in the schemas' order, with
their descriptions. Needs the service, which the client itself does not.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from marshmallow import class_registry

from service.api.app import document
from service.schemas.jsonschema import record_json_schema

TARGET: Final = Path(__file__).parent / "src" / "readout_client" / "types.py"
OTHERS: Final = ("ProblemError", "Problem", "IssueCategory", "Ready", "Version")
"""Objects of the OpenAPI document beside the record's."""
RENAMED: Final = {"ProblemError": "FieldError"}
"""The client's exception has the name that the schema uses for one faulty field."""

_WIDTH: Final = 110
_PRIMITIVES: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_HEAD: Final = '''\
"""What the service answers, as TypedDicts. Made by `generate_types.py`: don't edit."""

from typing import Literal, NotRequired, TypedDict
'''


def render() -> str:
    """The module's source."""
    record = record_json_schema()
    parts = yaml.safe_load(document())["components"]["schemas"]
    schemas = {**record["$defs"], "Record": record, **{name: parts[name] for name in OTHERS}}
    return _HEAD + "".join(_typed_dict(name, schema) for name, schema in _ordered(schemas))


def _ordered(schemas: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each object after those that it refers to, so that no name is used before it is there."""
    done: set[str] = set()

    def visit(name: str) -> Iterator[tuple[str, Any]]:
        if name in done:
            return
        done.add(name)
        for other in _references(schemas[name].get("properties", {})):
            yield from visit(other)
        yield name, schemas[name]

    for name in schemas:
        yield from visit(name)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield _target(value)
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _target(schema: Mapping[str, Any]) -> str:
    name: str = schema["$ref"].rsplit("/", 1)[1]
    return name


def _typed_dict(name: str, schema: Mapping[str, Any]) -> str:
    lines = ["", "", f"class {RENAMED.get(name, name)}(TypedDict):", *_docstring(_about(name)), ""]
    for key, value in schema["properties"].items():
        lines += _field(key, _type(value), required=key in schema["required"])
        if "description" in value:
            lines += _docstring(value["description"])
    return "\n".join(lines) + "\n"


def _about(name: str) -> str:
    """The first line of the docstring that the service's own schema has."""
    found = class_registry.get_class(f"{name}Schema")
    assert isinstance(found, type)
    assert found.__doc__ is not None, name
    return found.__doc__.strip().splitlines()[0]


def _field(key: str, annotation: str, *, required: bool) -> list[str]:
    whole = f"    {key}: {annotation if required else f'NotRequired[{annotation}]'}"
    if len(whole) <= _WIDTH:
        return [whole]
    inner = annotation.removeprefix("Literal[").removesuffix("]").split(", ")
    return [f"    {key}: Literal[", *(f"        {value}," for value in inner), "    ]"]


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return RENAMED.get(_target(schema), _target(schema))
    if "anyOf" in schema:
        return " | ".join(_type(option) for option in schema["anyOf"])
    if "enum" in schema:
        literals = ", ".join(f'"{value}"' for value in schema["enum"] if isinstance(value, str))
        numbers = ", ".join(str(value) for value in schema["enum"] if isinstance(value, int))
        return f"Literal[{literals or numbers}]" + (" | None" if None in schema["enum"] else "")
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " | ".join(_one(kind, schema) for kind in kinds)


def _one(kind: str, schema: Mapping[str, Any]) -> str:
    if kind == "array":
        return f"list[{_type(schema['items'])}]"
    if kind == "object":
        return f"dict[str, {_type(schema['additionalProperties'])}]"
    return _PRIMITIVES[kind]


def _docstring(text: str) -> list[str]:
    first, *rest = textwrap.wrap(text, _WIDTH - len('    """"""'), break_on_hyphens=False)
    if not rest:
        return [f'    """{first}"""']
    return [f'    """{first}', *(f"    {line}" for line in rest[:-1]), f'    {rest[-1]}"""']


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(render().splitlines())} lines\n")
