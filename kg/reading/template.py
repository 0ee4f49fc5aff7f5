"""An empty fact sheet to write in: what ``kg new-sheet`` prints."""

from __future__ import annotations

import json

from kg.errors import UsageProblem
from kg.reading.desk import is_id
from kg.reading.keys import CONCEPTS

__all__ = ["template"]

_SHEET = """\
# Facts of one source. The keys are explained in docs/fact-sheets.md; kg check says what is wrong, line by line.
# Never copy a sentence of the source: numbers, names and dates are facts, notes and gists are in your own words.

source:
  id: {id}
  title:{title}
  publisher:{publisher}
  kind: press          # {kinds}
  issued:              # 2019, 2019-02 or 2019-02-18
  address:             # https://...
  text_digest:         # SHA-256 of its text, for passages
  text_length:         # in code points

# What holds for every figure, unless it says otherwise.
defaults:
  reporter:            # whose trade: guangdong, 广东, CN-GD ...
  period:              # 2019-01, 2019-Q1, 2019-H1, 2019, 2022-01/2022-11
  # basis: {{period: resolved, year: inferred}}   # how period, year, unit, base are known, where not simply stated

figures: []
# Take out the [] and write one entry for each reporter, partner, product, flow and period:
#  - {{partner: united-states, flow: total, value: 73.05 billion CNY, change: +0.5 %}}
#  - {{flow: total, value: more than 35 trillion CNY, period: 2019-02/2024-02}}
#  - {{flow: export, product: mech-elec, share: {{is: 67.6 %, of: {{product: all}}}}}}
#  - flow: total
#    value:
#      id: {id}-F1                              # made from the facts where you give none
#      is: 630.2 billion CNY
#      passage: [1356, 1374, b4a27cab5163]      # start, end (not included), first 12 hex digits of the SHA-256
#      note: In your own words.
# A figure that takes the place of a stored one says so: because: misread (we misread) or revised (its publisher did).
#  - {{flow: import, value: {{is: 241.1 billion CNY, replaces: {id}-F7, because: revised}}}}

statements: []
# Who said what:
#  - id: {id}-S1
#    speaker: narrator          # a person, an organisation, narrator, unnamed
#    act: report                # {acts}
#    voice: narrator            # {voices}
#    about: [guangdong]
#    gist: In your own words.
#    asserts: [{{trend: {{subject: [guangdong], direction: up}}}}]
"""


def template(source_id: str, *, title: str = "", publisher: str = "") -> str:
    """A commented sheet for a source, readable as it stands; its title and publisher are to be filled in.

    Raises:
        UsageProblem: the id cannot be the last part of an IRI.
    """
    if not is_id(source_id):
        raise UsageProblem(f"“{source_id}” is not fit for an id; use letters, digits, dots and hyphens.")
    return _SHEET.format(
        id=source_id,
        title=_quoted(title),
        publisher=_quoted(publisher),
        kinds=", ".join(CONCEPTS["sourceKind"]),
        acts=", ".join(CONCEPTS["act"]),
        voices=", ".join(CONCEPTS["voice"]),
    )


def _quoted(text: str) -> str:
    return f" {json.dumps(text, ensure_ascii=False)}" if text else ""
