"""Every code that the ledger tells stands in the table, and the table holds no other."""

import re
from pathlib import Path

from kg.gate.upkeep import UPKEEP

LEDGER = Path(__file__).parent.parent.parent / "kg" / "ledger"


def test_the_codes_are_those_of_the_table():
    """L for the store, U for what is taken back, withdrawn and corrected."""
    told = (*LEDGER.rglob("*.py"), LEDGER.parent / "gate" / "corrections.py")
    text = "".join(path.read_text("utf-8") for path in told)

    assert set(UPKEEP) == set(re.findall(r'"([LU]\d\d)"', text))
