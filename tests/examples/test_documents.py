"""What the documents show with curl and Python works as it stands there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.blocks import Block, blocks

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("clients/*/README.md")])
BLOCKS = [block for path in DOCUMENTS for block in blocks(path, path.read_text(encoding="utf-8"))]
ADDRESS = "http://127.0.0.1:8000"
TEXT = (ROOT / "examples" / "articles" / "2026-05-14-hanoi-summit-held.txt").read_text(encoding="utf-8")
PAGE = f"<html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def name(block: Block) -> str:
    return f"{block.path.relative_to(ROOT)}:{block.line}"


def of(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.marked and block.language == language]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the documents speak of."""
    shutil.copytree(ROOT / "examples" / "articles", tmp_path / "examples" / "articles")
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    return tmp_path


def run(command: list[str], folder: Path) -> str:
    """Standard output of `command`, which must succeed."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "clients" / "python" / "src")])
    own = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    result = subprocess.run(
        command,
        cwd=folder,
        env=own | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    return result.stdout


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.language or b.marked], ids=name)
def test_what_can_be_run_is_marked_and_only_that(block: Block) -> None:
    assert block.marked, "write <!-- run --> and an empty line above the block"
    assert block.language is not None, "neither curl nor Python"


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
@pytest.mark.parametrize("block", of("sh"), ids=name)
def test_curl(block: Block, service_url: str, folder: Path) -> None:
    script = block.text.replace(ADDRESS, service_url).replace("curl ", "curl --silent --fail-with-body ")
    answers = run(["bash", "-euo", "pipefail", "-c", script], folder)
    assert len(answers) > 100  # a record or a table of one; curl fails for a problem


@pytest.mark.parametrize("block", of("python"), ids=name)
def test_python(block: Block, service_url: str, folder: Path) -> None:
    given = "from pathlib import Path\ntext = Path('article.txt').read_text(encoding='utf-8')\n"
    script = given + block.text.replace(ADDRESS, service_url)
    # what the block has made is looked at: a script that does nothing would pass otherwise
    looks = "\nassert record\nprint('made', type(record).__name__)\n"
    assert "made " in run([sys.executable, "-c", script + looks], folder)


def test_blocks_are_found() -> None:
    text = "\n".join(
        [
            "# A",
            "",
            "    make run",
            "",
            "    curl x",
            "",
            "<!-- run -->",
            "",
            "    import a",
            "",
            "        b",
            "tail",
            "    no block",
            "",
            "<!-- run -->",
            "```python",
            "import c",
            "```",
            "```",
            "curl y",
            "```",
        ]
    )
    found = [(b.line, b.text, b.language, b.marked) for b in blocks(Path("a.md"), text)]
    assert found == [
        (3, "make run\n\ncurl x\n", "sh", False),
        (9, "import a\n\n    b\n", "python", True),
        (16, "import c\n", "python", True),
        (19, "curl y\n", "sh", False),
    ]


def test_the_documents_have_blocks_that_are_run() -> None:
    assert of("sh")
    assert of("python")
