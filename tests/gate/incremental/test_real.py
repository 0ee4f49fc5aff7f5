"""Our own shapes and checks on real data, changed at random: the verdict on the change is that on the whole graph.

``KG_ROUNDS`` sets how often each check is tried; `make fuzz` sets 200.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from fuzzing import key

from kg.gate.effects import Effects, check_reads
from kg.gate.incremental import Overlay, StoreAccess, rows_of, validate_delta
from kg.gate.incremental.delta import graph_of
from kg.gate.kin import KIN, kin_quads
from kg.gate.rules import rules
from kg.vocabulary import expand

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "tests" / "cases"
ROUNDS = int(os.environ.get("KG_ROUNDS", "16"))

# What is tried again and again needs no line of it counted; other tests cover the same lines.
pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def quads(tmp_path_factory):
    """The quads of one founding article, with all reference data."""
    from kg.building.assembly import assembled
    from kg.building.inputs import Inputs

    data = tmp_path_factory.mktemp("data")
    (data / "sheets").mkdir()
    shutil.copy(ROOT / "data" / "sheets" / "B.yaml", data / "sheets")
    shutil.copy(ROOT / "data" / "sources.csv", data)
    return sorted(assembled(Inputs(data=data), lambda done, total, what: None).quads, key=str)


def mutated(rng, quads):
    """A random change of real data: what is taken away, and what is put in."""
    told = [q for q in quads if "/graph/source-" in q.graph_name.value]
    chosen = rng.sample(told, 3) + rng.sample(quads, 2)
    swapped = [
        ox.Quad(q.subject, q.predicate, rng.choice(told + quads[:1]).object, q.graph_name)
        for q in rng.sample(chosen, 3)
    ]
    kin = [q for q in rng.sample(told, 40) if not isinstance(q.object, ox.Literal)][:1]
    turned = [
        ox.Quad(q.subject, expand_node("rdf:type"), expand_node("trade:Period"), q.graph_name) for q in kin
    ]
    removed = set(rng.sample(chosen, 3))
    return [q for q in {*swapped, *turned} if q not in set(quads)], sorted(removed, key=str)


def expand_node(curie):
    return ox.NamedNode(expand(curie))


def stores(quads, added, removed):
    """The store before the change, and the one after it."""
    before, after = ox.Store(), ox.Store()
    before.extend(quads)
    after.extend([*(q for q in quads if q not in set(removed)), *added])
    return before, after


def overlaid(before, added, removed):
    """The changed graph, seen over the store before the change."""
    beside = ox.Store()
    beside.extend(added)
    return Overlay(StoreAccess(before), StoreAccess(beside), rows_of(removed))


@pytest.mark.parametrize("number", range(2))
def test_the_shipped_shapes_judge_a_change_as_they_judge_the_whole(quads, number):
    """Results of the whole graph after a change: those for affected nodes, and the earlier ones of all others."""
    rng, engine = random.Random(f"shapes-{number}"), rules().shapes.engine
    added, removed = mutated(rng, quads)
    before, after = stores(quads, added, removed)

    verdict = validate_delta(
        engine, overlaid(before, added, removed), added=rows_of(added), removed=rows_of(removed)
    )

    node = StoreAccess(before).node
    hit = {shape: {node(term) for term in terms} for shape, terms in verdict.affected.items()}
    kept = [r for r in whole(engine, before) if r.focus not in hit.get(r.root, ())]
    assert comparable(whole(engine, after)) == comparable([*kept, *verdict.results])


@pytest.fixture(scope="module")
def cases():
    """The quads of each case by its file, and under "" those of the small graph and of the ontology."""
    core = ox.parse(path=ROOT / "ontology" / "core.ttl")
    ground = [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode("urn:ontology")) for t in core]
    ground += ox.parse(path=CASES / "ground.trig")
    files = sorted(CASES.glob("V*/*.trig"))
    named = {path.relative_to(CASES).as_posix(): held(ox.parse(path=path)) for path in files}
    named |= {
        f"{name} of two sources": apart(quads) for name, quads in named.items() if name.startswith("V28/")
    }
    return {"": held(ground), **named}


def apart(quads):
    """A case of figures that contradict each other, each from a source of its own."""
    source = expand_node("trade:source")
    return [
        ox.Quad(q.subject, q.predicate, ox.NamedNode(f"{q.subject.value}-source"), q.graph_name)
        if q.predicate == source
        else q
        for q in quads
    ]


def held(quads):
    """Quads as a store holds them: it writes numbers in its own way."""
    engine = ox.Store()
    engine.extend(quads)
    return sorted(engine, key=str)


def related(store):
    """A whole graph, with the kin of its figures in it."""
    store.extend(list(kin_quads(StoreAccess(store))))
    return store


@pytest.fixture(scope="module")
def told_of(cases):
    """The pairs of cases in which each check finds something, by the check's name."""
    found = defaultdict(list)
    for name in (name for name in sorted(cases) if "/invalid." in name):
        store = ox.Store()
        store.extend([*cases[""], *cases[name]])
        related(store)
        for check in rules().checks:
            if name.startswith(check.code) and check.rows(store):
                found[check.name] += [name, name.replace("/invalid.", "/valid.")]
    return found


