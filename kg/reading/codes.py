"""What reading a file can find: the R codes, as data. docs/findings.md is made from this table."""

from __future__ import annotations

from dataclasses import dataclass

from kg.findings import Severity

__all__ = ["CODES", "Code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of a finding: what it is called, what it means and what to do about it."""

    code: str
    title: str
    explanation: str
    remedy: str
    severity: Severity = Severity.VIOLATION


CODES: dict[str, Code] = {
    code.code: code
    for code in (
        Code(
            code="R01",
            title="File unreadable",
            explanation="The file is broken: not UTF-8, no YAML, no Turtle, or too large. Nothing of it was read.",
            remedy="Mend the file at the place named.",
        ),
        Code(
            code="R02",
            title="Unknown key",
            explanation="No key, column or property of this name is known here. Its value was not read.",
            remedy="Use the nearest known key, or take the line out.",
        ),
        Code(
            code="R03",
            title="Unknown name",
            explanation="No place, group, product, person or other thing of the wanted kind carries the name.",
            remedy="Use one of the nearest names, a code or an IRI; a new thing is added to ontology/reference/ first.",
        ),
        Code(
            code="R04",
            title="Ambiguous name",
            explanation="Several things carry the name equally.",
            remedy="Use the slug of the one that is meant, such as place:guangdong.",
        ),
        Code(
            code="R05",
            title="Number unreadable",
            explanation="The printed number cannot be read without guessing: its separators, scale, unit or wording.",
            remedy="Write it as in the table of printed forms in docs/fact-sheets.md, such as 73.05 billion CNY.",
        ),
        Code(
            code="R06",
            title="Period unreadable",
            explanation="The text is no period or date, or it ends before it starts.",
            remedy="Write 2019, 2019-01, 2019-Q1, 2019-H1, 2019-01-31, or two of them with a slash: 2022-01/2022-11.",
        ),
        Code(
            code="R07",
            title="Id used twice",
            explanation="Two facts of one submission have the same id, and only the first was read; or the graph has another fact of the id.",
            remedy="Give each fact an id of its own; further ids of one fact stand under also.",
        ),
        Code(
            code="R08",
            title="Key missing",
            explanation="A key without which the fact says nothing is missing, and defaults do not give it.",
            remedy="Add the key, to the fact or to defaults.",
        ),
        Code(
            code="R09",
            title="Wrong kind of value",
            explanation="The key takes another kind of value: a list, a mapping, a number, true or false.",
            remedy="Write the value as the table of keys in docs/fact-sheets.md shows it.",
        ),
        Code(
            code="R10",
            title="Unknown source",
            explanation="The source is named by its id only, and neither the registry nor the graph has it.",
            remedy="Describe the source in the sheet (id, title, publisher), or add it to data/sources.csv.",
        ),
        Code(
            code="R11",
            title="Passage malformed",
            explanation="A passage is [start, end, digest]: two positions in code points and 12 hex digits.",
            remedy="Write [start, end, digest]; the end is not included, the digest is the first 12 hex digits of the SHA-256.",
        ),
        Code(
            code="R12",
            title="Key given twice",
            explanation="One mapping gives the same key twice; the first value was read.",
            remedy="Take one of them out.",
        ),
        Code(
            code="R13",
            title="Not in the code list",
            explanation="The key takes one of a few words, and this is none of them.",
            remedy="Use one of the words listed.",
        ),
        Code(
            code="R14",
            title="Share of itself",
            explanation="What the share is a share of is the very cell that the share describes.",
            remedy="Say under of: in what the whole differs, such as of: {reporter: china}.",
        ),
        Code(
            code="R15",
            title="Id unfit",
            explanation="An id becomes part of an IRI: letters, digits, dots, hyphens, beginning with a letter or digit.",
            remedy="Choose another id.",
        ),
        Code(
            code="R16",
            title="No facts",
            explanation="The file holds no figure and no statement.",
            remedy="Nothing to do, unless facts were meant to be in it.",
            severity=Severity.INFO,
        ),
        Code(
            code="R17",
            title="Byte order mark",
            explanation="The file begins with a UTF-8 byte order mark. It was left out.",
            remedy="Save the file as UTF-8 without it.",
            severity=Severity.WARNING,
        ),
        Code(
            code="R18",
            title="Graph cannot be told",
            explanation="A triple stands in no named graph, and no trade:source of its subject tells which it belongs to.",
            remedy="Give the subject its trade:source, or put the triple into the graph of its source.",
        ),
        Code(
            code="R19",
            title="Blank node",
            explanation="Everything in the graph has an IRI; blank nodes are not taken.",
            remedy="Give the node an IRI.",
        ),
        Code(
            code="R20",
            title="No fact",
            explanation="Facts only: shapes, axioms (owl:sameAs, rdfs:subClassOf ...) and imports are not taken.",
            remedy="Take the triple out; the vocabulary is changed in ontology/ and shapes/.",
        ),
        Code(
            code="R21",
            title="IRI not allowed",
            explanation=(
                "An IRI begins with http or https, is at most 2,000 characters long and in NFC. Facts are about things "
                "of our own, whose IRIs hold letters, digits, points and hyphens."
            ),
            remedy="Use the IRI of the thing, written as kg show prints it.",
        ),
        Code(
            code="R27",
            title="Retired name",
            explanation="A thing is named by an id or IRI that was given up when it was renamed or merged; its successor was read.",
            remedy="Write the successor.",
            severity=Severity.WARNING,
        ),
        Code(
            code="R22",
            title="Text not allowed",
            explanation="A text holds control characters, or is longer than 10,000 characters, or a number has over 100 digits.",
            remedy="Take them out, or shorten the text.",
        ),
        Code(
            code="R23",
            title="Same file twice",
            explanation="The submission holds the same content twice; the second was not read.",
            remedy="Nothing to do.",
            severity=Severity.INFO,
        ),
        Code(
            code="R24",
            title="Graph not for facts",
            explanation="Facts go to graph:source-<id>, graph:reference-<name> or graph:acceptance; other graphs are made.",
            remedy="Put the triple into one of these, or into none.",
        ),
        Code(
            code="R25",
            title="Limit reached",
            explanation=(
                "The file is larger, deeper or fuller than is read, or its parser needed more memory or time than it "
                "gets. Nothing of it was read."
            ),
            remedy="Split the file, or write it more simply; docs/reading.md lists the limits.",
        ),
        Code(
            code="R26",
            title="Not what it looks like",
            explanation=(
                "An IRI, id or name holds letters of another alphabet that look like its own, or marks that cannot be "
                "seen or turn letters around; or it differs from a known one by nothing but capitals."
            ),
            remedy="Type the name anew, or copy it as kg show prints it.",
        ),
        Code(
            code="R28",
            title="Two values for one",
            explanation=(
                "A comma without a space parts two numbers, so that 1,000 is the two values 1 and 000 in Turtle. "
                "Neither was read."
            ),
            remedy="Write 1000 without the comma; where two values are meant, put a space after the comma.",
        ),
    )
}
"""Every code of this room, by code."""
