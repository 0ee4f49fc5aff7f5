"""The table of the codes of a store: what `kg verify` finds, and why `kg undo` refuses. docs/findings.md lists them."""

from __future__ import annotations

from kg.gate.codes import Code

__all__ = ["UPKEEP"]

_TABLE = (
    Code(
        code="L01",
        title="Journal damaged",
        explanation="A record of the journal was changed, dropped or put in, or the file is missing. It is named by its number.",
        remedy="Put the journal back, or `kg restore` a backup.",
    ),
    Code(
        code="L02",
        title="Torn end of the journal",
        explanation="A writer was killed while it wrote; what it left is no whole record and never counted. A warning.",
        remedy="Nothing to do: the next commit, or `kg rebuild`, cuts it off.",
    ),
    Code(
        code="L03",
        title="First graph damaged",
        explanation="The graph that the store was built with is not the one whose digest stands in the first record.",
        remedy="`kg restore` a backup.",
    ),
    Code(
        code="L04",
        title="Not signed by a known key",
        explanation="A commit is not signed, is signed by a key that was not named, or its signature does not fit.",
        remedy="Ask whoever is said to have committed it.",
    ),
    Code(
        code="L05",
        title="Store or snapshot differs",
        explanation="The writer's store, or a snapshot, cannot be read, or holds other triples than the journal leads to.",
        remedy="`kg rebuild` makes it anew from the journal.",
    ),
    Code(
        code="L06",
        title="Nothing legible is published",
        explanation="HEAD cannot be read, or names a snapshot that is not there.",
        remedy="`kg rebuild` makes it anew from the journal.",
    ),
    Code(
        code="L07",
        title="Journal lacks a published commit",
        explanation="Readers were shown a commit that the journal does not hold: its end was cut off or exchanged.",
        remedy="Put the journal back; `kg rebuild` goes back to what it holds.",
    ),
    Code(
        code="L08",
        title="Store behind its journal",
        explanation="A commit counts, and has not reached the writer's store or the readers yet. A warning.",
        remedy="Nothing to do: the next commit, or `kg rebuild`, carries it out.",
    ),
    Code(
        code="L09",
        title="Made by an older version",
        explanation=(
            "The folder has an older format, or the store was made from other shipped files, or held against other rules, "
            "than those of this version. It answers as before. A warning."
        ),
        remedy="`kg migrate --dry-run` says what would change, `kg migrate --reason TEXT` does it.",
    ),
    Code(
        code="U01",
        title="Changed again since",
        explanation="A later commit changed the same fact; taking this one back would take that one back in part.",
        remedy="Undo the later commit first, or correct the fact by a commit of its own.",
    ),
    Code(
        code="U02",
        title="Needed by others",
        explanation="Facts of later commits, or decisions, point at what would be gone.",
        remedy="Undo the commits first that the report names.",
    ),
    Code(
        code="U03",
        title="Would lose its support",
        explanation=(
            "What a withdrawal would take from others: facts and decisions that point at what goes are a violation unless "
            "they are withdrawn too; cells whose accepted figure changes or that are left without one, and conflicts that "
            "vanish, are told."
        ),
        remedy="Let what the report names give way (`--with-dependents`), or withdraw it first by itself.",
    ),
    Code(
        code="U04",
        title="Correction of nothing",
        explanation="What a fact says that it replaces is not in the graph.",
        remedy="Write the id of the stored fact, as `kg show` prints it; or leave replaces out.",
    ),
    Code(
        code="U05",
        title="Correction of something else",
        explanation=(
            "A misreading is corrected in its own source, and a revision stays in its cell. A warning where a correction "
            "changes cell and number at once, and where a revision is of the same source, of another publisher, or older."
        ),
        remedy="Name the figure of the same cell that its publisher replaced; what sources say differently is no revision.",
    ),
    Code(
        code="U07",
        title="Not the same kind of thing",
        explanation="What is renamed or merged stays what it is: a place becomes no group, and a person no organisation.",
        remedy="Name two things of one kind, or correct the facts that mean the other one.",
    ),
    Code(
        code="U08",
        title="Name taken, missing or retired",
        explanation=(
            "The new name of a thing bears something else already, was given up, or is none; or what is to be merged is "
            "not there. Names never lead in a circle."
        ),
        remedy="Use `kg merge` where both are the same thing, or another name.",
    ),
    Code(
        code="U09",
        title="Still named",
        explanation="Facts, or other things, name what would be gone.",
        remedy="Rename it, merge it into what is meant, or correct or withdraw the facts first.",
    ),
    Code(
        code="U10",
        title="Name would stay",
        explanation="Something that is kept would still hold the name of a person whose data is withdrawn.",
        remedy="Correct it first, or give another reason.",
    ),
)

UPKEEP: dict[str, Code] = {entry.code: entry for entry in _TABLE}
"""Every code of the upkeep of a store, in order."""
