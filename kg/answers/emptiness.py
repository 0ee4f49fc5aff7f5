"""Why an answer is empty: which part of the question found nothing, and what would have found something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from kg.answers.lookups import Lookup
from kg.errors import QueryError, TimeLimitError
from kg.grid import Thing
from kg.model.period import Period
from kg.model.terms import Iri, Value
from kg.questions import Param, Question
from kg.questions.blocks import blocks
from kg.vocabulary import PREFIXES

__all__ = ["reasons"]

_FEW = 6
_SELECT = re.compile(r"^SELECT\b.*?\bWHERE\b", re.MULTILINE | re.DOTALL)


def reasons(question: Question, query: str, lookup: Lookup) -> tuple[str, ...]:
    """Sentences that explain why ``query``, the bound text of ``question``, has no rows.

    Each parameter that holds a value is let go in turn; if that does not help, each pair of them.
    """
    bound = _bound(question, query)
    notes = [note for param in bound if (note := _alone(param, query, lookup))]
    if notes:
        return tuple(notes)
    for one, other in combinations(bound, 2):
        if _values(query, (one, other), lookup):
            return (
                f"There is nothing for this {one.label.lower()} with this {other.label.lower()}, "
                f"and no other {one.label.lower()} or {other.label.lower()} alone would help.",
            )
    if len(bound) > 2 and _values(query, bound, lookup):
        return ("There is nothing for these values together; let some of them go.",)
    return ("The graph holds nothing of this kind.",)


def _bound(question: Question, query: str) -> list[Param]:
    held = {name: query[start:end].strip() for name, start, end in blocks(query)}
    return [param for param in question.params if held.get(param.name, "UNDEF") != "UNDEF"]


def _alone(param: Param, query: str, lookup: Lookup) -> str | None:
    """What the answer would hold for other values of one parameter; None if nothing."""
    found = _values(query, (param,), lookup)
    if not found:
        return None
    asked = next((query[start:end].strip() for name, start, end in blocks(query) if name == param.name), "")
    offered = _offered(param, found, asked.split()[0], lookup)
    more = f" and {len(found) - len(offered)} more" if len(found) > len(offered) else ""
    return f"Nothing for this {param.label.lower()}; with the rest there is: {', '.join(offered)}{more}."


def _values(query: str, free: Sequence[Param], lookup: Lookup) -> list[Value]:
    """The values that the freed parameters take; the first of them where there are several."""
    names = {param.name for param in free}
    text, done, parts = query, 0, []
    for name, start, end in blocks(query):
        if name in names:
            parts += [text[done:start], " UNDEF "]
            done = end
    loose = "".join([*parts, text[done:]])
    wanted = f"SELECT DISTINCT ?{free[0].name} WHERE"
    probe = _SELECT.sub(wanted, loose[: loose.rindex("}") + 1], count=1)
    try:
        return [row[0] for row in lookup.store.select(probe).rows if row[0] is not None]
    except (QueryError, TimeLimitError):
        return []


def _offered(param: Param, found: Iterable[Value], asked: str, lookup: Lookup) -> list[str]:
    if param.type == "period":
        return _near_periods(found, asked)
    labels = lookup.labels(value for value in found if isinstance(value, Iri))
    return sorted(labels.get(str(value)) or Thing(str(value)).label for value in found)[:_FEW]


def _near_periods(found: Iterable[Value], asked: str) -> list[str]:
    """The periods nearest to the one that was asked, the nearest first: as one would type them."""
    wanted = _period(asked.strip("<>"))
    periods = [period for value in found if (period := _period(str(value)))]
    if wanted is None:
        return [period.text for period in sorted(periods)[:_FEW]]

    def distance(period: Period) -> tuple[int, Period]:
        ends = (period.start - wanted.start).days, (period.end_exclusive - wanted.end_exclusive).days
        return abs(ends[0]) + abs(ends[1]), period

    return [period.text for period in sorted(periods, key=distance)[:_FEW]]


def _period(iri: str) -> Period | None:
    try:
        return Period.parse(iri.removeprefix(PREFIXES["period"]))
    except ValueError:
        return None
