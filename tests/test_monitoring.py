"""Dashboard and alerts ask for metrics that the service has, with labels that they have."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

promql = pytest.importorskip("promql_parser")

ROOT = Path(__file__).parents[1]
RULES = ROOT / "deploy" / "prometheus" / "rules.yml"
RUNBOOK = ROOT / "docs" / "runbook.md"
BOARD = json.loads((ROOT / "deploy" / "grafana" / "readout.json").read_text(encoding="utf-8"))

# What /metrics has: name without the suffix of a histogram's or counter's series -> type and labels.
METRICS: dict[str, tuple[str, set[str]]] = {
    "readout_request_seconds": ("histogram", {"route", "method", "status"}),
    "readout_queue_seconds": ("histogram", set()),
    "readout_stage_seconds": ("histogram", {"stage"}),
    "readout_in_flight": ("gauge", set()),
    "readout_queue_length": ("gauge", set()),
    "readout_article_characters": ("histogram", set()),
    "readout_words": ("counter", set()),
    "readout_deadlines": ("counter", set()),
    "readout_batch_lines": ("counter", {"outcome"}),
    "readout_rejects": ("counter", {"reason"}),
    "readout_records": ("counter", {"status"}),
    "readout_meeting_confidence": ("histogram", set()),
    "readout_build_info": ("gauge", {"version", "model"}),
    "readout_resident_bytes": ("gauge", {"process"}),
    "readout_reader_restarts": ("counter", {"reason"}),
}
SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("_total",), "gauge": ("",)}
ADDED = {"instance", "job"}
"""Labels that Prometheus gives to every series that it scrapes."""


def series() -> dict[str, set[str]]:
    """Every series of /metrics with its labels."""
    return {
        name + suffix: labels | ({"le"} if suffix == "_bucket" else set())
        for name, (kind, labels) in METRICS.items()
        for suffix in SUFFIXES[kind]
    }


def panels() -> list[dict[str, Any]]:
    return [inner for panel in BOARD["panels"] for inner in (panel, *panel.get("panels", ()))]


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def queries() -> Iterator[tuple[str, str]]:
    """Place and PromQL of every query; Grafana's own variables are given a value."""
    given = {"$__rate_interval": "1m", "$instance": ".*"}
    for rule in rules():
        yield rule["alert"], rule["expr"]
    for panel in panels():
        for target in panel.get("targets", ()):
            yield f"{panel['title']} {target['refId']}", _filled(target["expr"], given)
    for annotation in BOARD["annotations"]["list"]:
        yield annotation["name"], _filled(annotation["expr"], given)


def _filled(text: str, given: dict[str, str]) -> str:
    for name, value in given.items():
        text = text.replace(name, value)
    assert "$" not in text, text
    return text


def nodes(node: Any) -> Iterator[Any]:
    """A query's tree, the root first."""
    yield node
    for name in ("lhs", "rhs", "expr", "param", "vector_selector"):
        if (inner := getattr(node, name, None)) is not None and not isinstance(inner, str | float):
            yield from nodes(inner)
    for argument in getattr(node, "args", ()):
        yield from nodes(argument)


QUERIES = list(queries())
ALL = pytest.mark.parametrize("query", [text for _, text in QUERIES], ids=[place for place, _ in QUERIES])


@ALL
def test_a_query_asks_for_series_and_labels_that_exist(query: str) -> None:
    found = [node for node in nodes(promql.parse(query)) if isinstance(node, promql.VectorSelector)]
    assert found
    known = series()
    for selector in found:
        assert selector.name in known
        assert {matcher.name for matcher in selector.matchers.matchers} <= known[selector.name] | ADDED


@ALL
def test_a_query_sorts_by_labels_that_exist(query: str) -> None:
    for node in nodes(promql.parse(query)):
        if isinstance(node, promql.AggregateExpr) and node.modifier:
            of = [inner for inner in nodes(node.expr) if isinstance(inner, promql.VectorSelector)]
            labels = set.union(*(series()[selector.name] for selector in of)) | ADDED
            assert set(node.modifier.labels) <= labels


