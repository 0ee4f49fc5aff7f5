"""How to cite a source, a figure or the graph itself: as text, BibTeX and CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass

from kg.answers.lookups import Lookup
from kg.errors import UsageProblem
from kg.grid import Evidence, Measured, Origin
from kg.model.period import Period
from kg.model.terms import Iri
from kg.printing.envelope import exact_json
from kg.vocabulary import BASE, PREFIXES

__all__ = ["Citation", "cite_graph", "cite_thing"]

_TITLE = "Regional trade graph"
_MONTHS = "January February March April May June July August September October November December".split()

_KEY = """
SELECT ?reporter ?partner ?product ?flow ?indicator ?period WHERE {
  VALUES ?figure { <%s> }
  ?figure trade:reporter ?reporter ; trade:product ?product ; trade:flow ?flow ; trade:indicator ?indicator ;
    trade:period ?period .
  OPTIONAL { ?figure trade:partner ?partner }
} ORDER BY ?figure
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A work to cite. ``issued`` is a date as precise as known; ``prefix`` and ``suffix`` tell what of it is meant."""

    key: str
    kind: str
    title: str
    publisher: str = ""
    issued: str | None = None
    address: str | None = None
    version: str | None = None
    prefix: str = ""
    suffix: str = ""

    @property
    def _part(self) -> str:
        return ", ".join(part for part in (self.prefix, self.suffix) if part)

    @property
    def text(self) -> str:
        """The citation as a sentence: "China Daily (2019, February). Title. https://…"."""
        whole = f"{self.publisher} ({_words(self.issued)}). {self.title}"
        tail = "".join(f", {part}" for part in (self.version, self.suffix) if part)
        address = f" {self.address}" if self.address else ""
        part = f"{self.prefix}. In: " if self.prefix else ""
        return f"{part}{whole}{tail}.{address}"

    @property
    def bibtex(self) -> str:
        """The citation as a BibTeX entry."""
        year, month, _ = _parts(self.issued)
        fields = {
            "title": f"{{{self.title}}}",
            "author": f"{{{self.publisher}}}",
            "year": year,
            "month": str(int(month)) if month else None,
            "version": self.version,
            "url": self.address,
            "note": self._part or None,
        }
        lines = [f"  {name} = {{{_escaped(value)}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    @property
    def csl(self) -> dict[str, object]:
        """The citation as an item of CSL-JSON."""
        date = [int(part) for part in _parts(self.issued) if part]
        fields: dict[str, object] = {
            "id": self.key,
            "type": self.kind,
            "title": self.title,
            "author": [{"literal": self.publisher}],
            "issued": {"date-parts": [date]} if date else None,
            "version": self.version,
            "URL": self.address,
            "note": self._part or None,
        }
        return {name: value for name, value in fields.items() if value}

    def to_json(self) -> str:
        """The CSL-JSON item as text."""
        return exact_json([self.csl]) + "\n"


def cite_thing(iri: str, lookup: Lookup) -> Citation:
    """The citation of a source, or of a figure or statement in its source.

    Raises:
        UsageProblem: it is none of these.
    """
    if iri.startswith(PREFIXES["source"]):
        origin = lookup.origins([iri]).get(iri)
        evidence = Evidence(origin) if origin else None
    else:
        evidence = lookup.evidence([iri]).get(iri)
    if evidence is None:
        raise UsageProblem(f"Only sources, figures, statements and the graph can be cited, not <{iri}>.")
    spans = ", ".join(f"{start}–{end}" for start, end in evidence.passages)
    figure = lookup.figures([iri]).get(iri)
    return _citation(
        evidence.source,
        prefix=_figure_words(iri, figure, lookup) if figure else "",
        suffix=f"characters {spans}" if spans else "",
    )


def cite_graph(*, version: str, digest: str | None) -> Citation:
    """The citation of the whole graph, with its digest where it is known."""
    return Citation(
        key="regional-trade-graph",
        kind="dataset",
        title=_TITLE,
        publisher="Regional trade graph project",
        address=BASE,
        version=f"version {version}",
        suffix=f"content SHA-256 {digest}" if digest else "",
    )


def _citation(origin: Origin, *, prefix: str, suffix: str) -> Citation:
    return Citation(
        key=f"source-{origin.id}",
        kind="article",
        title=origin.title,
        publisher=origin.publisher or "Unknown publisher",
        issued=origin.issued,
        address=origin.address,
        prefix=prefix,
        suffix=suffix,
    )


def _figure_words(iri: str, figure: Measured, lookup: Lookup) -> str:
    rows = lookup.store.select(_KEY % Iri(iri)).rows
    if not rows:
        return figure.text
    *named, period = rows[0]
    labels = lookup.labels(str(value) for value in named if value)
    reporter, partner, product, flow, indicator = (
        labels.get(str(v), "") or _slug(str(v or "")) for v in named
    )
    when = Period.parse(_slug(str(period))).label
    parts = [reporter, f"with {partner}" if partner else "", product, f"{flow} {indicator}".strip(), when]
    return f"{', '.join(part for part in parts if part)}: {figure.text}"


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _parts(issued: str | None) -> tuple[str, str, str]:
    year, month, day = [*(issued or "").split("-"), "", "", ""][:3]
    return year, month, day


def _words(issued: str | None) -> str:
    year, month, day = _parts(issued)
    if not year:
        return "n.d."
    named = f", {_MONTHS[int(month) - 1]}" if month else ""
    return f"{year}{named}{f' {int(day)}' if day else ''}"


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in "&%$#_" else character for character in text)
