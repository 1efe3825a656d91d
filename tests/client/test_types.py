"""The client's types are those of the service's schemas, and the package is what it says."""

import ast
import runpy
import sys
import tomllib
from pathlib import Path
from typing import get_type_hints

import pytest
from readout_client import __version__, types

from service.schemas.jsonschema import record_json_schema

CLIENT = Path(__file__).parents[2] / "clients" / "python"
SOURCE = CLIENT / "src" / "readout_client"
PROJECT = tomllib.loads((CLIENT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_types_are_fresh() -> None:
    render = runpy.run_path(str(CLIENT / "generate_types.py"))["render"]
    assert (SOURCE / "types.py").read_text(encoding="utf-8") == render(), "run `make openapi`"


@pytest.mark.parametrize("name", ["Record", *record_json_schema()["$defs"]])
def test_each_object_of_the_record_has_a_type_with_its_keys(name: str) -> None:
    schema = record_json_schema() if name == "Record" else record_json_schema()["$defs"][name]
    found = getattr(types, name)
    assert list(get_type_hints(found)) == list(schema["properties"])
    assert found.__required_keys__ == set(schema["required"])


def test_types_may_be_null_where_the_schema_says_so() -> None:
    assert get_type_hints(types.Record)["meeting"] == types.Meeting | None
    assert get_type_hints(types.Record)["participants"] == list[types.Participant]
    assert get_type_hints(types.MeetingDate)["start"] == str | None
    assert get_type_hints(types.Meeting)["fields"] == dict[str, types.FieldSupport]


def test_the_client_imports_what_it_declares_and_nothing_of_the_service() -> None:
    declared = {requirement.split(">")[0] for requirement in PROJECT["dependencies"]}
    assert declared == {"httpx", "anyio", "h11", "httpcore"}
    names = {
        name.split(".")[0]
        for path in SOURCE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    assert names - sys.stdlib_module_names - {"readout_client"} == declared


def test_the_package_is_typed_and_has_one_version() -> None:
    assert (SOURCE / "py.typed").is_file()
    assert PROJECT["version"] == __version__
