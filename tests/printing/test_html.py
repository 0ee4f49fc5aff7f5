"""Answers as a notebook shows them."""

from kg.grid import Column, Evidence, Origin, Thing
from kg.table import Table

ORIGIN = Origin(id="A", iri="x:A", title="T", publisher="Ink & <Paper>", issued="2019-02")


def _table(label):
    cell = Thing("x:p", "A <b>", Evidence(ORIGIN, ((1, 5),)))
    columns = (Column(name="place", label=label, type="thing"),)
    return Table(title="Who & what", columns=columns, records=((cell,),), notes=("a < b",))


def test_an_answer_is_a_table_with_caption_headings_and_footnotes():
    """Every text is escaped; headings say that they head columns, as screen readers want it."""
    shown = _table("Place")._repr_html_()

    assert "<caption>Who &amp; what</caption>" in shown
    assert '<th scope="col">Place</th><th scope="col">Source</th>' in shown
    assert "<td>A &lt;b&gt;</td><td>[1]</td>" in shown
    assert "<p>[1] Ink &amp; &lt;Paper&gt;, Feb 2019, characters 1–5 (A)</p>" in shown
    assert "<p>a &lt; b</p>" in shown


def test_footnotes_stand_under_ref_beside_a_column_of_sources():
    """Two columns of one name, or a column "Note", would mislead."""
    table = _table("Source")

    assert '<th scope="col">Source</th><th scope="col">Ref.</th>' in table._repr_html_()
    assert ["Source", "Ref."] == str(table).splitlines()[1].split()
