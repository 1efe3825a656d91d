"""The record's shape is the same in the dataclasses, the schemas and the data dictionary."""

import dataclasses
import re
from pathlib import Path

import pytest

from service import records
from service.schemas import meeting, parts, record
from service.schemas.dictionary import dictionary
from service.schemas.fields import StrictSchema

ROOT = Path(__file__).parents[1]
SCHEMAS: dict[str, type[StrictSchema]] = {
    name.removesuffix("Schema"): schema
    for module in (parts, meeting, record)
    for name, schema in vars(module).items()
    if isinstance(schema, type) and issubclass(schema, StrictSchema) and schema is not StrictSchema
}
CLASSES = {
    name: cls
    for name, cls in vars(records).items()
    if isinstance(cls, type) and dataclasses.is_dataclass(cls) and cls.__module__.startswith(records.__name__)
}


def names(cls: type) -> list[str]:
    """Fields of a dataclass as JSON has them: a participant is a stakeholder's entry with more."""
    own = [field.name for field in dataclasses.fields(cls)]
    if cls is records.Participant:
        own.remove("stakeholder")
        base = names(records.Stakeholder)
        return base + [name for name in own if name not in base]
    return own


def test_each_dataclass_has_its_schema() -> None:
    assert SCHEMAS.keys() == CLASSES.keys()


@pytest.mark.parametrize("name", CLASSES)
def test_fields_are_equal_and_in_the_same_order(name: str) -> None:
    assert list(SCHEMAS[name]._declared_fields) == names(CLASSES[name])


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_is_required_and_described(name: str) -> None:
    for field in SCHEMAS[name]._declared_fields.values():
        assert field.required
        assert field.metadata["description"].endswith((".", "`"))


def test_the_data_dictionary_is_fresh() -> None:
    assert (ROOT / "docs" / "record.md").read_text(encoding="utf-8") == dictionary(), "run `make openapi`"


def test_the_data_dictionary_names_every_field() -> None:
    text = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    for name, cls in CLASSES.items():
        section = re.search(rf"^### {name}\n(.*?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL)
        assert section is not None, name
        assert re.findall(r"^\| `(\w+)` \|", section[1], re.MULTILINE) == names(cls)
