"""A card: what the graph knows of one thing, as a few facts and some tables."""

from __future__ import annotations

from dataclasses import dataclass

from kg.grid import Origin
from kg.printing.envelope import envelope, exact_json
from kg.printing.terminal import Style
from kg.printing.widths import pad, width, wrap
from kg.table import Table

__all__ = ["FORMAT", "Card"]

FORMAT = "kg-card/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of one thing.

    ``facts`` are pairs of a name and a text; ``sections`` tables, each with its title, none of them empty.
    """

    title: str
    kind: str
    iri: str
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Table, ...] = ()

    @property
    def sources(self) -> tuple[Origin, ...]:
        """All sources that its tables rest on, sorted by id."""
        found = {origin for table in self.sections for origin in table.sources}
        return tuple(sorted(found, key=lambda origin: origin.id))

    def section(self, title: str) -> Table | None:
        """The table whose title starts with ``title``; None where the card has none."""
        return next((table for table in self.sections if table.title.startswith(title)), None)

    def to_json(self) -> str:
        """The card in its JSON envelope (``kg-card/1``), its tables as those of an answer."""
        made = {
            "format": FORMAT,
            "iri": self.iri,
            "kind": self.kind,
            "title": self.title,
            "facts": [{"name": name, "text": text} for name, text in self.facts],
            "sections": [envelope(table) for table in self.sections],
        }
        return exact_json(made) + "\n"

    def to_markdown(self) -> str:
        """The card in Markdown."""
        lines = [f"# {self.title}", "", f"{self.kind} <{self.iri}>", ""]
        lines += [f"- {name}: {text}" for name, text in self.facts]
        return "\n".join(lines) + "\n" + "".join(f"\n{table.to_markdown()}" for table in self.sections)

    def to_text(self, style: Style | None = None) -> str:
        """The card as text for a terminal."""
        style = style or Style()
        lines = [f"{style.bold(self.title)}   {style.faint(f'{self.kind} · {self.iri}')}"]
        size = max((width(name) for name, _ in self.facts), default=0)
        for name, text in self.facts:
            room = max(20, style.columns - size - 2) if style.columns else max(20, width(text))
            first, *rest = wrap(text, room)
            lines.append(f"{style.faint(pad(name, size))}  {first}")
            lines += [f"{' ' * size}  {line}" for line in rest]
        return "\n".join(lines) + "\n" + "".join(f"\n{table.to_text(style)}" for table in self.sections)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return self.to_text().rstrip("\n")
