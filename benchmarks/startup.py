"""Start-up of `kg ask` as a whole process, against `python -c "import rdflib"`, measured in turn in one run.

    python benchmarks/startup.py [rounds]

Prints the median wall time of each and the ratio of the medians (goal: at most 2.5).
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

KG = shutil.which("kg", path=sysconfig.get_path("scripts")) or "kg"
COMMANDS = {
    "kg ask partners guangdong --period 2019-01": [KG, "ask", "partners", "guangdong", "--period", "2019-01"],
    "kg --help": [KG, "--help"],
    'python -c "import rdflib"': [sys.executable, "-c", "import rdflib"],
    'python -c "pass"': [sys.executable, "-c", "pass"],
}


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parent)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """One warm-up of each, then all in turn, so that a drift of the machine meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        seconds(command)
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    peer = statistics.median(times['python -c "import rdflib"'])
    print(f"| whole process, {rounds} runs in turn | median ms | min | max | ratio to import rdflib |")
    print("|---|---|---|---|---|")
    for name, taken in times.items():
        middle = statistics.median(taken)
        row = (middle, min(taken), max(taken))
        print(f"| `{name}` | {' | '.join(f'{t * 1000:.0f}' for t in row)} | {middle / peer:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
