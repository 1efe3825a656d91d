"""Lexicons: `service/data` as tuples of frozen dataclasses, read once, on first use.

Words are data: what the tables hold, where it comes from and under which licence is
told in `service/data/SOURCES.md`.
"""

from service.lexicons.countries import (
    Country,
    People,
    countries,
    country,
    country_by_capital,
    country_by_demonym,
    country_by_name,
    namesakes,
    peoples,
)
from service.lexicons.entries import country_of
from service.lexicons.offices import (
    Leader,
    Title,
    given_names,
    group_nouns,
    honorifics,
    leader,
    leaders,
    titles,
)
from service.lexicons.organizations import Organization, organization, organization_by_name, organizations
from service.lexicons.places import (
    City,
    Region,
    Venue,
    begins_city,
    cities_named,
    city,
    name_exceptions,
    place_words,
    region,
    regions,
    state,
    venue,
    venues,
)
from service.lexicons.pronouns import pronoun_weights
from service.lexicons.table import fold

__all__ = [
    "City",
    "Country",
    "Leader",
    "Organization",
    "People",
    "Region",
    "Title",
    "Venue",
    "begins_city",
    "cities_named",
    "city",
    "countries",
    "country",
    "country_by_capital",
    "country_by_demonym",
    "country_by_name",
    "country_of",
    "fold",
    "given_names",
    "group_nouns",
    "honorifics",
    "leader",
    "leaders",
    "name_exceptions",
    "namesakes",
    "organization",
    "organization_by_name",
    "organizations",
    "peoples",
    "place_words",
    "pronoun_weights",
    "region",
    "regions",
    "state",
    "titles",
    "venue",
    "venues",
]
