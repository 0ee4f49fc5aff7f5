"""Every key of a fact sheet, once: what it takes, whether it is needed, and what it is for.

The reader, the JSON schema and the tables of docs/fact-sheets.md are made from these tables or tested against them.

``takes`` says what a value is: text, id, ids, texts, name:<kinds>, names:<kinds>, period, date, code:<list> (a concept's
IRI), word:<list> (a concept's word), and the shapes of their own that ``kg.reading.values`` reads.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "CONCEPTS",
    "CONTEXT",
    "ENTRY",
    "INDICATORS",
    "MEASURE",
    "MEASURES",
    "PROPOSITIONS",
    "SHEET",
    "SOURCE",
    "STATEMENT",
    "TARGET",
    "WHOLE",
    "Key",
]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, what it takes, what it is for, whether it is needed, and an example as it is written."""

    name: str
    takes: str
    help: str
    example: str = ""
    required: bool = False


def _table(*keys: Key) -> dict[str, Key]:
    return {key.name: key for key in keys}


CONCEPTS: dict[str, tuple[str, ...]] = {
    name: tuple(words.split())
    for name, words in {
        "act": "announcement assessment attribution commitment definition directive forecast recommendation report",
        "basis": "inferred resolved stated unstated",
        "because": "misread revised",
        "bound": "about atLeast atMost exact justBelow lessThan moreThan rounded unitFraction",
        "comparison": "between eq ge gt le lt",
        "definition": "belt-and-road-countries countries-along countries-and-regions-along countries-and-regions-involved "
        "countries-involved initiative-countries partner-countries",
        "degree": "full part",
        "direction": "down steady up",
        "flow": "balance export import investment none production re-export total",
        "indicator": "change count quantity rank share streak value",
        "misreading": "misread",
        "outcome": "met missed undecided",
        "partnerBasis": "consignment origin",
        "slot": "base denominator period speaker unit year",
        "sourceKind": "agency company official press reference research unknown",
        "suspicion": "denominator growth label period sign unit value",
        "terms": "own-currency quantity us-dollar",
        "unit": "CNY HKD MOP NUM PERCENT TONNE USD",
        "valuation": "cif customs-value fob unstated",
        "voice": "direct headline indirect institutional narrator passive",
    }.items()
}
"""The words that the code lists allow in a sheet."""

_AREA = "place group organisation initiative"
_TOPIC = "place group product initiative topic organisation person event"
_WHO = "organisation person place group topic"

_PARTNER_BASIS = Key(
    "partner_basis", "code:partnerBasis", "Whether the partner is where goods come from", "origin"
)
_DEFINITION = Key("group_definition", "code:definition", "Which list a group means here", "countries-along")
_VALUATION = Key("valuation", "code:valuation", "How goods were valued", "fob")
_NOTE = Key("note", "text", "Anything worth knowing, in your own words", "year taken from the copy of March")
_BASIS = Key(
    "basis", "basis", "How period, year, unit, base, speaker, denominator are known", "{year: inferred}"
)
_UNIT = Key("unit", "unit", "The unit, where the printed number does not give it", "CNY")
_ALSO = Key("also", "ids", "Further ids of the same fact", "[F0001]")
_PASSAGE = Key("passage", "passage", "Where it is printed: start, end, digest", "[1224, 1242, 3c2aba125cef]")
_PASSAGES = Key("passages", "passages", "Several passages", "[[280, 300, 1f0c…], [975, 995, 77ab…]]")

_CELL = _table(
    Key("reporter", f"name:{_AREA}", "Whose trade it is", "guangdong", required=True),
    Key("partner", f"name:{_AREA}", "With whom; world where nothing is said", "united-states"),
    Key("product", "name:product", "In what; all goods where nothing is said", "mech-elec"),
    Key("flow", "code:flow", "Export, import, total …", "export", required=True),
    Key("period", "period", "When", "2019-01", required=True),
)

CONTEXT = _CELL | _table(
    Key("statement", "id", "The statement that says it; nothing for a table or bulletin", "A-S6"),
    _BASIS,
    _PARTNER_BASIS,
    _DEFINITION,
    _VALUATION,
    _NOTE,
    _UNIT,
)
"""What an entry under figures, or defaults, says about all its measures."""

MEASURES = _table(
    Key("value", "measure", "An amount of money", "73.05 billion CNY"),
    Key("quantity", "measure", "Tonnes, vehicles, pieces of goods", "2.53 million vehicles"),
    Key("count", "measure", "Things counted that are no goods", "219"),
    Key("change", "measure", "Growth in percent on the same period a year before, or on base", "+0.5 %"),
    Key(
        "share", "measure", "A part in percent of another cell, see of", "{is: 23.1 %, of: {reporter: china}}"
    ),
    Key("rank", "measure", "A place in an order, see among", "{is: 1, among: china}"),
    Key("streak", "measure", "How many periods running, see among", "{is: 12, among: asean}"),
    Key(
        "converted",
        "measure",
        "The value as the source converted it into another currency",
        "10.9 billion USD",
    ),
)
"""The measures of an entry: one figure each."""

