"""From an article on the page to its record: pasted, dropped, opened, or refused."""

from typing import Any

import pytest

from tests.page.acts import FOLDER, SAMPLES, as_json, labels, open_sample, read

SENTENCE = (
    "President Ana Silva of Peru met President Omar Haddad of Chile in Lima on Monday to discuss fishing."
)
HTML = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="windows-1252"><title>Talks in Lima</title></head>'
    "<body><nav>Search</nav><article><h1>Talks in Lima</h1>"
    "<p>President José Núñez of Peru met President Omar Haddad of Chile in Lima on 5 May 2025 to discuss "
    "fishing rights and the border between the two countries.</p>"
    "<p>Núñez urged Chile to lower tariffs on fish and to reopen a border crossing that has been closed "
    "since last year, his office said.</p></article></body></html>"
)
DROP = """([files]) => {
  const transfer = new DataTransfer();
  for (const { name, type, bytes } of files)
    transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, options));
}"""


def drop(page: Any, *files: tuple[str, str, bytes]) -> None:
    page.evaluate(DROP, [[{"name": n, "type": t, "bytes": list(b)} for n, t, b in files]])


def problem(page: Any) -> str:
    page.wait_for_selector("#problem:not([hidden])")
    return " ".join(page.locator("#problem").text_content().split())


def paste(page: Any, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.focus("#text")
    page.keyboard.press("Control+V")


def test_paste_and_read(page: Any) -> None:
    paste(page, SENTENCE)
    with page.expect_response("**/v1/extract?*") as answer:
        page.click("#read")
    record = answer.value.json()
    page.wait_for_selector("#result:not([hidden])")
    assert page.locator("#article").text_content() == SENTENCE
    assert record["meeting"]["title"] in page.locator(".card.main h4").text_content()
    assert page.evaluate("document.activeElement.id") == "record-heading"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_shows_everything_that_its_record_has(page: Any, name: str) -> None:
    record = open_sample(page, name)
    assert page.locator("#article").text_content() == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    meetings = (record["meeting"] is not None) + len(record["other_meetings"])
    assert page.locator(".card.meeting").count() == meetings
    assert page.locator(".participants .card.actor").count() == len(record["participants"])
    assert page.locator(".card.actor").count() == len(record["stakeholders"])
    assert page.locator(".card.issue").count() == len(record["issues"])
    assert page.locator(".card.position").count() == len(record["positions"])
    assert page.locator(".timeline li").count() == (meetings + 1 if meetings else 0)
    if not meetings:
        assert "The article tells of no meeting." in page.locator("#meetings").text_content()


def test_issues_have_the_taxonomys_names(page: Any, site: str) -> None:
    record = open_sample(page, "held")
    names = {issue["id"]: issue["label"] for issue in page.request.get(f"{site}v1/issues").json()["issues"]}
    shown = labels(page, ".card.issue p:not(.muted)")
    assert all(text.startswith(names[i["category"]]) for text, i in zip(shown, record["issues"], strict=True))


def test_the_day_of_publication_is_sent(page: Any) -> None:
    record = read(page, SENTENCE, published="2025-05-14", url="https://example.org/a")
    assert record["article"]["published"] == "2025-05-14"
    assert record["article"]["url"] == "https://example.org/a"
    assert record["meeting"]["date"]["start"] == "2025-05-12"
    assert "12 May 2025" in page.locator(".card.main").text_content()


def test_a_page_that_is_pasted_is_read_as_html(page: Any) -> None:
    paste(page, HTML)
    assert page.locator("[name=kind][value=html]").is_checked()
    with page.expect_response("**/v1/extract?*") as answer:
        page.click("#read")
    record = answer.value.json()
    page.wait_for_selector("#result:not([hidden])")
    assert "José Núñez" in record["article"]["text"]
    assert page.locator("#article").text_content() == record["article"]["text"]


@pytest.mark.parametrize("way", ["open", "drop"])
@pytest.mark.parametrize("charset", ["cp1252", "utf-8"])
def test_an_html_file_in_its_own_characters(page: Any, way: str, charset: str) -> None:
    body = HTML.replace("windows-1252", "utf-8" if charset == "utf-8" else "windows-1252").encode(charset)
    with page.expect_response("**/v1/extract?*") as answer:
        if way == "open":
            page.set_input_files("#file", {"name": "talks.html", "mimeType": "text/html", "buffer": body})
        else:
            drop(page, ("talks.html", "text/html", body))
    record = answer.value.json()
    page.wait_for_selector("#result:not([hidden])")
    assert "José Núñez" in page.locator("#article").text_content()
    assert page.locator("#article").text_content() == record["article"]["text"]
    page.click("#edit")
    assert "José Núñez" in page.locator("#text").input_value()
    assert page.locator("#file-name").text_content() == "talks.html"


def test_a_text_file_keeps_its_line_ends(page: Any) -> None:
    body = f"Talks in Lima\r\n\r\n{SENTENCE}\r\n"
    with page.expect_response("**/v1/extract?*") as answer:
        drop(page, ("talks.txt", "text/plain", body.encode()))
    assert answer.value.json()["article"]["length"] == len(body)
    page.wait_for_selector("#result:not([hidden])")
    assert page.locator("#article").text_content() == body


def test_a_file_that_was_edited_is_sent_as_edited(page: Any) -> None:
    with page.expect_response("**/v1/extract?*"):
        drop(page, ("talks.html", "text/html", HTML.encode("cp1252")))
    page.wait_for_selector("#result:not([hidden])")
    page.click("#edit")
    page.fill("#text", HTML.replace("Omar Haddad", "Łukasz Żak"))
    with page.expect_response("**/v1/extract?*") as answer:
        page.click("#read")
    assert "Łukasz Żak" in answer.value.json()["article"]["text"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.pdf", "application/pdf", b"%PDF-1.7")], "Only text and HTML are read"),
        ([("a.txt", "text/plain", "Núñez".encode("utf-16"))], "not text in UTF-8"),
        ([("a.txt", "text/plain", b"a"), ("b.txt", "text/plain", b"b")], "One article at a time"),
    ],
)
def test_files_that_are_not_taken(page: Any, files: list[tuple[str, str, bytes]], said: str) -> None:
    page.fill("#text", SENTENCE)
    drop(page, *files)
    assert said in problem(page)
    assert page.locator("#text").input_value() == SENTENCE


