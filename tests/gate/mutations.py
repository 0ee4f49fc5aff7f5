"""How many wrong facts the gate catches: the founding articles' sheets, one slip at a time. A command, no test.

    python tests/gate/mutations.py [--texts FOLDER] [--every N]

Each sheet is read into the bundled graph without the facts of the articles, first as it is, then with one slip in
one fact. A slip is caught where the report has a finding that the sheet as it is does not have: a refusal or a
warning. ``--texts`` names a folder with A.txt, B.txt and C.txt; ``--every N`` takes each Nth slip only.
"""

from __future__ import annotations

import argparse
import copy
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

import kg
from kg.findings import Severity
from kg.gate import check
from kg.names import Names
from kg.reading.readings import Reading
from kg.reading.sheets import read_sheet
from kg.store.embedded import EmbeddedStore
from kg.store.naming import name_rows

SHEETS = {
    path.stem: path for path in sorted((Path(kg.__file__).parents[1] / "data" / "sheets").glob("[ABC].yaml"))
}
MEASURES = ("value", "quantity", "count", "change", "share", "rank", "streak", "converted")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SCALES = ("hundred million", "million", "billion", "trillion")
BOUNDS = ("more than ", "less than ", "nearly ", "about ")
ELSEWHERE = {"partner": "brazil", "reporter": "fujian", "speaker": "long-guoqiang"}
NAMED = {
    "A": {"partner": "eu", "reporter": "china", "speaker": "ma-xingrui"},
    "B": {"partner": "singapore", "reporter": "guangdong", "speaker": "guangdong-customs"},
    "C": {"partner": "hong-kong", "reporter": "guangdong", "speaker": "guangdong-provincial-government"},
}
Sheet = dict
Slip = tuple[str, str, Sheet]


def changed(text: str, edit: Callable[[str], str]) -> str:
    """A printed number with its digits edited."""
    return NUMBER.sub(lambda found: edit(found[0].replace(",", "")), text, count=1)


def raised(digits: str, at: int) -> str:
    """Digits with one of them raised by one."""
    return digits[:at] + str((int(digits[at]) + 1) % 10 or 1) + digits[at + 1 :]


def last(digits: str) -> str:
    """Digits with the last raised by one."""
    return raised(digits, len(digits) - 1)


def swapped(digits: str) -> str:
    """Digits with the first two that differ exchanged."""
    for at in range(len(digits) - 1):
        pair = digits[at : at + 2]
        if pair.isdecimal() and pair[0] != pair[1] and pair[1] != "0":
            return digits[:at] + pair[::-1] + digits[at + 2 :]
    return digits


def pointed(digits: str, by: int) -> str:
    """Digits with the point moved by one place."""
    whole, _, rest = digits.partition(".")
    if by > 0:
        return f"{whole}{rest[:1]}.{rest[1:]}".rstrip(".") if rest else f"{whole}0"
    return f"{whole[:-1] or '0'}.{whole[-1]}{rest}"


def of_numbers(text: str) -> Iterator[tuple[str, str]]:
    """Slips of a printed number, by kind."""
    digits = NUMBER.search(text)[0].replace(",", "")
    yield "first digit", changed(text, lambda d: raised(d, 0))
    yield "last digit", changed(text, last)
    yield "digits swapped", changed(text, swapped)
    yield "digit left out", changed(text, lambda d: d[1:].lstrip(".") if len(d) > 1 else d)
    yield "digit doubled", changed(text, lambda d: d[0] + d)
    yield "point to the left", changed(text, lambda d: pointed(d, -1))
    yield "point to the right", changed(text, lambda d: pointed(d, 1))
    if "%" in text:
        yield "nought added", changed(text, lambda d: f"{d}0" if "." in d else f"{d}.0")
    if "." in digits:
        yield (
            "decimal left out",
            changed(text, lambda d: d.rpartition(".")[0] if len(d.rpartition(".")[2]) == 1 else d[:-1]),
        )
    yield from of_units(text)


