"""Tables: what an answer holds, and each of its forms."""

import json
import sys
from datetime import date
from decimal import Decimal

import pytest

from kg.errors import MissingExtra, UsageProblem
from kg.grid import Grid
from kg.model import Interval, Iri, Period
from kg.printing.terminal import Style
from kg.table import Column, Evidence, Measured, Origin, Table, Thing

CHINA_DAILY = Origin(
    id="A", iri="x:A", title="Trade up", publisher="China Daily", issued="2019-02", address="x:a"
)
BULLETIN = Origin(id="B", iri="x:B", title="Bulletin")


def amount(value, printed=(0, 0), unit="CNY", bound="rounded", **more):
    """An amount as a source printed it: (power of ten, decimals)."""
    value, (multiplier, decimals) = Decimal(value), printed
    step = Decimal(1).scaleb(multiplier - decimals)
    interval = Interval.of(value, bound, step=step)
    kept = {"indicator": "value", "figure": "x:f", **more}
    return Measured(
        value=value,
        unit=unit,
        bound=bound,
        interval=interval,
        multiplier=multiplier,
        decimals=decimals,
        **kept,
    )


def trade(value, passage=(1815, 1868), **more):
    """An amount in billions with two decimals and a passage of the China Daily."""
    return amount(value, (9, 2), evidence=Evidence(CHINA_DAILY, (passage,)), **more)


def change(value, bound="rounded", decimals=1):
    """A growth rate."""
    return amount(value, (0, decimals), "percent", bound, indicator="change")


def table(*records, columns="partner:thing trade:amount change:amount", **more):
    """A table with columns "name:type"."""
    made = [text.split(":") for text in columns.split()]
    return Table(
        columns=tuple(Column(name=name, label=name.capitalize(), type=kind) for name, kind in made),
        records=records,
        **more,
    )


EU = (Thing("x:eu", "European Union"), trade("80660000000"), change("25.5"))
US = (Thing("x:us", "United States"), trade("73050000000", (1190, 1201)), change("0.5"))
PARTNERS = table(
    EU,
    US,
    title="Guangdong's trading partners, January 2019",
    question="partners",
    parameters={"region": Iri("x:gd"), "period": Period.parse("2019-01"), "partner": ("x:eu",)},
    sources=(CHINA_DAILY,),
    elapsed_ms=12.4,
)


def test_a_table_reads_as_people_write_tables():
    """The layout of the design page: one scale per column, points under points, footnotes with passages."""
    assert str(PARTNERS) == (
        "Guangdong's trading partners, January 2019   2 rows · 12 ms\n"
        "Partner          Trade (CNY bn)    Change   Source\n"
        "European Union            80.66   +25.5 %   [1]\n"
        "United States             73.05    +0.5 %   [2]\n"
        "[1] China Daily, Feb 2019, characters 1815–1868 (A)\n"
        "[2] China Daily, Feb 2019, characters 1190–1201 (A)\n"
    )
    assert repr(PARTNERS) == str(PARTNERS).rstrip("\n")


def test_rows_are_dictionaries_of_plain_values():
    """An amount is a Decimal with its unit and interval beside it; IRIs are str."""
    first = PARTNERS.rows[0]

    assert first["partner"] == "European Union"
    assert first["partner_iri"] == "x:eu"
    assert first["trade"] == Decimal("80660000000")
    assert (first["trade_unit"], first["trade_source"]) == ("CNY", "A")
    assert (first["trade_lower"], first["trade_upper"]) == (Decimal("80655000000"), Decimal("80665000000"))
    assert list(PARTNERS) == PARTNERS.rows
    assert len(PARTNERS) == 2


def test_a_column_can_be_taken_out_by_name():
    """A name that is not there is told with those that are."""
    assert [cell.label for cell in PARTNERS.column("partner")] == ["European Union", "United States"]
    with pytest.raises(UsageProblem, match="no column “nix”; it has partner, trade, change"):
        PARTNERS.column("nix")


