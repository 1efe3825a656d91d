"""How sessions are made: exact products where the processor's fast ones overflow, no plans kept by shape."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from service.encoder.network import MODEL
from service.inference import overflows, session


@pytest.mark.parametrize(
    ("machine", "flags", "expected"),
    [
        ("x86_64", "flags : sse4_2 avx2 avx512f", True),
        ("AMD64", "flags : sse4_2 avx2", True),
        ("x86_64", "flags : avx2 avx512_vnni", False),
        ("x86_64", "flags : avx2 avx_vnni", False),
        ("aarch64", "Features : fp asimd", False),
        ("x86_64", None, True),
    ],
)
def test_overflow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, machine: str, flags: str | None, expected: bool
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)
    cpuinfo = tmp_path / "cpuinfo"
    if flags is not None:
        cpuinfo.write_text(flags, encoding="utf-8")
    assert overflows(cpuinfo) is expected


def test_no_plan_of_memory_is_kept_for_each_shape_of_input() -> None:
    made = session(MODEL / "encoder.onnx")
    assert not made.get_session_options().enable_mem_pattern