def of_units(text: str) -> Iterator[tuple[str, str]]:
    """Slips of a number's scale, unit, sign and wording, by kind."""
    scale = next((word for word in SCALES if word in text), None)
    for other in SCALES if scale else ():
        if other != scale:
            yield f"scale: {other}", text.replace(scale, other)
    if scale:
        yield "scale left out", text.replace(f"{scale} ", "")
    if "CNY" in text:
        yield "unit: other currency", text.replace("CNY", "USD")
        yield "unit: percent for money", re.sub(r"(\w+ )?CNY", "%", text).replace("hundred ", "")
        yield "unit left out", text.replace(" CNY", "")
    if "%" in text:
        yield "unit: points for percent", text.replace("%", "percentage points")
    if text.startswith(("+", "-")):
        yield "sign", text.replace("+", "~").replace("-", "+").replace("~", "-")
    yield from of_wordings(text, plain=bool(scale) or "%" in text)


def of_wordings(text: str, *, plain: bool) -> Iterator[tuple[str, str]]:
    """Slips of the wording before a number, by kind."""
    bound = next((word for word in ("more than ", "nearly ", "less than -") if text.startswith(word)), None)
    if bound:
        yield "wording left out", text.removeprefix(bound.rstrip("-")).strip()
        other = (
            "nearly " if bound.startswith("more") else "more than " if bound.startswith("near") else "above -"
        )
        yield "wording turned round", text.replace(bound, other)
    elif plain and text[0] not in "+-":
        yield "wording added", f"more than {text}"


def of_periods(text: str, sheet: str) -> Iterator[tuple[str, str]]:
    """Slips of a period, by kind."""
    yield "year after", re.sub(r"\d{4}", lambda found: str(int(found[0]) + 1), text)
    yield "year before", re.sub(r"\d{4}", lambda found: str(int(found[0]) - 1), text)
    month = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if month:
        yield "month after", f"{month[1]}-{int(month[2]) % 12 + 1:02d}"
        yield "year for month", month[1]
    if text.endswith("-H1"):
        yield "other half", text.replace("H1", "H2")
    if re.fullmatch(r"\d{4}/\d{4}", text):
        yield "one year for several", text[:4]


