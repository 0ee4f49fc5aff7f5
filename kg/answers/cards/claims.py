"""What the cards of figures, statements, sources, people and organisations say: who claims what, and on what ground."""

from __future__ import annotations

from kg.answers.cards.plans import Facet, Section, column, evidence

__all__ = ["FACETS", "SECTIONS"]

_THE_FIGURE = """
SELECT ?figure ?value ?indicator ?flow ?period ?base ?bound WHERE {
  VALUES ?figure { %s }
  ?figure trade:value ?value ; trade:indicator ?indicator ; trade:flow ?flow ; trade:period ?period ; trade:bound ?bound .
  OPTIONAL { ?figure trade:basePeriod ?base }
} ORDER BY ?figure
"""

_SAME_CELL = """
SELECT ?other ?value ?source ?accepted ?reason ?revision WHERE {
  VALUES ?figure { %s }
  ?figure trade:cell ?cell .
  ?other trade:cell ?cell ; trade:value ?value ; trade:source ?source .
  FILTER EXISTS { ?another trade:cell ?cell . FILTER (?another != ?figure) ?another a trade:Figure }
  BIND (EXISTS { ?acceptance trade:accepts ?other } AS ?accepted)
  OPTIONAL { ?decided trade:accepts ?other ; trade:reason ?reason }
  OPTIONAL { ?newer trade:revises ?other . BIND (REPLACE(STR(?newer), "^.*/", "") AS ?revision) }
} ORDER BY DESC(?accepted) ?other
"""

_CLAIMS = """
SELECT ?other ?value ?source ?accepted ?reason ?revision WHERE {
  VALUES ?cell { %s }
  ?other trade:cell ?cell ; trade:value ?value ; trade:source ?source .
  BIND (EXISTS { ?acceptance trade:accepts ?other } AS ?accepted)
  OPTIONAL { ?decided trade:accepts ?other ; trade:reason ?reason }
  OPTIONAL { ?newer trade:revises ?other . BIND (REPLACE(STR(?newer), "^.*/", "") AS ?revision) }
} ORDER BY DESC(?accepted) ?other ?reason
"""

_CLASHES = """
SELECT ?one ?value ?other ?against ?strained WHERE {
  VALUES ?cell { %s }
  ?conflict a trade:Conflict ; trade:cell ?cell ; trade:between ?one ; trade:between ?other .
  FILTER (STR(?one) < STR(?other))
  ?one trade:value ?value .
  ?other trade:value ?against .
  BIND (EXISTS { ?conflict trade:strained true } AS ?strained)
} ORDER BY ?one ?other
"""

_CONFLICTS = """
SELECT ?other ?value ?source ?strained WHERE {
  VALUES ?figure { %s }
  ?conflict a trade:Conflict ; trade:between ?figure ; trade:between ?other .
  FILTER (?other != ?figure)
  ?other trade:value ?value ; trade:source ?source .
  BIND (EXISTS { ?conflict trade:strained true } AS ?strained)
} ORDER BY ?other
"""

_FINDINGS = """
SELECT ?rule ?message WHERE {
  VALUES ?figure { %s }
  ?finding a trade:Finding ; trade:figure ?figure ; trade:rule ?rule ; trade:message ?message
} ORDER BY ?rule ?message
"""

_FIGURES_OF = """
SELECT ?period ?reporter ?partner ?product ?flow ?indicator ?value ?figure WHERE {
  VALUES ?thing { %s }
  ?figure a trade:Figure ; WAY ?thing ; trade:reporter ?reporter ; trade:product ?product ; trade:flow ?flow ;
    trade:indicator ?indicator ; trade:period ?period ; trade:value ?value .
  OPTIONAL { ?figure trade:partner ?partner }
} ORDER BY ?figure
"""

_STATEMENTS_OF = """
SELECT ?speaker ?act ?gist ?statement WHERE {
  VALUES ?thing { %s }
  ?statement a trade:Statement ; WAY ?thing ; trade:speaker ?speaker ; trade:act ?act .
  OPTIONAL { ?statement trade:gist ?gist }
  OPTIONAL { ?statement trade:spokenLatest ?spoken }
} ORDER BY DESC(?spoken) ?statement
"""

_SAID_BY = """
SELECT ?spoken ?until ?post ?act ?gist ?statement WHERE {
  VALUES ?person { %s }
  ?statement trade:speaker ?person ; trade:act ?act .
  OPTIONAL { ?statement trade:inCapacity ?capacity . ?capacity trade:post ?post }
  OPTIONAL { ?statement trade:gist ?gist }
  OPTIONAL { ?statement trade:spokenEarliest ?spoken }
  OPTIONAL { ?statement trade:spokenLatest ?until }
} ORDER BY ?spoken ?until ?statement
"""

