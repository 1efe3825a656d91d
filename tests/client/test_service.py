"""The clients against the service itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from readout_client import BatchProblem, BatchRecord, Client, ProblemError

from service.records import SCHEMA_VERSION
from service.schemas.jsonschema import record_json_schema
from service.taxonomy import issue_categories
from tests.client.conftest import Call

TEXT = "The foreign ministers of Peru and Chile met in Lima on Saturday to discuss fishing."
ARTICLES = Path(__file__).parents[2] / "examples" / "articles"


def test_a_record(service_url: str, call: Call) -> None:
    record = call(service_url, "extract", TEXT, published="2024-11-18")
    assert record["schema_version"] == SCHEMA_VERSION
    assert record["meeting"]["date"]["start"] == "2024-11-16"
    assert record["location"]["name"] == "Lima"
    for span in record["meeting"]["evidence"]:
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_a_page_that_claims_another_coding_than_it_is_sent_in(service_url: str, call: Call) -> None:
    page = (
        '<html><head><meta charset="iso-8859-1"><title>Talks in Lima</title></head><body><article>'
        f"<p>{TEXT} “Our neighbours’ señoríos are ours,” said Peru's minister, José Ibáñez.</p>"
        "<p>The talks are to go on in Santiago next week, both ministries said on Sunday.</p>"
        "</article></body></html>"
    )
    record = call(service_url, "extract_html", page, published="2024-11-18", url="https://example.org/a")
    assert "José Ibáñez" in record["article"]["text"]
    assert (record["article"]["published"], record["article"]["url"]) == (
        "2024-11-18",
        "https://example.org/a",
    )


def test_a_problem(service_url: str, call: Call) -> None:
    with pytest.raises(ProblemError) as caught:
        call(service_url, "extract", TEXT, published="soon")
    error = caught.value
    assert (error.status, error.type) == (422, "/problems/invalid-field")
    assert [field["pointer"] for field in error.errors] == ["/published"]
    assert error.request_id


@pytest.mark.parametrize("text", ["half of a pair: \ud83d", ""])
def test_a_text_that_is_none(service_url: str, call: Call, text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        call(service_url, "extract", text)
    assert caught.value.status in (400, 422)


def test_what_is_running(service_url: str, call: Call) -> None:
    assert call(service_url, "version")["schema_version"] == SCHEMA_VERSION
    assert call(service_url, "ready") is True
    assert call(service_url, "schema") == json.loads(json.dumps(record_json_schema()))
    assert [issue["id"] for issue in call(service_url, "issues")] == [
        category["id"] if isinstance(category, dict) else category.id for category in issue_categories()
    ]


def test_a_batch(service_url: str, call: Call) -> None:
    first, second, third = call(
        service_url,
        "extract_batch",
        [{"text": TEXT, "published": "2024-11-18", "id": "a"}, {"text": TEXT, "published": "x"}, TEXT],
    )
    assert isinstance(first, BatchRecord)
    assert first.id == "a"
    assert first.record == call(service_url, "extract", TEXT, published="2024-11-18")
    assert isinstance(second, BatchProblem)
    assert (second.line, second.problem.status) == (2, 422)
    assert isinstance(third, BatchRecord)


def test_a_record_comes_before_the_next_article_is_sent(service_url: str) -> None:
    todo: Queue[str] = Queue()
    todo.put(TEXT)

    def articles() -> Iterator[str]:
        for _ in range(3):
            try:
                yield todo.get(timeout=5)
            except Empty:
                return

    lines = []
    with Client(service_url) as client:
        for answer in client.extract_batch(articles()):
            lines.append(answer.line)
            todo.put(TEXT)
    assert lines == [1, 2, 3]
