"""Every finding names the line on which the slip stands, in every form of file."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.names import Names


def _slips() -> ModuleType:
    """The module beside this one, which can be run as a command too."""
    spec = importlib.util.spec_from_file_location("reading_slips", Path(__file__).with_name("slips.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SLIPS = _slips()


@pytest.mark.parametrize("form", sorted(SLIPS.FORMS))
def test_findings_name_the_line_of_the_slip(form: str, tmp_path: Path, names: Names) -> None:
    """Of 100 slips at known lines of three files 99 are found there, and none in another file."""
    counts = SLIPS.measure(form, range(1, 8), names, tmp_path)
    slips = sum(counts[kind] for kind in ("exact", "off", "missed", "wrong"))

    assert slips > 100
    assert 0 == counts["wrong"]
    assert counts["exact"] >= 0.99 * slips


@pytest.mark.parametrize("form", sorted(SLIPS.FORMS))
def test_the_same_seed_writes_the_same_file(form: str) -> None:
    """So that a slip that was missed can be looked at."""
    one, other = (SLIPS.page(form, "a", 7) for _ in range(2))

    assert (one.text, one.slips) == (other.text, other.slips)
    assert one.text != SLIPS.page(form, "a", 8).text
