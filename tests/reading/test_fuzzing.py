"""A sample of the fuzzing of files; `python tests/reading/fuzzing.py` runs as many as are asked for."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from kg.names import Names


def _fuzzing() -> ModuleType:
    """The module beside this one, which can be run as a command too."""
    spec = importlib.util.spec_from_file_location("reading_fuzzing", Path(__file__).with_name("fuzzing.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FUZZING = _fuzzing()


def test_mutated_files_break_nothing(tmp_path: Path, names: Names) -> None:
    """Of 2,000 mutated files none breaks or hangs this process; what is accepted is the same when read again."""
    counts = FUZZING.fuzz(2_000, 3, names, tmp_path)

    assert {"parent": 0, "hang": 0, "lost": 0} == {kind: counts[kind] for kind in ("parent", "hang", "lost")}
    assert counts["accepted"] > 20
    assert counts["findings"] > 200
    assert counts["R01"] > 500


def test_the_same_seed_makes_the_same_inputs() -> None:
    """So that what broke something can be made again."""
    pool = FUZZING.seeds()
    one, other = (
        [FUZZING.mutated(rng, pool) for _ in range(50)] for rng in map(FUZZING.random.Random, (5, 5))
    )

    assert one == other