def test_json_is_exact_and_versioned():
    """Numbers keep all their digits; each amount is an object with its interval in the printed scale."""
    read = json.loads(PARTNERS.to_json(), parse_float=Decimal, parse_int=Decimal)

    assert read["format"] == "kg-table/1"
    assert read["question"] == "partners"
    assert read["parameters"] == {"partner": ["x:eu"], "period": "2019-01", "region": "x:gd"}
    assert read["columns"][1] == {
        "name": "trade",
        "label": "Trade",
        "type": "amount",
        "unit": None,
        "role": None,
    }
    assert read["rows"][0]["partner"] == {"iri": "x:eu", "label": "European Union"}
    assert read["rows"][0]["trade"] == {
        "value": Decimal("80660000000"),
        "unit": "CNY",
        "lower": Decimal("80655000000"),
        "upper": Decimal("80665000000"),
        "bound": "rounded",
        "text": "80.66 billion CNY",
        "interval": "[80.655, 80.665]",
        "figure": "x:f",
        "source": "A",
        "passages": [[1815, 1868]],
    }
    assert read["sources"] == [
        {
            "id": "A",
            "iri": "x:A",
            "title": "Trade up",
            "publisher": "China Daily",
            "issued": "2019-02",
            "address": "x:a",
        }
    ]


def test_json_never_turns_a_decimal_into_a_float():
    """0.1 + 0.2 of a float is 0.30000000000000004; a Decimal stays as written."""
    made = table((Decimal("0.3000000000000000000000001"),), columns="x:number")

    assert "0.3000000000000000000000001" in made.to_json()


def test_json_holds_every_kind_of_cell():
    """Texts, truth values, dates, periods, whole numbers, nothing, and a suspicion where there is one."""
    cells = (
        "a “text”",
        True,
        date(2019, 2, 18),
        Period.parse("2022-01/2022-11"),
        7,
        None,
        trade("1", suspicion="unit"),
    )
    made = table(cells, columns="a:text b:boolean c:date d:period e:count f:text g:amount", notes=("a note",))
    read = json.loads(made.to_json())

    assert list(read["rows"][0].values())[:6] == ["a “text”", True, "2019-02-18", "2022-01/2022-11", 7, None]
    assert read["rows"][0]["g"]["suspicion"] == "unit"
    assert read["notes"] == ["a note"]


def test_a_figure_column_is_an_iri_in_json_and_unseen_in_a_terminal():
    """What is evidence is told in footnotes."""
    columns = (Column(name="figure", label="", type="figure", role="evidence"),)
    made = Table(columns=columns, records=((Thing("x:f", "", Evidence(CHINA_DAILY)),),))

    assert json.loads(made.to_json())["rows"] == [{"figure": "x:f"}]
    assert "China Daily, Feb 2019" in str(made)
    assert "x:f" not in str(made)


def test_csv_has_a_column_for_each_plain_value():
    """An amount fills value, unit, lower, upper and source; a missing value fills nothing."""
    made = table(EU, (Thing("x:us", "United States"), None, None))

    assert made.to_csv() == (
        "partner,partner_iri,trade,trade_unit,trade_lower,trade_upper,trade_source,"
        "change,change_unit,change_lower,change_upper,change_source\n"
        "European Union,x:eu,80660000000,CNY,80655000000,80665000000,A,25.5,percent,25.45,25.55,\n"
        "United States,x:us,,,,,,,,,,\n"
    )


def test_csv_quotes_and_spells_values_as_machines_read_them():
    """Truth values are true and false, periods their text, dates ISO."""
    made = table(
        (True, Period.parse("2019-01"), 'a "b", c', False), columns="a:boolean b:period c:text d:boolean"
    )

    assert made.to_csv() == 'a,b,c,d\ntrue,2019-01,"a ""b"", c",false\n'
    assert made.to_tsv().startswith("a\tb\tc\td\n")


def test_markdown_is_a_table_with_footnotes():
    """Numbers stand on the right, sources below."""
    assert PARTNERS.to_markdown() == (
        "**Guangdong's trading partners, January 2019**\n\n"
        "| Partner | Trade (CNY bn) | Change |\n| --- | ---: | ---: |\n"
        "| European Union | 80.66 | +25.5 %[^1] |\n| United States | 73.05 | +0.5 %[^2] |\n\n"
        "[^1]: China Daily, Feb 2019, characters 1815–1868 (A)\n"
        "[^2]: China Daily, Feb 2019, characters 1190–1201 (A)\n"
    )


def test_markdown_escapes_what_markdown_would_read():
    """A bar, a tag or a star in a label stays what it is; notes follow."""
    made = table(("a|b <i> *",), columns="x:text", notes=("Nothing more.",))

    assert "a\\|b &lt;i> \\*" in made.to_markdown()
    assert made.to_markdown().endswith("> Nothing more.\n")
    assert "No rows." in table(columns="x:text").to_markdown()


