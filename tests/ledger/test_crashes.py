"""Whatever instant a process is killed at, the store is as before or after a commit, whole, and nobody has to mend it.

``KG_KILLS`` sets the number of kills at random instants; `make crash` sets 2,000.
"""

import os
import random

import pytest

from kg.ledger import ChangeSet, Repository

KILLS = int(os.environ.get("KG_KILLS", "100"))

# The work is done by other processes, whose lines nobody counts.
pytestmark = pytest.mark.no_cover


def promised(folder, told, parts):
    """What must hold after any kill: readers see a whole commit, acknowledged ones are there, verify finds nothing."""
    words = [line.split() for line in told.read_text("utf-8").splitlines()] if told.exists() else []
    wrong = [line for line in words if line[0] in {"WRONG", "REFUSED"} and line[1] != "RejectedError"]
    assert not wrong
    repository = Repository.open(folder)
    store = repository.store()
    state = {quad.object.value for quad in store.quads(f"{parts.BASE}graph/source-X")}
    seen = store.commit
    store.close()
    records = repository.log()
    names = {record.id: record for record in records}
    acknowledged = [line[1] for line in words if line[0] == "OK"]
    assert not [name for name in acknowledged if name not in names]
    assert seen in {records[-1].id, records[-2].id}
    expected = {quad.object.value for quad in parts.batch("genesis")}
    for record in records[: names[seen].number + 1]:
        expected -= {quad.object.value for quad in record.change.removed}
        expected |= {quad.object.value for quad in record.change.added}
    assert expected == state
    assert repository.verify().conforms
    return len(acknowledged)


def test_killed_at_random_instants(copied, zygote, tmp_path, parts):
    """0 acknowledged commits lost, 0 partial, 0 manual repairs, over commits, undos, rebuilds and snapshots."""
    chance = random.Random(int(os.environ.get("KG_SEED", "20240501")))
    folder, acknowledged = copied(), 0
    for number in range(KILLS):
        told = tmp_path / f"told-{number}"
        order = {"folder": str(folder), "seed": number, "told": str(told)}
        if number % 25 == 24:
            folder = copied(f"store-{number}")
        code = zygote.killed(chance.uniform(0.002, 0.3), **order)
        acknowledged += promised(type(folder)(order["folder"]), told, parts)
        assert code < 0
    print(f"{KILLS} kills, {acknowledged} acknowledged commits")
    assert acknowledged > KILLS // 2


@pytest.mark.parametrize(
    ("act", "mode"), [("add", "before"), ("add", "middle"), ("undo", "middle"), ("rebuild", "middle")]
)
def test_killed_at_every_operation(copied, zygote, tmp_path, parts, act, mode):
    """Killed before and after each operation on the disk, and in the middle of each write, one after the other."""
    for number in range(1, 200):
        folder, told = copied(f"store-{number}"), tmp_path / f"told-{number}"
        code = (
            zygote.start(
                folder=str(folder), seed=number, told=str(told), act=act, times=1, die_at=number, mode=mode
            )
            and zygote.end()
        )
        promised(folder, told, parts)
        done = Repository.open(folder).commit(ChangeSet.of(parts.batch("later")), parts.signature("later"))
        assert done.done
        assert Repository.open(folder).verify().findings == ()
        if code == 0:
            break
    assert number > 10


def test_a_retry_after_a_kill_is_harmless(copied, zygote, tmp_path, parts):
    """A commit that counted but was never acknowledged is not made twice by the same submission."""
    for number in range(1, 200):
        folder, told = copied(f"store-{number}"), tmp_path / f"told-{number}"
        order = {"folder": str(folder), "seed": 7, "told": str(told), "act": "add", "times": 1}
        zygote.start(**order, die_at=number, mode="after")
        if zygote.end() == 0:
            break
        zygote.start(**order)
        assert 0 == zygote.end()
        assert 1 == sum(record.submission == "7-0" for record in Repository.open(folder).log())
    assert number > 10
