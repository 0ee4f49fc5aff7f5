"""What the cards of places, groups and products say about trade."""

from __future__ import annotations

from kg.answers.cards.plans import Facet, Section, column, evidence

__all__ = ["FACETS", "SECTIONS"]

_HEADLINES = """
SELECT ?period ?flow ?value ?change ?figure ?growth WHERE {
  VALUES ?place { %s }
  ?figure trade:reporter ?place ; trade:partner place:world ; trade:product product:all ; trade:flow ?flow ;
    trade:indicator indicator:value ; trade:period ?period ; trade:value ?value ; trade:unit ?unit .
  ?accepted trade:accepts ?figure .
  ?period trade:start ?start ; trade:endExclusive ?end .
  FILTER NOT EXISTS { ?figure trade:convertedFrom ?other }
  OPTIONAL {
    ?growth trade:reporter ?place ; trade:partner place:world ; trade:product product:all ; trade:flow ?flow ;
      trade:indicator indicator:change ; trade:period ?period ; trade:terms terms:own-currency ; trade:value ?change .
    ?also trade:accepts ?growth .
  }
} ORDER BY DESC(?end) ?start ?flow ?figure ?growth
"""

_PARTNERS = """
SELECT ?period ?partner ?flow ?value ?figure WHERE {
  VALUES ?place { %s }
  ?figure trade:reporter ?place ; trade:partner ?partner ; trade:product product:all ; trade:flow ?flow ;
    trade:indicator indicator:value ; trade:period ?period ; trade:value ?value .
  ?accepted trade:accepts ?figure .
  ?period trade:start ?start ; trade:endExclusive ?end .
  FILTER (?partner != place:world)
  FILTER NOT EXISTS { ?figure trade:convertedFrom ?other }
} ORDER BY DESC(?end) ?start DESC(?value) ?partner ?flow ?figure
"""

_WITH = """
SELECT ?period ?reporter ?product ?flow ?value ?figure WHERE {
  VALUES ?partner { %s }
  ?figure trade:partner ?partner ; trade:reporter ?reporter ; trade:product ?product ; trade:flow ?flow ;
    trade:indicator indicator:value ; trade:period ?period ; trade:value ?value .
  ?accepted trade:accepts ?figure .
  ?period trade:start ?start ; trade:endExclusive ?end .
} ORDER BY DESC(?end) ?start ?reporter ?product ?flow ?figure
"""

_PRODUCT = """
SELECT ?period ?reporter ?partner ?flow ?value ?figure WHERE {
  VALUES ?product { %s }
  ?figure trade:product ?product ; trade:reporter ?reporter ; trade:flow ?flow ; trade:indicator ?indicator ;
    trade:period ?period ; trade:value ?value .
  VALUES ?indicator { indicator:value indicator:quantity }
  ?accepted trade:accepts ?figure .
  ?period trade:start ?start ; trade:endExclusive ?end .
  OPTIONAL { ?figure trade:partner ?partner }
} ORDER BY DESC(?end) ?start ?reporter ?partner ?flow ?figure
"""

_INITIATIVES = """
SELECT DISTINCT ?initiative ?type WHERE {
  VALUES ?place { %s }
  ?initiative trade:covers ?place .
  OPTIONAL { ?initiative trade:initiativeType ?type }
} ORDER BY ?initiative
"""

_SAID = """
SELECT DISTINCT ?statement ?speaker ?act ?gist WHERE {
  VALUES ?thing { %s }
  ?statement trade:about ?thing ; trade:speaker ?speaker ; trade:act ?act .
  OPTIONAL { ?statement trade:gist ?gist }
  OPTIONAL { ?statement trade:spokenLatest ?spoken }
} ORDER BY DESC(?spoken) ?statement
"""

_MEMBERS = """
SELECT ?member ?from ?to WHERE {
  VALUES ?group { %s }
  ?membership a trade:GroupMembership ; trade:group ?group ; trade:member ?member .
  OPTIONAL { ?membership trade:from ?from }
  OPTIONAL { ?membership trade:to ?to }
} ORDER BY ?from ?member ?to
"""

