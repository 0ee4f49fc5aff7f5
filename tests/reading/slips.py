"""Files of facts with slips at lines that are known: does every finding name the right line.

    python tests/reading/slips.py --files 200 --seed 1

writes files in each form, laid out at random (comments, texts over several lines, lists, braces, line ends as on Windows,
letters of many scripts), with slips that each carry a word of their own, reads them, and counts the findings that name
the line on which the slip stands.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kg.names import Names
from kg.reading.files import name_rows, read
from kg.reading.parsers import OWN, Parser
from kg.resources import room
from kg.vocabulary import PREFIXES

__all__ = ["FORMS", "Page", "measure", "page"]

WORDS = "goods 出口 Überschuss trade–balance мёд 年 “quoted” ; . , # ] } ) <b> a:b 'x' 100% - [ {".split()
PREFIXED = "dcterms figure graph place rdfs source trade xsd".split()


@dataclass
class Page:
    """A text under way: its lines, and the slips in it by their word, with line, column and code."""

    rng: random.Random
    name: str
    lines: list[str] = field(default_factory=lambda: [""])
    slips: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    broken: bool = False
    end: str = "\n"
    left: list[int] = field(default_factory=lambda: [*range(1, 9), *range(14, 32)])

    def put(self, text: str) -> None:
        """Write on; a line feed begins a line."""
        first, *rest = text.split("\n")
        self.lines[-1] += first
        self.lines.extend(rest)

    def slip(self, code: str, text: str, word: str) -> None:
        """Write a slip that begins here; its finding has to name the word."""
        self.slips[word] = (len(self.lines), len(self.lines[-1]) + 1, code)
        self.put(text)

    def word(self) -> str:
        """A word that no other slip has."""
        return f"z{self.name[0]}q{len(self.slips)}q"

    def prose(self, count: int = 6) -> str:
        """Some words."""
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(1, count)))

    def gap(self) -> str:
        """White space that may hold a comment, and may begin a line."""
        mark = f" # {self.prose()}\n  " if self.rng.random() < 0.3 else "\n  "
        return self.rng.choice([" ", "  ", "\t", "\n", "\n\n    ", mark])

    @property
    def text(self) -> str:
        """All of it."""
        return self.end.join(self.lines)


# --- Turtle and TriG -------------------------------------------------------------------------------------------------


def _literal(page: Page, inside: str = "") -> str:
    prose = f"{page.prose()} {inside} {page.prose()}"
    if page.rng.random() < 0.4:
        long = prose.replace(" ", "\n", page.rng.randint(1, 3)).replace('"', "“")
        return f'"""{long}"""' + page.rng.choice(["", "@en", "@zh-Hans"])
    return '"' + prose.replace('"', '\\"') + '"' + page.rng.choice(["", "@en"])


def _objects(page: Page, good: Callable[[], str]) -> None:
    for number in range(page.rng.choice([1, 1, 1, 2, 3])):
        page.put(("" if number == 0 else page.rng.choice([", ", " , ", ",\n    ", "\n  , "])) + good())


def _turtle_slip(page: Page) -> None:
    word, rng = page.word(), page.rng
    match rng.randrange(7):
        case 0:
            page.slip("R02", f"trade:{word}", word)
            page.put(page.gap() + _literal(page))
        case 6 if "no IRI" not in page.slips:
            page.put("trade:note" + page.gap() + "'x'" + rng.choice([" , ", ",\n   "]))
            page.slip(
                "R19",
                rng.choice(["(\n 1 2\n )", "[ trade:note 1 ;\n trade:note 2 ]", "_:b1", "[]"]),
                "no IRI",
            )
        case 1:
            page.put("a" + page.gap())
            page.slip("R02", f"trade:{word}", word)
        case 2:
            page.put("trade:copyOf" + page.gap())
            page.slip("R21", f"<urn:x:{word}>", word)
        case 3 if page.left:
            code = page.left.pop()
            page.put("trade:note" + page.gap() + "'x'" + rng.choice([" , ", ",\n   "]))
            page.slip("R22", _literal(page, f"\\u{code:04X}"), f"U+{code:04X}")
            page.put(" ;" + page.gap())
            page.slip("R20", f"owl:a{code}", f"owl:a{code}")
            page.put(page.gap() + "figure:other")
        case 4:
            page.put("trade:order" + page.gap())
            number = f"{rng.randint(1, 9)},{100 + len(page.slips)}"
            page.slip("R28", number, f"{number} is 2 values")
        case _:
            page.slip("R02", f"<http://elsewhere.example/{word}>", word)
            page.put(page.gap() + "place:a,place:b")


def _turtle_facts(page: Page, count: int) -> None:
    rng = page.rng
    for number in range(count):
        for _ in range(rng.randint(0, 2)):
            page.put(f"# {page.prose()}\n" if rng.random() < 0.5 else "\n")
        page.put(f"figure:{page.name[0]}{number}{page.gap()}trade:source{page.gap()}source:A")
        for _ in range(rng.randint(1, 5)):
            page.put(rng.choice([" ;", ";", "\n ;"]) + page.gap())
            if rng.random() < 0.15:
                _turtle_slip(page)
            else:
                page.put(rng.choice(["trade:note", "rdfs:label", "dcterms:title"]) + page.gap())
                _objects(page, lambda: _literal(page))
        page.put(rng.choice([" .\n", ".\n", " . ", " ;\n ;\n.\n"]))


def _turtle(page: Page) -> None:
    for prefix in (*PREFIXED, "owl"):
        page.put(f"@prefix {prefix}: <{PREFIXES.get(prefix, 'http://www.w3.org/2002/07/owl#')}> .\n")
    _turtle_facts(page, 20)
    if page.broken:
        page.put(
            f"figure:last{page.gap()}trade:source{page.gap()}source:A ;{page.gap()}trade:about{page.gap()}"
        )
        page.slip("R01", page.rng.choice(["nowhere:x", "%", ";", '"a\\qb"', "_x"]), "")
        page.put(" .\n" + "# more\n" * 3)


def _trig(page: Page) -> None:
    _turtle_prefixes(page)
    for _ in range(3):
        page.put(page.rng.choice(["graph:source-A", "GRAPH graph:source-A"]) + page.gap() + "{" + page.gap())
        _turtle_facts(page, 6)
        page.put("}\n")
    word = page.word()
    page.slip("R24", f"graph:{word}", word)
    page.put(page.gap() + "{ figure:in-it trade:note 'x' }\n")
    if page.broken:
        page.put("graph:source-A {" + page.gap() + "figure:x trade:note ")
        page.slip("R01", page.rng.choice(["nowhere:x", "%", ";"]), "")
        page.put(" }\n\n")


def _turtle_prefixes(page: Page) -> None:
    for prefix in (*PREFIXED, "owl"):
        page.put(f"PREFIX {prefix}: <{PREFIXES.get(prefix, 'http://www.w3.org/2002/07/owl#')}>\n")


def _nquads(page: Page) -> None:
    rng, trade = page.rng, PREFIXES["trade"]
    home = f"<{PREFIXES['graph']}source-A>"
    for number in range(60):
        subject, word = f"<{PREFIXES['figure']}{page.name[0]}{number}>", page.word()
        if rng.random() < 0.3:
            page.put(f"# {page.prose()}\n" if rng.random() < 0.7 else "\n")
        match rng.randrange(12):
            case 0:
                page.slip("R02", f'{subject} <{trade}{word}> "x" {home} .\n', word)
            case 1:
                page.slip("R21", f"{subject} <{trade}copyOf> <urn:x:{word}> {home} .\n", word)
            case 2:
                page.slip("R24", f'{subject} <{trade}note> "x"@en <{PREFIXES["graph"]}{word}> .\n', word)
            case _:
                text = page.prose().replace('"', '\\"')
                page.put(f'{subject} <{trade}note> "{text}\\n" {home} .\n')
    if page.broken:
        page.slip(
            "R01",
            rng.choice([f"{subject} <{trade}note> .\n", f"{subject} a 1 .\n", f'{subject} <x y> "z" .\n']),
            "",
        )
        page.put("# more\n" * 3)


def _jsonld_value(page: Page) -> str:
    text = page.prose().replace('"', '\\"')
    return page.rng.choice(
        [f'"{text}"', f'{{"@value": "{text}",\n "@language": "en"}}', f'["{text}", "x{len(page.lines)}"]']
    )


def _jsonld(page: Page) -> None:
    rng = page.rng
    page.put(
        f'{{"@context": {{"trade": "{PREFIXES["trade"]}", "note": "trade:note",\n "id": "@id"}},\n"@graph": [\n'
    )
    for number in range(25):
        page.put("" if number == 0 else rng.choice([",\n", " , ", ","]))
        key = rng.choice(["id", "@id"])
        page.put(f'{{"{key}":{rng.choice([" ", "", chr(10)])}"{PREFIXES["figure"]}{page.name[0]}{number}",\n')
        page.put(f' "trade:source": {{"@id": "{PREFIXES["source"]}A"}}')
        for turn in range(rng.randint(1, 3)):
            page.put(rng.choice([",", ",\n", "\n  ,\n\n "]))
            word = page.word()
            match rng.randrange(8):
                case 0:
                    page.slip("R02", f'"trade:{word}"', word)
                    page.put(f":{rng.choice([' ', chr(10)])}{_jsonld_value(page)}")
                case 1 if turn == 0:
                    page.put(f'"{PREFIXES["trade"]}copyOf":{rng.choice(["", chr(10)])}{{"@id":\n')
                    page.slip("R21", f'"urn:x:{word}"', word)
                    page.put("}")
                case _:
                    page.put(f'"http://purl.org/dc/terms/x{turn}": {_jsonld_value(page)}')
        page.put("\n}")
    if page.broken:
        page.put(",\n\n")
        page.slip("R01", rng.choice(["nul\n", "]]\n", "'x'\n", '"a\\q"\n']), "")
    page.put("]}\n")


# --- Sheets and tables -----------------------------------------------------------------------------------------------


def _yaml_note(page: Page, indent: str) -> str:
    prose = page.prose().replace("'", "").replace('"', "")
    style = page.rng.randrange(4)
    if style == 0:
        return f"|\n{indent}  {prose}\n{indent}  {page.prose()}"
    if style == 1:
        return f">-\n{indent}  {prose}\n\n{indent}  more of it"
    return f"'{prose}\n\n{indent}  {prose}\u2028'" if style == 2 else f'"{prose}"'


def _yaml_key(page: Page, indent: str) -> None:
    word, rng = page.word(), page.rng
    match rng.randrange(5):
        case 0:
            page.put(indent)
            page.slip("R02", f"{word}: x\n", word)
            page.put(f"{indent}partner: japan\n")
        case 1:
            page.put(f"{indent}partner: ")
            page.slip("R03", f"{word}\n", word)
        case 2:
            page.put(f"{indent}partner: japan\n{indent}period: ")
            page.slip("R06", f"2019-{word}\n", word)
            return
        case 3:
            page.put(
                f"{indent}partner: japan\n{indent}note: {_yaml_note(page, indent)}\n{indent}product:\n\n{indent}    "
            )
            page.slip("R03", f"{word}\n", word)
        case _:
            page.put(f"{indent}partner: japan\n")
    page.put(f"{indent}period: 2019\n")


def _yaml(page: Page) -> None:
    rng = page.rng
    page.put(
        f"# {page.prose()}\nsource: {{id: {page.name[0]}, title: T, publisher: P, kind: press}}\nfigures:\n"
    )
    for number in range(25):
        if rng.random() < 0.3:
            page.put(f"# {page.prose()}\n\n")
        word = page.word()
        head = f"{page.name[0]}{number}"
        if rng.random() < 0.3:
            page.put("  - {reporter: guangdong, flow: export, period: 2019,\n     partner: ")
            page.slip("R03", word, word) if rng.random() < 0.3 else page.put("japan")
            page.put(f", value: {{id: {head}, is: {number + 1} billion CNY}}}}\n")
            continue
        page.put("  - reporter: guangdong\n    flow: export\n")
        _yaml_key(page, "    ")
        page.put(f"    value:\n      id: {head}\n      is: ")
        word = page.word()
        page.slip("R05", f"{word} CNY\n", word) if rng.random() < 0.1 else page.put(
            f"{number + 1} billion CNY\n"
        )
    if page.broken:
        page.put("  - ")
        page.slip("R01", rng.choice(["a: b: c\n", "*x\n", "&x 1\n", "!t x\n", "a: 'x' y\n"]), "")
        page.put("# more\n")


def _csv(page: Page) -> None:
    rng = page.rng
    page.put("source,reporter,partner,flow,period,indicator,id,printed,note\n")
    for number in range(50):
        cells = [
            "A",
            "guangdong",
            "japan",
            "export",
            "2018",
            "value",
            f"{page.name[0]}{number}",
            f"{number + 1} billion CNY",
        ]
        bad, word = rng.randrange(40), page.word()
        codes = {1: "R03", 2: "R03", 3: "R13", 4: "R06", 5: "R13", 7: "R05"}
        for at, cell in enumerate(cells):
            if at == bad and at in codes:
                page.slip(codes[at], f"{word} CNY" if at == 7 else word, word)
            else:
                page.put(f'"{cell}"' if rng.random() < 0.2 else cell)
            page.put(",")
        note = page.prose().replace('"', '""').replace(" ", "\n", rng.randint(0, 2))
        page.put(f'"{note}"\n')
    if page.broken:
        page.slip("R01", 'A,gu"angdong,japan,export\n', "")
        page.put("A,b\n")


FORMS: dict[str, Callable[[Page], None]] = {
    "csv": _csv,
    "jsonld": _jsonld,
    "nq": _nquads,
    "trig": _trig,
    "ttl": _turtle,
    "yaml": _yaml,
}
"""What writes a page of each form, by suffix."""


def page(form: str, name: str, seed: int, *, broken: bool = False) -> Page:
    """A page of a form with its slips; a broken one has one more, at which reading ends."""
    rng = random.Random(f"{form} {name} {seed} {broken}")
    made = Page(rng, f"{name}.{form}", broken=broken, end=rng.choice(["\n", "\n", "\r\n"]))
    FORMS[form](made)
    return made


def measure(form: str, seeds: range, names: Names, folder: Path, parser: Parser = OWN) -> Counter[str]:
    """How many slips were found at their line ("exact"), at another ("off"), in another file ("wrong"), or not.

    "column" counts those of the exact ones whose column is right as well.
    """
    counts: Counter[str] = Counter()
    for seed in seeds:
        pages = [page(form, name, seed, broken=name == "c" and seed % 2 == 0) for name in "abc"]
        for one in pages:
            (folder / one.name).write_text(one.text, encoding="utf-8", newline="")
        reading = read([folder / one.name for one in pages], names, known={"A"}, parser=parser)
        for one in pages:
            counts.update(_judged(one, folder, reading.findings))
    return counts


def _judged(one: Page, folder: Path, findings: tuple) -> Counter[str]:
    counts: Counter[str] = Counter()
    broken = {word: slip for word, slip in one.slips.items() if slip[2] == "R01"}
    for word, (line, column, code) in (broken or one.slips).items():
        found = [f.place for f in findings if f.code == code and word in f.message]
        here = [place for place in found if place.file == (folder / one.name).as_posix()]
        unique = code not in ("R01", "R19", "R20", "R22", "R28")
        if unique and len(found) > len(here):
            counts["wrong"] += 1
        elif not here:
            counts["missed"] += 1
        else:
            counts["exact" if any(place.line == line for place in here) else "off"] += 1
            counts["column"] += any((place.line, place.column) == (line, column) for place in here)
    return counts


def main() -> int:
    """Measure all forms, and print a line for each."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--files", type=int, default=100, help="submissions of three files, for each form")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    names = Names.of(name_rows(sorted((room("ontology") / "reference").glob("*.ttl"))))
    worst = 1.0
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            seeds = range(given.seed, given.seed + given.files)
            counts = measure(form, seeds, names, Path(folder))
        total = sum(counts[kind] for kind in ("exact", "off", "missed", "wrong"))
        rate = counts["exact"] / max(1, total)
        worst = min(worst, rate)
        told = ", ".join(f"{counts[kind]} {kind}" for kind in ("exact", "off", "missed", "wrong"))
        sys.stdout.write(
            f"{form}: {total} slips, {rate:.2%} in their line ({told}), {counts['column']} column right\n"
        )
    return 0 if worst >= 0.99 else 1


if __name__ == "__main__":
    raise SystemExit(main())
