"""Mutated files through the child: what breaks, hangs, or gets in and cannot be read again.

    python tests/reading/fuzzing.py --inputs 100000 --seed 1

Small files of every form, and the files of tests/cases, are changed at random (bytes flipped, pieces dropped, doubled,
moved, taken from other files, nested deep, numbers grown), read as `kg check` reads them, and counted: what was
accepted, refused (by code), what ended a child, what took longer than its limit, and what broke the parent. What was
accepted is written as N-Quads, parsed again, and has to be the same. The same seed makes the same inputs.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import LimitError, ReadingError
from kg.names import Names
from kg.reading.child import ChildParser, Limits
from kg.reading.files import name_rows, read
from kg.resources import room
from kg.vocabulary import PREFIXES

__all__ = ["fuzz", "mutated", "seeds"]

CASES = Path(__file__).resolve().parents[1] / "cases"
HEAD = "".join(
    f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in "figure graph rdfs source trade xsd".split()
)
SMALL = {
    "ttl": (
        f"{HEAD}figure:F1 a trade:Figure ; trade:source source:A ;\n  trade:note \"x\"@en, 'y' ;\n"
        '  trade:value "1.50"^^xsd:decimal ; trade:order 1, 2.5, 3e4, true .\n# a comment\n',
        f'{HEAD}source:A rdfs:label """more\nlines""" ; trade:note [ trade:note (1 2) ] .\n',
    ),
    "trig": (
        f'{HEAD}graph:source-A {{ figure:F1 rdfs:label "x"@en . }}\nGRAPH graph:ledger {{ figure:F2 a trade:X }}\n',
    ),
    "nq": (
        f'<{PREFIXES["figure"]}F1> <{PREFIXES["trade"]}note> "x\\u00e9"@en <{PREFIXES["graph"]}source-A> .\n'
        f'<{PREFIXES["figure"]}F1> <{PREFIXES["trade"]}value> "1"^^<{PREFIXES["xsd"]}decimal> .\n',
    ),
    "jsonld": (
        f'{{"@context": {{"t": "{PREFIXES["trade"]}", "n": {{"@id": "t:note", "@language": "en"}}}},\n'
        f' "@graph": [{{"@id": "{PREFIXES["figure"]}F1", "@type": "t:Figure", "n": ["x", "y"],\n'
        f'  "t:source": {{"@id": "{PREFIXES["source"]}A"}}, "t:value": {{"@value": "1.5", "@type": "t:dec"}}}}]}}\n',
    ),
    "yaml": (
        "source: {id: X, title: T, publisher: P, kind: press, issued: 2019-06-01}\n"
        "defaults: {reporter: guangdong, flow: export}\nfigures:\n"
        "  - {partner: japan, period: 2019-02, value: {id: X-1, is: 1.5 billion CNY}}\n"
        "  - partner: germany\n    period: 2018\n    change: {is: up 3.2 percent, terms: yuan, base: 2017}\n"
        "    note: |\n      two\n      lines\n",
        "source: A\nstatements:\n  - {id: X-S1, speaker: narrator, act: report, gist: 'says it'}\n",
    ),
    "csv": (
        "source,reporter,flow,partner,period,indicator,id,printed,note\n"
        'A,guangdong,export,germany,2018,value,X-1,1.5 billion CNY,"a, ""b""\nc"\n'
        "A,guangdong,import,japan,2018-Q1,change,X-2,up 3%,\n",
    ),
}
PIECES = [
    *(
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        "<<(",
        ")>>",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\u0041",
        "\\uD800",
        "\\x",
    ),
    *(
        ":",
        ": ",
        "- ",
        "? ",
        "|",
        ">-",
        "&a ",
        "*a",
        "!!x ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "#",
        "@prefix",
        "@base",
    ),
    *(
        ",",
        ";",
        ".",
        "a",
        "_:b",
        "^^",
        "@en",
        "@en--ltr",
        "1e999",
        "-0",
        "NaN",
        "1" * 400,
        "9" * 5000,
        "true",
        "null",
    ),
    *(
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        "\x1f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "é",
        "e\u0301",
        "\u202e",
        "\U0001f600",
    ),
    *(
        "<http://a.example/%>",
        "<>",
        "<x>",
        "<file:///etc/x>",
        "2019-02-30",
        "..",
        "../" * 5,
        "=cmd()",
        "x" * 3000,
    ),
]
DEEP = ["[", "(", "{", "[ <http://a.example/p> ", '{"a":', "- ", "<<( ", "{a: ", "? ", "'", '"']


def seeds() -> list[tuple[str, bytes]]:
    """The files that are mutated: suffix and content."""
    found = [(suffix, text.encode()) for suffix, texts in SMALL.items() for text in texts]
    for path in sorted(CASES.rglob("*")):
        suffix = path.suffix.lstrip(".")
        if suffix in SMALL and path.stat().st_size < 6_000:
            found.append((suffix, path.read_bytes()))
    return found


def mutated(rng: random.Random, pool: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A file of the pool, changed in a few places; now and then under the suffix of another form."""
    suffix, data = rng.choice(pool[:9]) if rng.random() < 0.6 else rng.choice(pool)
    for _ in range(rng.choice([1, 1, 1, 1, 2, 2, 3, 8])):
        data = _changed(rng, data, pool)
    return (rng.choice(sorted(SMALL)) if rng.random() < 0.03 else suffix), data