_POSTS = """
SELECT ?post ?from ?to ?attested WHERE {
  VALUES ?person { %s }
  ?holding a trade:PostHolding ; trade:person ?person ; trade:post ?post .
  OPTIONAL { ?holding trade:from ?from }
  OPTIONAL { ?holding trade:to ?to }
  OPTIONAL { ?holding trade:attestedOn ?attested }
} ORDER BY ?from ?attested ?post ?to
"""

_HOLDERS = """
SELECT ?post ?person ?from ?to ?attested WHERE {
  VALUES ?organisation { %s }
  ?post WAY ?organisation .
  ?holding a trade:PostHolding ; trade:post ?post ; trade:person ?person .
  OPTIONAL { ?holding trade:from ?from }
  OPTIONAL { ?holding trade:to ?to }
  OPTIONAL { ?holding trade:attestedOn ?attested }
} ORDER BY ?post ?from ?attested ?person ?to
"""

_PUBLISHED = """
SELECT ?id ?source ?issued WHERE {
  VALUES ?publisher { %s }
  ?source dcterms:publisher ?publisher ; dcterms:identifier ?id .
  OPTIONAL { ?source dcterms:issued ?issued }
} ORDER BY ?issued ?id
"""

_ASSERTED = """
SELECT ?proposition WHERE {
  VALUES ?statement { %s }
  ?statement trade:asserts ?proposition .
  FILTER NOT EXISTS { ?proposition a trade:Figure }
} ORDER BY ?proposition
"""

_PERIOD, _INDICATOR = column("period", "Period", "period"), column("indicator", "What", "code")
_VALUE, _FIGURE = column("value", "Value", "amount"), evidence("figure")
_CELL = (
    _PERIOD,
    column("reporter", "Place", "thing"),
    column("partner", "Partner", "thing"),
    column("product", "Product", "thing"),
    column("flow", "Flow", "code"),
    _INDICATOR,
    _VALUE,
    column("figure", "Figure", "figure"),
)
_WHO, _ACT = column("speaker", "Who", "thing"), column("act", "Act", "code")
_GIST, _STATEMENT = column("gist", "In our words", "text"), column("statement", "Statement", "statement")
_TERM = (
    column("from", "From", "date"),
    column("to", "To", "date"),
    column("attested", "Attested on", "date"),
)
_OTHER, _SOURCE = column("other", "Figure", "figure"), column("source", "From", "source")
_CLAIM = (
    _OTHER,
    _VALUE,
    _SOURCE,
    column("accepted", "Accepted", "boolean"),
    column("reason", "Why", "text"),
    column("revision", "Revised by", "text"),
)
_HERE = "(^trade:cell)?"


def _figures(title: str, way: str) -> Section:
    query = _FIGURES_OF.replace("WAY", way)
    return Section(title=title, query=query, columns=_CELL, figures={"value": "figure"})


def _statements(title: str, way: str) -> Section:
    columns = (_WHO, _ACT, _GIST, _STATEMENT)
    return Section(title=title, query=_STATEMENTS_OF.replace("WAY", way), columns=columns)


def _holders(title: str, way: str) -> Section:
    columns = (column("post", "Post", "thing"), column("person", "Person", "thing"), *_TERM)
    return Section(title=title, query=_HOLDERS.replace("WAY", way), columns=columns)


_SAID = Section(
    title="Said",
    query=_SAID_BY,
    columns=(column("spoken", "When", "text"), column("post", "As", "thing"), _ACT, _GIST, _STATEMENT),
    windows={"spoken": "until"},
)

SECTIONS: dict[str, tuple[Section, ...]] = {
    "figure": (
        Section(
            title="The figure",
            query=_THE_FIGURE,
            columns=(
                _VALUE,
                _INDICATOR,
                column("flow", "Flow", "code"),
                _PERIOD,
                column("base", "Against", "period"),
                _FIGURE,
            ),
            figures={"value": "figure"},
        ),
        Section(
            title="All claims about the same cell",
            query=_SAME_CELL,
            columns=_CLAIM,
            figures={"value": "other"},
        ),
        Section(
            title="Cannot be true together with",
            query=_CONFLICTS,
            columns=(_OTHER, _VALUE, _SOURCE, column("strained", "Only strained", "boolean")),
            figures={"value": "other"},
        ),
        Section(
            title="Findings",
            query=_FINDINGS,
            columns=(column("rule", "Rule", "text"), column("message", "What is wrong", "text")),
        ),
    ),
    "cell": (
        Section(title="All claims", query=_CLAIMS, columns=_CLAIM, figures={"value": "other"}),
        Section(
            title="Cannot be true together",
            query=_CLASHES,
            columns=(
                column("one", "Figure", "figure"),
                _VALUE,
                column("other", "And", "figure"),
                column("against", "Its value", "amount"),
                column("strained", "Only strained", "boolean"),
            ),
            figures={"value": "one", "against": "other"},
        ),
    ),
    "statement": (
        Section(
            title="Asserts",
            query=_ASSERTED,
            columns=(column("proposition", "Proposition", "thing"),),
        ),
        _figures("Figures", "^trade:asserts"),
    ),
    "source": (_statements("Statements", "trade:source"), _figures("Figures", "trade:source")),
    "person": (
        Section(title="Posts", query=_POSTS, columns=(column("post", "Post", "thing"), *_TERM)),
        _SAID,
    ),
    "organisation": (
        _holders("People", "trade:organisation"),
        _SAID,
        Section(
            title="Published",
            query=_PUBLISHED,
            columns=(
                column("id", "Source", "text"),
                column("source", "Title", "source"),
                column("issued", "Date", "date"),
            ),
        ),
    ),
    "post": (_holders("Holders", "a trade:Post ; ^trade:post/trade:post"),),
}
"""The tables of each kind's card, in order."""

