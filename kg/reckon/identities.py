"""The catalogue of identities: every rule of arithmetic between trade figures, each declared once.

Levels are in base units (yuan, dollars, tonnes), shares and growth in percent, contributions in percentage points,
rates in units of the own currency for one of the other. In ``written``, ``{role}`` stands for a figure, ``{role|+}``
for the figures of a many-fold role with a sign between, ``{role~other|,}`` for pairs of them, the second in brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kg.model.interval import Interval
from kg.reckon.identity import Identity, Part, Role

__all__ = [
    "BALANCE",
    "CHAIN",
    "CHANGE",
    "CONTRIBUTION",
    "CUMULATIVE",
    "EXCHANGE",
    "GROWTH_BETWEEN_PARTS",
    "GROWTH_FROM_BASES",
    "GROWTH_OF_REST",
    "GROWTH_OF_WHOLE",
    "IDENTITIES",
    "MIRROR",
    "MIRROR_MARGIN",
    "PARTITION",
    "PART_IN_WHOLE",
    "SAME",
    "SHARE",
    "SHARES_OF_ALL",
    "SHARE_BETWEEN_PARTS",
    "TOTAL",
    "WEIGHTED_MEAN",
]

MIRROR_MARGIN = Interval(Decimal(1), Decimal("1.1"), lower_soft=True, upper_soft=True)
"""How much larger an import is than the export that it mirrors: freight and insurance, at most a tenth (the customary
CIF/FOB factor of trade statistics). Both ends are a convention, so that mirror figures strain and never contradict."""

_BOOKS = (
    "accounting identity of trade statistics (United Nations, International Merchandise Trade Statistics)"
)
_DEFINED = "definition of the indicator"

TOTAL = Identity(
    name="total",
    title="total = exports + imports",
    roles=(Role("total", "level"), Role("export", "level"), Role("import", "level")),
    parts=(Part(1, ("export",)), Part(1, ("import",)), Part(-1, ("total",))),
    result="total",
    written={
        "total": "{export} + {import}",
        "export": "{total} - {import}",
        "import": "{total} - {export}",
    },
    origin=_BOOKS,
)

BALANCE = Identity(
    name="balance",
    title="balance = exports - imports",
    roles=(Role("balance", "signed"), Role("export", "level"), Role("import", "level")),
    parts=(Part(1, ("export",)), Part(-1, ("import",)), Part(-1, ("balance",))),
    result="balance",
    written={
        "balance": "{export} - {import}",
        "export": "{balance} + {import}",
        "import": "{export} - {balance}",
    },
    origin=_BOOKS,
)

SHARE = Identity(
    name="share",
    title="share = 100 part / whole",
    roles=(Role("share", "share"), Role("part", "level"), Role("whole", "level")),
    parts=(Part(100, ("part",)), Part(-1, ("share", "whole"))),
    result="share",
    written={
        "share": "100 × {part} / {whole}",
        "part": "{share} of {whole}",
        "whole": "100 × {part} / {share}",
    },
    origin=_DEFINED,
)

CHANGE = Identity(
    name="change",
    title="change = 100 (value / base - 1)",
    roles=(Role("change", "growth", "factor"), Role("value", "level"), Role("base", "level")),
    parts=(Part(1, ("value",)), Part(-1, ("base", "change"))),
    result="change",
    written={
        "change": "100 × ({value} / {base} - 1)",
        "value": "{base} × (1 + {change})",
        "base": "{value} / (1 + {change})",
    },
    origin=_DEFINED,
)

CHAIN = Identity(
    name="chain",
    title="growth over two steps = the product of the two",
    roles=(
        Role("growth", "growth", "factor"),
        Role("first", "growth", "factor"),
        Role("second", "growth", "factor"),
    ),
    parts=(Part(1, ("first", "second")), Part(-1, ("growth",))),
    result="growth",
    written={
        "growth": "(1 + {first}) × (1 + {second}) - 1",
        "first": "(1 + {growth}) / (1 + {second}) - 1",
        "second": "(1 + {growth}) / (1 + {first}) - 1",
    },
    origin="the base of the second step is the value of the first",
)

GROWTH_OF_WHOLE = Identity(
    name="growth-of-whole",
    title="growth of a whole from the levels and growth of its parts",
    roles=(
        Role("growth", "growth", "deflator"),
        Role("part", "level", many=True),
        Role("part growth", "growth", "deflator", many=True),
    ),
    parts=(Part(1, ("growth", "part")), Part(-1, ("part", "part growth"))),
    result="growth",
    written={
        "growth": "{part|+} over their bases, by growth of {part~part growth|,}",
        "part": "{growth} of the whole with {part~part growth|,} of the other parts",
        "part growth": "{growth} of the whole with {part~part growth|,} of the other parts",
    },
    origin="sum of the parts over the sum of their bases, each base the level over its growth factor",
)

GROWTH_FROM_BASES = Identity(
    name="growth-from-bases",
    title="growth of a whole from the base levels and growth of its parts",
    roles=(
        Role("growth", "growth", "factor"),
        Role("part base", "level", many=True),
        Role("part growth", "growth", "factor", many=True),
    ),
    parts=(Part(1, ("growth", "part base")), Part(-1, ("part base", "part growth"))),
    result="growth",
    written={
        "growth": "mean growth of {part base~part growth|,}",
        "part base": "{growth} of the whole with {part base~part growth|,} of the other parts",
        "part growth": "{growth} of the whole with {part base~part growth|,} of the other parts",
    },
    origin="the mean of the parts' growth, weighted by their bases",
)

GROWTH_BETWEEN_PARTS = Identity(
    name="growth-between-parts",
    title="growth of a whole lies between that of its parts",
    roles=(Role("growth", "growth"), Role("part growth", "growth", many=True)),
    parts=(),
    result="growth",
    written={
        "growth": "between the smallest and the largest of {part growth|,}",
        "part growth": "{growth} of the whole is beyond {part growth|,}",
    },
    origin="a weighted mean lies between its terms, whatever the weights",
)

GROWTH_OF_REST = Identity(
    name="growth-of-rest",
    title="growth of what a whole has beside a part",
    roles=(
        Role("rest growth", "growth", "deflator"),
        Role("whole", "level"),
        Role("growth", "growth", "deflator"),
        Role("part", "level"),
        Role("part growth", "growth", "deflator"),
    ),
    parts=(
        Part(1, ("rest growth", "whole")),
        Part(-1, ("rest growth", "part")),
        Part(-1, ("growth", "whole")),
        Part(1, ("part growth", "part")),
    ),
    result="rest growth",
    written={
        "rest growth": "{whole} ({growth}) without {part} ({part growth})",
        "whole": "{part} ({part growth}) with a rest that grew by {rest growth}, together by {growth}",
        "growth": "{part} ({part growth}) with the rest of {whole}, which grew by {rest growth}",
        "part": "{whole} ({growth}) less a rest that grew by {rest growth}, the part by {part growth}",
        "part growth": "{part} in {whole} ({growth}) with a rest that grew by {rest growth}",
    },
    origin="levels and bases of the part taken from those of the whole",
)

CONTRIBUTION = Identity(
    name="contribution",
    title="contribution of a part to the growth of its whole, in percentage points",
    roles=(
        Role("contribution", "points"),
        Role("part", "level"),
        Role("part growth", "growth", "deflator"),
        Role("whole", "level"),
        Role("growth", "growth", "factor"),
    ),
    parts=(
        Part(100, ("part", "growth")),
        Part(-100, ("part", "part growth", "growth")),
        Part(-1, ("contribution", "whole")),
    ),
    result="contribution",
    written={
        "contribution": "what {part} ({part growth}) gained, in percent of the base of {whole} ({growth})",
        "part": "{contribution} points of the growth of {whole} ({growth}), itself grown by {part growth}",
        "part growth": "{contribution} points of the growth of {whole} ({growth}) from {part}",
        "whole": "{part} ({part growth}) gave {contribution} points of a growth of {growth}",
        "growth": "{part} ({part growth}) gave {contribution} points to {whole}",
    },
    origin="100 (part - its base) / base of the whole",
)

CUMULATIVE = Identity(
    name="cumulative",
    title="a longer period = the sum of its pieces",
    roles=(Role("whole", "signed"), Role("piece", "signed", many=True)),
    parts=(Part(1, ("piece",)), Part(-1, ("whole",))),
    result="whole",
    written={"whole": "{piece|+}", "piece": "{whole} - {piece|-}"},
    origin="pieces that follow each other without gap or overlap",
)

PARTITION = Identity(
    name="partition",
    title="a whole = the sum of a declared partition",
    roles=(Role("whole", "any"), Role("part", "any", many=True)),
    parts=(Part(1, ("part",)), Part(-1, ("whole",))),
    result="whole",
    written={"whole": "{part|+}", "part": "{whole} - {part|-}"},
    origin="parts that are declared to cover the whole without overlap",
)

SHARES_OF_ALL = Identity(
    name="shares-of-all",
    title="the shares of a declared partition add up to 100 percent",
    roles=(Role("share", "share", many=True),),
    parts=(Part(1, ("share",)), Part(-100)),
    result="share",
    written={"share": "100 - {share|-}"},
    origin="parts that are declared to cover the whole without overlap",
)

PART_IN_WHOLE = Identity(
    name="part-in-whole",
    title="a part is at most its whole",
    roles=(Role("whole", "level"), Role("part", "level")),
    parts=(Part(1, ("whole",)), Part(-1, ("part",))),
    result="whole",
    at_least=True,
    written={"whole": "at least {part}", "part": "at most {whole}"},
    origin="containment of places, partners, products or periods; levels are not below nought",
)

WEIGHTED_MEAN = Identity(
    name="weighted-mean",
    title="a mean = the sum of weights times values / the sum of weights",
    roles=(
        Role("mean", "any"),
        Role("weight", "level", many=True),
        Role("value", "any", many=True),
    ),
    parts=(Part(1, ("weight", "value")), Part(-1, ("weight", "mean"))),
    result="mean",
    written={
        "mean": "mean of {value|,} with weights {weight|,}",
        "weight": "mean {mean} of {value|,} with other weights {weight|,}",
        "value": "mean {mean} of other values {value|,} with weights {weight|,}",
    },
    origin=_DEFINED,
)

SHARE_BETWEEN_PARTS = Identity(
    name="share-between-parts",
    title="a share over all lies between the shares over its parts",
    roles=(Role("share", "share"), Role("part share", "share", many=True)),
    parts=(),
    result="share",
    written={
        "share": "between the smallest and the largest of {part share|,}",
        "part share": "{share} over all is beyond {part share|,}",
    },
    origin="a share over several years, places or flows is the mean of theirs, weighted by the wholes",
)

EXCHANGE = Identity(
    name="exchange",
    title="amount = exchange rate × converted amount",
    roles=(Role("rate", "rate"), Role("amount", "level"), Role("converted", "other")),
    parts=(Part(1, ("rate", "converted")), Part(-1, ("amount",))),
    result="rate",
    written={
        "rate": "{amount} / {converted}",
        "amount": "{rate} × {converted}",
        "converted": "{amount} / {rate}",
    },
    origin="the band of rates of the time (of the period, or up to publication)",
)

SAME = Identity(
    name="same",
    title="one cell has one value, whoever tells it",
    roles=(Role("one", "any"), Role("other", "any")),
    parts=(Part(1, ("other",)), Part(-1, ("one",))),
    result="one",
    written={"one": "{other}", "other": "{one}"},
    origin="the cell names everything that is measured",
)

MIRROR = Identity(
    name="mirror",
    title="imports = exports of the other side × a margin for freight and insurance",
    roles=(Role("import", "level"), Role("export", "level"), Role("margin", "rate")),
    parts=(Part(1, ("export", "margin")), Part(-1, ("import",))),
    result="import",
    written={
        "import": "{export} × {margin}",
        "export": "{import} / {margin}",
        "margin": "{import} / {export}",
    },
    origin="imports are valued CIF, exports FOB; the margin is MIRROR_MARGIN",
)

IDENTITIES: Mapping[str, Identity] = {
    found.name: found
    for found in (
        BALANCE,
        CHAIN,
        CHANGE,
        CONTRIBUTION,
        CUMULATIVE,
        EXCHANGE,
        GROWTH_BETWEEN_PARTS,
        GROWTH_FROM_BASES,
        GROWTH_OF_REST,
        GROWTH_OF_WHOLE,
        MIRROR,
        PARTITION,
        PART_IN_WHOLE,
        SAME,
        SHARE,
        SHARES_OF_ALL,
        SHARE_BETWEEN_PARTS,
        TOTAL,
        WEIGHTED_MEAN,
    )
}
"""Every identity by its name."""
