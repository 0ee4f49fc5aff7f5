"""Ways to get the analysis of a change wrong; the fuzz has to notice each of them.

    python tests/gate/incremental/mutants.py

Two changes of the code are no mutants, because they change no verdict; they are listed with the reason.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from unittest.mock import patch

from kg.gate.incremental import delta, engine, paths, shapes, validate_delta, walks
from kg.gate.incremental.reads import OBJECT, SUBJECT, Reads
from kg.vocabulary import expand

EQUIVALENT = {
    "walk back on the old state": "of the changed triples on a way, take the first: all before it is in both states",
    "read the inverse of a sequence in one order": "no compound path is inverted in the fuzz: pySHACL walks it wrongly",
}
"""Changes of the code that no test can notice, and why."""


def _validate(**given):
    """A mutant of the call itself: what is handed over."""
    return lambda shapes_, after, *, added, removed: validate_delta(
        shapes_, after, **{"added": added, "removed": removed, **given}
    )


def _without(module, name, member):
    return lambda: [patch.object(module, name, tuple(m for m in getattr(module, name) if m != member))]


def _instead(owner, name, value):
    return lambda: [patch.object(owner, name, value)]


def _one_end(place):
    whole = walks.Change.ends
    return lambda self, predicate, end: whole(self, predicate, end) if end == place else frozenset()


def _first_part(self, path, state, *, inverse, depth):
    return self.read(next(iter(self._shapes.items(path))), state, inverse=inverse, depth=depth + 1)


def _first_alternative(self, inner, state, *, inverse, depth):
    return self.read(next(iter(self._shapes.items(inner))), state, inverse=inverse, depth=depth)


def _once(self, inner, state, *, inverse, depth):
    return self._join([state, self.read(inner, state, inverse=inverse, depth=depth)])


def _exactly_once(self, inner, state, *, inverse, depth):
    return self.read(inner, state, inverse=inverse, depth=depth)


def _forwards(self, inner, state, *, inverse, depth):
    return self.read(inner, state, inverse=inverse, depth=depth)


def _own_focus_nodes(self, root, data, foci=None):
    """PySHACL's own filter, which reaches into nested shapes."""
    from pyshacl.pytypes import SHACLExecutor

    compiled = self._compiled.lookup_shape_from_node(root.shape)
    chosen = SHACLExecutor(focus_nodes=list(foci)) if foci is not None else SHACLExecutor()
    _, found = compiled.validate(chosen, data, focus=None if foci is None else list(foci))
    return [engine._result(root.shape, node, triples) for _, node, triples in found]


def _no_superclasses(self, node):
    rows = self._walker.rows(node, SUBJECT, expand("rdf:type"))
    return frozenset(str(self._walker.access.node(row[OBJECT])) for row in rows)


def _classes_only(state, made):
    made.follow(state, expand("rdf:type"))


MUTANTS = {
    "look at added triples only": (list, _validate(removed=())),
    "look at removed triples only": (list, _validate(added=())),
    **{
        name: (patches, validate_delta)
        for name, patches in {
            "take the subjects of a change only": _instead(walks.Change, "ends", _one_end(SUBJECT)),
            "take the objects of a change only": _instead(walks.Change, "ends", _one_end(OBJECT)),
            "do not walk back": _instead(Reads, "into", {}),
            "do not walk back over joints": _instead(Reads, "skips_into", {}),
            "copy one step only": _instead(Reads, "going", frozenset()),
            "do not copy over joints": _instead(Reads, "skips_out_of", {}),
            "take every affected node for a target": _instead(delta._Kinds, "are_of", lambda *_: True),
            "take no superclass for a target": _instead(delta._Kinds, "_classes_of", _no_superclasses),
            "use the filter of pySHACL": _instead(engine.Engine, "run", _own_focus_nodes),
            "forget targets": _instead(shapes.ShapeReader, "_targets", lambda *_: None),
            "forget classes": _instead(shapes, "_classes", lambda *_: None),
            "forget superclasses": _instead(shapes, "_classes", _classes_only),
            "forget that a shape is a class": _instead(shapes, "is_class", lambda *_: False),
            "forget targets by subject": _without(shapes, "_ENDS", ("sh:targetSubjectsOf", False)),
            "forget targets by object": _without(shapes, "_ENDS", ("sh:targetObjectsOf", True)),
            "forget siblings": _instead(shapes.ShapeReader, "_siblings", lambda *_: iter(())),
            **{f"forget {name}": _without(shapes, "_PAIRS", name) for name in shapes._PAIRS},
            **{f"forget {name}": _without(shapes, "_SINGLE", name) for name in shapes._SINGLE},
            **{f"forget {name}": _without(shapes, "_LISTED", name) for name in shapes._LISTED},
            "forget closed shapes": _instead(
                shapes.ReadsBuilder,
                "link",
                lambda self, s, n, p, f, target=None: (
                    s if p is None else _LINK(self, s, n, p, f, target=target)
                ),
            ),
            "read the first part of a sequence": _instead(paths.PathReader, "_sequence", _first_part),
            "read the first alternative": _instead(paths.PathReader, "_alternative", _first_alternative),
            "read zero or more at most once": _instead(paths.PathReader, "_zero_or_more", _once),
            "read zero or more exactly once": _instead(paths.PathReader, "_zero_or_more", _exactly_once),
            "read one or more once": _instead(paths.PathReader, "_one_or_more", _exactly_once),
            "read zero or one as one": _instead(paths.PathReader, "_zero_or_one", _exactly_once),
            "read an inverse path forwards": _instead(paths.PathReader, "_inverse", _forwards),
        }.items()
    },
}
"""Each mutant: what to patch, and the validation to call."""

_LINK = shapes.ReadsBuilder.link


def killed(name, fuzz, *, checks, seed="mutants"):
    """How many checks the fuzz needs to notice a mutant; None where it does not."""
    patches, validate = MUTANTS[name]
    with ExitStack() as stack:
        for change in patches():
            stack.enter_context(change)
        tally = fuzz(checks, seed, validate=validate, stop_at=1)
    return tally.checks if tally.wrong else None


def main():
    """Kill them all, and say after how many checks."""
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parent))
    from fuzzing import fuzz

    alive = 0
    for name in MUTANTS:
        checks = killed(name, fuzz, checks=40_000)
        alive += checks is None
        print(f"{name}: " + ("ALIVE" if checks is None else f"killed within {checks:,} checks"), flush=True)
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
