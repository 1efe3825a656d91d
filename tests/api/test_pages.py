"""Documents: OpenAPI, JSON Schema, issues, and the browser that needs no network."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from service.api.app import document
from service.schemas.jsonschema import record_json_schema

ROOT = Path(__file__).parents[2]


def test_the_file_in_the_repository_is_fresh() -> None:
    assert (ROOT / "openapi.yaml").read_text(encoding="utf-8") == document(), "run `make openapi`"


def test_the_document_is_openapi() -> None:
    validate(yaml.safe_load(document()))


def test_every_route_is_in_the_document(client: FlaskClient) -> None:
    paths = yaml.safe_load(client.get("/openapi.yaml").text)["paths"]
    ids = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert sorted(paths) == [
        "/livez",
        "/metrics",
        "/readyz",
        "/v1/compare",
        "/v1/extract",
        "/v1/extract/batch",
        "/v1/issues",
        "/v1/schema",
        "/version",
    ]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", ["/openapi.yaml", "/v1/schema", "/v1/issues"])
def test_a_strong_entity_tag(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{64}"', tag)
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_schema_served_is_the_schema(client: FlaskClient) -> None:
    answer = client.get("/v1/schema")
    assert answer.content_type == "application/schema+json"
    assert answer.get_json(force=True) == record_json_schema()
    jsonschema.Draft202012Validator.check_schema(answer.get_json(force=True))


def test_the_issues_with_their_crosswalks(client: FlaskClient) -> None:
    issues = client.get("/v1/issues").json["issues"]
    assert len(issues) == 38
    assert len({issue["group"] for issue in issues}) == 10
    trade = next(issue for issue in issues if issue["id"] == "economy.trade")
    assert trade["cap_major"] == ["18"]
    assert trade["gdelt_theme"] == ["ECON_TRADE_DISPUTE", "ECON_FREETRADE"]


def test_the_browser_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    links = re.findall(r'(?:src|href|data-document)="([^"]+)"', page.text)
    assert links
    for link in links:
        assert link.startswith("/")
        assert client.get(link).status_code == 200


def test_the_licence_of_the_browser_comes_with_it(client: FlaskClient) -> None:
    assert "Apache License" in client.get("/docs/LICENSE").text
