"""Formats of answers and graphs: short names, media types."""

from __future__ import annotations

from kg.errors import UsageProblem

__all__ = ["GRAPHS", "RESULTS", "media_type_of"]

RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Formats of rows and truth values."""

GRAPHS = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "ntriples": "application/n-triples",
    "nquads": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""Formats of triples and quads."""

_ALSO = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "json-ld": "jsonld", "n-triples": "ntriples"}
_ALSO_IN_GRAPHS = {
    "xml": "rdfxml",
    "json": "jsonld",
    "application/xml": "rdfxml",
    "application/json": "jsonld",
}
_ALSO_IN_RESULTS = {"application/json": "json", "application/xml": "xml", "text/xml": "xml"}


def media_type_of(name: str, *, graph: bool) -> str:
    """The media type that a short name or media type stands for, in answers that are a graph or rows.

    Raises:
        UsageProblem: there is no such format for such answers.
    """
    known = GRAPHS if graph else RESULTS
    wanted = name.partition(";")[0].strip().lower()
    wanted = _ALSO.get(wanted, wanted)
    wanted = (_ALSO_IN_GRAPHS if graph else _ALSO_IN_RESULTS).get(wanted, wanted)
    if wanted in known:
        return known[wanted]
    if wanted in known.values():
        return wanted
    what = "A graph" if graph else "An answer in rows"
    raise UsageProblem(f"{what} cannot be written as “{name}”; known are {', '.join(known)}.")
