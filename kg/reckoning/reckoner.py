"""The reckoner over a store: everything in a scope judged, a figure explained. Computed when asked, never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from kg.answers.lookups import Lookup
from kg.model.period import Period
from kg.reckon.doubt import Diagnosis, diagnose, tell
from kg.reckon.identities import EXCHANGE, PART_IN_WHOLE, SAME, SHARE
from kg.reckon.identity import Instance
from kg.reckon.implied import Implied, account, imply
from kg.reckon.kinds import Reading, kind_of
from kg.reckon.verdicts import VERDICTS, Check, check, check_all
from kg.reckon.verdicts import explain as written
from kg.reckon.writing import printed, scale_word
from kg.reckoning.account import (
    Candidate,
    Consequence,
    Explanation,
    Finding,
    Knot,
    Reckoning,
    Scope,
    counted,
    short,
)
from kg.reckoning.binding import Bound, bind, wholes
from kg.reckoning.holdings import Figure, Holdings, held
from kg.reckoning.swaps import paired
from kg.reckoning.words import Words, plain
from kg.store.base import Store
from kg.vocabulary import PREFIXES

__all__ = ["Reckoner"]

_RINGS = 2
"""How many identities away figures are heard."""
_NAMED = {PREFIXES["figure"]: ""}
_HOLDING = {"confirmed", "consistent"}
_OPEN = {"resolved", "inferred"}
"""Grounds on which the whole of a share is ours, not the source's."""