def test_pandas_frame_has_numbers_and_keeps_missing_missing():
    """Floats to compute with by default, Decimal where exactness is asked; nothing is never zero."""
    made = table(EU, (Thing("x:us", "United States"), None, change("0.5")))
    frame, exact = made.df(), made.df(exact=True)

    assert frame["trade"].dtype == "float64"
    assert frame["trade"].isna().tolist() == [False, True]
    assert exact["change"].tolist() == [Decimal("25.5"), Decimal("0.5")]


def test_polars_frame_has_the_same_columns():
    """The flat names of CSV."""
    assert PARTNERS.polars().columns == list(PARTNERS.rows[0])


@pytest.mark.parametrize(("method", "library"), [("df", "pandas"), ("polars", "polars")])
def test_a_frame_without_its_library_says_what_to_install(monkeypatch, method, library):
    """A missing extra is told, not a traceback."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=f"needs {library}: pip install {library} "):
        getattr(PARTNERS, method)()


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.md", "a.tsv", "A.TXT"])
def test_a_table_is_written_in_the_format_of_the_extension(tmp_path, name):
    """The path comes back, and the same table is the same bytes."""
    path = PARTNERS.to(tmp_path / name)
    first = path.read_bytes()

    assert path == tmp_path / name
    assert PARTNERS.to(path).read_bytes() == first


def test_an_unknown_extension_is_refused_with_the_known_ones(tmp_path):
    """Nothing is written."""
    with pytest.raises(UsageProblem, match=r"cannot be written as “a\.docx”; use one of \.csv, \.json"):
        PARTNERS.to(tmp_path / "a.docx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("cell", "text", "shown"),
    [
        (trade("80660000000"), "80.66 billion CNY", "80.66"),
        (amount("35000000000000", (12, 0), bound="moreThan"), "more than 35 trillion CNY", "> 35"),
        (amount("862000000000", (9, 0), "USD", "about"), "about 862 billion USD", "~ 862"),
        (change("95", "atLeast", 0), "at least +95 %", "≥ +95 %"),
        (amount("50", unit="percent", bound="justBelow", indicator="share"), "nearly 50 %", "nearly 50 %"),
        (amount("25", unit="percent", bound="unitFraction", indicator="share"), "1 in 4", "1 in 4"),
        (change("-1.3"), "-1.3 %", "-1.3 %"),
        (amount("2530000", (6, 2), "number"), "2.53 million", "2.53"),
        (amount("90400000", (6, 1), "tonne"), "90.4 million tonnes", "90.4"),
        (amount("630200000000", (8, 0)), "630.2 billion CNY", "630.2"),
        (amount("12", unit="number", bound="exact"), "12", "12"),
        (amount("148100000000", (9, 2)), "148.10 billion CNY", "148.10"),
        (trade("1500000000", suspicion="unit"), "1.50 billion CNY", "1.50 !"),
        (Measured(value=Decimal("1234.5678")), "1,234.57", "1,234.57"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_an_amount_is_told_as_printed(cell, text, shown):
    """Bounds, scale and decimals are those of the print (wordings of the design page)."""
    made = table((cell,), columns="x:amount").to_text(Style(sources=False))

    assert cell.text == text
    assert made.splitlines()[-1].strip() == shown


def test_a_column_of_one_unit_has_one_scale():
    """Trillions beside billions are told in billions, so that no value falls below one."""
    made = table((amount("18070000000000", (12, 2)),), (trade("73050000000"),), columns="x:amount")

    assert [line.split()[0] for line in str(made).splitlines()[2:4]] == ["18,070", "73.05"]
    assert "X (CNY bn)" in str(made)


def test_a_column_of_several_units_tells_the_unit_in_each_cell():
    """Yuan and dollars never share a heading."""
    made = table((trade("73050000000"),), (trade("10900000000", unit="USD"),), (None,), columns="x:amount")

    assert "73.05 billion CNY" in str(made)
    assert "10.90 billion USD" in str(made)


def test_what_is_missing_is_a_dash():
    """Never a zero, never a blank."""
    assert str(table((Thing("x:us", "US"), None, None))).splitlines()[-1].split() == ["US", "–", "–"]


def test_intervals_are_shown_on_request():
    """In the scale of the column; an excluded end has a round bracket, an unbounded one infinity."""
    made = table(EU, (Thing("x:x", "X"), trade("95000000000", bound="moreThan"), None))
    shown = made.to_text(Style(intervals=True))

    assert "[80.655, 80.665]" in shown
    assert "(95, ∞)" in shown
    assert amount("5", bound="lessThan").range() == "(-∞, 5)"
    assert Measured(value=Decimal(1)).range() is None


def test_footnotes_can_be_left_out():
    """``--no-sources`` leaves the numbers alone."""
    shown = PARTNERS.to_text(Style(sources=False))

    assert "China Daily" not in shown
    assert "Source" not in shown


def test_many_passages_of_one_source_are_one_footnote():
    """Beyond twenty footnotes a source is cited once."""
    made = table(*((trade(str(n), (n, n + 5)),) for n in range(1, 23)), columns="x:amount")

    assert "[1] China Daily, Feb 2019 (A)\n" in str(made)
    assert "[2]" not in str(made)


def test_a_row_may_rest_on_several_sources_and_a_source_may_lack_a_date():
    """All are marked; an unknown date is said, and so is a source that no cell cites."""
    other = amount("1", evidence=Evidence(BULLETIN))
    made = table(
        (None, trade("73050000000"), other), sources=(CHINA_DAILY, BULLETIN, Origin(id="C", iri="x:C"))
    )

    assert "[1, 2]" in str(made)
    assert "[2] Bulletin, undated (B)" in str(made)
    assert "[3] C, undated (C)" in str(made)


def test_a_narrow_terminal_wraps_texts():
    """Nothing is cut: the words of a wrapped cell stand on further lines."""
    made = table(("nine mainland cities of the bay", Decimal(5)), columns="place:text count:count")
    lines = made.to_text(Style(columns=28)).splitlines()

    assert all(len(line) <= 28 for line in lines)
    assert "nine mainland cities of the bay" == " ".join(line[:20].strip() for line in lines[2:]).strip()


def test_a_very_narrow_terminal_gets_a_block_for_each_row():
    """Where the columns cannot stand side by side each row is told line by line, whole."""
    shown = PARTNERS.to_text(Style(columns=30))

    assert "Partner          European\n                 Union\n" in shown
    assert "Trade (CNY bn)   80.66" in shown
    assert max(len(line) for line in shown.splitlines()[1:]) <= 30


def test_colour_is_only_there_when_wanted():
    """Bold headings with it, not one escape without it."""
    assert "\x1b[1mPartner" in PARTNERS.to_text(Style(colour=True))
    assert "\x1b" not in PARTNERS.to_text(Style())


def test_an_empty_answer_says_so():
    """No heading without rows."""
    assert str(table(title="Nothing", elapsed_ms=1.0)) == "Nothing   0 rows · 1 ms\n"
    assert str(table()) == "0 rows\n"


@pytest.mark.parametrize(
    ("cell", "kind", "shown"),
    [
        (True, "boolean", "yes"),
        (False, "boolean", "no"),
        (date(2019, 2, 18), "date", "18 Feb 2019"),
        (Period.parse("2019-01"), "period", "Jan 2019"),
        (Period.parse("2021-H1"), "period", "first half of 2021"),
        (Iri("http://www.w3.org/2004/02/skos/core#broader"), "value", "skos:broader"),
        (Decimal("12345.678"), "number", "12,345.68"),
        (Decimal("1.23456"), "number", "1.2346"),
        (Decimal("12.346"), "percent", "12.35 %"),
        (Decimal("12345"), "count", "12,345"),
        (7, "value", "7"),
        (Decimal("7.50"), "value", "7.50"),
        (Thing("x:place/guangdong"), "thing", "guangdong"),
    ],
)
def test_each_kind_of_value_has_its_form(cell, kind, shown):
    """Dates and periods in words, names instead of addresses, separators in thousands."""
    assert str(table((cell,), columns=f"x:{kind}")).splitlines()[-1].strip() == shown


def test_a_column_may_have_a_unit_of_its_own():
    """It stands in the heading."""
    columns = (Column(name="pp", label="Contribution", type="number", unit="points"),)

    assert "Contribution (points)" in str(Table(columns=columns, records=((Decimal("1.5"),),)))


def test_a_thing_survives_copying():
    """Label and evidence travel with it."""
    import copy

    thing = copy.copy(Thing("x:eu", "European Union", Evidence(BULLETIN)))

    assert (thing, thing.label, thing.evidence) == ("x:eu", "European Union", Evidence(BULLETIN))


def test_a_grid_knows_the_evidence_of_a_row_once():
    """Two figures of one passage are one piece of evidence."""
    grid = Grid(columns=PARTNERS.columns, records=((None, trade("1", (5, 9)), trade("2", (1, 3))),))

    assert grid.evidence(0) == (Evidence(CHINA_DAILY, ((1, 3), (5, 9))),)
