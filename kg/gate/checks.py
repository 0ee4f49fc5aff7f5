"""The checks: queries over many facts at once, whose rows are findings. A check is live because its file lies there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DamagedError
from kg.findings import Finding, Severity
from kg.gate.codes import CODES
from kg.gate.rows import Row
from kg.gate.wording import amount_word, fact_name, fill, number_word, word

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Check", "load_checks"]

_FIELDS = {"code", "title", "severity", "message", "remedy", "fact", "about", "graver", "once"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One query whose rows are findings.

    ``fact`` is the column of the fact that a finding is about; ``about`` a prefixed name of its property, or a
    column ("?property"). A number in a column ("value") that has another for its unit ("valueUnit") is told as an amount.
    ``graver`` is a column, and the severity and remedy of the rows in which it is true. ``once`` is a column: of the
    rows that have the same in it one is enough.
    """

    name: str
    query: str
    code: str
    title: str
    severity: Severity
    message: str
    remedy: str
    fact: str
    about: str | None
    graver: tuple[str, Severity, str] | None = None
    once: str | None = None

    @classmethod
    def read(cls, path: Path) -> Check:
        """The check in a file.

        Raises:
            DamagedError: its header lacks something, or names a code that does not exist.
        """
        text = path.read_text(encoding="utf-8")
        header = _header(text, path)
        code = str(header["code"])
        return cls(
            name=path.stem,
            query=text,
            code=code,
            title=str(header["title"]),
            severity=Severity[str(header["severity"]).upper()],
            message=str(header["message"]),
            remedy=str(header.get("remedy") or CODES[code].remedy),
            fact=str(header["fact"]),
            about=str(header["about"]) if header.get("about") else None,
            graver=_graver(header.get("graver"), path),
            once=str(header["once"]) if header.get("once") else None,
        )

    def rows(self, store: pyoxigraph.Store, *, foci: Collection[object] | None = None) -> list[Row]:
        """What the check finds in the union of all graphs of ``store``: of all facts, or of these terms only."""
        import pyoxigraph

        try:
            found = store.query(self.query, use_default_graph_as_union=True)
        except (SyntaxError, RuntimeError) as problem:
            raise DamagedError(f"The check {self.name} cannot be run: {problem}") from problem
        if not isinstance(found, pyoxigraph.QuerySolutions):
            raise DamagedError(f"The check {self.name} is no SELECT query.")
        names = [variable.value for variable in found.variables]
        if self.fact not in names:
            raise DamagedError(f"The check {self.name} has no column {self.fact}.")
        return [self._row(names, row) for row in found if foci is None or row[self.fact] in foci]

    def _row(self, names: list[str], solution: pyoxigraph.QuerySolution) -> Row:
        terms = {name: solution[name] for name in names if solution[name] is not None}
        words = {name: _word(term, terms.get(f"{name}Unit")) for name, term in terms.items()}
        severity, remedy = self.severity, self.remedy
        if self.graver and _text(terms.get(self.graver[0])) == "true":
            _, severity, remedy = self.graver
        about = words.get(self.about[1:]) if self.about and self.about.startswith("?") else self.about
        finding = Finding(
            code=self.code,
            message=fill(self.message, words),
            severity=severity,
            fact=fact_name(_text(terms[self.fact])),
            about=about,
            remedy=fill(remedy, words),
            rule=self.name,
        )
        iris = frozenset(_text(term) for term in terms.values() if not hasattr(term, "datatype"))
        once = None if self.once is None else f"{self.name} {_text(terms.get(self.once))}"
        return Row(finding, iris, once)


def load_checks(folder: Path) -> tuple[Check, ...]:
    """Every check of a folder, by name.

    Raises:
        DamagedError: there is none, or one cannot be read.
    """
    checks = tuple(Check.read(path) for path in sorted(folder.glob("*.rq")))
    if not checks:
        raise DamagedError(f"There is no check in {folder}: a gate without checks is no gate.")
    return checks


def _header(text: str, path: Path) -> Mapping[str, object]:
    import yaml

    lines = [line[3:] for line in text.splitlines() if line.startswith("#+ ")]
    header = yaml.safe_load("\n".join(lines))
    if not isinstance(header, dict):
        raise DamagedError(f"The check {path.name} has no header.")
    missing = sorted(_FIELDS - {"remedy", "about", "graver", "once"} - header.keys())
    unknown = sorted(header.keys() - _FIELDS)
    if missing or unknown:
        raise DamagedError(f"The header of {path.name} lacks {missing} and has the unknown {unknown}.")
    if str(header["code"]) not in CODES:
        raise DamagedError(f"The check {path.name} has the unknown code {header['code']}.")
    return header


def _graver(given: object, path: Path) -> tuple[str, Severity, str] | None:
    if given is None:
        return None
    if not isinstance(given, dict) or given.keys() != {"column", "severity", "remedy"}:
        raise DamagedError(f"graver in {path.name} takes column, severity and remedy.")
    return str(given["column"]), Severity[str(given["severity"]).upper()], str(given["remedy"])


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _word(term: object, unit: object = None) -> str:
    if unit is not None and hasattr(term, "datatype"):
        return amount_word(_text(term), _text(unit))
    return number_word(_text(term)) if hasattr(term, "datatype") else word(_text(term))
