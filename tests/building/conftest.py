"""A small set of files to build from: two places, one product, two sources that disagree."""

from pathlib import Path

import pytest

from kg.building import Inputs

ONTOLOGY = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix trade: <https://w3id.org/regional-trade/ontology#> .
trade:Figure rdfs:label "figure"@en .
"""
PLACES = """
@prefix place: <https://w3id.org/regional-trade/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix trade: <https://w3id.org/regional-trade/ontology#> .
place:guangdong a trade:Place ; rdfs:label "Guangdong"@en, "广东"@zh .
place:world a trade:Place ; rdfs:label "World"@en .
"""
PRODUCTS = """
@prefix product: <https://w3id.org/regional-trade/product/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix trade: <https://w3id.org/regional-trade/ontology#> .
product:all a trade:Product ; rdfs:label "All goods"@en .
"""
EVENTS = """
@prefix event: <https://w3id.org/regional-trade/event/> .
@prefix period: <https://w3id.org/regional-trade/period/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix trade: <https://w3id.org/regional-trade/ontology#> .
event:fair a trade:Event ; rdfs:label "fair"@en ; trade:period period:2018-10 .
"""
REGISTRY = """id,title,publisher,kind,issued
X,A bulletin,Customs,official,2019-02-14
Y,An article,China Daily,press,2019-02-25
Z,A list that no sheet quotes,China Daily,reference,2020
"""
X = """
source: X
figures:
  - {reporter: guangdong, flow: total, period: 2019-01, value: {id: X-F1, is: 630.2 billion CNY}}
  - {reporter: guangdong, flow: export, period: 2019-01, value: {id: X-F2, is: 389.14 billion CNY}}
"""
Y = """
source: Y
figures:
  - {reporter: guangdong, flow: total, period: 2019-01, value: {id: Y-F1, is: 620 billion CNY, as_printed: true, suspect: value}}
"""


def lay(folder: Path, files: dict[str, str]) -> Inputs:
    """The files laid out as a checkout has them."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "shapes").mkdir(exist_ok=True)
    return Inputs(data=folder / "data", ontology=folder / "ontology", shapes=folder / "shapes")


@pytest.fixture
def files():
    """The files by name."""
    return {
        "ontology/core.ttl": ONTOLOGY,
        "ontology/reference/places.ttl": PLACES,
        "ontology/reference/products.ttl": PRODUCTS,
        "ontology/reference/events.ttl": EVENTS,
        "data/sources.csv": REGISTRY,
        "data/sheets/X.yaml": X,
        "data/sheets/Y.yaml": Y,
    }


@pytest.fixture
def inputs(tmp_path, files):
    """The small set of files, laid out."""
    return lay(tmp_path / "checkout", files)


@pytest.fixture
def laid(tmp_path):
    """Lays out other files; call it with them."""
    return lambda files: lay(tmp_path / "other", files)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache of one's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("KG_CACHE", str(folder))
    return folder
