"""The default policy of acceptance, and which figures cannot both be true. Expected values are by hand."""

from datetime import date
from decimal import Decimal

import pytest

from kg.building.derivation import accepted, by_cell, strained
from kg.model import Amount, CellKey, Figure, Interval, Partial, Period, Source
from kg.vocabulary import code, expand, thing

CNY = expand("unit:CCY_CNY")


def cell(place="guangdong"):
    return CellKey(
        reporter=thing("place", place),
        product=thing("product", "all"),
        flow=code("flow", "total"),
        indicator=code("indicator", "value"),
        period=Period.parse("2019-01"),
        unit_kind=CNY,
    )


def figure(name, *, value="630.2", bound="rounded", decimals=1, suspicion=None):
    amount = Amount(value=Decimal(value), unit=CNY, bound=bound, printed=value, decimals=decimals)
    return Figure(id=f"{name}-F1", source=name, cell=cell(), amount=amount, suspicion=suspicion)


def source(name, **more):
    return Source(id=name, title="t", publisher="p", **{"kind": "press", "issued": date(2019, 2, 1), **more})


@pytest.mark.parametrize(
    ("winner", "loser", "reason"),
    [
        (
            (figure("B"), source("B")),
            (figure("A", suspicion="unit"), source("A", kind="official")),
            "wrong in print",
        ),
        (
            (figure("B"), source("B")),
            (figure("A"), source("A", copy_of="B", kind="official")),
            "from an original",
        ),
        (
            (figure("B"), source("B", kind="official")),
            (figure("A"), source("A", issued=date(2020, 1, 1))),
            "official",
        ),
        ((figure("B"), source("B", kind="official")), (figure("A"), None), "official"),
        ((figure("B"), source("B", issued=date(2019, 3, 1))), (figure("A"), source("A")), "published latest"),
        ((figure("B"), source("B")), (figure("A"), source("A", issued=None)), "published latest"),
        ((figure("B"), source("B", issued=Partial("2019"))), (figure("A"), source("A")), "published latest"),
        ((figure("B", value="630.21", decimals=2), source("B")), (figure("A"), source("A")), "most precise"),
        ((figure("B"), source("B")), (figure("A", bound="moreThan"), source("A")), "most precise"),
        ((figure("A"), source("A")), (figure("B"), source("B")), "order of identifiers"),
    ],
)
def test_the_policy_decides_in_its_order(winner, loser, reason):
    """Believed, original, official, latest, most precise, first: each decides only where those before are equal."""
    sources = {one.id: one for _, one in (winner, loser) if one}
    for order in ([winner[0], loser[0]], [loser[0], winner[0]]):
        chosen, why = accepted(order, sources)

        assert winner[0] == chosen
        assert reason in why


def test_a_lone_figure_is_accepted_even_if_suspected():
    """A suspected figure is the figure of its cell until there is a better one."""
    lone = figure("A", suspicion="value")

    assert (lone, "Accepted because it is the only figure of its cell.") == accepted([lone], {})


def test_figures_are_gathered_by_cell():
    """Cells come in the order of their digests, figures in the order of their ids."""
    other = Figure(id="A-F2", source="A", cell=cell("macao"), amount=figure("A").amount)
    found = by_cell([figure("B"), other, figure("A")])

    assert sorted([cell().digest(), cell("macao").digest()]) == list(found)
    assert ["A-F1", "B-F1"] == [one.id for one in found[cell().digest()]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("100", "rounded"), ("120", "rounded"), False),
        (("100", "about"), ("120", "rounded"), True),
        (("120", "about"), ("100", "rounded"), True),
        (("100", "justBelow"), ("110", "rounded"), False),
        (("120", "justBelow"), ("100", "rounded"), True),
        (("100", "moreThan"), ("90", "about"), True),
        (("100", "lessThan"), ("100", "atLeast"), False),
    ],
)
def test_a_soft_end_strains_where_a_hard_one_contradicts(one, other, expected):
    """Only the ends that miss each other count: "nearly 100" is hard above and soft below."""
    left, right = (Interval.of(Decimal(v), bound, step=Decimal(1)) for v, bound in (one, other))

    assert not left.meets(right)
    assert expected is strained(left, right)
    assert expected is strained(right, left)
