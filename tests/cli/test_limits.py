"""A query on the command line ends when its time is up, and when it is interrupted."""

import os
import signal
import subprocess
import sys

import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def kg_process(articles):
    """Starts `kg sparql` on the articles as a process of its own."""

    def start(*arguments):
        command = [sys.executable, "-m", "kg", "--store", str(articles), "sparql", *arguments]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        )

    return start


def test_a_query_ends_when_its_time_is_up(kg_process):
    """Exit code 9, nothing on stdout, and the way to more time."""
    process = kg_process(ENDLESS, "--timeout", "1")
    out, err = process.communicate(timeout=60)

    assert (9, "") == (process.returncode, out)
    assert "longer than 1 s" in err
    assert "--timeout" in err


def test_a_query_can_be_interrupted(kg_process):
    """The shell calls it 130: ended by SIGINT."""
    process = kg_process(ENDLESS)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)

    assert -signal.SIGINT == process.returncode


def test_a_quick_query_is_not_touched(kg_process):
    """The limit goes when the answer is there."""
    process = kg_process("ASK { ?s ?p ?o }", "--timeout", "30")

    assert "true\n" == process.communicate(timeout=60)[0]
