"""Many articles' records as two tables: meetings over time, and who holds what since when."""

from service.digest.building import Digest, digest
from service.digest.page import page
from service.digest.tables import meetings_csv, positions_csv

__all__ = ["Digest", "digest", "meetings_csv", "page", "positions_csv"]
