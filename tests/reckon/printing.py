"""Printed figures for the tests of the reckoner, written as in an article."""

from decimal import Decimal

from kg.model import Interval
from kg.reckon.quantities import Quantity

SCALES = {"": 0, "million": 6, "billion": 9, "trillion": 12}


def figure(name, printed, bound="rounded", unit="", weight=1):
    """The figure that is printed as "389.14 billion"."""
    digits, _, scale = printed.partition(" ")
    number = Decimal(digits)
    step = Decimal(1).scaleb(SCALES[scale] + number.as_tuple().exponent)
    value = number.scaleb(SCALES[scale])
    return Quantity(
        name=name,
        interval=Interval.of(value, bound, step=step),
        value=value,
        step=step,
        decimals=max(-number.as_tuple().exponent, 0),
        unit=unit,
        weight=weight,
    )


def figures(**printed):
    """Several figures: by name, a printed text or a text with its bound."""
    given = {name: (text,) if isinstance(text, str) else text for name, text in printed.items()}
    return {name: figure(name, *text) for name, text in given.items()}


ARTICLE_A = figures(
    total="630.2 billion",
    total_growth="9.8",
    china_share="23.1",
    exports="389.14 billion",
    export_growth="15.2",
    imports="241.06 billion",
    import_growth="2",
    surplus="148.08 billion",
    china_growth="8.7",
    eu="80.66 billion",
    eu_growth="25.5",
    us="73.05 billion",
    us_growth="0.5",
    us_dollars="10.9 billion",
    electronics="262.88 billion",
    electronics_growth="13.8",
    electronics_share="67.6",
)
"""The figures of article A, Guangdong in January 2019 (read from the article)."""
