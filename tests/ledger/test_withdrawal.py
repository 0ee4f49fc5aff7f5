"""Taking facts out: what goes, what would lose its support, and that all of it can be found and brought back."""

import pytest

import kg
from kg.errors import RejectedError, UnknownName, UsageProblem

OTHER = """\
source: {id: X6, title: A reprint, publisher: Example Press, kind: press, issued: 2022-11-02}
defaults: {reporter: guangdong, period: 2022-01/2022-09}
figures:
  - {flow: export, value: {id: X6-1, is: 3.8 trillion CNY}}
  - {flow: total, value: {id: X6-2, is: 6.1 trillion CNY}}
"""
ASKED = {"region": "guangdong", "period": "2022-01/2022-09", "flow": "export"}


@pytest.fixture
def g(my_store):
    """The hall on a store of one's own."""
    with kg.open(my_store) as opened:
        yield opened


def told(report):
    return [(f.code, f.severity.word, f.fact) for f in report]


def test_a_source_goes_with_all_that_it_says_and_comes_back(g):
    """Its figures leave the answers, what was known of them is found on asking, and undo gives the old graph back."""
    before = g.digest
    done = g.withdraw("S001", reason="the page was taken down")

    assert ("withdraw", 1, 9) == (done.kind, done.counts["sources removed"], done.counts["figures removed"])
    assert {("U03", "info", f"figure:F00{n}") for n in range(30, 39)} == set(told(done.report))
    assert [] == g.ask.cell_figures(**ASKED).rows
    facts = dict(g.show("F0033").facts)
    assert (f"by commit {done.commit} on {done.when[:10]}", "the page was taken down") == (
        facts["Withdrawn"],
        facts["Why"],
    )
    assert facts["What it said"].endswith("3.89 trillion CNY")
    assert "source, not in the graph any more" == g.show("S001").kind
    assert ["withdraw", "add"] == [row["kind"] for row in g.blame("S001").rows]
    assert 1 == len(g.at("HEAD~1").ask.cell_figures(**ASKED).rows)

    again = g.withdraw("S001", reason="once more")
    assert (done.commit, False) == (again.commit, again.done)
    g.undo("HEAD")
    assert before == g.digest
    assert g.show("F0033").kind == "figure"


def test_what_rests_on_a_fact_keeps_it_or_goes_with_it(g):
    """A converted figure rests on its original: U03 names it; with its dependents it goes."""
    with pytest.raises(RejectedError) as refused:
        g.withdraw("F0030", reason="a wrong print")
    blocking = [f for f in refused.value.report if f.severity.word == "violation"]
    assert [("U03", "figure:F0032", "it is converted from figure:F0030, which would be withdrawn")] == [
        (f.code, f.fact, f.message) for f in blocking
    ]

    report, table = g.withdrawing("F0030", dependents=True)
    assert report.conforms
    assert ["figure:F0030", "figure:F0032"] == table.column("fact")
    done = g.withdraw("F0030", reason="a wrong print", dependents=True)
    assert 2 == done.counts["figures removed"]
    assert () == g.repository.verify().findings


def test_a_decision_rests_on_its_figure(g):
    """Somebody decided that the figure counts: that has to be taken back, or goes too."""
    g.accept("F0034", reason="it is final")
    report, _ = g.withdrawing("F0034")

    assert [
        "decides that figure:F0034 counts" in f.message for f in report if f.severity.word == "violation"
    ] == [True]
    assert g.withdrawing("F0034", dependents=True)[0].conforms


def test_what_follows_is_told(g, tmp_path):
    """Which figure counts then, and which conflict vanishes; a statement stays and says less."""
    sheet = tmp_path / "X6.yaml"
    sheet.write_text(OTHER, "utf-8")
    g.add(sheet, reason="a reprint")
    said = [f.message for f in g.withdrawing("X6-1")[0]]
    assert "figure:F0033 counts for its cell then" in said
    assert "it vanishes: figure:F0033 and figure:X6-1" in said

    report, table = g.withdrawing("A-F5")
    assert ("U03", "info", "statement:A-S6") in told(report)
    assert ["figure:A-F5"] == [row["fact"] for row in table.rows if row["change"] == "removed"]


@pytest.mark.parametrize(("name", "error"), [("guangdong", UsageProblem), ("nix", UnknownName)])
def test_what_cannot_be_withdrawn_is_refused(g, name, error):
    """Places are reference data; what was never there is not known. Exit code 2."""
    with pytest.raises(error) as refused:
        g.withdraw(name, reason="to see")

    assert 2 == refused.value.exit_code


def test_what_can_stand_without_it_loses_the_link(g, tmp_path):
    """The revision of a figure that is withdrawn stays, and counts as any other."""
    sheet = tmp_path / "X5.yaml"
    later = OTHER.replace("X6", "X5").replace(
        "3.8 trillion CNY", "3.91 trillion CNY, replaces: F0033, because: revised"
    )
    sheet.write_text(later, "utf-8")
    g.add(sheet, reason="revised")
    before = g.digest
    done = g.withdraw("F0033", reason="a slip", dependents=True)

    assert ("figure:X5-1", "it stays, and loses figure:F0033 (trade:revises)") in {
        (f.fact, f.message) for f in done.report
    }
    assert [3910000000000] == [int(one["amount"]) for one in g.ask.cell_figures(**ASKED).rows]
    g.undo("HEAD")
    assert before == g.digest