class Reckoner:
    """Reckons with what a store holds now; made anew after every change.

    Args:
        store: any store.
        lang: the language of labels.
    """

    def __init__(self, store: Store, lang: str = "en") -> None:
        self._holdings: Holdings = held(store)
        self._bound: Bound = bind(self._holdings)
        self._words = Words(Lookup(store, lang), self._holdings, self._bound)

    def reckon(self, scope: Scope | None = None) -> Reckoning:
        """Everything in a scope, judged. What follows is told for a scope that is smaller than everything."""
        scope = scope or Scope()
        focus = self._focus(scope)
        instances = list(self._bound.instances)
        if focus is not None:
            instances = [one for one in instances if not focus.isdisjoint(one.names)]
        checks = check_all(instances, self._bound.quantities)
        findings = self._findings(checks)
        taken = [one for one in self._holdings.taken if focus is None or one.iri in focus]
        return Reckoning(
            scope=scope,
            findings=findings,
            counts=counted(findings),
            knots=self._knots([one for one in checks if one.verdict == "contradicted"]),
            shares=tuple(line for one in taken if one.basis in _OPEN and (line := self._which_line(one))),
            consequences=() if focus is None else self._following(focus, known=False, rings=_rings(scope)),
        )

    def knows(self, iri: str) -> bool:
        """Whether it is a figure that stands in the cell of its own key."""
        return iri in self._holdings.figures

    def explain(self, iri: str) -> Explanation:
        """A figure explained.

        Args:
            iri: the figure.

        Raises:
            KeyError: there is no such figure, or its key is not that of its cell.
        """
        figure = self._holdings.figures[iri]
        taken = next(
            (one for one in self._holdings.cells.get(figure.cell, ()) if one.origin == figure.origin), None
        )
        self._words.learn([iri])
        power = scale_word([figure.quantity]) if "CCY" in figure.key.get("unit_kind") else 0
        unit = {12: " trillion", 9: " billion", 6: " million"}.get(power, "")
        told = Explanation(
            figure=iri,
            about=self._words.about(iri),
            source=short(figure.source),
            printed=f"{printed(figure.quantity, power)}{unit} {_unit(figure)}".strip(),
        )
        if taken is None:
            return replace(told, note="It was revised, and takes no part.")
        note = (
            "" if taken.iri == iri else f"It takes part as {short(taken.iri)}, of the same origin and cell."
        )
        return self._explained(taken, told, note)

    def _explained(self, taken: Figure, told: Explanation, note: str) -> Explanation:
        own = [one for one in self._bound.instances if taken.iri in one.names]
        checks = check_all(own, self._bound.quantities)
        following = self._following({taken.iri}, known=True)
        return replace(
            told,
            note=note,
            findings=self._findings(checks),
            knots=self._own_knots(taken, [one for one in checks if one.verdict == "contradicted"]),
            candidates=self._candidates(taken),
            implied=next((one for one in following if one.name == taken.iri), None),
            consequences=tuple(one for one in following if one.name != taken.iri and one.known is None),
        )

    def _own_knots(self, taken: Figure, bad: Sequence[Check]) -> tuple[Knot, ...]:
        """The knots of a figure; other cells that the same sources give differently are looked at for exchanged labels."""
        pairs = {self._origins(one.instance) for one in bad if one.instance.identity is SAME}
        beside = [
            one
            for one in self._bound.instances
            if one.identity is SAME and taken.iri not in one.names and self._origins(one) in pairs
        ]
        more = [one for one in check_all(beside, self._bound.quantities) if one.verdict == "contradicted"]
        knots = self._knots([*bad, *more])
        return tuple(one for one in knots if any(taken.iri in finding.figures for finding in one.findings))

    def _origins(self, same: Instance) -> frozenset[str]:
        return frozenset(self._holdings.figures[name].origin for name in same.names)

    def _focus(self, scope: Scope) -> set[str] | None:
        """The names of the figures in a scope; None for everything."""
        if scope == Scope(title=scope.title):
            return None
        return {one.iri for one in self._holdings.taken if self._lies_in(one, scope)}

    def _lies_in(self, figure: Figure, scope: Scope) -> bool:
        if scope.source is not None and figure.origin != self._holdings.origins.get(
            scope.source, scope.source
        ):
            return False
        if scope.place is not None and scope.place not in (
            figure.key.get("reporter"),
            figure.key.get("partner"),
        ):
            return False
        if scope.period is not None:
            whole, own = Period.parse(scope.period), Period.parse(figure.key.get("period"))
            if own.start < whole.start or own.end_exclusive > whole.end_exclusive:
                return False
        return scope.figure is None or figure.iri == scope.figure

    @cached_property
    def _by_name(self) -> dict[str, list[Instance]]:
        found: dict[str, list[Instance]] = {}
        for one in (*self._bound.instances, *self._bound.parts):
            for name in one.names:
                if not name.startswith(("rate:", "margin:")):
                    found.setdefault(name, []).append(one)
        return found

    @cached_property
    def _idle(self) -> set[Instance]:
        """The containments that hold whatever their figures are: nothing follows from them."""
        contained = [one for one in self._bound.instances if one.identity is PART_IN_WHOLE]
        checks = check_all(contained, self._bound.quantities)
        return {one.instance for one in checks if one.verdict == "confirmed"}

    def _around(self, names: Collection[str], rings: int = _RINGS) -> tuple[Instance, ...]:
        """The identities that lie so many steps around figures."""
        found: dict[Instance, None] = {}
        for _ in range(rings):
            near = [one for name in sorted(names) for one in self._by_name.get(name, ())]
            found |= dict.fromkeys(near)
            names = {name for one in near for name in one.names}
        return tuple(found)

    def _findings(self, checks: Sequence[Check]) -> tuple[Finding, ...]:
        self._words.learn(one.figure for one in checks)
        made = [self._finding(one) for one in checks]
        order = ("contradicted", "strained", "confirmed", "consistent", "not checkable")
        return tuple(
            sorted(made, key=lambda one: (order.index(one.verdict), one.figure, one.identity, one.operands))
        )

    def _finding(self, one: Check) -> Finding:
        return Finding(
            verdict=one.verdict,
            identity=one.instance.identity.name,
            title=one.instance.identity.title,
            figure=one.figure,
            operands=one.operands,
            about=self._words.about(one.figure),
            text=plain(written(one, self._bound.quantities), _NAMED),
            recomputed=one.recomputed,
            reported=one.reported,
            missing=one.missing,
        )

    def _knots(self, bad: Sequence[Check]) -> tuple[Knot, ...]:
        """The knots that hold these contradictions; identities two steps around are heard."""
        if not bad:
            return ()
        names = {name for one in bad for name in one.instance.names}
        near = [one for one in self._around(names) if one in self._bound.instances]
        wanted = {one.instance for one in bad}
        found = [
            knot
            for knot in diagnose(near, self._bound.quantities)
            if wanted & {one.instance for one in knot.contradictions}
        ]
        return paired([self._knot(knot) for knot in found], self._holdings.figures)

    def _knot(self, found: Diagnosis) -> Knot:
        origins = {one.iri: one.origin for one in self._holdings.taken}
        reading = kind_of(found, self._bound.quantities, origins)
        reading = self._other_whole(found) or self._conversion(found) or reading
        doubts = tuple(
            (doubt.figures, plain(line, _NAMED))
            for doubt in found.doubts[:3]
            for line in ["; ".join(tell(doubt, self._bound.quantities))]
        )
        return Knot(
            kind=reading.kind,
            reason=plain(reading.reason, _NAMED),
            figures=reading.figures,
            findings=self._findings(found.contradictions),
            doubts=doubts,
        )

    def _conversion(self, found: Diagnosis) -> Reading | None:
        """Where two reports of an amount in dollars differ, and one was converted from an amount that it fits."""
        first, *more = found.contradictions or (None,)
        if more or first is None or first.instance.identity is not SAME:
            return None
        for name in first.instance.names:
            figure = self._holdings.figures[name]
            rates = [one for one in self._by_name[name] if one.identity is EXCHANGE]
            fitting = [one for one in check_all(rates, self._bound.quantities) if one.verdict in _HOLDING]
            own = [
                one
                for one in fitting
                if self._holdings.figures[one.instance.names[1]].origin == figure.origin
            ]
            if own and (figure.converted or figure.as_printed):
                amount = short(own[0].instance.names[1])
                return Reading("conversion", (name,), f"converted from {amount} at a rate of another time")
        return None

    def _other_whole(self, found: Diagnosis) -> Reading | None:
        """Where a share fails against the whole it names, and holds against others: which."""
        first, *more = found.contradictions or (None,)
        if more or first is None or first.instance.identity is not SHARE:
            return None
        share = self._holdings.figures.get(first.figure)
        fitting = [] if share is None else self._candidates(share)
        held = [one for one in fitting if one.finding.verdict in _HOLDING]
        if share is None or not held:
            return None
        told = ", ".join(f"{short(one.whole)} ({one.about})" for one in held)
        return Reading("other whole", (share.iri,), f"it is the share of {told}")

    def _candidates(self, share: Figure) -> tuple[Candidate, ...]:
        """The wholes that a share can be a share of, those first with which it holds."""
        found = []
        pairs = wholes(self._holdings, share) if share.key.whole is not None else []
        self._words.learn([whole.iri for _, whole in pairs])
        for part, whole in pairs:
            instance = SHARE.bind({"share": share.iri, "part": part.iri, "whole": whole.iri})
            if instance.units_agree(self._bound.quantities):
                finding = self._finding(check(instance, self._bound.quantities))
                found.append(Candidate(whole=whole.iri, about=self._words.about(whole.iri), finding=finding))
        return tuple(sorted(found, key=lambda one: (VERDICTS.index(one.finding.verdict), one.whole)))

    def _which_line(self, share: Figure) -> str:
        """A share whose whole we resolved, with every whole of its source that it was held to."""
        found = self._candidates(share)
        self._words.learn([share.iri])
        told = "; ".join(f"{short(one.whole)} {one.about}: {one.finding.text}" for one in found)
        return f"{short(share.iri)}: {told}" if told else ""

    def _following(
        self, focus: Collection[str], *, known: bool, rings: int = _RINGS
    ) -> tuple[Consequence, ...]:
        """What follows from figures; with ``known``, also what is said of printed ones more narrowly."""
        around = [one for one in self._around(focus, rings) if one not in self._idle]
        found = {one.name: one for one in imply(around, self._bound.quantities)}
        kept = [
            one
            for one in found.values()
            if (known or one.known is None)
            and not one.name.startswith(("rate:", "margin:"))
            and (one.name in focus or not set(focus).isdisjoint(_grounds(one, found)))
        ]
        self._words.learn(one.name for one in kept)
        return tuple(sorted(map(self._consequence, kept), key=lambda one: (one.depth, one.about, one.name)))

    def _consequence(self, one: Implied) -> Consequence:
        return Consequence(
            name=one.name,
            about=self._words.about(one.name),
            interval=one.interval,
            identity=one.identity.name,
            operands=tuple(name for name, _ in one.operands),
            text=account(one, self._bound.quantities),
            known=one.known,
            depth=one.depth,
        )


def _rings(scope: Scope) -> int:
    """How far around is listened: a place has many figures, which are most of what bears on it."""
    return _RINGS if scope.place is None else 1


def _grounds(one: Implied, found: dict[str, Implied]) -> Iterator[str]:
    """All names that a consequence rests on."""
    seen: set[str] = set()
    waiting: list[str] = [name for name, _ in one.operands]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += _operands(found.get(name))


def _operands(one: Implied | None) -> Iterable[str]:
    return () if one is None else (name for name, _ in one.operands)


def _unit(figure: Figure) -> str:
    name = short(figure.key.get("unit_kind")).removeprefix("CCY_")
    return {"PERCENT": "%", "NUM": ""}.get(name, name)
