"""The page's files: served, complete, and without any way to turn an article's words into markup."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

PAGE = Path(__file__).parents[2] / "service" / "api" / "static" / "page"
SCRIPTS = sorted(PAGE.glob("*.js"))


def directives(policy: str) -> dict[str, set[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: set(values) for name, *values in parts}


def test_home_is_the_page_under_a_strict_policy(client: FlaskClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    policy = directives(answer.headers["Content-Security-Policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == {"'self'"}
    assert policy["require-trusted-types-for"] == {"'script'"}
    assert policy["trusted-types"] == {"'none'"}
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_client_that_takes_no_page_is_told(client: FlaskClient) -> None:
    assert client.get("/", headers={"Accept": "image/png"}).status_code == 406


def test_every_file_that_the_page_names_is_served(client: FlaskClient) -> None:
    links = re.findall(r'(?:src|href)="([^"#]+)"', client.get("/").text)
    assert {"page/main.js", "page/page.css", "docs"} <= set(links)
    for link in links:
        assert client.get(f"/{link}").status_code == 200, link
    for sample in re.findall(r'data-sample="([^"]+)"', client.get("/").text):
        assert client.get(f"/page/samples/{sample}.txt").status_code == 200


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_module_that_a_script_imports_is_served(client: FlaskClient, path: Path) -> None:
    served = client.get(f"/page/{path.name}")
    assert "javascript" in served.mimetype
    for name in re.findall(r'from "\./([^"]+)"', served.text):
        assert client.get(f"/page/{name}").status_code == 200, name


def test_nothing_stands_inline(client: FlaskClient) -> None:
    html = client.get("/").text
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
    )


@pytest.mark.parametrize(
    "path", [*SCRIPTS, PAGE / "page.css", PAGE / "index.html"], ids=lambda path: path.name
)
def test_no_file_names_another_server(path: Path) -> None:
    found = set(re.findall(r"(?:https?:)?//[a-z][\w.-]+\.[a-z]+[^\s\"']*", path.read_text(encoding="utf-8")))
    assert found <= {"http://www.w3.org/2000/svg"}  # a namespace, never fetched


def test_a_file_comes_again_only_where_it_changed(client: FlaskClient) -> None:
    first = client.get("/page/page.css")
    again = client.get("/page/page.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["../pages.py", "..%2fpages.py", "none.js", ""])
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/page/{name}").status_code == 404


def test_what_is_not_ours_has_its_origin_and_licence(client: FlaskClient) -> None:
    text = client.get("/page/SOURCES.md").text
    for word in ("land.js", "Natural Earth", "public domain", "world-atlas", "ISC", "samples/"):
        assert word in text
