"""Countries and offices that the words around a person give, and those that they do not."""

import pytest

from service.annotations import ACTORS, TITLES


def country(doc, name):
    """Alpha-3 of the actor that `name` mentions."""
    return next(span.kb_id_ for span in doc.spans[ACTORS] if span.text == name)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Ann Toll is in Iran to meet President Reza Tehrani.", "Reza Tehrani", "IRN"),
        ("Ann Toll will visit Jordan for talks with King Khaled.", "Khaled", "JOR"),
        ("Ann Toll has arrived in Haiti. She will meet President Jean Morin.", "Jean Morin", "HTI"),
        ("At Israel's initiative, Pekka Oja had a telephone conversation.", "Pekka Oja", ""),
        ("He told his Thai counterpart, Somchai Rattana, to wait.", "Somchai Rattana", "THA"),
        (
            "After a visit to Iran, Ann Toll met the country’s Supreme Leader Reza Tehrani.",
            "Reza Tehrani",
            "IRN",
        ),
        ("Ann Toll met Bo Lind in Haiti. She also met Premier Jean Morin.", "Jean Morin", "HTI"),
        ("A Peruvian official says Ann Toll will meet Secretary-General Bo Lind.", "Bo Lind", ""),
        ("Patriarch Bo Lind of Istanbul spoke.", "Bo Lind", ""),
        ("The leader of the Green Party of Japan, Bo Lind, spoke.", "Bo Lind", "JPN"),
        ("Ann Toll discussed Iraq. Later she met President Reza Tehrani.", "Reza Tehrani", ""),
    ],
)
def test_where_the_scene_is_set(nlp, text, name, code):
    assert country(nlp(text), name) == code


def test_news_ties_nobody_to_the_presidents_country(nlp):
    doc = nlp("President Joe Biden spoke with Governor Ann Toll. The president thanked her.")
    assert country(doc, "Ann Toll") == ""


def test_a_counterpart_holds_the_office_too(nlp):
    doc = nlp("Indian Oil Minister Ravi Mehta met his Pakistani counterpart, Tariq Janjua.")
    key = next(span.id_ for span in doc.spans[ACTORS] if span.text == "Tariq Janjua")
    assert [title.text for title in doc.spans[TITLES] if title.id_ == key] == ["Oil Minister"]


def test_a_bare_president_is_whom_no_country_is_tied_to(nlp):
    doc = nlp(
        "Conversation with President of Finland Pekka Oja\n\nVladimir Putin spoke with President of Finland"
        " Pekka Oja. The President noted progress."
    )
    keys = {span.text: span.id_ for span in doc.spans[ACTORS]}
    assert keys["The President"] == keys["Vladimir Putin"]


def test_a_state_whose_name_begins_like_an_office_ends_is_read_whole(nlp):
    doc = nlp("The President of the Republic of Korea praised the plan.")
    assert [(title.text, title.kb_id_) for title in doc.spans[TITLES]] == [
        ("President of the Republic of Korea", "KOR")
    ]


def test_a_region_may_stand_between_country_and_office(nlp):
    assert country(nlp("Talks with U.S. Middle East envoy Ann Toll ended."), "Ann Toll") == "USA"
    assert country(nlp("Talks with Middle East envoy Ann Toll ended."), "Ann Toll") == ""


FURTHER = [
    ("He met Director of the Central Office of Peru and Foreign Minister Ana Ruiz.", 2),
    ("He met the Speaker and Foreign Minister Ana Ruiz.", 1),
    ("He met Ana Ruiz, Spokesperson and Chief Adviser to the President of Peru.", 2),
    ("He met Ana Ruiz, Spokesperson of the ministry, and the President of Peru.", 1),
]


@pytest.mark.parametrize(("text", "count"), FURTHER)
def test_offices_joined_are_one_persons_where_no_other_can_hold_them(nlp, text, count):
    doc = nlp(text)
    key = next(span.id_ for span in doc.spans[ACTORS] if span.text == "Ana Ruiz")
    assert sum(title.id_ == key for title in doc.spans[TITLES]) == count


def test_coordinated_offices_share_what_the_text_says_before_the_lists_do(nlp):
    doc = nlp("He met Serbian President Bo Lind and Prime Minister Vojislav Kostunica.")
    assert country(doc, "Vojislav Kostunica") == "SRB"


@pytest.mark.parametrize(
    ("text", "title", "code"),
    [
        (
            "Chief Adviser to the President of Peru Ana Ruiz left.",
            "Chief Adviser to the President of Peru",
            "PER",
        ),
        ("Senior Director for Peru Ana Ruiz left.", "Senior Director for Peru", ""),
        ("The adviser spoke to the President of Peru.", "President of Peru", "PER"),
    ],
)
def test_an_aide_holds_one_office_and_deals_with_countries_not_its_own(nlp, text, title, code):
    doc = nlp(text)
    assert (title, code) in [(t.text, t.kb_id_) for t in doc.spans[TITLES]]


def test_the_pope_is_the_holy_sees(nlp):
    assert country(nlp("President Biden spoke with Pope Francis."), "Francis") == "VAT"
