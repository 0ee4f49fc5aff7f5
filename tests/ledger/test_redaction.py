"""Personal data withdrawn: no byte of the store holds the name, the statements stay, and a kill leaves a whole store."""

import gzip
import os
import shutil
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import KgError, LockedError, UnknownName, UsageProblem
from kg.findings import Report
from kg.ledger import ChangeSet, Repository
from kg.ledger.commits.submitting import Submission, _Checked, submit
from kg.ledger.edits.redaction import Names, Withdrawn, without
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.locks import exclusive
from kg.ledger.keeping.migration import planned
from kg.ledger.keeping.refounding import forget
from kg.rdf import describe, graph_named
from kg.vocabulary import expand, thing

PERSON = thing("person", "ding-xiaozhi")
WORDS = ("Ding Xiaozhi", "丁孝智", "ding-xiaozhi", "ding xiaozhi")


def held(folder):
    """All bytes of a folder, in small letters, and those of its first graph as they are when unpacked."""
    files = b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return (files + gzip.decompress((folder / "genesis.nq.gz").read_bytes())).lower()


@pytest.fixture(scope="module")
def before(curated, tmp_path_factory):
    """A store in which the person has another label by a commit, as a curator would leave it; to be copied."""
    folder = Path(shutil.copytree(curated, tmp_path_factory.mktemp("before") / "store"))
    with kg.open(folder) as graph:
        graph.revise("ding-xiaozhi", "alias", "丁孝智", lang="zh", reason="his name")
    return folder


@pytest.fixture(scope="module")
def after(before, tmp_path_factory):
    """That store without the person, and the receipt."""
    folder = Path(shutil.copytree(before, tmp_path_factory.mktemp("after") / "store"))
    with kg.open(folder) as graph:
        receipt = graph.forget("ding-xiaozhi", reason="asked by the person")
        yield graph, receipt, folder


def test_no_byte_of_the_store_holds_the_name(before, after):
    """Journal, first graph, snapshots and live store: grepped whole, unpacked; it was there before."""
    old, new = held(before), held(after[2])

    assert [] == [word for word in WORDS if word.lower().encode() not in old]
    assert [] == [word for word in WORDS if word.lower().encode() in new]


def test_the_statements_stay_with_somebody_unnamed(after, graph):
    """As many statements as the article has of the professor: five; no post is left that tells who it was."""
    found = after[0]
    said = "SELECT ?s WHERE { ?s trade:speaker %s } ORDER BY ?s"
    named = [row["s"] for row in graph.sparql(said % f"<{PERSON}>").rows]

    assert 5 == len(named)
    assert named == [row["s"] for row in found.sparql(said % "person:withdrawn-1").rows]
    assert [] == found.sparql("SELECT ?h WHERE { ?h trade:person person:withdrawn-1 }").rows
    assert "A person whose name was withdrawn" == found.show("person:withdrawn-1").title


def test_the_history_begins_anew_and_says_so(before, after):
    """One record that names the last commit of the old journal; the store verifies."""
    found, receipt, _ = after
    last = Repository.open(before).log()[-1].id

    [first] = [one for one in found.repository.log() if one.kind == "create"]
    assert (
        f"to withdraw personal data: asked by the person. It had 3 commits, the last of them {last}."
        in first.reason
    )
    assert any("Backups" in note for note in receipt.notes)
    assert () == found.repository.verify().findings


def test_shipped_files_do_not_bring_the_name_back(after):
    """Migrating has nothing to add, though the shipped files name the person; nobody else is missing."""
    plan = planned(after[0].repository)

    assert ChangeSet() == plan.change
    assert "Wang Ruijun" == after[0].show("wang-ruijun").title


def test_work_goes_on(after, tmp_path):
    """What is committed afterwards can be undone."""
    folder = shutil.copytree(after[2], tmp_path / "store")
    with kg.open(folder) as graph:
        digest = graph.digest
        graph.retire("product:hs-57", reason="nobody names it")
        graph.undo("HEAD")
        assert digest == graph.digest


def test_a_reason_that_holds_the_name_is_refused(before, run):
    """U10, and nothing is written. Without --yes nothing is done; a place is no person."""
    digest = Repository.open(before).digest()
    named = ("--store", before, "forget", "ding-xiaozhi", "--reason", "Ding Xiaozhi asked for it")

    for more in ("--yes", "--dry-run"):
        code, out, _ = run(*named, more)
        assert (1, True) == (code, "U10" in out)
    assert 2 == run(*named)[0]
    with kg.open(before) as graph, pytest.raises(UsageProblem, match="is no person"):
        graph.forget("guangdong", reason="x")
    assert digest == Repository.open(before).digest()


