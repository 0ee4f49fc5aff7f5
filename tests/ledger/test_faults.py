"""Every operation on the disk fails once: the store is as before or after, and says which."""

from contextlib import suppress

import pytest

from kg.errors import DamagedError, KgError, UnreachableError, UsageProblem
from kg.ledger import ChangeSet, Repository


def uncounted(*values):
    """A case whose lines the first case and other tests cover."""
    return pytest.param(*values, marks=pytest.mark.no_cover)


MODES = ["before", uncounted("after"), uncounted("middle")]
"""Failure without effect, after the effect, and for want of space in the middle of a write."""


def added(repository, parts, me):
    return repository.commit(ChangeSet.of(parts.batch("new")), me, submission="new")


def undone(repository, parts, me):
    return repository.undo("#1", me)


PAIRS = [(added, "after"), (added, "middle"), (undone, "middle")]


@pytest.mark.parametrize(("act", "mode"), [(added, "before"), *(uncounted(*pair) for pair in PAIRS)])
def test_a_commit_whose_disk_fails(copied, failing, parts, me, act, mode):
    """Refused and not there, or acknowledged and there for good; the next commit and verify need no help."""
    for at in range(1, 200):
        folder, disk = copied(f"store-{at}"), failing(at, mode)
        before = Repository.open(folder).log()
        acknowledged = None
        with suppress(DamagedError):
            acknowledged = act(Repository.open(folder, disk=disk), parts, me)
        if disk.failed is None:
            break
        repository = Repository.open(folder)
        repository.store().close()
        after = repository.log()
        assert after[: len(before)] == before
        assert acknowledged is None or acknowledged.commit == after[-1].id
        assert act(repository, parts, me).done is (len(after) == len(before))
        assert repository.verify().findings == ()
        assert repository.head == repository.log()[-1].id
    assert at > 15


@pytest.mark.parametrize("mode", MODES)
def test_a_refused_commit_changes_no_byte_of_the_journal(copied, failing, parts, me, mode):
    """Where the journal cannot be written, it is as it was."""
    for at in range(1, 10):
        folder, disk = copied(f"store-{at}"), failing(at, mode)
        journal = (folder / "journal.rdfp").read_bytes()
        try:
            added(Repository.open(folder, disk=disk), parts, me)
        except DamagedError:
            assert journal == (folder / "journal.rdfp").read_bytes()


@pytest.mark.parametrize("mode", MODES)
def test_a_store_that_cannot_be_made_is_not_there(quick, failing, parts, me, mode):
    """A new store appears whole or not at all, and leaves nothing beside it."""
    for at in range(1, 200):
        folder, disk = quick / f"{mode}-{at}" / "store", failing(at, mode)
        with suppress(UsageProblem, DamagedError):
            Repository.create(folder, parts.batch("a"), me, disk=disk)
        if disk.failed is None:
            break
        if folder.exists():
            assert Repository.open(folder).verify().findings == ()
        else:
            with pytest.raises(UnreachableError):
                Repository.open(folder)
        assert not [path for path in (quick / f"{mode}-{at}").glob(".*") if path != folder]
    assert at > 10


@pytest.mark.parametrize("mode", MODES)
def test_rebuilding_on_a_disk_that_fails(copied, failing, mode):
    """Readers see the same graph whatever fails, and the next attempt does it."""
    for at in range(1, 200):
        folder, disk = copied(f"store-{at}"), failing(at, mode)
        digest = Repository.open(folder).digest()
        with suppress(KgError):
            Repository.open(folder, disk=disk).rebuild()
        if disk.failed is None:
            break
        assert digest == Repository.open(folder).digest()
        Repository.open(folder).rebuild()
        assert Repository.open(folder).verify().findings == ()
    assert at > 10


def test_a_journal_that_cannot_even_be_cut(copied, failing, parts, me):
    """A record that was written, but not acknowledged, counts or is cut off when the store is opened next."""
    folder = copied()

    class Broken(failing):
        """Fails from its n-th operation on."""

        def step(self, what, path, action):
            if path.name == "journal.rdfp":
                self.count += 1
                if self.count >= self.at:
                    raise OSError(5, "injected")
            return action()

    with pytest.raises(DamagedError, match="Nothing was committed"):
        added(Repository.open(folder, disk=Broken(3, "before")), parts, me)

    retried = added(Repository.open(folder), parts, me)
    assert not retried.done
    assert 1 == sum(record.submission == "new" for record in Repository.open(folder).log())
    assert Repository.open(folder).verify().findings == ()
