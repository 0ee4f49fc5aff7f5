"""Making stores, and what verify says of one that a writer left behind in the middle of its work."""

import pytest
from pyoxigraph import Store

from kg.errors import DamagedError, LockedError, RejectedError, UsageProblem
from kg.findings import Finding, Report, Severity
from kg.ledger import ChangeSet, Repository
from kg.ledger.journal.disk import Disk
from kg.ledger.state.snapshots import FrozenStore


class Stopping(Disk):
    """A disk on which nothing can be done any more from a path on."""

    def __init__(self, path):
        self.path, self.on = path, True

    def step(self, what, path, action):
        """Refuse what concerns the path."""
        if self.on and self.path in str(path):
            raise OSError(28, "No space left on device")
        return action()


@pytest.mark.parametrize("part", ["snapshots", "HEAD"])
def test_a_commit_that_cannot_be_shown_counts(copied, me, parts, part):
    """The receipt says that it is not visible yet; verify warns with L08; the next commit shows both."""
    folder = copied()
    before = Repository.open(folder).head
    done = Repository.open(folder, disk=Stopping(part)).commit(ChangeSet.of(parts.batch("new")), me)

    assert (True, False) == (done.done, done.published)
    assert "not visible yet" in done.notes[-1]
    repository = Repository.open(folder)
    assert before == repository.head
    assert [("L08", Severity.WARNING)] == [(one.code, one.severity) for one in repository.verify()]
    later = repository.commit(ChangeSet.of(parts.batch("later")), me)
    assert later.commit == repository.head
    assert repository.history.find("HEAD~1").id == done.commit


def test_a_store_behind_its_journal_catches_up(copied, me, parts):
    """A record that reached the journal alone is carried out by the next writer: a warning until then."""
    folder = copied()
    ahead = Repository.open(copied("ahead"))
    done = ahead.commit(ChangeSet.of(parts.batch("new")), me)
    (folder / "journal.rdfp").write_bytes((ahead.folder / "journal.rdfp").read_bytes())

    repository = Repository.open(folder)
    assert {"L08"} == {one.code for one in repository.verify()}
    again = repository.commit(ChangeSet.of(parts.batch("new")), me)
    assert (False, done.commit) == (again.done, repository.head)
    assert "had not reached the store" in again.notes[0]


def test_a_store_that_names_no_commit_is_made_anew(copied, me, parts):
    """Nobody can tell which state it is in."""
    folder = copied()
    Store(folder / "live").clear()
    done = Repository.open(folder).commit(ChangeSet.of(parts.batch("new")), me)

    assert "named no commit" in done.notes[0]
    assert () == Repository.open(folder).verify().findings


def test_a_store_that_is_open_elsewhere_is_not_made_anew(copied, me, parts):
    """Exit code 4: somebody opened the writer's folder without the lock."""
    folder = copied()
    held = Store(folder / "live")
    with pytest.raises(LockedError, match="open for writing elsewhere"):
        Repository.open(folder).commit(ChangeSet.of(parts.batch("new")), me)
    del held
    assert Repository.open(folder).commit(ChangeSet.of(parts.batch("new")), me).done


def test_an_error_that_is_kept_does_not_keep_the_store(copied, me, parts):
    """As in a notebook, which remembers the last error."""
    folder = copied()
    report = Report.of([Finding(code="V05", message="A share over 100")])
    with pytest.raises(RejectedError) as kept:
        Repository.open(folder).commit(ChangeSet.of(parts.batch("new")), me, admit=lambda view: report)

    Store(folder / "live")
    assert kept.value.report is report


def test_a_new_store_needs_a_free_place(copied, me, parts, quick):
    """Files, other folders and stores stay; a store goes where that is asked for."""
    folder = copied()
    with pytest.raises(UsageProblem, match="its commits already"):
        Repository.create(folder, [], me)
    with pytest.raises(UsageProblem, match="is a file"):
        Repository.create(folder / "HEAD", [], me)
    with pytest.raises(UsageProblem, match="no store"):
        Repository.create(folder / "snapshots", [], me)
    replaced = Repository.create(folder, parts.batch("other"), me, replace=True)

    assert 1 == len(replaced.log())
    assert ["store"] == [path.name for path in quick.iterdir()]


def test_a_snapshot_that_is_gone_is_told(copied):
    """Exit code 5 with the command; a commit whose snapshot is gone can be seen by replay."""
    folder = copied()
    repository = Repository.open(folder)
    digest = repository.history.digest("#1")
    for path in (folder / "snapshots").iterdir():
        (path / "lock").unlink()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.ledger.state.snapshots._PATIENCE", 0.01)
        with pytest.raises(DamagedError, match="kg rebuild"):
            repository.store()

    assert digest == repository.history.digest("#1")
    with pytest.raises(FileNotFoundError):
        FrozenStore.of(folder / "snapshots" / "nix", "nix")


def test_rebuilding_cuts_a_torn_end_and_says_so(copied):
    """As the next commit would."""
    folder = copied()
    with (folder / "journal.rdfp").open("ab") as file:
        file.write(b"H {")

    assert "cut off" in Repository.open(folder).rebuild()[1]


def test_a_journal_without_a_record_is_damage(copied, me, parts):
    """Exit code 5; and so is one that is not there."""
    folder = copied()
    (folder / "journal.rdfp").write_bytes(b"")
    with pytest.raises(DamagedError, match="holds no commit"):
        Repository.open(folder).commit(ChangeSet.of(parts.batch("new")), me)
    assert ["L01"] == [one.code for one in Repository.open(folder).verify()]
    (folder / "journal.rdfp").unlink()
    with pytest.raises(DamagedError, match="cannot be read"):
        Repository.open(folder).log()


def test_a_journal_that_shrinks_while_it_is_in_use_is_damage(repository):
    """Somebody cut it under a running program."""
    repository.log()
    (repository.folder / "journal.rdfp").write_bytes(b"")

    with pytest.raises(DamagedError, match="become shorter"):
        repository.log()
