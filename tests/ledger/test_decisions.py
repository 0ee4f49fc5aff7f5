"""Decisions on which figure counts, and what follows from figures: kept true by every commit of the cells it touches."""

import pytest

import kg
from kg.errors import UnknownName, UsageProblem
from kg.ledger import ChangeSet, Repository
from kg.ledger.keeping.archive import backup, restore
from kg.vocabulary import thing

SECOND = """\
source: {id: X9, title: A reprint, publisher: China Daily, kind: press, issued: 2022-11-02}
figures:
  - {reporter: guangdong, partner: asean, flow: total, period: 2022-01/2022-09, value: {id: X9-F1, is: 971.2 billion CNY}}
"""
COUNTS = "SELECT ?figure ?policy { ?a trade:cell ?cell ; trade:accepts ?figure ; trade:policy ?policy . figure:F0037 trade:cell ?cell }"


@pytest.fixture
def g(my_store):
    """The hall on a store of one's own."""
    with kg.open(my_store) as opened:
        yield opened


@pytest.fixture
def second(tmp_path):
    """A sheet with another figure of a cell that is there."""
    path = tmp_path / "X9.yaml"
    path.write_text(SECOND, "utf-8")
    return path


def counting(g):
    return [
        (str(row["figure_iri"] if "figure_iri" in row else row["figure"]).rpartition("/")[2], row["policy"])
        for row in g.sparql(COUNTS).rows
    ]


def test_a_figure_added_is_weighed_by_the_default_policy(g, second):
    """The later print counts by the default policy; the earlier one again when it is undone."""
    assert [("F0037", "default-1")] == counting(g)
    done = g.add(second, reason="a reprint")

    assert [("X9-F1", "default-1")] == counting(g)
    g.undo(done.commit)
    assert [("F0037", "default-1")] == counting(g)


def test_a_decision_stands_against_the_policy(g, second):
    """It names what it revises, outlives figures that come later, and is undone like any commit."""
    before = g.digest
    done = g.accept("F0037", reason="the bulletin is the original")
    assert [("F0037", "decision")] == counting(g)
    revised = "ASK { ?a trade:policy 'decision' ; prov:wasRevisionOf ?b ; trade:decidedOn ?day ; trade:reason 'the bulletin is the original'@en }"
    assert g.repository.store().ask(revised)

    later = g.add(second, reason="a reprint")
    assert [("F0037", "decision")] == counting(g)
    again = g.accept("X9-F1", reason="on second thoughts")
    assert [("X9-F1", "decision")] == counting(g)
    assert not g.accept("X9-F1", reason="once more").done

    for commit in (again, later, done):
        g.undo(commit.commit)
    assert before == g.digest
    assert () == g.repository.verify().findings


def test_a_figure_that_was_decided_on_is_needed(g, second):
    """Its commit cannot be undone before the decision: U02."""
    added = g.add(second, reason="a reprint")
    decided = g.accept("X9-F1", reason="it is later")
    with pytest.raises(kg.KgError) as refused:
        g.undo(added.commit)

    assert {"U02"} == {finding.code for finding in refused.value.report}
    assert any(decided.commit in finding.remedy for finding in refused.value.report)


def test_a_figure_that_does_not_exist_cannot_count(g, me):
    """Exit code 2."""
    with pytest.raises(UnknownName):
        g.repository.accept(thing("figure", "nix"), me)


def test_conflicts_are_kept_true(g, second):
    """Two figures that cannot both be true are a conflict as soon as the second is committed, and none without it."""
    second.write_text(SECOND.replace("971.2", "120.5"), "utf-8")
    query = "SELECT ?c { ?c a trade:Conflict ; trade:between figure:F0037, figure:X9-F1 }"
    done = g.add(second, reason="a wrong print")
    assert 1 == len(g.sparql(query).rows)
    g.undo(done.commit)
    assert 0 == len(g.sparql(query).rows)


def test_differences_are_told_in_facts(g):
    """A value that was corrected is told with the old and the new one, not as triples."""
    store = g.repository.store()
    old = [q for q in store.quads(subject=thing("source", "S001")) if q.predicate.value.endswith("/title")]
    store.close()
    new = [
        type(old[0])(
            old[0].subject,
            old[0].predicate,
            type(old[0].object)("Another title", language="en"),
            old[0].graph_name,
        )
    ]
    done = g.repository.commit(ChangeSet.of(new, old), type_of_signature("correct"), kind="correct")
    (row,) = g.diff(f"#{g.repository.history.find(done.commit).number - 1}").rows

    assert ("changed", "source:S001", "dcterms:title", "Another title") == (
        row["change"],
        row["fact"],
        row["property"],
        row["new"],
    )
    assert row["old"] == old[0].object.value
    (back,) = g.diff("HEAD", "HEAD~1").rows
    assert (row["old"], row["new"]) == (back["new"], back["old"])


def type_of_signature(reason):
    from kg.ledger import Signature

    return Signature(author="A. Curator", reason=reason)


def test_a_backup_restores_to_the_same_store(g, tmp_path):
    """All commits and the same digest; a file that was changed is refused."""
    number = backup(g.repository.folder, tmp_path / "b.tar")
    assert number == restore(tmp_path / "b.tar", tmp_path / "again")
    again = Repository.open(tmp_path / "again")

    assert (g.digest, g.repository.log()) == (again.digest(), again.log())
    assert () == again.verify().findings
    with pytest.raises(UsageProblem, match="exists already"):
        backup(g.repository.folder, tmp_path / "b.tar")
    with pytest.raises(UsageProblem, match="not empty"):
        restore(tmp_path / "b.tar", tmp_path / "again")
    with pytest.raises(UsageProblem, match="no file"):
        restore(tmp_path / "c.tar", tmp_path / "third")


@pytest.mark.parametrize("cut", [0.0, 0.5, 0.9])
def test_a_backup_that_was_cut_is_refused(g, tmp_path, cut):
    """Exit code 5, and no store is left behind."""
    backup(g.repository.folder, tmp_path / "b.tar")
    data = (tmp_path / "b.tar").read_bytes()
    (tmp_path / "b.tar").write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(kg.KgError) as refused:
        restore(tmp_path / "b.tar", tmp_path / "again")

    assert 5 == refused.value.exit_code
    assert not (tmp_path / "again").exists()


def test_the_bundled_graph_cannot_be_changed(articles, tmp_path):
    """It says how to make a store that can."""
    with kg.open(articles) as opened, pytest.raises(UsageProblem, match="kg build FOLDER"):
        opened.undo("HEAD")
