"""The issue taxonomy."""

from service.taxonomy import OTHER, category_ids, issue_categories


def test_37_issues_in_9_groups_and_other() -> None:
    ids = category_ids()
    assert len(ids) == len(set(ids)) == 38
    assert ids[-1] == OTHER
    assert len({category.group for category in issue_categories()} - {OTHER}) == 9


def test_cells_with_several_values_are_split() -> None:
    sovereignty = next(category for category in issue_categories() if category.id == "territory.sovereignty")
    assert sovereignty.plover_context == ("territory", "diplomatic")
    assert sovereignty.unbis[:2] == ("SOVEREIGNTY", "SECESSION")
