"""Commits: only what makes a difference counts, retries are harmless, undo gives the old graph back."""

import shutil
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import LockedError, RejectedError, UnknownName, UsageProblem
from kg.findings import Finding, Report
from kg.ledger import ChangeSet, Repository
from kg.ledger.journal.genesis import digest_of


def linked(parts, subject, target):
    return Quad(
        NamedNode(f"{parts.BASE}place/{subject}"),
        NamedNode(f"{parts.BASE}ontology#partOf"),
        NamedNode(f"{parts.BASE}place/{target}"),
        NamedNode(f"{parts.BASE}graph/source-X"),
    )


def test_a_commit_tells_who_when_why_and_what(repository, me, parts):
    """The receipt, the record and the ledger graph say the same."""
    done = repository.commit(ChangeSet.of(parts.batch("new")), me)
    record = repository.log()[-1]

    assert ("A. Curator", "to see", "2024-05-01T08:00:00.000+00:00") == (done.author, done.reason, done.when)
    assert (done.commit, 12) == (record.id, record.counts["triples added"])
    store = repository.store()
    assert store.ask(
        f"ASK {{ GRAPH graph:ledger {{ graph:ledger trade:head commit:{done.commit} . commit:{done.commit} a trade:Commit ; "
        'trade:author "A. Curator" ; dcterms:description "to see" ; prov:endedAtTime "2024-05-01T08:00:00Z"^^xsd:dateTime ; '
        "trade:triplesAdded 12 ; prov:wasInformedBy ?before } }"
    )
    store.close()


def test_what_the_graph_has_is_nothing_to_do(repository, me, parts):
    """No second commit."""
    repository.commit(ChangeSet.of(parts.batch("new")), me)
    again = repository.commit(ChangeSet.of(parts.batch("new")), me)

    assert (False, "Nothing to do: the graph has it already.") == (again.done, str(again))
    assert 5 == len(repository.log())


def test_only_the_difference_is_committed(repository, me, parts):
    """What is there already, and the removal of what is not, leave no line; nor does a triple of another graph."""
    change = ChangeSet.of([*parts.batch("first"), parts.quad("new", "new")], [parts.quad("nix", "nix")])
    elsewhere = parts.quad("first-1", "first 1", graph="source-Y")
    repository.commit(change + ChangeSet.of([elsewhere]), me)

    assert (1, 0) == repository.log()[-1].size


def test_the_same_submission_is_a_harmless_retry(repository, me, parts):
    """It names the first commit, even where its facts are gone again."""
    first = repository.commit(ChangeSet.of(parts.batch("new")), me, submission="mine")
    repository.undo(first.commit, me)
    again = repository.commit(ChangeSet.of(parts.batch("new")), me, submission="mine")

    assert (False, first.commit) == (again.done, again.commit)


def test_a_base_that_has_moved_is_refused(repository, me, parts):
    """Exit code 4; the base as it is goes through."""
    with pytest.raises(LockedError, match="not at"):
        repository.commit(ChangeSet.of(parts.batch("new")), me, base="#1")
    assert repository.commit(ChangeSet.of(parts.batch("new")), me, base="HEAD").done


def test_what_the_gate_refuses_is_not_written(repository, me, parts):
    """The report comes with the error, code V05; the journal keeps its length."""
    report = Report.of([Finding(code="V05", message="A share over 100")])
    with pytest.raises(RejectedError) as refused:
        repository.commit(ChangeSet.of(parts.batch("new")), me, admit=lambda view: report)

    assert report is refused.value.report
    assert 4 == len(repository.log())


def test_undo_gives_the_old_graph_back(repository, me, parts):
    """The digest, ledger aside; undoing the undo gives the new one back."""
    before = repository.digest()
    done = repository.commit(ChangeSet.of(parts.batch("new"), parts.batch("first")[:3]), me)
    after = repository.digest()
    undone = repository.undo(done.commit, me)

    assert before == repository.digest() != after
    repository.undo(undone.commit, me)
    assert after == repository.digest()
    repository.undo(done.commit, me)
    assert before == repository.digest()


def test_undoing_twice_is_nothing_to_do(repository, me, parts):
    """A retry of an undo names the first one."""
    done = repository.commit(ChangeSet.of(parts.batch("new")), me)
    first, second = repository.undo(done.commit, me), repository.undo(done.commit, me)

    assert (True, False, first.commit) == (first.done, second.done, second.commit)


def test_what_later_commits_need_stays(repository, me, parts):
    """U02 names who needs it and what to undo first; then it goes."""
    done = repository.commit(ChangeSet.of([parts.quad("hub", "hub")]), me)
    later = repository.commit(ChangeSet.of([linked(parts, "spoke", "hub")]), me)
    with pytest.raises(RejectedError) as refused:
        repository.undo(done.commit, me)

    (finding,) = refused.value.report
    assert ("U02", "place:hub", "it is needed by place:spoke") == (
        finding.code,
        finding.fact,
        finding.message,
    )
    assert later.commit in finding.remedy
    repository.undo(later.commit, me)
    assert repository.undo(done.commit, me).done


