"""POST /v1/extract in each format: by `format`, by `Accept`, and what is refused."""

import csv
import io
import json

import pytest
import yaml
from flask.testing import FlaskClient

from service.api.app import document
from service.formats import FORMATS
from tests.factories import TEXT, FakeReader

URL = "/v1/extract"
TYPES = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8; header=present",
    "plover": "application/x-ndjson; profile=plover",
    "jsonld": "application/ld+json",
    "parquet": "application/vnd.apache.parquet",
}


def post(client: FlaskClient, query: str = "", accept: str | None = None):
    headers = {} if accept is None else {"Accept": accept}
    return client.post(f"{URL}?{query}", json={"text": TEXT}, headers=headers)


@pytest.mark.parametrize("name", FORMATS)
def test_by_name_and_by_media_type(client: FlaskClient, name: str) -> None:
    by_name = post(client, f"format={name}")
    by_type = post(client, accept=FORMATS[name].media_type)
    assert by_name.status_code == by_type.status_code == 200
    assert by_name.content_type == by_type.content_type == TYPES[name]
    assert by_name.data == by_type.data != b""
    assert by_name.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    ("accepted", "name"),
    [
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/*", "csv"),
        ("text/html, text/csv;q=0.5", "csv"),
        ("text/csv, application/json", "json"),
        ("text/csv, application/json;q=0.9", "csv"),
        ('application/x-ndjson; profile="plover"', "plover"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "json"),
    ],
)
def test_accept_is_weighed(client: FlaskClient, accepted: str, name: str) -> None:
    assert post(client, accept=accepted).content_type == TYPES[name]


def test_format_goes_before_accept(client: FlaskClient) -> None:
    assert post(client, "format=csv", "application/json").content_type == TYPES["csv"]
    assert post(client, "format=json", "text/html").content_type == TYPES["json"]


def test_rows(client: FlaskClient) -> None:
    for query, header in {
        "format=csv": "position",
        "format=csv&rows=positions": "position",
        "format=csv&rows=participants": "capacity",
        "format=csv&rows=meetings": "duration",
    }.items():
        (first, *_) = csv.reader(io.StringIO(post(client, query).text))
        assert header in first
    assert b"duration" in post(client, "rows=meetings", "text/csv").data


@pytest.mark.parametrize("query", ["format=xml", "format=", "format=CSV"])
def test_an_unknown_format_is_406_with_the_list(client: FlaskClient, reader: FakeReader, query: str) -> None:
    answer = post(client, query)
    assert (answer.status_code, answer.content_type) == (406, "application/problem+json")
    assert answer.json["type"] == "/problems/unknown-format"
    assert "json, ndjson, csv, plover, jsonld, parquet" in answer.json["detail"]
    assert [error["pointer"] for error in answer.json["errors"]] == ["/format"]
    assert reader.articles == []


def test_406_by_accept_has_the_list(client: FlaskClient) -> None:
    answer = post(client, accept="text/html")
    assert answer.status_code == 406
    for one in FORMATS.values():
        assert one.media_type in answer.json["detail"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("rows=positions", "/rows"),
        ("format=csv&rows=issues", "/rows"),
        ("format=csv&rows=records", "/rows"),
        ("format=csv&format=json", "/format"),
        ("format=csv&rows=meetings&rows=positions", "/rows"),
        ("format=csv&color=red", "/color"),
        ("Format=csv", "/Format"),
    ],
)
def test_422_names_the_parameter(client: FlaskClient, query: str, pointer: str) -> None:
    answer = post(client, query)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_format_is_no_hint(client: FlaskClient, reader: FakeReader) -> None:
    answer = client.post(
        f"{URL}?format=ndjson&title=Leaders+meet&published=2026-11-24", data=TEXT, content_type="text/plain"
    )
    assert answer.status_code == 200
    assert reader.articles[0].title == "Leaders meet"


def test_errors_of_the_article_stay_problems(client: FlaskClient) -> None:
    answer = client.post(f"{URL}?format=csv", json={"text": ""})
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")


def test_without_pyarrow_parquet_is_not_offered(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.formats.parquet.find_spec", lambda _: None)
    answer = post(client, "format=parquet")
    assert answer.status_code == 406
    assert "readout[parquet]" in answer.json["detail"]
    answer = post(client, accept="application/vnd.apache.parquet")
    assert answer.status_code == 406
    assert "parquet" not in answer.json["detail"]
    assert post(client, accept="application/*").content_type == TYPES["json"]


def test_a_batch_stays_ndjson(client: FlaskClient) -> None:
    line = json.dumps({"text": TEXT})
    options = {"data": line, "content_type": "application/x-ndjson"}
    assert client.post(f"{URL}/batch", headers={"Accept": "text/csv"}, **options).status_code == 406


def test_the_document_names_every_format() -> None:
    operation = yaml.safe_load(document())["paths"]["/v1/extract"]["post"]
    parameters = {one["name"]: one["schema"] for one in operation["parameters"]}
    assert parameters["format"]["enum"] == list(FORMATS)
    assert {name for one in FORMATS.values() for name in one.rows} == set(parameters["rows"]["enum"])
    assert set(operation["responses"]["200"]["content"]) == {one.media_type for one in FORMATS.values()}
