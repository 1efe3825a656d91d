"""Gazetteer entries as ``kb_id_`` carries them: ``country:CHN``, ``city:3936456``, ``org:APEC`` …"""

from __future__ import annotations

from service.lexicons.organizations import organization
from service.lexicons.places import city, region, venue


def country_of(kb_id: str) -> str:
    """Alpha-3 of the country that an entry is, lies in, belongs to or stands for, or ""."""
    prefix, _, value = kb_id.partition(":")
    if prefix in {"country", "demonym", "seat", "body"}:
        return value
    if prefix == "org":
        return found.country if (found := organization(value)) else ""
    if prefix == "city":
        return place.country if (place := city(int(value))) else ""
    if prefix == "region":
        return part.countries[0] if (part := region(value)) and len(part.countries) == 1 else ""
    if prefix == "venue":
        return building.country if (building := venue(value)) else ""
    return ""
