"""A process that commits until it is killed, and one that starts such processes quickly by forking.

Run as a script it reads one JSON order a line, forks a child for it, tells its pid, waits for its end, tells its status.
It never opens a store itself, so that a child begins without threads.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError, LockedError
from kg.ledger import ChangeSet, Repository, Signature
from kg.ledger.commits.rules import rules_digest
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.layout import tool

BASE = "https://w3id.org/regional-trade/"
BATCH = 12


def quad(subject, text, graph="source-X"):
    """A quad of the tests."""
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    return Quad(NamedNode(f"{BASE}place/{subject}"), label, Literal(text), NamedNode(f"{BASE}graph/{graph}"))


def batch(name):
    """The quads of one commit: whole or not at all."""
    return [quad(f"{name}-{number}", f"{name} {number}") for number in range(BATCH)]


def signature(reason, author="worker"):
    """Who does it."""
    return Signature(author=author, reason=reason)


class Dying(Disk):
    """A disk under a process that is killed at its n-th operation: before it, or after it (a write: in its middle)."""

    def __init__(self, at, mode):
        self.at, self.mode, self.count = at, mode, 0

    def step(self, what, path, action):
        """Carry it out, unless it is its turn."""
        self.count += 1
        if self.count == self.at and self.mode == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = action()
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    def put(self, handle, data, path):
        """Write it, unless it is its turn."""
        if self.count == self.at and self.mode == "middle":
            os.write(handle, data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        super().put(handle, data, path)


def work(order):
    """Commit, undo, rebuild and verify at random; every intent and every acknowledgement is a line in a file."""
    chance = random.Random(order["seed"])
    folder = Path(order["folder"])
    disk = Dying(order["die_at"], order["mode"]) if order.get("die_at") else None
    told = os.open(order["told"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(*words):
        os.write(told, (" ".join(map(str, words)) + "\n").encode())

    repository = Repository.open(folder, disk=disk, wait=order.get("wait", 60))
    for number in range(order.get("times", 10_000)):
        act = order.get("act") or chance.choices(("add", "undo", "rebuild", "verify"), (70, 20, 5, 5))[0]
        tell("TRY", act)
        try:
            if act == "add":
                name = f"{order['seed']}-{number}"
                done = repository.commit(ChangeSet.of(batch(name)), signature(name), submission=name)
                tell("OK", done.commit)
            elif act == "undo":
                known = repository.history
                standing = [one for one in known.records if one.kind == "add" and not known.undone_by(one.id)]
                if not standing:
                    continue
                done = repository.undo(chance.choice(standing).id, signature("undone"))
                tell("OK" if done.done else "NO", done.commit)
            elif act == "rebuild":
                repository.rebuild()
                tell("REBUILT")
            else:
                found = repository.verify()
                tell("VERIFIED" if found.conforms else f"WRONG {[one.message for one in found]}")
        except KgError as error:
            tell("REFUSED", type(error).__name__, str(error).replace("\n", " "))


def contend(order):
    """Commit a number of times against others: some to any state, some to the state seen before, some all the same."""
    chance = random.Random(order["seed"])
    repository = Repository.open(Path(order["folder"]), wait=120)
    outcomes = []
    for number in range(order["times"]):
        kind = ("free", "based", "same")[number % 3]
        name = f"same-{number}" if kind == "same" else f"{order['seed']}-{number}"
        try:
            base = repository.head if kind == "based" and chance.random() < 0.9 else None
            done = repository.commit(ChangeSet.of(batch(name)), signature(name), base=base, submission=name)
            outcomes.append([name, "done" if done.done else "nothing", done.commit])
        except LockedError as error:
            outcomes.append([name, "refused", error.exit_code])
    Path(order["told"]).write_text(json.dumps(outcomes), "utf-8")


def look(order):
    """Read until told to stop: every batch is whole, the head never goes back, nothing fails."""
    repository = Repository.open(Path(order["folder"]))
    seen, reads, wrong = [], 0, []
    while not Path(order["stop"]).exists():
        started = time.perf_counter()
        store = repository.store()
        counts = {}
        for one in store.quads(f"{BASE}graph/source-X"):
            name = one.object.value.rpartition(" ")[0]
            counts[name] = counts.get(name, 0) + 1
        told = len(list(store.quads(f"{BASE}graph/ledger", f"{BASE}commit/{store.commit}")))
        store.close()
        reads += 1
        seen.append(time.perf_counter() - started)
        if set(counts.values()) - {BATCH} or not told:
            wrong.append([store.commit, counts])
    Path(order["told"]).write_text(
        json.dumps({"reads": reads, "wrong": wrong, "slowest": max(seen)}), "utf-8"
    )


def serve():
    """Start children by order; what every commit reads once is read before, so that they begin at once."""
    rules_digest(), tool()
    for text in sys.stdin:
        order = json.loads(text)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                {"work": work, "contend": contend, "look": look}[order.get("job", "work")](order)
                code = 0
            finally:
                if code:
                    text = traceback.format_exc().replace("\n", " | ")
                    with open(order["told"], "a", encoding="utf-8") as told:
                        told.write(f"WRONG {text}\n")
                os._exit(code)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
