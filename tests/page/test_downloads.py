"""The record in every format that the service writes, saved from the page."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.page.acts import as_json, open_sample, set_threshold


def save(page: Any, label: str) -> tuple[str, bytes]:
    """Press a download's button; the file's name and bytes."""
    with page.expect_download() as download:
        page.locator(".downloads").get_by_role("button", name=label, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_record_is_downloaded_as_it_came(page: Any) -> None:
    with page.expect_response("**/v1/extract?*") as answer:
        page.click("[data-sample=held]")
    page.wait_for_selector("#result:not([hidden])")
    set_threshold(page, 95)  # a filter of the view, not of the record
    name, body = save(page, "JSON")
    assert body == answer.value.body()
    assert name.startswith("Beatriz-Vasconcelos")
    assert name.endswith(".json")


def test_lines_of_json(page: Any) -> None:
    record = open_sample(page, "held")
    name, body = save(page, "NDJSON")
    assert name.endswith(".ndjson")
    (line,) = body.splitlines()
    assert as_json(line) == record


@pytest.mark.parametrize("rows", ["positions", "participants", "meetings"])
def test_each_table_has_its_rows(page: Any, rows: str) -> None:
    record = open_sample(page, "held")
    name, body = save(page, f"CSV of {rows}")
    assert name.endswith(f"-{rows}.csv")
    table = list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline="")))
    entries = [record, *record["other_meetings"]]
    wanted = {
        "positions": [position["statement"] for position in record["positions"]],
        "participants": [actor["name"] for entry in entries for actor in entry["participants"]],
        "meetings": [entry["meeting"]["title"] for entry in entries],
    }[rows]
    column = {"positions": "statement", "participants": "name", "meetings": "title"}[rows]
    assert [row[column] for row in table] == wanted != []


def test_plover_events(page: Any) -> None:
    record = open_sample(page, "held")
    name, body = save(page, "PLOVER")
    assert name.endswith(".plover.ndjson")
    events = [json.loads(line) for line in body.splitlines()]
    assert len(events) == 1 + len(record["other_meetings"]) + len(record["positions"])
    assert events[0]["id"] == f"{record['article']['sha256'][:16]}-m0"


def test_linked_data(page: Any) -> None:
    open_sample(page, "held")
    name, body = save(page, "JSON-LD")
    assert name.endswith(".jsonld")
    assert "@context" in as_json(body)


def test_parquet_keeps_its_bytes(page: Any) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install '.[parquet]'")
    record = open_sample(page, "held")
    name, body = save(page, "Parquet")
    assert name.endswith(".parquet")
    assert (body[:4], body[-4:]) == (b"PAR1", b"PAR1")
    (row,) = parquet.read_table(io.BytesIO(body)).to_pylist()
    assert row["meeting"]["title"] == record["meeting"]["title"]


def test_what_was_sent_is_sent_again_with_its_hints(page: Any) -> None:
    page.fill("#text", "Prime Minister Ana Silva met Prime Minister Omar Haddad in Lima on Monday.")
    page.fill("#published", "2025-05-07")
    page.click("#read")
    page.wait_for_selector("#result:not([hidden])")
    _, body = save(page, "CSV of meetings")
    (row,) = csv.DictReader(io.StringIO(body.decode("utf-8"), newline=""))
    assert (row["article_published"], row["start"]) == ("2025-05-07", "2025-05-05")


def test_a_format_that_the_service_refuses_is_told_and_the_record_stays(page: Any) -> None:
    def serve(route: Any) -> None:
        script = route.fetch().text()
        assert script.count('name: "parquet"') == 1
        route.fulfill(body=script.replace('name: "parquet"', 'name: "xlsx"'), content_type="text/javascript")

    page.route("**/page/formats.js", serve)
    page.reload()
    open_sample(page, "held")
    with page.expect_response("**/v1/extract?format=xlsx") as answer:
        page.locator(".downloads button", has_text="Parquet").click()
    assert answer.value.status == 406
    page.wait_for_selector("#problem:not([hidden])")
    assert "'xlsx' is none of them" in page.locator("#problem").text_content()
    assert page.locator("#result").is_visible()
    assert page.locator("#record .card").count() > 0
    save(page, "NDJSON")
    assert page.locator("#problem").is_hidden()


def test_a_download_that_fails_is_told_and_the_record_stays(page: Any) -> None:
    open_sample(page, "held")
    page.route("**/v1/extract?format=plover", lambda route: route.abort())
    page.locator(".downloads button", has_text="PLOVER").click()
    page.wait_for_selector("#problem:not([hidden])")
    assert "can’t be reached" in page.locator("#problem").text_content()
    assert page.locator("#result").is_visible()
