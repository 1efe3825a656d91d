"""PLOVER events: valid by the manual's tables; no planned meeting coded as held, nothing guessed or lost."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from service.formats import render
from service.formats.plover import events
from service.formats.plover_codes import of_stance, sector
from service.lexicons.table import rows
from service.records import Setting, Stance, Status
from service.taxonomy import issue_categories

MANUAL = Path(__file__).parents[3] / "shared" / "corpora" / "time_events" / "plover-manual.tex"
EVENTS = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
}
CONTEXTS = {
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms",
    "repression", "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic",
    "territory", "peacekeeping", "health", "asylum", "migration", "disasters", "natural_resource",
    "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
    "illegal_drugs", "trafficking",
}  # fmt: skip
SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
}  # fmt: skip
QUADS = {1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}, 3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}}


def _null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT = {"type": "string"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ENTITIES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["code", "sector", "entity_text", "office"],
        "properties": {
            "code": _null({"type": "string", "pattern": "^[A-Z]{3}$"}),
            "sector": _null({"type": "string", "pattern": f"^(?:{'|'.join(sorted(SECTORS))}){{1,2}}$"}),
            "entity_text": _TEXT,
            "office": _null(_TEXT),
        },
    },
}
EVENT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": _TEXT,
        "has_event": {"type": "boolean"},
        "date": _null(_DAY),
        "enddate": _null(_DAY),
        "actor": _ENTITIES,
        "recipient": _null(_ENTITIES),
        "event": {"type": "array", "items": {"enum": sorted(EVENTS)}, "maxItems": 1},
        "event_text": _null({"type": "array", "items": _TEXT}),
        "quad_code": {"enum": [1, 2, 3, 4, None]},
        "mode": _null({"type": "array", "minItems": 1, "items": _TEXT}),
        "context": _null({"type": "array", "minItems": 1, "items": {"enum": sorted(CONTEXTS)}}),
        "event_loc": _null(
            {
                "type": "object",
                "properties": {
                    "lat": {"type": ["number", "null"]},
                    "lon": {"type": ["number", "null"]},
                    "geonameid": {"type": ["integer", "null"]},
                    "country_code": _null({"type": "string", "pattern": "^[A-Z]{3}$"}),
                    "resolution": {"enum": [1, 2, 3, 4, 5, None]},
                },
            }
        ),
        "comment": _null(_TEXT),
    },
}
"""No validator of PLOVER is published; this is the manual's table "PLOVER JSON" with its tables of codes.