@pytest.fixture
def small(quick, me):
    """Makes small stores with one person and one statement."""
    person = thing("person", "jo-x")
    pairs = (("rdf:type", expand("trade:Person")), ("rdfs:label", "Jo Xample"))
    quads = [
        *describe(graph_named("reference-people"), person, pairs),
        *describe(graph_named("source-N"), thing("statement", "N-1"), (("trade:speaker", person),)),
    ]
    Repository.create(quick / "seed", quads, me)
    made = []

    def make():
        made.append(Path(shutil.copytree(quick / "seed", quick / f"s{len(made)}" / "store")))
        return made[-1]

    return make


@pytest.fixture
def allowed(monkeypatch):
    """A gate that finds nothing: what is tested here is the disk."""
    monkeypatch.setattr("kg.ledger.keeping.refounding.admit", lambda view: Report.of([], {}))


def test_whatever_fails_leaves_the_old_store_or_the_new_one(small, failing, allowed, me):
    """Operations on the disk fail, the last ones each: the journal is the old one to the byte, or new without the name."""
    counting = failing(0, "before")
    forget(Repository.open(small(), disk=counting), thing("person", "jo-x"), me)
    last = counting.count
    for at in (1, last // 4, last // 2, *range(last - 5, last + 1)):
        folder, disk = small(), failing(at, "before")
        journal = (folder / "journal.rdfp").read_bytes()
        with suppress(KgError, OSError):
            forget(Repository.open(folder, disk=disk), thing("person", "jo-x"), me)
        assert disk.failed is not None
        assert [folder] == list(folder.parent.iterdir())
        if journal != (folder / "journal.rdfp").read_bytes():
            assert b"jo xample" not in held(folder)
            assert () == Repository.open(folder).verify().findings
        Repository.open(folder).store().close()


def test_what_a_killed_process_left_beside_the_store_is_removed(small, allowed, me, parts):
    """Killed after the exchange: the new store counts, and the next writer removes the old one."""

    class Killed(Disk):
        """Dies when the old store would be removed."""

        def place(self, draft, folder):
            if not draft.name.startswith(".forgetting-"):
                return super().place(draft, folder)
            os.rename(folder, f"{draft}.old")
            os.rename(draft, folder)
            os.rename(f"{draft}.old", draft)
            raise KeyboardInterrupt

    folder = small()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.ledger.keeping.refounding.shutil.rmtree", lambda *a, **k: None)
        with pytest.raises(KeyboardInterrupt):
            forget(Repository.open(folder, disk=Killed()), thing("person", "jo-x"), me)
    assert 2 == len(list(folder.parent.iterdir()))

    Repository.open(folder).commit(ChangeSet.of(parts.batch("new")), me)
    assert [folder] == list(folder.parent.iterdir())
    assert b"jo xample" not in held(folder)


def test_what_a_store_beside_is_being_founded_in_stays(small, me, parts):
    """The draft of “store-2” begins like one of “store”, whose writer leaves it alone."""
    folder = small()
    other = folder.parent / ".forgetting-store-2-4711-0123abcd"
    mine = folder.parent / ".forgetting-store-4711-0123abcd"
    other.mkdir()
    mine.mkdir()

    Repository.open(folder).commit(ChangeSet.of(parts.batch("new")), me)
    assert {folder, other} == set(folder.parent.iterdir())


@pytest.mark.parametrize("length", [10, 60, 130])
def test_who_has_read_the_journal_of_a_store_that_was_exchanged_reads_the_new_one(
    quick, small, allowed, me, parts, length
):
    """Whatever the sizes of both: nothing is cut off the new journal, and the commit is made."""
    folder, begun = quick / f"store-{length}", replace(me, reason="b" * length)
    Repository.create(folder, Repository.open(small()).history.genesis(), begun)
    held = Repository.open(folder)
    assert 1 == len(held.log())
    forget(Repository.open(folder), thing("person", "jo-x"), me)

    held.commit(ChangeSet.of(parts.batch("new")), me)
    assert () == Repository.open(folder).verify().findings
    assert 2 == len(held.log())


def test_a_commit_of_the_history_before_is_not_undone(small, allowed, me, monkeypatch):
    """The person is forgotten after the commit was looked up and before the store is held: the name stays away."""
    folder = small()
    text = describe(graph_named("source-N"), thing("statement", "N-2"), (("trade:gist", "Jo Xample spoke"),))
    held = Repository.open(folder)
    held.commit(said := ChangeSet.of(text), me)
    gone = held.commit(ChangeSet.of((), said.added), me)
    write = held._write

    def late(*given):
        forget(Repository.open(folder), thing("person", "jo-x"), me)
        return write(*given)

    monkeypatch.setattr(held, "_write", late)
    with pytest.raises(UnknownName):
        held.undo(gone.commit, me)
    assert not [q for q in Repository.open(folder).store().quads() if "Jo Xample" in str(q)]


def test_files_that_were_checked_before_the_history_began_anew_are_checked_again(
    small, allowed, me, parts, monkeypatch
):
    """The commit that they were checked against is unknown by then: they are held against the new one and get in."""
    folder = small()
    held, bases = Repository.open(folder), []

    def checked(repository, submission):
        bases.append(repository.head)
        change = ChangeSet.of(parts.batch("new"))
        found = _Checked(base=bases[-1], change=change, report=Report.of([], {}), corrects=False, changes=())
        if len(bases) == 1:
            forget(Repository.open(folder), thing("person", "jo-x"), me)
        return found

    monkeypatch.setattr("kg.ledger.commits.submitting._checked", checked)
    made = submit(held, Submission(paths=()), me)

    assert (True, 2) == (made.receipt.done, len(set(bases)))


def test_the_receipt_says_whose_key_signed_the_new_beginning(small, allowed, me):
    """As that of any signed commit does."""

    class Key:
        """Signs everything alike."""

        key = "ab" * 32

        def sign(self, message):
            return b"signed"

    done = forget(Repository.open(small()), thing("person", "jo-x"), replace(me, signer=Key()))
    assert Key.key == done.signed


def test_who_waited_for_a_store_that_was_exchanged_gets_the_lock_of_the_new_one(tmp_path):
    """Two writers never hold one store: the lock of a folder that is gone is worth nothing."""
    old, new = tmp_path / "store", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    got = threading.Event()

    def wait():
        with exclusive(old / "lock", 20):
            got.set()
            release.wait(20)

    release = threading.Event()
    waiting = threading.Thread(target=wait)
    with exclusive(old / "lock", 0):
        waiting.start()
        os.rename(old, tmp_path / "gone")
        os.rename(new, old)
    assert got.wait(20)
    with pytest.raises(LockedError), exclusive(old / "lock", 0):
        pass
    release.set()
    waiting.join()


def test_a_person_whose_name_is_short_is_taken_out_as_well():
    """Three letters are no word to look for in texts; the IRI is the person's however short its end is."""
    person, graph = thing("person", "wu"), graph_named("reference-people")
    said = [
        *describe(graph, person, (("rdf:type", expand("trade:Person")), ("rdfs:label", "Wu"))),
        *describe(graph_named("source-N"), thing("statement", "N-1"), (("trade:speaker", person),)),
    ]

    left = list(without(said, person, "withdrawn-1"))
    assert [thing("person", "withdrawn-1")] == [quad.object.value for quad in left]
    assert Names(said, person).stand_in(person)
    assert (True, False) == (Names(said, person).stand_in("Wu"), Names(said, person).stand_in("wu"))


def test_only_whole_names_are_taken_out():
    """“Jo Xample” goes from a text, “Jo Xamples” stays; an address that holds the name goes; digests are salted."""
    person = thing("person", "jo-xample")
    graph = graph_named("source-N")
    said = [
        *describe(graph_named("reference-people"), person, (("rdfs:label", "Jo Xample"),)),
        *describe(
            graph, thing("source", "N"), (("dcterms:title", ("Talk with Jo Xample", "The Jo Xamples")),)
        ),
        *describe(graph, thing("source", "N"), (("schema:url", expand("wd:jo-xample")),)),
    ]
    left = {quad.object.value for quad in without(said, person, "withdrawn-1")}
    entry = Withdrawn.new(person, "withdrawn-1")

    assert {"Talk with (name withdrawn)", "The Jo Xamples"} == left
    assert entry == Withdrawn.of(entry.entry)
    assert (True, False) == (entry.means(person), entry.means(thing("person", "jo")))
    assert Names(said, person).stand_in("JO XAMPLE said")
    assert not Names(said, person).stand_in("jo_xamples said, and xjo-xample")