def of_passages(passage: list[str], others: list[list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Slips of a passage, by kind."""
    start, end, digest = int(passage[0]), int(passage[1]), passage[2]
    yield "passage: start", [str(start + 1), str(end), digest]
    yield "passage: end", [str(start), str(end - 1), digest]
    yield "passage: both shifted", [str(start + 3), str(end + 3), digest]
    yield "passage: digest", [str(start), str(end), ("0" if digest[0] != "0" else "1") + digest[1:]]
    yield "passage: ends swapped", [str(end), str(start), digest]
    other = next((one for one in others if abs(int(one[0]) - start) > 60), None)
    if other:
        yield "passage: of another figure", other


def slips(name: str, sheet: Sheet) -> Iterator[Slip]:
    """Every slip of a sheet: its kind, the fact, and the sheet with it."""
    spans = [
        body["passage"]
        for entry in sheet["figures"]
        for body in entry.values()
        if isinstance(body, dict) and "passage" in body
    ]
    for at, entry in enumerate(sheet["figures"]):
        for measure in MEASURES:
            if measure in entry:
                yield from measure_slips(sheet, at, measure, spans)
        yield from context_slips(name, sheet, at)
    for at, statement in enumerate(sheet["statements"]):
        if statement["speaker"].startswith("speaker:"):
            continue
        for kind, speaker in (
            ("speaker not named", ELSEWHERE["speaker"]),
            ("speaker named elsewhere", NAMED[name]["speaker"]),
        ):
            if statement["speaker"] != speaker:
                other = copy.deepcopy(sheet)
                other["statements"][at]["speaker"] = speaker
                other["statements"][at].pop("capacity", None)
                yield kind, statement["id"], other


def measure_slips(sheet: Sheet, at: int, measure: str, spans: list[list[str]]) -> Iterator[Slip]:
    """The slips of one measure."""
    body = sheet["figures"][at][measure]
    edits = [("is", kind, text) for kind, text in of_numbers(body["is"])]
    if "passage" in body:
        edits += [("passage", kind, passage) for kind, passage in of_passages(body["passage"], spans)]
    if "base" in body and body["base"] != "unstated":
        edits += [("base", "base year", body["base"].replace("2019", "2020"))]
    for key, kind, value in edits:
        if value != body[key]:
            other = copy.deepcopy(sheet)
            other["figures"][at][measure][key] = value
            yield kind, body["id"], other


def context_slips(name: str, sheet: Sheet, at: int) -> Iterator[Slip]:
    """The slips of what an entry says of all its measures: told of its first."""
    entry, defaults = sheet["figures"][at], sheet.get("defaults", {})
    first = next(entry[measure]["id"] for measure in MEASURES if measure in entry)
    period = entry.get("period") or defaults.get("period")
    edits = [("period", kind, text) for kind, text in of_periods(period, name)]
    region = re.fullmatch(r"[a-z0-9-]+", entry.get("reporter") or defaults.get("reporter"))
    if region:
        edits += [("reporter", "reporter not named", ELSEWHERE["reporter"])]
        edits += [("reporter", "reporter named elsewhere", NAMED[name]["reporter"])]
    if "partner" in entry:
        edits += [("partner", "partner not named", ELSEWHERE["partner"])]
        edits += [("partner", "partner named elsewhere", NAMED[name]["partner"])]
        edits += [("partner", "partner left out", "world")]
    elif entry["flow"] in ("export", "import", "total"):
        edits += [("partner", "partner added", ELSEWHERE["partner"])]
    if entry["flow"] in ("export", "import"):
        edits += [
            ("flow", "flow: export for import", {"export": "import", "import": "export"}[entry["flow"]])
        ]
    for key, kind, value in edits:
        if value != entry.get(key, defaults.get(key)):
            other = copy.deepcopy(sheet)
            other["figures"][at][key] = value
            yield kind, first, other


def ground() -> tuple[EmbeddedStore, Names]:
    """The bundled graph without the facts of the three articles, and the names of everything."""
    with kg.open() as graph:
        store = graph._store
        names = Names.of(name_rows(store))
        own = re.compile(
            r"/(?:figure|statement|source|report|dataset|passage|proposition)/(?:[ABC]|[ABC]-[^/]*)$"
        )
        kept = []
        for quad in store.quads():
            terms = (quad.subject, quad.object, quad.graph_name)
            iris = [str(getattr(term, "value", "")) for term in terms if not hasattr(term, "datatype")]
            if not any(own.search(iri) or re.search(r"graph/source-[ABC]$", iri) for iri in iris):
                kept.append(quad)
    return EmbeddedStore.memory(kept), names


def told(sheet: Sheet, names: Names, store: EmbeddedStore, texts: Path | None) -> Counter:
    """The warnings and refusals of a sheet, counted by code, fact and property."""
    text = yaml.safe_dump(sheet, allow_unicode=True, sort_keys=False)
    reading = read_sheet(text, names, file="sheet.yaml")
    report = check(
        Reading(facts=reading.facts, findings=reading.findings, places=reading.places), store, texts=texts
    )
    return Counter((f.code, f.fact, f.about, f.severity) for f in report.at_least(Severity.WARNING))


def main() -> int:
    """Print the table; 1 where a sheet as it is has a finding of the texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="name the slips that were not caught")
    given = parser.parse_args()
    store, names = ground()
    made, caught, refused, missed = Counter(), Counter(), Counter(), defaultdict(list)
    alarms = 0
    for name, path in SHEETS.items():
        sheet = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        usual = told(sheet, names, store, given.texts)
        alarms += sum(count for (code, *_), count in usual.items() if code in ("V11", "V31", "V32", "V33"))
        for kind, fact, other in list(slips(name, sheet))[:: given.every]:
            new = told(other, names, store, given.texts) - usual
            made[kind] += 1
            caught[kind] += bool(new)
            refused[kind] += any(key[3] is Severity.VIOLATION for key in new)
            if not new:
                missed[kind].append(fact)
    print(f"{'slip':28}{'made':>6}{'caught':>8}{'refused':>9}")
    for kind in sorted(made):
        told_missed = f"   {' '.join(missed[kind])}" if given.missed and missed[kind] else ""
        print(f"{kind:28}{made[kind]:6}{caught[kind]:8}{refused[kind]:9}{told_missed}")
    total = sum(made.values())
    share = 100 * sum(caught.values()) / total
    print(f"{'all':28}{total:6}{sum(caught.values()):8}{sum(refused.values()):9}   {share:.1f} % caught")
    print(f"false alarms on the sheets as they are: {alarms}")
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