The manual wants a date; one is null here only where neither the event's day nor that of the report is known.
"""


def check(found: list[dict[str, Any]]) -> None:
    for event in found:
        jsonschema.validate(event, EVENT_SCHEMA)
        assert event["has_event"] == bool(event["event"])
        for name in event["event"]:
            assert set(event["mode"] or ()) <= MODES.get(name, set())
            assert name in QUADS[event["quad_code"]]
        assert event["event"] or (event["mode"], event["quad_code"]) == (None, None)
    assert len({event["id"] for event in found}) == len(found)


def main(record: dict[str, Any]) -> dict[str, Any]:
    return next(iter(events(record)))


def country(alpha3: str) -> dict[str, str]:
    return {"name": "…", "alpha2": alpha3[:2], "alpha3": alpha3}


def actor(kind: str = "person", **fields: Any) -> dict[str, Any]:
    base = {"id": "s1", "name": "…", "kind": kind, "role": None, "organization": None, "country": None}
    return base | {"mentions": []} | fields


def test_events_of_whole_records_are_valid(real: dict[str, Any]) -> None:
    found = [json.loads(line) for line in render(real, "plover").decode().splitlines()]
    check(found)
    meetings = (real["meeting"] is not None) + len(real["other_meetings"])
    assert len(found) == meetings + len(real["positions"])


def test_the_schema_would_notice() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "1", "date": None, "actor": [], "event": []}, EVENT_SCHEMA)


@pytest.mark.parametrize(
    ("status", "event", "mode"),
    [
        ("held", ["CONSULT"], ["third-party"]),
        ("ongoing", ["CONSULT"], ["third-party"]),
        ("planned", ["AGREE"], None),
        ("proposed", [], None),
        ("postponed", [], None),
        ("cancelled", ["REJECT"], ["meet"]),
    ],
)
def test_only_a_meeting_that_took_place_is_a_consultation(
    record: dict[str, Any], status: str, event: list[str], mode: list[str] | None
) -> None:
    record["meeting"]["status"] = status
    found = main(record)
    check(list(events(record)))
    assert (found["event"], found["mode"], found["meeting"]["status"]) == (event, mode, status)
    # what did not take place is dated by the report: the meeting's day was ahead
    held = event == ["CONSULT"]
    assert (found["date"], found["date_basis"]) == (
        ("2026-11-23", "event") if held else ("2026-11-24", "published")
    )
    assert found["meeting"]["start"] == "2026-11-23"


def test_every_status_stance_and_setting_is_in_the_table() -> None:
    table = {(row[0], row[1]) for row in rows("plover_events")}
    assert {("status", value) for value in Status} <= table
    assert {("stance", value) for value in Stance} <= table
    assert {("setting", value) for value in Setting} <= table


def test_types_of_positions_are_those_of_the_record() -> None:
    for stance in Stance:
        assert of_stance(stance, None).event == stance.act


@pytest.mark.parametrize(
    ("setting", "mode", "modes"),
    [
        ("multilateral", "in_person", ["multilateral"]),
        ("third_party", "unknown", ["third-party"]),
        (None, "phone", ["phone"]),
        ("multilateral", "video", ["multilateral", "phone"]),
        (None, "in_person", None),
    ],
)
def test_modes_of_a_consultation(
    record: dict[str, Any], setting: str | None, mode: str, modes: list[str] | None
) -> None:
    record["meeting"] |= {"setting": setting, "mode": mode}
    assert main(record)["mode"] == modes


def test_the_visitor_is_the_actor_and_the_host_the_recipient(record: dict[str, Any]) -> None:
    record["meeting"]["setting"] = "visit"
    record["participants"][1]["capacity"] = "host"
    found = main(record)
    assert [one["name"] for one in found["actor"]] == ["Rufus Firefly"]
    assert [one["name"] for one in found["recipient"]] == ["Sylvania"]
    assert found["mode"] == ["visit"]


def test_the_host_may_be_told_by_the_country_of_the_place(record: dict[str, Any]) -> None:
    record["meeting"]["setting"] = "visit"
    record["location"]["country"] = country("SYV")
    found = main(record)
    assert ([one["code"] for one in found["actor"]], [one["code"] for one in found["recipient"]]) == (
        ["FDN"],
        ["SYV"],
    )


def test_a_visit_whose_host_is_unknown_has_all_as_actors_and_no_mode(record: dict[str, Any]) -> None:
    record["meeting"]["setting"] = "visit"
    found = main(record)
    assert (len(found["actor"]), found["recipient"], found["mode"]) == (2, None, None)
    assert found["meeting"]["setting"] == "visit"


def test_a_planned_visit_has_no_sides(planned: dict[str, Any]) -> None:
    found = main(planned)
    assert (found["event"], len(found["actor"]), found["recipient"]) == (["AGREE"], 2, None)


@pytest.mark.parametrize(
    ("stance", "cue", "mode"),
    [
        ("criticise", "condemned", "disapprove"),
        ("criticise", "have criticised", "disapprove"),
        ("criticise", "accused", "allege"),
        ("criticise", "blamed", None),
        ("criticise", "accused and denounced", None),
        ("criticise", "charged", "allege"),
        ("criticise", "in charge of", None),
        ("criticise", None, None),
        ("concern", "expressed concern over", "disapprove"),
        ("request", "accused", None),
        ("oppose", "condemned", None),
        ("neutral", "condemned", None),
    ],
)
def test_a_mode_only_where_stance_or_cue_settles_it(stance: str, cue: str | None, mode: str | None) -> None:
    assert of_stance(stance, cue).mode == mode


def test_a_neutral_statement_has_no_type_but_is_there(record: dict[str, Any]) -> None:
    record["positions"][0] |= {"stance": "neutral", "polarity": 0, "act": None}
    found = list(events(record))[-1]
    assert (found["has_event"], found["event"], found["position"]["stance"]) == (False, [], "neutral")


def test_holder_and_target_of_a_position(record: dict[str, Any]) -> None:
    found = list(events(record))[-1]
    assert (found["actor"][0]["name"], found["recipient"][0]["name"]) == ("Rufus Firefly", "Sylvania")
    assert (found["event"], found["context"], found["date_basis"]) == (["REQUEST"], ["economic"], "published")
    start, end = found["text_info"]["start"], found["text_info"]["end"]
    assert found["event_text"][0] == record["positions"][0]["statement"]
    assert end - start == len(found["event_text"][0])
    record["article"]["published"] = None
    found = list(events(record))[-1]
    assert (found["date"], found["date_basis"]) == (None, None)


def test_background_issues_are_no_context_of_the_meeting(record: dict[str, Any]) -> None:
    assert main(record)["context"] == ["economic"]
    record["issues"][0]["on_agenda"] = False
    assert main(record)["context"] is None


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("President", "GOV"),
        ("deputy prime minister", "GOV"),
        ("Secretary of State", "GOV"),
        ("U.N. ambassador", "GOV"),
        ("defence minister", "GOV"),
        ("intelligence minister", "GOV"),
        ("national security adviser", "GOV"),
        ("former president", "ELI"),
        ("president-elect", None),
        ("presidential candidate", None),
        ("Opposition leader", "OPP"),
        ("senator", "LEG"),
        ("parliament president", "LEG"),
        ("President of the House of Representatives", "LEG"),
        ("President of the European Commission", None),
        ("presidential aide", "GOV"),
        ("House speaker", "LEG"),
        ("chief justice", "JUD"),
        ("justice minister", "GOV"),
        ("general", "MIL"),
        ("lieutenant general", "MIL"),
        ("secretary general", None),
        ("attorney general", None),
        ("CIA director", "SPY"),
        ("police chief", "COP"),
        ("journalist", "JRN"),
        ("professor", None),
        (None, None),
    ],
)
def test_sectors_of_roles(role: str | None, wanted: str | None) -> None:
    assert sector(actor(role=role, country=country("CAN"))) == wanted


def test_no_sector_where_the_role_may_be_in_another_body() -> None:
    assert sector(actor(role="President", country=country("USA"), organization="Chevron")) is None
    assert sector(actor(role="President")) is None
    assert sector(actor("state", name="Canada", country=country("CAN"))) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (actor("state", country=country("CAN")), "CAN"),
        (actor("state", country=country("XKX")), "KOS"),
        (actor("state", country=country("GRL")), "DNK"),
        (actor("state", country=country("HKG")), "HKG"),
        (actor("state", country=country("PSE")), "PSE"),
        (actor("organization", name="United Nations"), "UNO"),
        (actor("organization", name="United Nations Security Council"), "UNO"),
        (actor("organization", name="European Union"), "EUR"),
        (actor("organization", name="European Commission"), "EUR"),
        (actor("organization", name="NATO"), "IGO"),
        (actor("organization", name="Amnesty International"), "NGO"),
        (actor("organization", name="Institute of Unheard Things"), None),
        (actor("group", name="African Union"), None),
        (actor("person", name="Firefly"), None),
    ],
)
def test_codes_of_actors(record: dict[str, Any], given: dict[str, Any], code: str | None) -> None:
    record["stakeholders"][0] |= given
    found = list(events(record))[-1]["actor"][0]
    assert found["code"] == code


def test_western_sahara_is_under_morocco_and_partially_recognised(record: dict[str, Any]) -> None:
    given = actor(role="President", country=country("ESH"))
    record["stakeholders"][0] |= given
    found = list(events(record))[-1]["actor"][0]
    assert (found["code"], found["sector"]) == ("MAR", "GOVPRE")


def test_territories_are_those_of_iso_3166() -> None:
    folder = Path(__file__).parents[2] / "service" / "data"
    with (folder / "countries.tsv").open(encoding="utf-8", newline="") as file:
        known = {row["alpha3"] for row in csv.DictReader(file, delimiter="\t")}
    table = list(rows("plover_countries"))
    assert {row[0] for row in table} <= known
    assert {row[1] for row in table} <= known | {"KOS"}
    assert not {row[1] for row in table} & {row[0] for row in table}


def test_codes_are_the_manuals() -> None:
    for _, _, event, mode, _ in rows("plover_events"):
        assert event in EVENTS | {""}
        assert mode in set().union(*MODES.values()) | {""}
        assert not (event and mode) or mode in MODES[event]
    assert {code for _, code in rows("plover_sectors")} <= SECTORS | {""}
    contexts = {name for category in issue_categories() for name in category.plover_context}
    assert contexts <= CONTEXTS


def _table(text: str, label: str) -> Iterator[str]:
    """First cells of the manual's table of that label."""
    before = text[: text.index(f"\\label{{{label}}}")]
    body = before[max(before.rfind("\\begin{table}"), 0) :]
    if label in ("tab:general-contexts", "tab:roles"):
        body = text[text.index(f"\\label{{{label}}}") :].split("\\end{longtable}")[0]
    for line in body.splitlines():
        cell = re.sub(r"\\hyperref\[[^]]*\]|\\textbf|[{}\\]", "", line.partition("&")[0]).strip()
        if "&" in line and re.fullmatch(r"[\w-]+", cell) and cell not in ("Name", "Code"):
            yield cell


@pytest.mark.skipif(not MANUAL.is_file(), reason="the PLOVER manual does not lie beside the checkout")
def test_the_vocabularies_above_are_those_of_the_manual() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    categories = text.partition("\\chapter{Event Categories}")[2].partition("\\chapter{")[0]
    assert set(re.findall(r"^\\section\{([A-Z]+)\}", categories, re.MULTILINE)) == EVENTS
    labels = {
        "CONSULT": "tab:consultmode",
        "REQUEST": "tab:requestmode2",
        "REJECT": "tab:rejectmode",
        "ACCUSE": "tab:accusemode",
        "THREATEN": "tab:threatmode",
    }
    assert {event: set(_table(text, label)) for event, label in labels.items()} == MODES
    assert set(_table(text, "tab:general-contexts")) == CONTEXTS
    assert set(_table(text, "tab:roles")) == SECTORS
