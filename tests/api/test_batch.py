"""POST /v1/extract/batch: a line for a line, in order, whatever is wrong with some."""

import json
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.factories import TEXT

URL = "/v1/extract/batch"
NDJSON = "application/x-ndjson"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_one_bad_line_costs_no_other(client: FlaskClient) -> None:
    body = "\n".join(
        [
            json.dumps({"text": TEXT}),
            "{broken",
            "",
            json.dumps({"text": "", "color": "red"}),
            json.dumps({"text": "x " * 4000}),
            json.dumps({"text": "The end."}),
        ]
    )
    answer = client.post(URL, data=body, content_type=NDJSON)
    assert (answer.status_code, answer.content_type) == (200, NDJSON)
    first, second, fourth, fifth, sixth = lines(answer.text)
    assert first["meeting"]["status"] == "held"
    assert (second["status"], second["line"]) == (400, 2)
    assert (fourth["status"], fourth["line"]) == (422, 4)
    assert {error["pointer"] for error in fourth["errors"]} == {"/text", "/color"}
    assert (fifth["status"], fifth["line"]) == (413, 5)
    assert sixth["article"]["length"] == 8


def test_a_defect_costs_its_own_line_only(failing: Callable[[Exception], FlaskClient]) -> None:
    body = json.dumps({"text": TEXT}) + "\n" + "{\n"
    answer = failing(KeyError("secret of the article")).post(URL, data=body, content_type=NDJSON)
    first, second = lines(answer.text)
    assert first["status"] == 500
    assert "secret" not in answer.text
    assert second["status"] == 400


def test_an_empty_body_gives_an_empty_answer(client: FlaskClient) -> None:
    answer = client.post(URL, data="", content_type=NDJSON)
    assert (answer.status_code, answer.text) == (200, "")


def test_more_bytes_than_one_article_may_have(client: FlaskClient) -> None:
    body = (json.dumps({"text": TEXT}) + "\n") * 100
    answer = client.post(URL, data=body, content_type=NDJSON)
    assert len(lines(answer.text)) == 100


def test_other_types(client: FlaskClient) -> None:
    assert client.post(URL, json={"text": TEXT}).status_code == 415
    assert client.post(URL, data="", content_type=NDJSON, headers={"Accept": "text/html"}).status_code == 406
