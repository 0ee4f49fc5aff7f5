"""What the tests of the ledger share: small stores, a disk that fails on demand, processes that can be killed."""

import errno
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.ledger import ChangeSet, Repository, Signature
from kg.ledger.journal.disk import Disk

HERE = Path(__file__).parent

spec = importlib.util.spec_from_file_location("ledger_worker", HERE / "worker.py")
worker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(worker)


class Failing(Disk):
    """A disk whose n-th operation fails: without effect, after its effect, or a write in its middle."""

    def __init__(self, at, mode):
        self.at, self.mode, self.count, self.failed = at, mode, 0, None

    def step(self, what, path, action):
        """Carry it out, unless it is its turn."""
        self.count += 1
        mine = self.count == self.at
        if mine and (self.mode == "before" or (self.mode == "middle" and what != "write")):
            self._fail(what)
        done = action()
        if mine:
            del done  # a store that was opened would stay so for as long as the error is remembered
            self._fail(what)
        return done

    def put(self, handle, data, path):
        """Write it, unless it is its turn."""
        if self.count == self.at and self.mode == "middle":
            os.write(handle, data[: max(len(data) // 2, 1)])
            self._fail("write")
        super().put(handle, data, path)

    def _fail(self, what):
        self.failed = what
        raise OSError(errno.ENOSPC if self.mode == "middle" else errno.EIO, "injected", what)


class Zygote:
    """Starts processes that can be killed, each within milliseconds."""

    def __init__(self):
        command = [sys.executable, str(HERE / "worker.py")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, **order):
        """Start a child; its pid."""
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def end(self):
        """Wait for the child's end; its exit code."""
        return int(self.process.stdout.readline())

    def killed(self, after, **order):
        """Start a child and kill it after some seconds; its exit code."""
        child = self.start(**order)
        threading.Event().wait(after)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        return self.end()

    def close(self):
        """Stop."""
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


@pytest.fixture
def zygote():
    """Starts processes that can be killed."""
    made = Zygote()
    yield made
    made.close()


@pytest.fixture
def zygotes():
    """Makes several starters of processes."""
    made = []

    def make():
        made.append(Zygote())
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def me():
    """Somebody who commits, at a time that stands still."""
    return Signature(author="A. Curator", reason="to see", clock=lambda: datetime(2024, 5, 1, 8, tzinfo=UTC))


@pytest.fixture(scope="session")
def memory(tmp_path_factory):
    """A folder in memory where the system has one: a killed process cannot tell, and other tests keep the disk busy."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path_factory.mktemp("memory")
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="kg-ledger-") as folder:
        yield Path(folder)


@pytest.fixture
def quick(memory):
    """A folder of one's own in memory."""
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def seed(memory):
    """A small store with two commits, the second undone; to be copied."""
    folder = memory / "seed" / "store"
    folder.parent.mkdir()
    worker_signature = worker.signature
    repository = Repository.create(folder, worker.batch("genesis"), worker_signature("begin"))
    repository.commit(ChangeSet.of(worker.batch("first")), worker_signature("first"))
    second = repository.commit(ChangeSet.of(worker.batch("second")), worker_signature("second"))
    repository.undo(second.commit, worker_signature("undo second"))
    return folder


@pytest.fixture
def copied(seed, quick):
    """Makes copies of the small store."""

    def copy(name="store"):
        target = quick / name
        shutil.copytree(seed, target)
        return target

    return copy


@pytest.fixture
def repository(copied):
    """A small store of one's own."""
    return Repository.open(copied())


@pytest.fixture
def failing():
    """Makes disks that fail."""
    return Failing


@pytest.fixture
def parts():
    """The batches and quads of the worker."""
    return worker
