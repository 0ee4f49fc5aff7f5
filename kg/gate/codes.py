"""The table of the gate's codes: title, explanation, remedy. docs/findings.md is made from it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CODES", "Code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A rule that findings name by its code.

    ``after`` lists codes of which this one is a mere consequence: where a fact already has one of them, this one is
    not told, so that one mistake is one finding. "V07 trade:unit" means a V07 about that property.
    """

    code: str
    title: str
    explanation: str
    remedy: str
    after: tuple[str, ...] = ()


_KEY = ("R", "V00", "V01", "V03", "V04", "V06", "V07", "V09", "V10")

_TABLE = (
    Code(
        code="V00",
        title="Literals are well formed",
        explanation="A date, number or truth value that is not written as its datatype demands cannot be compared.",
        remedy="Write the literal as its datatype demands: 2019-01-31, 2019-01, 2019, 148.10, true.",
    ),
    Code(
        code="V01",
        title="What a fact needs is there, once",
        explanation=(
            "A figure has one value of each dimension that its indicator needs, a unit, a bound, a carrier, an anchor "
            "and a basis for period and unit; every other thing has what its kind asks for."
        ),
        remedy="Add what is missing, or remove what stands there twice.",
        after=("R", "V06", "V07 trade:indicator", "V07 trade:flow", "V07 trade:anchor"),
    ),
    Code(
        code="V02",
        title="The value lies between its ends",
        explanation="Lower end, value and upper end are in order.",
        remedy="Correct the ends; they follow from the printed number and its bound.",
        after=("V00", "V01", "V03", "V05"),
    ),
    Code(
        code="V03",
        title="The value is the printed number, scaled",
        explanation="A value is an xsd:decimal equal to the printed digits times ten to the multiplier.",
        remedy="Correct the value, the printed digits or the multiplier.",
        after=("V00", "V01"),
    ),
    Code(
        code="V04",
        title="The unit fits the indicator",
        explanation="Changes and shares are percentages, values are money, quantities count or weigh things.",
        remedy="Correct the unit, or use the indicator that it fits.",
        after=("V07 trade:unit", "V07 trade:indicator"),
    ),
    Code(
        code="V05",
        title="The number is possible",
        explanation=(
            "A share lies in 0 to 100 percent, a change is not below -100 percent, trade is not negative. Balances are "
            "free, and so are wrong prints that are marked as printed."
        ),
        remedy="Check the number; keep a misprint of the source with `as_printed: true` and its suspicion.",
        after=("V00", "V03", "V04", "V07 trade:indicator", "V07 trade:flow"),
    ),
    Code(
        code="V06",
        title="No property that the fact does not take",
        explanation=(
            "An indicator takes its own dimensions only, every property is one that the ontology declares, and no place "
            "is its own partner, goods that came back by origin excepted."
        ),
        remedy="Remove the property, or spell it as the ontology does.",
        after=("V07 trade:indicator", "V07 trade:flow"),
    ),
    Code(
        code="V07",
        title="Values are of their code list or kind",
        explanation="A flow is one of the flows, a partner a place or group that the graph knows, and so on.",
        remedy="Use a value of the list, or add the thing to the reference data first.",
        after=("V00", "U04"),
    ),
    Code(
        code="V08",
        title="One cell for one key",
        explanation="A cell's IRI is the hash of everything that says what is measured, in both directions.",
        remedy="Leave the cell to the reader, which computes it; or compute it from the key.",
        after=_KEY,
    ),
    Code(
        code="V09",
        title="The base period precedes the period",
        explanation="A change is measured against an earlier period of the same length, unless its source says otherwise.",
        remedy="Correct the period or the base.",
        after=("V10",),
    ),
    Code(
        code="V10",
        title="Periods and dates are in order",
        explanation="A period starts before it ends, its IRI and text name its dates, and dates are typed as dates.",
        remedy="Write the period as 2019, 2019-01, 2019-Q1, 2019-H1, 2019-01-31, or two of them with a slash.",
        after=("V00",),
    ),
    Code(
        code="V11",
        title="Passages lie in their text",
        explanation="A passage starts before it ends, ends inside its text, and its digest is that of the span.",
        remedy="Count start and end in code points on the text whose digest the source gives.",
        after=("V00", "V01"),
    ),
    Code(
        code="V12",
        title="No sentence of a source",
        explanation="Facts, names and numbers are kept; sentences of sources are not.",
        remedy="Keep positions and a digest; say the gist in your own words, in one line.",
    ),
    Code(
        code="V13",
        title="A statement has its speaker, act, voice and source",
        explanation="A statement says who spoke, how, and where it stands; a narrator has no post.",
        remedy="Add what is missing; a statement without a named speaker has speaker `narrator` or `unnamed`.",
        after=("R", "V06"),
    ),
    Code(
        code="V14",
        title="The post was held on the day",
        explanation="The post that a speaker speaks in is the speaker's own and covers the date of speaking.",
        remedy="Correct the date, or name the post that was held then.",
        after=("V07", "V10"),
    ),
    Code(
        code="V15",
        title="One holder at a time",
        explanation="A post for a single holder is not held by two people on the same day.",
        remedy="Correct the dates of one of the two holdings.",
    ),
    Code(
        code="V16",
        title="A nested statement comes first",
        explanation="What somebody reports was said before it is reported, and nothing reports itself.",
        remedy="Correct the dates, or which statement reports which.",
    ),
    Code(
        code="V17",
        title="Forecasts look forward, reports back",
        explanation=(
            "A forecast's horizon ends after it was spoken; the period of a reported figure starts before, and is over half "
            "a month after at the latest."
        ),
        remedy="Correct the act, the period or the date of speaking.",
        after=("V10",),
    ),
    Code(
        code="V18",
        title="A group says what it is made of",
        explanation="A group that figures name has a composition rule.",
        remedy="Say in `trade:compositionRule` which members a figure of the group covers.",
    ),
    Code(
        code="V19",
        title="A group is compared with itself",
        explanation=(
            "A change of a group, or a figure of a bloc, is flagged where members joined or left between the base and the "
            "end of the period, unless its group definition names the list: a warning for blocs, a note for other groups."
        ),
        remedy="Find out which members the source counts, and say so.",
        after=(*_KEY, "V18"),
    ),
    Code(
        code="V20",
        title="An agreement counts from its entry into force",
        explanation="A figure of the parties, or a claim of cause, that lies before the agreement was in force is flagged.",
        remedy="Correct the period, the date, or what is named as cause; nothing where the source counts back in time.",
        after=(*_KEY, "V13"),
    ),
    Code(
        code="V21",
        title="Places are contained without circles",
        explanation="No place lies in itself, and every place lies in one customs territory at most.",
        remedy="Correct which place contains which.",
    ),
    Code(
        code="V22",
        title="No sum over what overlaps",
        explanation="A composite or partition adds up parts of which none lies in, or overlaps, another.",
        remedy="Take out the part that is already inside another, or declare no partition.",
    ),
    Code(
        code="V23",
        title="HS codes exist and nest",
        explanation="A code of the Harmonized System exists, and its parent is its prefix.",
        remedy="Correct the code, or the broader code.",
    ),
    Code(
        code="V24",
        title="The arithmetic is right",
        explanation=(
            "Totals, balances, shares, changes, sums over periods, wholes and parts, and two currencies of one amount "
            "fit each other within what rounding leaves open: refused where one source contradicts itself, a warning "
            "between sources. A print that its source got wrong is kept as printed, with a stored finding of this code."
        ),
        remedy="Read the source again; keep a misprint of the source with `as_printed: true` and its suspicion.",
        after=(*_KEY, "V02", "V05", "V08", "V28"),
    ),
    Code(
        code="V25",
        title="The number is plausible",
        explanation=(
            "Flagged: a jump to more than six times, or less than a sixth, of the period before; a change of more than 500 "
            "percent; a step beyond three standard deviations of those before; a slip of scale against a year; a month that "
            "holds a run of months; a hole in a series; the other side's figure twice as large; a source issued in the "
            "future. docs/plausibility.md gives every formula."
        ),
        remedy="Compare value, unit and period with the source once more; nothing where it really says so.",
        after=(*_KEY, "V02", "V05", "V08", "V17", "V24", "V28"),
    ),
    Code(
        code="V26",
        title="Acceptances and revisions stay in their cell",
        explanation=(
            "An acceptance names its cell, a figure of that cell and its reason; a figure revises a figure of its own "
            "cell; nothing revises itself."
        ),
        remedy="Name a figure of the cell, and the reason.",
        after=("R", "V06", "V07"),
    ),
    Code(
        code="V27",
        title="Derived and reported stay apart",
        explanation="Derived facts never stand in the graph of a source, reported ones never in a derived graph.",
        remedy="Put the fact into the graph of its kind.",
    ),
    Code(
        code="V28",
        title="Figures of one cell agree",
        explanation=(
            "Two figures of one cell whose intervals do not meet contradict each other: refused inside one source "
            "unless marked as printed, told and recorded between sources; a warning where one is a power of ten times the other."
        ),
        remedy="Read the source again; keep a misprint of the source with `as_printed: true` and its suspicion.",
        after=("U04", "V00", "V01", "V02", "V03", "V04", "V05", "V08"),
    ),
    Code(
        code="V29",
        title="One origin counts once",
        explanation="A figure that a copy or a quotation repeats is kept, and is no second confirmation. A note.",
        remedy="Nothing to do.",
        after=_KEY,
    ),
    Code(
        code="V30",
        title="Ranks agree with amounts and with each other",
        explanation=(
            "A rank or streak for which others have more, or that another rank gives to somebody else, is flagged: a "
            "warning between sources, a violation where one source says it all."
        ),
        remedy="Check what is ranked, among what, in which period and measure.",
        after=(*_KEY, "V28"),
    ),
    Code(
        code="V31",
        title="The number stands in its passage",
        explanation=(
            "The passage of a figure prints its number: in digits or words, English or Chinese, with the unit, scale and "
            "direction that the figure has; a warning where it prints more or fewer digits. Told where the text is at hand."
        ),
        remedy="Correct the number, or the passage.",
        after=("R", "V00", "V01", "V03"),
    ),
    Code(
        code="V32",
        title="The passage speaks of whom the fact speaks",
        explanation=(
            "The text names the speaker of a statement; a warning where the passage speaks of another region or partner "
            "than the figure. Told where the text is at hand."
        ),
        remedy="Read the passage again: who speaks, of whose trade, and with whom?",
        after=("R", "V00", "V01", "V07"),
    ),
    Code(
        code="V33",
        title="The wording of the passage agrees",
        explanation=(
            "More than, nearly and the like are kept as bounds. A warning where the passage speaks of a forecast or plan, "
            "of every year at once, or of another period than the figure. Told where the text is at hand."
        ),
        remedy="Write the number with its wording, as the passage prints it.",
        after=("R", "V00", "V01"),
    ),
)

CODES: dict[str, Code] = {entry.code: entry for entry in _TABLE}
"""Every code of the gate, in order."""