def test_a_problem_names_the_field_and_keeps_the_text(page: Any) -> None:
    page.fill("#text", SENTENCE)
    page.click("#more summary")
    page.fill("#url", "ftp://example.org")
    page.click("#more summary")
    page.click("#read")
    said = problem(page)
    assert "A field's value is not acceptable" in said
    assert "Address of the article: " in said
    assert "status 422" in said
    assert page.locator("#url").get_attribute("aria-invalid") == "true"
    assert page.locator("#url").is_visible()
    assert page.evaluate("document.activeElement.id") == "problem"
    assert page.locator("#text").input_value() == SENTENCE
    page.fill("#url", "https://example.org")
    page.click("#read")
    page.wait_for_selector("#result:not([hidden])")
    assert page.locator("#problem").is_hidden()
    assert page.locator("[aria-invalid]").count() == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Article: "),
        (" \n", "Article: "),
        ("Lima " * 9_000, "longer than the limit"),
        ("x" * 11_000, "Article: "),
    ],
    ids=["empty", "blank", "long", "run"],
)
def test_texts_that_the_service_refuses(page: Any, text: str, said: str) -> None:
    page.fill("#text", text)
    page.click("#read")
    assert said in problem(page)
    assert page.locator("#text").get_attribute("aria-invalid") == "true"
    assert page.locator("#text").input_value() == text


def test_html_without_an_article_is_refused(page: Any) -> None:
    page.fill("#text", "<html><body></body></html>")
    page.locator("[name=kind][value=html]").check()
    page.click("#read")
    assert "There is no text to read" in problem(page)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "can’t be reached"),
        ({"status": 502, "content_type": "text/html", "body": "<h1>Bad gateway</h1>"}, "status 502"),
        ({"status": 500, "content_type": "application/problem+json", "body": '{"title"'}, "status 500"),
    ],
    ids=["none", "proxy", "cut"],
)
def test_answers_that_are_no_answers(page: Any, answer: dict[str, Any] | None, said: str) -> None:
    page.route("**/v1/extract?*", lambda route: route.fulfill(**answer) if answer else route.abort())
    page.fill("#text", SENTENCE)
    page.click("#read")
    assert said in problem(page)
    assert page.locator("#text").input_value() == SENTENCE
    assert page.locator("#read").text_content() == "Read article"


def test_the_taxonomy_may_be_missing(page: Any) -> None:
    page.route("**/v1/issues", lambda route: route.fulfill(status=503))
    record = open_sample(page, "held")
    assert record["issues"][0]["category"] in page.locator(".card.issue").first.text_content()


def test_only_the_last_article_asked_for_is_shown(page: Any) -> None:
    held: list[Any] = []
    page.route("**/v1/extract?*", lambda route: route.continue_() if held else held.append(route))
    page.click("[data-sample=held]")
    page.locator("#read", has_text="Reading…").wait_for()
    open_sample(page, "no-meeting")
    assert "marine park" in page.locator("#article").text_content()
    assert page.locator("#main").get_attribute("aria-busy") == "false"


def test_text_is_text_whatever_it_looks_like(page: Any) -> None:
    hostile = (
        "<img src=x onerror=alert(1)> President <script>alert(2)</script> Ana Silva met President Omar “>"
        "<svg onload=alert(3)> Haddad in Lima on 5 May 2025. Silva urged Chile to <b>lower tariffs</b> on "
        "javascript:alert(4)."
    )
    record = read(page, hostile, title="<img src=x onerror=alert(5)>")
    assert record["stakeholders"]
    assert page.locator(".article-text").text_content() == hostile
    assert page.locator("#result").locator("script, img, b, iframe").count() == 0
    page.click("#json summary")
    page.wait_for_selector("#json pre:not(:empty)")
    assert as_json(page.locator("#json pre").text_content()) == record
