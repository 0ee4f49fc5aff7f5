"""Several writers and readers at once: every outcome is one commit or a plain refusal, and no reader sees half of one."""

import json
import os

WRITERS, TIMES, READERS = 8, int(os.environ.get("KG_COMMITS", "50")), 4


def test_eight_writers_and_four_readers(copied, zygotes, tmp_path):
    """8 processes x 50 commits, on any state, on the state seen before, and the same ones: each once or exit code 4."""
    folder, stop = copied(), tmp_path / "stop"
    looking = [zygotes() for _ in range(READERS)]
    for number, zygote in enumerate(looking):
        zygote.start(job="look", folder=str(folder), told=str(tmp_path / f"read-{number}"), stop=str(stop))
    writing = [zygotes() for _ in range(WRITERS)]
    for number, zygote in enumerate(writing):
        told = str(tmp_path / f"wrote-{number}")
        zygote.start(job="contend", folder=str(folder), seed=number, times=TIMES, told=told)
    assert [0] * WRITERS == [zygote.end() for zygote in writing]
    stop.touch()
    assert [0] * READERS == [zygote.end() for zygote in looking]

    judge(folder, [json.loads((tmp_path / f"wrote-{n}").read_text("utf-8")) for n in range(WRITERS)])
    reads = [json.loads((tmp_path / f"read-{n}").read_text("utf-8")) for n in range(READERS)]
    print(
        f"{sum(one['reads'] for one in reads)} reads, the slowest {max(one['slowest'] for one in reads):.3f} s"
    )
    assert [[]] * READERS == [one["wrong"] for one in reads]
    assert all(one["reads"] for one in reads)


def judge(folder, told):
    """Every outcome stands in the journal once, or was refused; what was refused is not there."""
    from kg.ledger import Repository

    repository = Repository.open(folder)
    outcomes = [outcome for one in told for outcome in one]
    commits = {}
    for record in repository.log()[4:]:
        commits.setdefault(record.submission, []).append(record.id)
    done = {name: commit for name, what, commit in outcomes if what == "done"}
    refused = [(name, code) for name, what, code in outcomes if what == "refused"]
    print(f"{len(outcomes)} outcomes: {len(done)} done, {len(refused)} refused")
    assert len(outcomes) == WRITERS * TIMES
    assert {name: [commit] for name, commit in done.items()} == commits
    assert {4} >= {code for _, code in refused}
    assert not {name for name, _ in refused} & commits.keys()
    assert all(commit == done[name] for name, what, commit in outcomes if what == "nothing")
    assert repository.verify().findings == ()
