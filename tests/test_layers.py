"""Who may import whom. Text enters on the left and leaves on the right; nothing flows back."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[1] / "service"
FLOOR = {"service", "records", "errors"}
"""Every module may import these: `service` itself holds only the version."""

# module -> (service modules, third parties); both beside the standard library and FLOOR
RULES: dict[str, tuple[set[str], set[str]]] = {
    "service": (set(), set()),
    "records": (set(), set()),
    "errors": (set(), set()),
    "annotations": (set(), {"spacy"}),
    "grammar": ({"annotations"}, {"spacy"}),
    "settings": ({"annotations"}, set()),
    "taxonomy": (set(), set()),
    "strictjson": (set(), set()),
    "lexicons": ({"annotations"}, set()),
    "reading": (set(), {"trafilatura"}),
    "article": ({"annotations", "reading"}, set()),
    "schemas": ({"taxonomy"}, {"marshmallow", "apispec"}),
    "intake": ({"settings", "article", "schemas", "strictjson"}, {"marshmallow"}),
    "pipeline": (
        {"annotations", "grammar", "lexicons"},
        {"spacy", "onnxruntime", "tokenizers", "numpy"},
    ),
    "candidates": ({"annotations", "grammar", "lexicons", "taxonomy"}, {"spacy", "dateutil"}),
    "extract": ({"annotations", "candidates", "grammar", "lexicons", "taxonomy"}, {"spacy", "numpy"}),
    "assemble": ({"annotations", "candidates", "extract"}, {"spacy"}),
    "analyzer": ({"annotations", "settings", "article", "pipeline", "assemble"}, {"spacy"}),
    "api": (
        {"settings", "article", "analyzer", "schemas", "intake", "taxonomy"},
        {"flask", "flask_smorest", "werkzeug", "prometheus_client", "structlog", "yaml"},
    ),
    "wsgi": ({"settings", "analyzer", "api"}, {"trafilatura"}),
    "gunicorn.conf": ({"settings", "api", "wsgi"}, {"prometheus_client"}),
    "inputs": ({"settings", "article", "intake"}, set()),
    "cli": ({"settings", "analyzer", "schemas", "intake", "inputs", "api"}, {"click", "rich"}),
}


def module_of(path: Path) -> str:
    """The first part of a file's name within the package; `lexicons_cues.py` counts as `lexicons`."""
    relative = path.relative_to(SERVICE)
    if relative.parts == ("__init__.py",):
        return "service"
    name = relative.parts[0].removesuffix(".py")
    return "lexicons" if name.startswith("lexicons") else name


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a file imports, `service.x` for `from service import x` where x is a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            if node.module == "service":
                yield from (f"service.{a.name}" if _is_module(a.name) else "service" for a in node.names)
            else:
                yield node.module


def _is_module(name: str) -> bool:
    return (SERVICE / name).is_dir() or (SERVICE / f"{name}.py").is_file()


def _first(dotted: str) -> tuple[bool, str]:
    """Whether it is the service's own, and the module that counts."""
    parts = dotted.split(".")
    if parts[0] != "service":
        return False, parts[0]
    own = parts[1] if len(parts) > 1 else "service"
    return True, "lexicons" if own.startswith("lexicons") else own


FILES = sorted(SERVICE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SERVICE)))
def test_a_file_imports_only_what_its_place_allows(path: Path) -> None:
    module = module_of(path)
    own, third = RULES[module]
    for dotted in imports(path):
        ours, name = _first(dotted)
        if ours:
            assert name in own | FLOOR | {module}, f"{module} must not import service.{name}"
        else:
            assert name in third or name in sys.stdlib_module_names, f"{module} must not import {name}"


def test_pipeline_and_extract_meet_only_through_names() -> None:
    assert "extract" not in RULES["pipeline"][0]
    assert "pipeline" not in RULES["extract"][0]


def test_nothing_trained_offline_is_needed_at_run_time() -> None:
    names = {_first(dotted)[1] for path in FILES for dotted in imports(path)}
    assert not names & {"torch", "training", "evaluation", "onnx"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SERVICE)))
def test_files_stay_short(path: Path) -> None:
    limit = 250
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
