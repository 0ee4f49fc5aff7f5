"""What the reckoner says: findings by verdict, knots of contradictions with what to doubt, and what follows.

Frozen values. Names of figures are IRIs of figures, those of what nobody printed IRIs of cells or, for contributions
and the like, names made of those. Intervals are in base units (yuan, percent, percentage points).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model.interval import Interval
from kg.printing.envelope import exact_json
from kg.printing.terminal import Style
from kg.reckon.verdicts import VERDICTS, Verdict
from kg.reckoning.telling import Block, in_markdown, in_text

__all__ = [
    "Candidate",
    "Consequence",
    "Explanation",
    "Finding",
    "Knot",
    "Reckoning",
    "Scope",
    "counted",
    "short",
]

FORMAT = "kg-reckoning/1"
_OF_EACH = 12
"""How many findings of a verdict a text shows, where it is not asked for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is reckoned: everything, or what touches a source, a place (and period) or a figure; by their IRIs."""

    source: str | None = None
    place: str | None = None
    period: str | None = None
    figure: str | None = None
    title: str = "the whole graph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One identity held to what was printed.

    ``figure`` is the one recomputed, ``operands`` the others, ``text`` the sum written out with its verdict,
    ``about`` what the figure is, in words. ``missing`` names the roles without a figure.
    """

    verdict: Verdict
    identity: str
    title: str
    figure: str
    operands: tuple[str, ...]
    about: str
    text: str
    recomputed: Interval | None = None
    reported: Interval | None = None
    missing: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[str, ...]:
        """All names, the one that was recomputed first."""
        return (self.figure, *self.operands)

    @property
    def named(self) -> str:
        """The figure and what it is; what has no id of its own is named once."""
        name = short(self.figure)
        return self.about if name == self.about else f"{name} {self.about}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The finding as two lines: what it is about, and the sum."""
        named = ", ".join(short(name) for name in self.figures)
        return (f"{self.about}: {self.title} ({named})", f"  {self.text}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A whole that a share can be a share of, and the finding with it."""

    whole: str
    about: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What follows that nobody printed, or more narrowly than it was printed (``known``): its derivation is ``text``."""

    name: str
    about: str
    interval: Interval
    identity: str
    operands: tuple[str, ...]
    text: str
    known: Interval | None = None
    depth: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """The consequence as two lines."""
        return (self.about, f"  {self.text}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """Contradictions that share figures: their kind, and the smallest sets of figures to doubt, the likeliest first.

    ``doubts`` are pairs of the figures and a line that says where each would have to lie, and by which slip.
    """

    kind: str
    reason: str
    figures: tuple[str, ...]
    findings: tuple[Finding, ...]
    doubts: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The knot as lines: kind, sums that break, doubts."""
        pointed = ", ".join(short(name) for name in self.figures)
        head = f"{self.kind}{f' ({pointed})' if pointed else ''}: {self.reason}"
        sums = [f"  {one.named}: {one.text}" for one in self.findings]
        return (head, *sums, *(f"  doubt {line}" for _, line in self.doubts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """Everything in a scope, judged. ``counts`` has every verdict, from best to worst, also those not in ``findings``."""

    scope: Scope
    findings: tuple[Finding, ...]
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    knots: tuple[Knot, ...] = ()
    shares: tuple[str, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings of one verdict."""
        return tuple(one for one in self.findings if one.verdict == verdict)

    def only(self, verdicts: Sequence[Verdict]) -> Reckoning:
        """The same with the findings of some verdicts only; the counts stay."""
        from dataclasses import replace

        kept = tuple(one for one in self.findings if one.verdict in verdicts)
        return replace(self, findings=kept, knots=self.knots if "contradicted" in verdicts else ())

    def blocks(self, *, most: int | None = _OF_EACH) -> Iterator[Block]:
        """The account in blocks: the worst first."""
        for verdict in ("contradicted", "strained", "confirmed", "consistent", "not checkable"):
            found = self.of(verdict)
            if verdict == "contradicted" and self.knots:
                yield Block(
                    f"Contradicted, and what to doubt ({len(found)} sums in {len(self.knots)} knots)",
                    tuple(line for knot in self.knots for line in knot.lines),
                )
            elif found:
                yield _block(f"{verdict.capitalize()} ({len(found)})", found, most)
        if self.shares:
            yield Block("Shares whose whole is not named", self.shares)
        if self.consequences:
            yield _block(f"What follows ({len(self.consequences)})", self.consequences, most)

    @property
    def facts(self) -> tuple[str, ...]:
        """The counts in one line."""
        told = ", ".join(f"{self.counts.get(verdict, 0)} {verdict}" for verdict in VERDICTS)
        return (f"{sum(self.counts.values())} identities: {told}",)

    def to_text(self, style: Style | None = None, *, most: int | None = _OF_EACH) -> str:
        """The account for a terminal; ``most`` of each verdict are shown, all where it is None."""
        return in_text(f"Does it add up: {self.scope.title}", self.facts, self.blocks(most=most), style)

    def to_markdown(self) -> str:
        """The account in Markdown, with all findings."""
        return in_markdown(f"Does it add up: {self.scope.title}", self.facts, self.blocks(most=None))

    def to_json(self) -> str:
        """The account as JSON (``kg-reckoning/1``), with all findings and exact numbers."""
        made = {
            "format": FORMAT,
            "scope": self.scope.title,
            "counts": dict(self.counts),
            "findings": [_told(one) for one in self.findings],
            "knots": [_knot(one) for one in self.knots],
            "shares": list(self.shares),
            "consequences": [_followed(one) for one in self.consequences],
        }
        return exact_json(made) + "\n"

    def __str__(self) -> str:
        return self.to_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A figure explained: its identities, the knots it stands in, wholes that fit it as a share, and what follows from it.

    ``implied`` is what the others say of it, where that is narrower than its print.
    """

    figure: str
    about: str
    source: str
    printed: str
    note: str = ""
    findings: tuple[Finding, ...] = ()
    knots: tuple[Knot, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    implied: Consequence | None = None
    consequences: tuple[Consequence, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """The account in blocks: its identities first."""
        if self.findings:
            yield _block("Its identities", self.findings, None)
        if self.knots:
            yield Block("Where it breaks", tuple(line for knot in self.knots for line in knot.lines))
        if self.candidates:
            yield Block("Which whole", tuple(f"{one.about}: {one.finding.text}" for one in self.candidates))
        if self.implied:
            yield Block("What the others say of it", self.implied.lines)
        if self.consequences:
            yield _block("What follows from it", self.consequences, None)

    @property
    def facts(self) -> tuple[str, ...]:
        """What it is, in a few lines."""
        lines = (f"{self.about} = {self.printed}", f"source {self.source}")
        empty = () if self.findings or self.note else ("No identity ties it to another figure.",)
        return (*lines, *((self.note,) if self.note else ()), *empty)

    def to_text(self, style: Style | None = None) -> str:
        """The account for a terminal."""
        return in_text(f"Does {short(self.figure)} add up?", self.facts, self.blocks(), style)

    def to_markdown(self) -> str:
        """The account in Markdown."""
        return in_markdown(f"Does {short(self.figure)} add up?", self.facts, self.blocks())

    def to_json(self) -> str:
        """The account as JSON (``kg-explanation/1``), with exact numbers."""
        made = {
            "format": "kg-explanation/1",
            "figure": self.figure,
            "about": self.about,
            "source": self.source,
            "printed": self.printed,
            "note": self.note or None,
            "findings": [_told(one) for one in self.findings],
            "knots": [_knot(one) for one in self.knots],
            "candidates": [{"whole": one.whole, **_told(one.finding)} for one in self.candidates],
            "implied": _followed(self.implied) if self.implied else None,
            "consequences": [_followed(one) for one in self.consequences],
        }
        return exact_json(made) + "\n"

    def __str__(self) -> str:
        return self.to_text()


def short(name: str) -> str:
    """The last part of a name, as people type it."""
    if name.startswith(("rate:", "margin:")):
        return name.replace(":", " ").replace("/", " ")
    kind, _, last = name.rpartition("/")
    return f"cell {last[:8]}…" if kind.endswith("/cell") else last or name


def counted(findings: Sequence[Finding]) -> dict[Verdict, int]:
    """How many findings of each verdict, from best to worst."""
    found = Counter(one.verdict for one in findings)
    return {verdict: found.get(verdict, 0) for verdict in VERDICTS}


def _block(title: str, ones: Sequence[Finding] | Sequence[Consequence], most: int | None) -> Block:
    shown = ones if most is None else ones[:most]
    lines = [line for one in shown for line in one.lines]
    if len(shown) < len(ones):
        lines.append(f"… and {len(ones) - len(shown)} more (--all)")
    return Block(title, tuple(lines))


def _told(one: Finding) -> dict[str, object]:
    return {
        "verdict": one.verdict,
        "identity": one.identity,
        "figure": one.figure,
        "operands": list(one.operands),
        "about": one.about,
        "text": one.text,
        "recomputed": _ends(one.recomputed),
        "reported": _ends(one.reported),
        "missing": list(one.missing),
    }


def _followed(one: Consequence) -> dict[str, object]:
    return {
        "name": one.name,
        "about": one.about,
        "interval": _ends(one.interval),
        "identity": one.identity,
        "operands": list(one.operands),
        "text": one.text,
        "known": _ends(one.known),
        "depth": one.depth,
    }


def _knot(one: Knot) -> dict[str, object]:
    return {
        "kind": one.kind,
        "reason": one.reason,
        "figures": list(one.figures),
        "findings": [_told(finding) for finding in one.findings],
        "doubts": [{"figures": list(names), "text": line} for names, line in one.doubts],
    }


def _ends(interval: Interval | None) -> dict[str, object] | None:
    if interval is None:
        return None
    return {
        "lower": interval.lower,
        "upper": interval.upper,
        "lowerOpen": interval.lower_open,
        "upperOpen": interval.upper_open,
    }
