"""Scorers of references: GAP's labels, GUM's links, stakeholders against gold's actors."""

import pytest

from evaluation import actors, coreference, gap
from evaluation.references import f1

GAP = (
    "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    "t-1\tAnn met Eva. She left.\tShe\t13\tAnn\t0\tTRUE\tEva\t8\tFALSE\thttp://example.org\n"
)


def test_gap_reads_names_by_offset(tmp_path):
    path = tmp_path / "gap.tsv"
    path.write_text(GAP, encoding="utf-8")
    (example,) = gap.read(path)
    assert [example.text[slice(*name)] for name in (example.pronoun, *example.names)] == ["She", "Ann", "Eva"]
    assert example.truth == (True, False)
    assert example.feminine


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([((True, False), (True, False))], 1.0),
        ([((False, True), (True, False))], 0.0),
        ([((False, False), (False, False))], 0.0),
        ([((True, False), (True, False)), ((False, False), (False, True))], 2 / 3),
    ],
)
def test_gap_counts_both_names_labels(pairs, value):
    assert f1(pairs)[0] == pytest.approx(value)


@pytest.mark.parametrize(
    ("gold", "given", "links"),
    [
        ([{1, 2, 3}], [{1, 2, 3}], (2, 2, 2, 2)),
        ([{1, 2, 3}], [{1, 2}], (1, 2, 1, 1)),
        ([{1, 2}, {3, 4}], [{1, 2, 3, 4}], (2, 2, 2, 3)),
        ([{1, 2}], [{8, 9}], (0, 1, 0, 1)),
        ([{1, 2}], [], (0, 1, 0, 0)),
    ],
)
def test_links_are_counted_over_two_partitions(gold, given, links):
    found = coreference.score(gold, given)
    assert (found.found, found.gold, found.right, found.given) == links


def test_gum_names_persons_and_joins_appositions(tmp_path):
    rows = [
        ("Minister", "NNP", 2, "(1-person-new-s-cf1-2-coref"),
        ("Toll", "NNP", 0, "1)"),
        (",", ",", 5, ""),
        ("the", "DT", 5, "(1-person-giv-s-cf1-2-appos"),
        ("leader", "NN", 2, "1)"),
        (",", ",", 2, ""),
        ("said", "VBD", 2, ""),
        ("she", "PRP", 7, "(1-person-giv-s-cf1-1-ana)"),
        ("he", "PRP", 7, "(2-person-new-s-cf1-1-ana)"),
    ]
    lines = [
        f"{n}\t{form}\t_\t_\t{tag}\t_\t{head}\tdep\t_\t{'Entity=' + mark if mark else '_'}"
        for n, (form, tag, head, mark) in enumerate(rows, start=1)
    ]
    path = tmp_path / "gum.conllu"
    path.write_text("\n".join(["# newdoc id = GUM_news_x", *lines]) + "\n\n", encoding="utf-8")
    (document,) = coreference.read(path)
    assert document.text.startswith("Minister Toll , the leader")
    assert coreference.named(document) == {"1"}
    assert coreference.gold_clusters(document) == [{1, 7}]


def entry(name, *aliases, country=None):
    return {"name": name, "aliases": list(aliases), "country": {"alpha3": country} if country else None}


GOLD = {
    "participants": [{"name": "Ann Toll", "country": "SWE"}, {"name": "Karl Toll", "country": "SWE"}],
    "positions": [{"holder": "Finland", "country": "FIN"}],
}


@pytest.mark.parametrize(
    ("entries", "kinds"),
    [
        ([entry("Ann Toll", "Toll"), entry("Karl Toll")], []),
        ([entry("Ann Toll", country="SWE"), entry("Toll", country="SWE")], ["twice"]),
        ([entry("Ann Toll", "Karl Toll")], ["merged"]),
        ([entry("Finland"), entry("Finland")], ["twice"]),
        ([entry("Norway"), entry("Sweden")], []),
    ],
)
def test_an_actor_twice_and_two_as_one(entries, kinds):
    assert [fault.kind for fault in actors.faults(GOLD, {"stakeholders": entries})] == kinds
