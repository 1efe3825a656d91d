"""The OpenAPI document against the answers that it describes."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from service.api.app import document
from service.errors import OverloadedError
from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app

PATHS: dict[str, Any] = yaml.safe_load(document())["paths"]
OPERATIONS = [(method, path) for path, item in PATHS.items() for method in item]


def required(method: str, path: str, status: int) -> set[str]:
    """Headers that the document promises."""
    headers = PATHS[path][method]["responses"][str(status)]["headers"]
    return {name for name, header in headers.items() if header.get("required")}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_missing_key_is_answered_as_documented(method: str, path: str) -> None:
    client = make_app(Settings(api_keys=("0" * 64,)), FakeReader()).test_client()
    answer = client.open(path, method=method)
    assert (answer.status_code == 401) == ("401" in PATHS[path][method]["responses"])
    if answer.status_code == 401:
        assert "WWW-Authenticate" in required(method, path, 401)
        assert required(method, path, 401) <= set(answer.headers.keys())
        assert PATHS[path][method]["security"]


def test_an_overload_is_answered_as_documented(failing: Callable[[Exception], FlaskClient]) -> None:
    client = failing(OverloadedError("Full.", retry_after=3))
    answer = client.post("/v1/extract", data=TEXT, content_type="text/plain")
    assert answer.status_code == 503
    assert "Retry-After" in required("post", "/v1/extract", 503)
    assert required("post", "/v1/extract", 503) <= set(answer.headers.keys())


@pytest.mark.parametrize("path", ["/v1/issues", "/v1/schema"])
def test_a_present_tag_is_answered_as_documented(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    answer = client.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert required("get", path, 304) <= set(answer.headers.keys())
    assert "If-None-Match" in [each["name"] for each in PATHS[path]["get"]["parameters"]]
