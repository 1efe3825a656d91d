"""The wheel has all that the source tree has, and works away from it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("hatchling")

ROOT = Path(__file__).parents[1]
TEXT = "The foreign ministers of Peru and Chile met in Lima on Saturday to discuss fishing."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for ``PYTHONPATH``: the wheel's files dependencies are this environment's."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def environ(installed: Path, tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("READOUT_")}
    return kept | {"PYTHONPATH": str(installed), "HOME": str(tmp_path), "OMP_NUM_THREADS": "1"}


READOUT = [sys.executable, "-c", "import sys; from service.cli import main; sys.exit(main())"]


def test_every_file_of_the_package_is_in_it(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "service"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if tracked.returncode:
        pytest.skip("not a checkout of git")
    wanted = {name for name in tracked.stdout.split("\0") if name and (ROOT / name).is_file()}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if not name.split("/")[0].endswith(".dist-info")}
    assert packed == wanted
    assert {
        "service/model/encoder.onnx",
        "service/model/heads/heads.npz",
        "service/data/countries.tsv",
        "service/api/templates/docs.html",
        "service/api/static/swagger-ui/LICENSE",
    } <= packed


def test_its_metadata_are_those_of_the_project(installed: Path) -> None:
    (folder,) = installed.glob("*.dist-info")
    metadata = (folder / "METADATA").read_text(encoding="utf-8")
    assert "\nLicense-Expression: Apache-2.0 AND CC-BY-SA-4.0\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert "readout = service.cli:main" in (folder / "entry_points.txt").read_text(encoding="utf-8")
    assert (folder / "licenses" / "LICENSE").is_file()


def test_it_is_the_wheel_that_is_asked(environ: dict[str, str], installed: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import service; print(service.__file__)"],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(run.stdout.strip()).is_relative_to(installed)


def test_it_extracts_in_another_folder(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    run = subprocess.run(
        [*READOUT, "extract", "article.txt", "--published", "2024-11-18"],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    record = json.loads(run.stdout)
    assert record["meeting"]["date"]["start"] == "2024-11-16"
    assert {side["country"]["alpha3"] for side in record["participants"]} == {"PER", "CHL"}
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]  # leaves nothing behind


@pytest.fixture
def server(environ: dict[str, str], tmp_path: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ |= {"READOUT_PORT": str(port), "READOUT_WORKERS": "1"}
    log = (tmp_path / "log").open("wb")
    with log, subprocess.Popen([*READOUT, "serve"], env=environ, cwd=tmp_path, stderr=log) as process:
        try:
            until = time.monotonic() + 120
            while subprocess.run(
                [*READOUT, "health", "--ready"], env=environ, check=False, capture_output=True
            ).returncode:
                assert process.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
                assert time.monotonic() < until
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            assert process.wait(timeout=60) == 0


def test_it_serves_records_schemas_and_pages(server: str) -> None:
    body = json.dumps({"text": TEXT, "published": "2024-11-18"}).encode()
    request = urllib.request.Request(f"{server}/v1/extract", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert json.load(answer)["location"]["name"] == "Lima"
    for path in ("/openapi.yaml", "/docs", "/v1/schema", "/v1/issues", "/metrics"):
        with urllib.request.urlopen(f"{server}{path}", timeout=60) as answer:
            assert answer.status == 200
            assert answer.read()