INDICATORS = {name: "value" if name == "converted" else name for name in MEASURES}
"""The indicator of each measure."""

ENTRY = CONTEXT | MEASURES
"""The keys of an entry under figures."""

WHOLE = _table(
    *(
        Key(key.name, key.takes, f"{key.help}; as in the entry where not given", key.example)
        for key in _CELL.values()
    ),
    Key("indicator", "word:indicator", "What the whole is measured in: value, quantity, count", "quantity"),
    _UNIT,
    _PARTNER_BASIS,
    _DEFINITION,
    _VALUATION,
)
"""The keys of ``of``: in what the whole differs from the entry."""

MEASURE = _table(
    Key("is", "amount", "The number as printed", "73.05 billion CNY", required=True),
    Key("id", "id", "The figure's id; made from what the figure says where not given", "A-F1"),
    _ALSO,
    _PASSAGE,
    _PASSAGES,
    Key("statement", "id", "The statement that says it", "A-S6"),
    Key("base", "base", "The period a change is on; the same span a year before where not given", "2019-H1"),
    Key("of", "whole", "What a share is a share of", "{reporter: china}"),
    Key("terms", "code:terms", "What a change is a change of", "us-dollar"),
    Key("among", f"name:{_TOPIC}", "Whose order or run it is: the universe of a rank or streak", "china"),
    Key("from", "id", "The figure that was converted; the entry's value where not given", "A-F1"),
    Key("bound", "word:bound", "How sharp the number is, where the wording does not say it", "exact"),
    Key("replaces", "id", "The stored figure whose place this one takes; needs because", "F0030"),
    Key("because", "word:because", "Why it takes it: we misread, or its publisher revised", "misread"),
    Key("as_printed", "flag", "Kept as printed although believed wrong; needs suspect", "true"),
    Key("suspect", "suspicion", "What is believed misprinted, and why", '"unit: million for billion"'),
    _BASIS,
    _PARTNER_BASIS,
    _DEFINITION,
    _VALUATION,
    _UNIT,
    _NOTE,
)
"""The keys of a measure written as a mapping."""

TARGET = _CELL | _table(
    Key("indicator", "word:indicator", "What is forecast: value, change …", "change", required=True),
    Key("base", "base", "The base of a change", "2020"),
    Key("terms", "code:terms", "What a change is a change of", "us-dollar"),
    Key("of", "whole", "What a share is a share of", "{reporter: china}"),
    Key("among", f"name:{_TOPIC}", "The universe of a rank or streak", "world"),
    _UNIT,
    _PARTNER_BASIS,
    _DEFINITION,
    _VALUATION,
)
"""The keys of a forecast's target cell."""

SOURCE = _table(
    Key("id", "id", "Short id of the document", "A", required=True),
    Key("title", "text", "Its title", "Guangdong foreign trade to maintain momentum", required=True),
    Key("publisher", "spoken", "Who published it", "China Daily", required=True),
    Key("kind", "word:sourceKind", "What kind of document; press where not given", "official"),
    Key("issued", "partial", "When it was published, as precise as known", "2019-02"),
    Key("issued_earliest", "date", "The first day on which it can have been published", "2019-02-18"),
    Key("issued_latest", "date", "The last such day", "2019-02-28"),
    Key("address", "address", "Its public address", "https://example.org/page"),
    Key("copy_of", "id", "The source that it copies", "A"),
    Key("text_digest", "digest", "SHA-256 of its text", "64 hex digits"),
    Key("text_length", "whole-number", "Length of its text in code points", "3753"),
    Key("bylines", "texts", "Names in the byline; they are no speakers", "[Hannah]"),
    _NOTE,
)
"""The keys of a source."""