@ALL
def test_counters_and_buckets_are_rates_and_quantiles_keep_le(query: str) -> None:
    parsed = promql.parse(query)
    ranged = {
        inner.name
        for node in nodes(parsed)
        if isinstance(node, promql.MatrixSelector)
        for inner in [node.vector_selector]
    }
    names = {node.name for node in nodes(parsed) if isinstance(node, promql.VectorSelector)}
    assert {name for name in names if name.endswith(("_total", "_bucket", "_sum", "_count"))} == ranged
    if "histogram_quantile" in query:
        assert all(name.endswith("_bucket") for name in names)
        assert "by (le" in query


def test_every_metric_is_looked_at() -> None:
    asked = {
        node.name
        for _, query in QUERIES
        for node in nodes(promql.parse(query))
        if isinstance(node, promql.VectorSelector)
    }
    ends = "|".join(suffix for suffixes in SUFFIXES.values() for suffix in suffixes if suffix)
    assert {re.sub(f"({ends})$", "", name) for name in asked} == set(METRICS)


def test_the_dashboard_is_one_that_grafana_loads() -> None:
    assert BOARD["schemaVersion"] >= 36
    assert (BOARD["uid"], BOARD["title"]) == ("readout", "Readout")
    assert BOARD.get("id") is None  # Grafana gives one
    idents = [panel["id"] for panel in panels()]
    assert len(idents) == len(set(idents))
    for panel in panels():
        assert panel["type"] in ("row", "stat", "timeseries", "heatmap", "table")
        assert panel["title"]
        if panel["type"] != "row":
            letters = [target["refId"] for target in panel["targets"]]
            assert letters
            assert len(letters) == len(set(letters))
            assert {target["datasource"]["uid"] for target in panel["targets"]} == {"${source}"}


def test_panels_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells


def test_variables_of_the_dashboard_exist() -> None:
    names = {variable["name"] for variable in BOARD["templating"]["list"]}
    used = set(re.findall(r"\$\{?([a-zA-Z]\w*)", json.dumps(BOARD)))
    assert used == names
    for variable in BOARD["templating"]["list"]:
        if variable["type"] == "query":
            assert re.fullmatch(r"label_values\((\w+), instance\)", variable["definition"])[1] in series()  # type: ignore[index]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_an_alert_has_a_place_in_the_runbook(rule: dict[str, Any]) -> None:
    name = rule["alert"]
    assert rule["labels"]["severity"] in ("critical", "warning", "info")
    assert rule["annotations"]["runbook"] == f"docs/runbook.md#{name.lower()}"
    assert f"\n## {name}\n" in RUNBOOK.read_text(encoding="utf-8")


def test_the_runbook_explains_alerts_and_metrics_that_exist() -> None:
    text = RUNBOOK.read_text(encoding="utf-8")
    assert re.findall(r"^## (Readout\w+)$", text, re.MULTILINE) == [rule["alert"] for rule in rules()]
    named = set(re.findall(r"`(readout_\w+)", text))
    assert named
    assert named <= series().keys() | METRICS.keys()


def test_alerts_fire_when_they_should() -> None:
    """`rules-test.yml` holds every alert against a service that is well and one that is not."""
    if not (promtool := shutil.which("promtool")):
        pytest.skip("promtool is not installed")
    for command in (["check", "rules", RULES.name], ["test", "rules", "rules-test.yml"]):
        run = subprocess.run(
            [promtool, *command], cwd=RULES.parent, capture_output=True, text=True, check=False, timeout=60
        )
        assert run.returncode == 0, run.stdout + run.stderr


def test_every_alert_is_held_against_both() -> None:
    cases = yaml.safe_load((RULES.parent / "rules-test.yml").read_text(encoding="utf-8"))["tests"]
    expected = [
        (case["alertname"], bool(case.get("exp_alerts")))
        for test in cases
        for case in test["alert_rule_test"]
    ]
    for rule in rules():
        assert {fires for name, fires in expected if name == rule["alert"]} == {True, False}