FACETS: dict[str, tuple[Facet, ...]] = {
    "figure": (
        Facet(name="Place", path="trade:reporter"),
        Facet(name="Partner", path="trade:partner"),
        Facet(name="Product", path="trade:product"),
        Facet(name="Share of", path="trade:denominator/trade:product"),
        Facet(name="Ranked among", path="trade:rankedAmong"),
        Facet(name="Printed", path="trade:printed"),
        Facet(name="Bound", path="trade:bound"),
        Facet(name="Source", path="trade:source"),
        Facet(name="Stated in", path="trade:statedIn"),
        Facet(name="Who said it", path="trade:statedIn/trade:speaker"),
        Facet(name="Period known by", path="trade:periodBasis"),
        Facet(name="Unit known by", path="trade:unitBasis"),
        Facet(name="Published", path="trade:vintage"),
        Facet(name="Converted from", path="trade:convertedFrom"),
        Facet(name="Revises", path="trade:revises"),
        Facet(name="Revised by", path="^trade:revises"),
        Facet(name="Looks wrong", path="trade:suspicion"),
        Facet(name="Note", path="trade:note"),
        Facet(name="Cell", path="trade:cell"),
    ),
    "cell": (
        Facet(name="Place", path=f"{_HERE}/trade:reporter"),
        Facet(name="Partner", path=f"{_HERE}/trade:partner"),
        Facet(name="Product", path=f"{_HERE}/trade:product"),
        Facet(name="Flow", path=f"{_HERE}/trade:flow"),
        Facet(name="What", path=f"{_HERE}/trade:indicator"),
        Facet(name="Period", path=f"{_HERE}/trade:period"),
        Facet(name="Against", path=f"{_HERE}/trade:basePeriod"),
        Facet(name="In terms of", path=f"{_HERE}/trade:terms"),
        Facet(name="Share of", path=f"{_HERE}/trade:denominator"),
        Facet(name="Ranked among", path=f"{_HERE}/trade:rankedAmong"),
        Facet(name="Unit", path=f"{_HERE}/trade:unit"),
        Facet(name="Partner counted by", path=f"{_HERE}/trade:partnerBasis"),
        Facet(name="Group as in", path=f"{_HERE}/trade:groupDefinition"),
        Facet(name="Valued at", path=f"{_HERE}/trade:valuation"),
    ),
    "statement": (
        Facet(name="Speaker", path="trade:speaker"),
        Facet(name="As", path="trade:inCapacity/trade:post"),
        Facet(name="Act", path="trade:act"),
        Facet(name="Voice", path="trade:voice"),
        Facet(name="Spoken from", path="trade:spokenEarliest"),
        Facet(name="to", path="trade:spokenLatest"),
        Facet(name="Source", path="trade:source"),
        Facet(name="In our words", path="trade:gist"),
        Facet(name="About", path="trade:about"),
        Facet(name="Reports", path="trade:reports"),
    ),
    "source": (
        Facet(name="Id", path="dcterms:identifier"),
        Facet(name="Publisher", path="dcterms:publisher"),
        Facet(name="Date", path="dcterms:issued"),
        Facet(name="Kind", path="trade:sourceKind"),
        Facet(name="Byline", path="trade:byline"),
        Facet(name="Address", path="schema:url"),
        Facet(name="Copy of", path="trade:copyOf"),
        Facet(name="Length", path="trade:textLength"),
        Facet(name="Digest", path="trade:textDigest"),
        Facet(name="Note", path="trade:note"),
    ),
    "person": (Facet(name="Also called", path="skos:altLabel"),),
    "organisation": (
        Facet(name="Part of", path="trade:partOf"),
        Facet(name="Has part", path="^trade:partOf"),
        Facet(name="Also called", path="skos:altLabel"),
    ),
    "post": (Facet(name="At", path="trade:organisation"),),
    "event": (
        Facet(name="When", path="trade:period"),
        Facet(name="About", path="trade:about"),
        Facet(name="Source", path="trade:source"),
    ),
}
"""The facts of each kind's card, in order."""