STATEMENT = _table(
    Key("id", "id", "The statement's id", "A-S4", required=True),
    _ALSO,
    Key(
        "speaker",
        "speaker",
        "Who says it: a person, an organisation, narrator, unnamed",
        "narrator",
        required=True,
    ),
    Key("capacity", "name:membership", "The post held, as a post-holding", "ding-xiaozhi-zhaoqing-professor"),
    Key("act", "word:act", "What is done by saying it", "forecast", required=True),
    Key("voice", "word:voice", "How the source gives it", "direct", required=True),
    Key("spoken", "period", "When it was said", "2019-02"),
    Key("spoken_earliest", "date", "The first day on which it can have been said", "2019-02-18"),
    Key("spoken_latest", "date", "The last such day", "2019-02-28"),
    Key("addressee", f"names:{_WHO}", "To whom", "[guangdong]"),
    Key("reports", "id", "The statement that is reported inside this one", "A-S12"),
    _PASSAGE,
    _PASSAGES,
    Key("gist", "text", "What is said, in your own words", "expects trade to keep growing"),
    Key("about", f"names:{_TOPIC}", "What it is about", "[guangdong, topic:innovation]"),
    Key("replaces", "id", "Its own id, where the stored one of that id was misread", "A-S4"),
    Key("because", "word:misreading", "Why it takes its place", "misread"),
    Key("asserts", "asserts", "Its typed claims", "[{trend: {subject: [guangdong], direction: up}}]"),
    _BASIS,
    _NOTE,
)
"""The keys of a statement."""

_ACTION = _table(
    Key("addressee", f"names:{_WHO}", "Who is to act", "[guangdong]", required=True),
    Key("action", f"names:{_TOPIC}", "What is to be done", "[topic:innovation]", required=True),
    Key("object", f"names:{_TOPIC}", "With or to what", "[hong-kong, macao]"),
)

PROPOSITIONS: dict[str, dict[str, Key]] = {
    "causal": _table(
        Key("cause", f"names:{_TOPIC}", "What brings it about", "[topic:innovation]", required=True),
        Key("effect", f"names:{_TOPIC}", "What is brought about", "[topic:export-quality]", required=True),
        Key(
            "degree",
            "word:degree",
            "Whether it is said to be the whole cause or one among others; left away where the speaker leaves it open",
            "part",
        ),
    ),
    "trend": _table(
        Key("subject", f"names:{_TOPIC}", "What moves", "[topic:foreign-trade]", required=True),
        Key("direction", "word:direction", "Where to", "up", required=True),
        Key("period", "period", "When", "2021"),
    ),
    "composition": _table(
        Key("reporter", f"name:{_AREA}", "Whose trade", "china", required=True),
        Key("flow", "code:flow", "Which flow", "export", required=True),
        Key("component", f"names:{_TOPIC}", "What it consists of mainly", "[mech-elec]", required=True),
        Key("partner", f"name:{_AREA}", "With whom", "asean"),
    ),
    "forecast": _table(
        Key(
            "target", "target", "The cell that is forecast", "{reporter: china, flow: total, period: 2021, …}"
        ),
        Key("about", f"names:{_TOPIC}", "What it is about, where no cell can be told", "[guangdong]"),
        Key("direction", "word:direction", "Where to", "up"),
        Key("comparison", "word:comparison", "How it is compared with lower and upper", "gt"),
        Key("lower", "limit", "The lower or only limit, in the unit of the target", "5.4 trillion USD"),
        Key("upper", "limit", "The upper limit", "6 %"),
        Key("horizon", "period", "The end of the time forecast", "2019"),
        Key("premise", f"names:{_TOPIC}", "What it rests on", "[initiative:gba-plan]"),
        Key("decided_by", "ids", "Ids of the figures that decide it", "[F1063]"),
        Key("outcome", "outcome", "met, missed or undecided, with how after a colon", '"met: 21.4 percent"'),
        Key("outcome_note", "text", "How it came out", "21.4 percent for the year"),
    ),
    "recommendation": _ACTION,
    "directive": _ACTION,
    "event": _table(
        Key("event", f"names:{_TOPIC}", "What happened", "[initiative:gba-plan]", required=True),
        Key("period", "period", "When", "2019-02"),
    ),
    "assessment": _table(
        Key("subject", f"names:{_TOPIC}", "What is judged", "[guangdong]", required=True),
        Key("quality", f"names:{_TOPIC}", "How it is judged", "[topic:innovation]", required=True),
        Key(
            "evidence",
            "evidence",
            "Figures (by id) or things offered as evidence",
            "[B-F1, topic:innovation]",
        ),
    ),
    "definition": _table(
        Key("subject", f"names:{_TOPIC}", "What is defined", "[initiative:dual-circulation]", required=True),
        Key("quality", f"names:{_TOPIC}", "As what", "[topic:domestic-market]"),
    ),
}
"""The keys of each kind of claim under asserts."""

SHEET = _table(
    Key(
        "source",
        "source",
        "The document, described, or its id where the registry has it",
        "S001",
        required=True,
    ),
    Key(
        "defaults", "context", "What holds for every figure unless it says otherwise", "{reporter: guangdong}"
    ),
    Key("figures", "figures", "The figures", "[{flow: total, value: 630.2 billion CNY}]"),
    Key("statements", "statements", "Who said what", "[{id: A-S6, …}]"),
)
"""The keys of a sheet."""