def _changed(rng: random.Random, data: bytes, pool: list[tuple[str, bytes]]) -> bytes:
    at = rng.randint(0, len(data))
    end = min(len(data), at + rng.choice([1, 1, 2, 5, 20, 100]))
    match rng.randrange(12):
        case 0:
            return data[:at] + data[end:]
        case 1:
            return data[:end] + data[at:]
        case 2:
            return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
        case 3:
            to = rng.randint(0, len(data))
            rest = data[:at] + data[end:]
            return rest[:to] + data[at:end] + rest[to:]
        case 4:
            other = rng.choice(pool)[1]
            begin = rng.randint(0, len(other))
            return data[:at] + other[begin : begin + rng.choice([3, 20, 100])] + data[end:]
        case 5:
            return data[:at]
        case 6 | 7 | 8:
            spots = [spot for spot in range(at, len(data)) if data[spot : spot + 1].isalnum()][:50]
            spot = rng.choice(spots) if spots else at
            return data[:spot] + rng.choice(b"0123456789abcdexyzABXZ").to_bytes() + data[spot + 1 :]
        case 9 if rng.random() < 0.2:
            return data[:at] + rng.choice(DEEP).encode() * rng.choice([30, 90, 101, 500, 3000]) + data[at:]
    return data[:at] + rng.choice(PIECES).encode() + data[rng.choice([at, end]) :]


def fuzz(inputs: int, seed: int, names: Names, folder: Path, *, limits: Limits | None = None) -> Counter[str]:
    """Read mutated files and count what becomes of them; see the head of this module.

    "parent" counts exceptions that are none of ours, "hang" what took longer than twice its limit, "child" what ended
    a child, "lost" what was accepted and was not the same when read again. Each is written to the folder.
    """
    counts: Counter[str] = Counter()
    rng, pool = random.Random(seed), seeds()
    limits = limits or Limits()
    with ChildParser(limits) as parser:
        for number in range(inputs):
            suffix, data = mutated(rng, pool)
            path = folder / f"input.{suffix}"
            path.write_bytes(data)
            before, begun = parser.pid, time.monotonic()
            outcome = _outcome(path, names, parser)
            if time.monotonic() - begun > 2 * limits.patience:
                outcome = "hang"
            elif before is not None and parser.pid != before and outcome != "parent":
                counts["child"] += 1
                (folder / f"child-{seed}-{number}.{suffix}").write_bytes(data)
            counts[outcome] += 1
            if outcome in ("parent", "lost", "hang"):
                (folder / f"{outcome}-{seed}-{number}.{suffix}").write_bytes(data)
    return counts


def _outcome(path: Path, names: Names, parser: ChildParser) -> str:
    try:
        reading = read(path, names, known={"A"}, parser=parser)
        again = {*parse(serialize(reading.quads, format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)}
    except ReadingError:
        return "R01"
    except LimitError:
        return "R25"
    except Exception:  # noqa: BLE001 - what is counted here is just what nobody foresaw
        sys.stderr.write(traceback.format_exc())
        return "parent"
    if set(reading.quads) != again:
        return "lost"
    return "findings" if reading.findings else "accepted"


def main() -> int:
    """Fuzz as asked and print the counts; 1 where anything happened that must not."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--inputs", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="a folder for inputs that broke something")
    given = options.parse_args()
    names = Names.of(name_rows(sorted((room("ontology") / "reference").glob("*.ttl"))))
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts = fuzz(given.inputs, given.seed, names, given.keep or Path(folder))
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in ("accepted", "findings", "R01", "R25"))
    bad = ", ".join(f"{counts[kind]} {kind}" for kind in ("child", "parent", "hang", "lost"))
    seconds = time.monotonic() - begun
    sys.stdout.write(f"{given.inputs:,} inputs, seed {given.seed}: {told}; {bad}; {seconds:.0f} s\n")
    return 1 if counts["parent"] or counts["hang"] or counts["lost"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
