"""The table of assets is whole."""

from __future__ import annotations

import re

from training.fetch import check, rows


def test_every_asset_has_commit_checksum_and_licence() -> None:
    for row in rows("assets.tsv"):
        assert re.fullmatch(r"[0-9a-f]{7,40}", row["commit"])
        assert re.fullmatch(r"[0-9a-f]{64}", row["sha256"])
        assert row["licence"]


def test_wrong_bytes_are_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    row = next(row for row in rows("assets.tsv") if row["dest"].startswith("ner/wikigold"))
    assert "missing" in check(row, tmp_path)
    (tmp_path / "ner").mkdir()
    (tmp_path / row["dest"]).write_text("x", encoding="utf8")
    assert "SHA-256" in check(row, tmp_path)