def test_what_later_commits_changed_stays(repository, me, parts):
    """U01: taking the first back would take the second back in part."""
    done = repository.commit(ChangeSet.of([parts.quad("hub", "old")]), me)
    repository.commit(
        ChangeSet.of([parts.quad("hub", "new")], [parts.quad("hub", "old")]), me, kind="correct"
    )
    with pytest.raises(RejectedError) as refused:
        repository.undo(done.commit, me)

    assert [("U01", "place:hub")] == [(one.code, one.fact) for one in refused.value.report]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_shared_things_stay_while_something_points_at_them(repository, me, parts, order):
    """A period that two commits name goes with the last of them, and comes back with either."""
    period = parts.quad("2019", "2019", graph="reference-periods")
    first = repository.digest()
    commits = [
        repository.commit(ChangeSet.of([period, linked(parts, name, "2019")]), me).commit for name in "ab"
    ]
    both = repository.digest()

    def described():
        store = repository.store()
        found = period in set(store.quads())
        store.close()
        return found

    one = repository.undo(commits[order[0]], me)
    assert described()
    two = repository.undo(commits[order[1]], me)
    assert first == repository.digest()
    repository.undo(one.commit, me)
    assert described()
    repository.undo(two.commit, me)
    assert both == repository.digest()


def test_the_creation_cannot_be_undone(repository, me):
    """Nor can a commit be of an unknown kind, or without a reason."""
    with pytest.raises(UsageProblem, match="cannot be undone"):
        repository.undo("#0", me)
    with pytest.raises(UsageProblem, match="no kind of commit"):
        repository.commit(ChangeSet(), me, kind="nix")
    with pytest.raises(UsageProblem, match="needs a reason"):
        repository.commit(ChangeSet(), type(me)(author="x", reason=" "))


@pytest.mark.parametrize(
    "quad",
    [
        Quad(BlankNode(), NamedNode("http://x/p"), Literal("x"), NamedNode("http://x/g")),
        Quad(NamedNode("http://x/s"), NamedNode("http://x/p"), Literal("x")),
        Quad(
            NamedNode("http://x/s"),
            NamedNode("http://x/p"),
            Literal("x"),
            NamedNode("https://w3id.org/regional-trade/graph/ledger"),
        ),
    ],
)
def test_what_cannot_be_committed_is_refused(quad):
    """Nodes without names, triples without a graph, and the ledger's own graph."""
    with pytest.raises(UsageProblem):
        ChangeSet.of([quad])


def test_commits_have_names(repository):
    """Ids and their beginnings, HEAD, HEAD~n, numbers, prefixed names."""
    history = repository.history
    records = history.records

    for name in (records[2].id, records[2].id[:6], "HEAD~1", "#2", f"commit:{records[2].id}"):
        assert records[2] == history.find(name)
    for name in ("nix", "HEAD~9", "#9", "abc"):
        with pytest.raises(UnknownName):
            history.find(name)


def test_every_state_can_be_seen(repository, me, parts):
    """From a snapshot or by replay, digest for digest."""
    digests = [repository.history.digest(f"#{number}") for number in range(4)]
    for number in range(12):
        repository.commit(ChangeSet.of(parts.batch(f"more-{number}")), me)

    assert 8 == len(list((repository.folder / "snapshots").iterdir()))
    assert digests == [repository.history.digest(f"#{number}") for number in range(4)]
    assert digests[1] == digests[3] != digests[2]


def test_a_reader_keeps_its_state(repository, me, parts):
    """However many commits come, and although old snapshots are removed."""
    store = repository.store()
    before = digest_of(store.quads())
    for number in range(12):
        repository.commit(ChangeSet.of(parts.batch(f"more-{number}")), me)

    assert before == digest_of(store.quads())
    assert 9 == len(list((repository.folder / "snapshots").iterdir()))
    store.close()
    repository.commit(ChangeSet.of(parts.batch("last")), me)
    assert 8 == len(list((repository.folder / "snapshots").iterdir()))


def test_a_clock_set_back_is_told(repository, me, parts):
    """The journal's order counts."""
    repository.commit(ChangeSet.of(parts.batch("a")), parts.signature("now"))
    done = repository.commit(ChangeSet.of(parts.batch("b")), me)

    assert "the journal's order counts" in done.notes[0]


@pytest.mark.no_cover  # other tests cover the same lines
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(("add", "remove", "both", "undo")), st.integers(0, 5), st.integers(0, 5)),
        max_size=8,
    )
)
def test_any_history_rebuilds_to_the_same_graph(copied, me, parts, steps):
    """Random commits and undos: replay, live store and snapshots agree, and undoing all gives the first graph back."""
    folder = copied("random")
    try:
        repository = Repository.open(folder)
        first = repository.digest()
        for act, one, other in steps:
            come, go = parts.batch(f"n{one}")[:3], parts.batch(f"n{other}")[:3]
            if act == "undo":
                records = repository.log()[4:]
                if records:
                    with suppress(RejectedError):
                        repository.undo(records[one % len(records)].id, me)
            else:
                change = ChangeSet.of(come if act != "remove" else (), go if act != "add" else ())
                repository.commit(change, me)
        digest = repository.digest()
        assert () == repository.verify().findings
        repository.rebuild()
        assert digest == repository.digest() == repository.history.digest("HEAD")
        for record in reversed(repository.log()[4:]):
            if repository.history.undone_by(record.id) is None:
                repository.undo(record.id, me)
        assert first == repository.digest()
    finally:
        shutil.rmtree(folder)