def flipped(rng, cases, own, predicates, *, kept=0.95, others=1):
    """The small graph with a case of a rule and another one; and a change: facts that come and go, or are mixed up."""
    picked = {"", rng.choice(own), *rng.sample(sorted(cases), others)}
    known = sorted({quad for name in picked for quad in cases[name]}, key=str)
    present = {quad for quad in known if rng.random() < kept}
    read = [quad for quad in known if None in predicates or quad.predicate.value in predicates]
    new = {quad for name in picked - {""} for quad in cases[name]}
    near = [quad for quad in read if quad in new] or read
    chosen = rng.sample(near, min(len(near), rng.choice([1, 2, 4])))
    swapped = {
        ox.Quad(
            q.subject,
            q.predicate,
            rng.choice([r for r in read if r.predicate == q.predicate]).object,
            q.graph_name,
        )
        for q in rng.sample(chosen, (len(chosen) + 1) // 2)
    }
    removed = {quad for quad in chosen if quad in present}
    added = ({quad for quad in chosen if quad not in present} | swapped) - present
    return sorted(present, key=str), sorted(added, key=str), sorted(removed, key=str)


@pytest.mark.parametrize("check", rules().checks, ids=lambda check: check.name)
def test_a_check_judges_a_change_as_it_judges_the_whole(cases, told_of, check):
    """A check finds in the whole changed graph what it finds for affected facts, and its earlier rows for all others."""
    rng, reads, changed = random.Random(f"check-{check.name}"), check_reads(check.query, check.fact), 0
    predicates = {link.predicate for link in reads.links}
    # What ties several figures together needs them whole: less is left out of the graph, or put beside them.
    whole = any(predicate and predicate.startswith(KIN) for predicate in predicates)
    own = told_of.get(check.name) or cases_of(cases, check.code)
    rounds = ROUNDS // 2 if whole else ROUNDS
    for number in range(5 * rounds):
        if number >= rounds and changed:
            break
        kept = 0.998 if whole else 0.95
        present, added, removed = flipped(rng, cases, own, predicates, kept=kept, others=number % 2)
        before, after = stores(present, added, removed)
        effects = Effects(rules(), before, added=added, removed=removed)
        foci = frozenset(effects._now.affected(reads, effects._related))
        small = effects._copied(effects._now, reads, foci)
        then, now = told(check.rows(related(before))), told(check.rows(related(after)))
        changed += then != now

        assert now == (then - told(check.rows(before, foci=foci))) | told(check.rows(small, foci=foci))
    assert changed


@pytest.mark.parametrize("number", range(4))
def test_the_shipped_shapes_judge_the_cases_as_they_judge_the_whole(cases, number):
    """What each shipped shape finds after a change of the cases: for affected nodes anew, for all others as before."""
    rng, engine, changed = random.Random(f"cases-{number}"), rules().shapes.engine, 0
    for _ in range(5):
        own = cases_of(cases, rng.choice(["V01", "V05", "V13", "V21"]))
        present, added, removed = flipped(rng, cases, own, {None})
        before, after = stores(present, added, removed)
        access = overlaid(before, added, removed)
        verdict = validate_delta(engine, access, added=rows_of(added), removed=rows_of(removed))
        hit = {shape: {access.node(term) for term in terms} for shape, terms in verdict.affected.items()}
        old, new = whole(engine, before), whole(engine, after)
        kept = [r for r in old if r.focus not in hit.get(r.root, ())]
        changed += comparable(old) != comparable(new)

        assert comparable(new) == comparable([*kept, *verdict.results])
    assert changed


def cases_of(cases, code):
    """The names of the cases of a rule."""
    return [name for name in cases if name.startswith(f"{code}/")]


def told(rows):
    """Rows as they are compared."""
    return {(row.finding, row.iris) for row in rows}


def whole(engine, store):
    """What the shapes find in a whole store."""
    access = StoreAccess(store)
    return engine.whole(graph_of(access.match(None, None, None), access))


def comparable(results):
    """Results as they are compared."""
    return sorted(str((r.root, key(r))) for r in results)
