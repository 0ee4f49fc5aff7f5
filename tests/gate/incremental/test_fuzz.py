"""The verdict on a change is the verdict on the whole graph; and the fuzz would notice if it were not."""

from __future__ import annotations

import fuzzing
import mutants
import pytest

CHECKS, SHARES = 20_000, 8

# What is run thousands of times needs no line of it counted; other tests cover the same lines.
pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize("share", range(SHARES))
def test_the_verdict_on_a_change_is_that_on_the_whole_graph(share):
    """20,000 random shape checks in all: no unaffected verdict differs, and the affected ones agree with pySHACL."""
    tally = fuzzing.fuzz(CHECKS // SHARES, f"test-{share}")
    print(f"seed test-{share}: {tally.checks} checks, {tally.changed} verdicts changed")

    assert [] == tally.wrong
    assert tally.checks >= CHECKS // SHARES
    assert tally.changed > tally.checks // 20


def test_few_focus_nodes_are_looked_at():
    """The verdict does not come from looking at everything: most focus nodes are left alone."""
    tally = fuzzing.fuzz(500, "few")

    assert tally.affected < tally.foci / 2


@pytest.mark.parametrize("name", mutants.MUTANTS)
def test_the_fuzz_kills_every_mutant_of_the_analysis(name):
    """Each way to forget something that a shape reads is noticed."""
    assert mutants.killed(name, fuzzing.fuzz, checks=12_000)


def test_the_command_tells_seed_and_counts(capsys):
    """The long run says what it did, and ends with 0 where nothing differs."""
    assert 0 == fuzzing.main(["--checks", "50", "--seed", "7"])
    assert capsys.readouterr().out.startswith("seed 7: 50 shape checks in 2 cases")
