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
    "problems": (set(), set()),
    "deadline": (set(), set()),
    "lines": (set(), set()),
    "lexicons": ({"annotations"}, set()),
    "reading": (set(), {"trafilatura", "lxml"}),
    "article": ({"annotations", "reading"}, set()),
    "schemas": ({"taxonomy"}, {"marshmallow", "apispec"}),
    "formats": ({"lexicons", "schemas"}, {"marshmallow", "pyarrow"}),
    "intake": ({"settings", "article", "schemas", "strictjson"}, {"marshmallow"}),
    "inference": (set(), {"onnxruntime"}),
    "encoder": ({"annotations", "inference", "lexicons"}, {"spacy", "tokenizers", "numpy", "onnxruntime"}),
    "pipeline": ({"annotations", "encoder", "grammar", "lexicons"}, {"spacy", "numpy"}),
    "heads": (
        {"annotations", "candidates", "encoder", "grammar", "inference", "lexicons", "taxonomy"},
        {"spacy", "numpy", "onnxruntime"},
    ),
    "candidates": ({"annotations", "grammar", "lexicons", "taxonomy"}, {"spacy", "dateutil"}),
    "extract": (
        {"annotations", "candidates", "grammar", "heads", "lexicons", "taxonomy"},
        {"spacy", "numpy"},
    ),
    "analyzer": (
        {
            "annotations",
            "article",
            "candidates",
            "encoder",
            "extract",
            "heads",
            "pipeline",
            "reading",
            "settings",
        },
        {"spacy"},
    ),
    "memory": (set(), set()),
    "jobs": ({"settings", "article", "intake", "schemas", "deadline"}, set()),
    "compare": ({"lexicons"}, set()),
    "digest": ({"compare", "formats"}, {"jinja2", "markupsafe"}),
    "several": ({"settings", "intake", "schemas", "strictjson"}, {"marshmallow"}),
    "api": (
        {
            "settings",
            "compare",
            "jobs",
            "problems",
            "schemas",
            "several",
            "formats",
            "intake",
            "memory",
            "taxonomy",
        },
        {"flask", "flask_cors", "flask_smorest", "werkzeug", "prometheus_client", "structlog", "yaml"},
    ),
    "serving": (
        {"settings", "api", "jobs", "preload", "problems", "processes", "schemas"},
        {"flask", "gunicorn", "opentelemetry", "prometheus_client"},
    ),
    "inputs": ({"settings", "article", "intake"}, set()),
    "preload": ({"analyzer", "settings"}, {"trafilatura"}),
    "bulk": (
        {
            "article",
            "deadline",
            "inputs",
            "jobs",
            "intake",
            "lines",
            "problems",
            "processes",
            "schemas",
            "settings",
            "strictjson",
        },
        {"click", "rich", "pyarrow", "ray", "pyspark", "pandas"},
    ),
    "collect": (
        {"settings", "article", "deadline", "schemas", "intake", "inputs", "several", "strictjson"},
        set(),
    ),
    "probe": (set(), set()),
    "processes": ({"memory", "problems"}, set()),
    "cli": (
        {
            "settings",
            "analyzer",
            "bulk",
            "collect",
            "compare",
            "deadline",
            "digest",
            "schemas",
            "formats",
            "intake",
            "inputs",
            "api",
            "probe",
            "serving",
        },
        {"click", "rich"},
    ),
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
    assert not {"extract", "heads", "candidates"} & RULES["pipeline"][0]
    assert not {"pipeline", "encoder"} & RULES["extract"][0]


@pytest.mark.parametrize("path", [p for p in FILES if module_of(p) == "extract"], ids=lambda path: path.name)
def test_extraction_reads_scores_and_runs_no_network(path: Path) -> None:
    known = {"service.heads." + name for name in ("document", "features", "labels", "mentions", "scores")}
    assert {dotted for dotted in imports(path) if dotted.startswith("service.heads")} <= known


def test_nothing_trained_offline_is_needed_at_run_time() -> None:
    names = {_first(dotted)[1] for path in FILES for dotted in imports(path)}
    assert not names & {"torch", "training", "evaluation", "onnx"}