_PERIOD, _FLOW = column("period", "Period", "period"), column("flow", "Flow", "code")
_VALUE, _EVIDENCE = column("value", "Value", "amount"), evidence("figure")
_REPORTER, _PARTNER = column("reporter", "Place", "thing"), column("partner", "Partner", "thing")

_SAID_SECTION = Section(
    title="Said about it",
    query=_SAID,
    columns=(
        column("speaker", "Who", "thing"),
        column("act", "Act", "code"),
        column("gist", "In our words", "text"),
        column("statement", "Statement", "statement"),
    ),
)
_COVERED = Section(
    title="Initiatives",
    query=_INITIATIVES,
    columns=(column("initiative", "Initiative", "thing"), column("type", "Kind", "code")),
)
_WITH_SECTION = Section(
    title="Trade with it, as others report it",
    query=_WITH,
    columns=(_PERIOD, _REPORTER, column("product", "Product", "thing"), _FLOW, _VALUE, _EVIDENCE),
    figures={"value": "figure"},
)

SECTIONS: dict[str, tuple[Section, ...]] = {
    "place": (
        Section(
            title="Trade with the world",
            query=_HEADLINES,
            columns=(
                _PERIOD,
                _FLOW,
                _VALUE,
                column("change", "On a year earlier", "amount"),
                _EVIDENCE,
                evidence("growth"),
            ),
            figures={"value": "figure", "change": "growth"},
        ),
        Section(
            title="Partners",
            query=_PARTNERS,
            columns=(_PERIOD, _PARTNER, _FLOW, _VALUE, _EVIDENCE),
            figures={"value": "figure"},
        ),
        _WITH_SECTION,
        _COVERED,
        _SAID_SECTION,
    ),
    "group": (
        Section(
            title="Members",
            query=_MEMBERS,
            columns=(
                column("member", "Member", "thing"),
                column("from", "From", "date"),
                column("to", "To", "date"),
            ),
        ),
        _WITH_SECTION,
        _COVERED,
        _SAID_SECTION,
    ),
    "product": (
        Section(
            title="Trade in it",
            query=_PRODUCT,
            columns=(_PERIOD, _REPORTER, _PARTNER, _FLOW, _VALUE, _EVIDENCE),
            figures={"value": "figure"},
        ),
        _SAID_SECTION,
    ),
    "initiative": (
        Section(
            title="Covers",
            query="SELECT ?covered WHERE { VALUES ?thing { %s } ?thing trade:covers ?covered } ORDER BY ?covered",
            columns=(column("covered", "Place or group", "thing"),),
        ),
        _SAID_SECTION,
    ),
    "topic": (_SAID_SECTION,),
}
"""The tables of each kind's card, in order."""

FACETS: dict[str, tuple[Facet, ...]] = {
    "place": (
        Facet(name="Kind", path="trade:placeType"),
        Facet(name="Codes", path="skos:notation"),
        Facet(name="Lies in", path="^trade:containedPlace/trade:containingPlace"),
        Facet(name="Member of", path="^trade:member/trade:group"),
        Facet(name="Also called", path="skos:altLabel"),
    ),
    "group": (
        Facet(name="Kind", path="trade:groupType"),
        Facet(name="Composition", path="trade:compositionRule"),
        Facet(name="Also called", path="skos:altLabel"),
    ),
    "product": (
        Facet(name="Scheme", path="skos:inScheme"),
        Facet(name="Part of", path="skos:broader"),
        Facet(name="Covers", path="^skos:broader"),
        Facet(name="HS codes, roughly", path="skos:closeMatch"),
    ),
    "initiative": (
        Facet(name="Kind", path="trade:initiativeType"),
        Facet(name="Announced", path="trade:announced"),
        Facet(name="Signed", path="trade:signed"),
        Facet(name="Launched", path="trade:launched"),
        Facet(name="In force", path="trade:inForce"),
        Facet(name="Ended", path="trade:ended"),
        Facet(name="Sources", path="trade:source"),
    ),
    "topic": (Facet(name="Part of", path="skos:broader"), Facet(name="Covers", path="^skos:broader")),
}
"""The facts of each kind's card, in order."""
