"""Checking 100 new figures against graphs of 10,000, 100,000 and 1,000,000, and whole-graph pySHACL, in one run.

    python benchmarks/incremental.py [--sizes 10000,100000,1000000] [--peer 10000,100000] [--limit 1200]

The figures are those of a customs table, in the RDF form of this graph, beside all its reference data: exports,
imports and totals of a product, reporter and partner, month by month. The new ones are the next month. What is timed
is `kg.gate.check` as a whole: shapes and checks, places and report. Peers get the same graph in memory, loaded before
the clock starts, and the same shapes; each runs in a process of its own, and is stopped at the limit.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, product
from pathlib import Path

import pyoxigraph as ox

from kg.building import bundled
from kg.gate import check
from kg.gate.rules import rules
from kg.gate.shapes import rdflib_graph
from kg.model.cell import CellKey
from kg.model.period import Period
from kg.model.terms import Iri
from kg.rdf.periods import period_quads
from kg.reading.readings import Reading
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import code, expand, thing

NEW, ROUNDS = 100, 7
SOURCE = "customs-table"
GRAPH = ox.NamedNode(thing("graph", f"source-{SOURCE}"))
MONTHS = [Period.parse(f"{year}-{month:02d}") for year in (2019, 2020) for month in range(1, 13)]
"""The last one is new: the graph holds all series up to the month before."""
_NODES: dict[str, ox.NamedNode] = {}


def node(iri: str) -> ox.NamedNode:
    """A named node, made once."""
    return _NODES.setdefault(iri, ox.NamedNode(iri))


def literal(value: object, kind: str) -> ox.Literal:
    """A literal of an XSD datatype."""
    return ox.Literal(str(value), datatype=node(expand(f"xsd:{kind}")))


def reference(store: EmbeddedStore) -> Iterator[ox.Quad]:
    """All of the bundled graph that no source says, and no rule derives from sources."""
    for graph in store.graphs():
        name = graph.rsplit("/", 1)[1]
        if not name.startswith(("source-", "derived-", "acceptance")):
            yield from store.quads(graph)


def source() -> Iterator[ox.Quad]:
    """The table: its source, report and data set."""
    about = {name: node(thing(name, SOURCE)) for name in ("source", "report", "dataset")}
    last = literal("2021-01-31", "date")
    for subject, predicate, value in (
        ("source", "rdf:type", node(expand("trade:Source"))),
        ("source", "dcterms:identifier", ox.Literal(SOURCE)),
        ("source", "dcterms:title", ox.Literal("A table of trade", language="en")),
        ("source", "dcterms:publisher", node(thing("organisation", "general-administration-of-customs"))),
        ("source", "trade:sourceKind", node(code("sourceKind", "official"))),
        ("source", "dcterms:issued", last),
        ("source", "trade:issuedEarliest", last),
        ("source", "trade:issuedLatest", last),
        ("report", "rdf:type", node(expand("trade:Report"))),
        ("report", "trade:source", about["source"]),
        ("dataset", "rdf:type", node(expand("qb:DataSet"))),
        ("dataset", "trade:source", about["source"]),
    ):
        yield ox.Quad(about[subject], node(expand(predicate)), value, GRAPH)


def series(store: EmbeddedStore) -> list[tuple[str, Iri, Iri]]:
    """Product, reporter and partner of each series; every one has exports, imports and their total."""
    china = "SELECT ?p WHERE { ?p a trade:Place ; schema:containedInPlace place:china } ORDER BY ?p"
    world = "SELECT ?p WHERE { ?p a trade:Place ; trade:customsTerritory true . FILTER(?p != place:china) } ORDER BY ?p"
    goods = "SELECT ?p WHERE { ?p a trade:Product ; skos:notation ?code } ORDER BY ?p"
    reporters = [Iri(str(row[0])) for row in store.select(china)][:30]
    partners = [Iri(str(row[0])) for row in store.select(world) if row[0] not in reporters][:165]
    products = [str(row[0]) for row in store.select(goods)][:6]
    return list(product(products, reporters, partners))


def figures(keys: Sequence[tuple[str, Iri, Iri]], months: Sequence[int]) -> Iterator[tuple[ox.Quad, ...]]:
    """Exports, imports and their total of each series, month by month."""
    for number, (goods, reporter, partner) in enumerate(keys):
        for month in months:
            exports, imports = (hundredths(number, month, flow) for flow in (1, 2))
            for flow, amount in (("export", exports), ("import", imports), ("total", exports + imports)):
                cell = CellKey(
                    reporter=reporter,
                    partner=partner,
                    product=Iri(goods),
                    flow=code("flow", flow),
                    indicator=code("indicator", "value"),
                    period=MONTHS[month],
                    unit_kind=expand("unit:CCY_CNY"),
                )
                yield tuple(figure(f"{number}-{month}-{flow}", cell, amount))


def hundredths(number: int, month: int, flow: int) -> int:
    """An amount in hundredths of a billion: grows by half a percent a month, give or take up to two percent."""
    level = 1_000 + number * 7919 * flow % 90_000
    return level * (1_000 + 5 * month + (number * 31 + month * 17 + flow * 7) % 41 - 20) // 1_000


def figure(name: str, key: CellKey, amount: int) -> Iterator[ox.Quad]:
    """One figure, as the bridge would write it."""
    subject, value = ox.NamedNode(thing("figure", f"{SOURCE}-{name}")), amount * 10**7
    said = {
        f"trade:{part}": node(getattr(key, part))
        for part in ("reporter", "partner", "product", "flow", "indicator")
    }
    said |= {
        "rdf:type": node(expand("trade:Figure")),
        "dcterms:identifier": ox.Literal(f"{SOURCE}-{name}"),
        "qb:dataSet": node(thing("dataset", SOURCE)),
        "trade:source": node(thing("source", SOURCE)),
        "trade:statedIn": node(thing("report", SOURCE)),
        "trade:cell": ox.NamedNode(thing("cell", key.digest())),
        "trade:period": node(thing("period", key.period.slug)),
        "trade:unit": node(expand("unit:CCY_CNY")),
        "trade:value": literal(value, "decimal"),
        "trade:lower": literal(value - 5 * 10**6, "decimal"),
        "trade:upper": literal(value + 5 * 10**6, "decimal"),
        "trade:printed": ox.Literal(f"{amount / 100:.2f}"),
        "trade:multiplier": literal(9, "integer"),
        "trade:decimals": literal(2, "integer"),
        "trade:bound": node(code("bound", "rounded")),
        "trade:anchor": node(code("anchor", "document")),
        "trade:periodBasis": node(code("basis", "stated")),
        "trade:unitBasis": node(code("basis", "stated")),
        "trade:vintage": literal(date(2021, 1, 31), "date"),
    }
    for name_, term in said.items():
        yield ox.Quad(subject, node(expand(name_)), term, GRAPH)


def built(folder: Path, base: EmbeddedStore, size: int) -> EmbeddedStore:
    """A store on disk with so many figures: as many series as they make, up to the last month but one."""
    known = len(MONTHS) - 1
    keys = series(base)[: -(-size // (3 * known))]
    store = EmbeddedStore.open(folder, read_only=False)
    store.load(reference(base))
    store.load(source())
    store.load(period_quads(MONTHS))
    store.load(quad for quads in islice(figures(keys, range(known)), size) for quad in quads)
    store.close()
    return EmbeddedStore.open(folder)


def candidate(base: EmbeddedStore, number: int) -> Reading:
    """The last month of some series: exports, imports and totals."""
    wanted = -(-NEW // 3)
    keys = series(base)[: (number + 1) * wanted]
    found = islice(figures(keys, [len(MONTHS) - 1]), 3 * number * wanted, 3 * number * wanted + NEW)
    return Reading(quads=tuple(quad for group in found for quad in group))


def seconds_of_check(base: EmbeddedStore, store: EmbeddedStore, size: int) -> list[float]:
    """The time of each round; rounds have the figures of other series, as far as there are any."""
    there = size // (3 * len(MONTHS[:-1]) * -(-NEW // 3))
    readings = [candidate(base, number % there) for number in range(ROUNDS + 1)]
    taken = []
    for reading in readings:
        started = time.perf_counter()
        report = check(reading, store)
        taken.append(time.perf_counter() - started)
        if not report.conforms:
            sys.exit(f"The generated figures do not conform: {report.findings[0]}")
    return taken[1:]


def peer(folder: Path, answer: multiprocessing.Queue) -> None:
    """Whole-graph pySHACL; only its own time counts."""
    import pyshacl

    data, shapes = rdflib_graph(EmbeddedStore.open(folder).quads()), rules().shapes.graph
    started = time.perf_counter()
    conforms, _, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    answer.put((time.perf_counter() - started, conforms))


def seconds_of_peer(folder: Path, limit: float) -> float | None:
    """How long pySHACL takes, or None where it is not done within the limit."""
    answer: multiprocessing.Queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=peer, args=(folder, answer))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        return None
    taken, conforms = answer.get(timeout=5)
    if not conforms:
        sys.exit("pySHACL finds the generated graph at fault.")
    return taken


def main() -> None:
    """Build, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--peer", default="10000,100000")
    parser.add_argument("--limit", type=float, default=3600)
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    peers = [int(size) for size in given.peer.split(",") if size]
    base, first = EmbeddedStore.open(bundled()), None
    print(
        f"| figures | quads | check of {NEW}, median s (min-max) | to the smallest | whole-graph pySHACL s | ratio |"
    )
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            store = built(Path(folder) / str(size), base, size)
            taken = seconds_of_check(base, store, size)
            middle = statistics.median(taken)
            first = first or middle
            quads = len(store)
            store.close()
            whole = seconds_of_peer(Path(folder) / str(size), given.limit) if size in peers else None
            spent = (
                f"{whole:.1f}" if whole else f"more than {given.limit:.0f}" if size in peers else "not run"
            )
            ratio = f"{whole / middle:.0f}" if whole else "-"
            if size in peers and whole is None:
                ratio = f"more than {given.limit / middle:.0f}"
            print(
                f"| {size:,} | {quads:,} | {middle:.3f} ({min(taken):.3f}-{max(taken):.3f}) | {middle / first:.2f} "
                f"| {spent} | {ratio} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
