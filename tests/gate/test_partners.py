"""A place is not its own partner; a group and the world may be, and so may goods that came back."""

import pytest

from kg.gate import check
from kg.reading.files import read


@pytest.mark.parametrize(
    ("context", "codes"),
    [
        ("reporter: guangdong, partner: guangdong", ["V06"]),
        ("reporter: china, partner: china", ["V06"]),
        ("reporter: china, partner: china, partner_basis: origin", []),
        ("reporter: asean, partner: asean", []),
        ("reporter: world, partner: world", []),
        ("reporter: guangdong, partner: china", []),
    ],
)
def test_a_place_does_not_trade_with_itself(tmp_path, names, ground, context, codes):
    """Refused with its code where it is, told nowhere else."""
    path = tmp_path / "n.yaml"
    path.write_text(
        "source: {id: N1, title: T, publisher: Example Press, kind: press, issued: 2023-06-01}\n"
        f"figures: [{{{context}, flow: import, period: 2023-05, value: 38.2 billion CNY}}]\n",
        encoding="utf-8",
    )

    assert codes == [finding.code for finding in check(read(path, names), ground)]
