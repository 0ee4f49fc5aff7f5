"""Variables with one value are pinned where that cannot change the answer."""

import pytest

from kg.store.pinning import pinned

HEAD = "SELECT ?figure WHERE { VALUES ?p { period:2019-01 } "


def test_a_variable_of_one_value_becomes_the_value():
    """The block goes, the pattern holds the constant."""
    assert "?figure trade:period period:2019-01 }" in pinned(HEAD + "?figure trade:period ?p }")
    assert "VALUES" not in pinned(HEAD + "?figure trade:period ?p }")


def test_a_filter_holds_the_value_too():
    """Expressions see the same constant."""
    assert "FILTER(?q != period:2019-01)" in pinned(HEAD + "?figure trade:period ?q FILTER(?q != ?p) }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?p WHERE { VALUES ?p { period:2019-01 } ?f trade:period ?p }",
        "SELECT ?f WHERE { VALUES ?p { period:2019-01 period:2019-02 } ?f trade:period ?p }",
        "SELECT ?f WHERE { VALUES ?p { UNDEF } ?f trade:period ?p }",
        "SELECT ?f WHERE { VALUES ?p { period:2019-01 } ?f trade:period ?p FILTER(BOUND(?p)) }",
        "SELECT ?f WHERE { VALUES ?p { period:2019-01 } ?f trade:period ?p } ORDER BY ?p ?f",
        "SELECT (COUNT(?f) AS ?n) WHERE { VALUES ?p { period:2019-01 } ?f trade:period ?p } GROUP BY ?p",
        "SELECT ?f WHERE { VALUES ?p { period:2019-01 } ?f trade:period ?p MINUS { ?g trade:period ?p } }",
        "SELECT ?f WHERE { VALUES ?p { period:2019-01 } { SELECT ?f WHERE { ?f trade:period ?p } } }",
        "SELECT ?f WHERE { VALUES ?p { period:2019-01 } ?f ?q ?p BIND(1 AS ?p) }",
        "SELECT ?f WHERE { VALUES ?p { 3 } ?f trade:value ?p }",
        "SELECT ?f WHERE { VALUES ?p { period:x } VALUES ?p { period:y } ?f trade:period ?p }",
    ],
)
def test_what_could_change_the_answer_stays(query):
    """Columns, several values, groups, orders, scopes and new bindings are left alone."""
    assert query == pinned(query)


def test_a_name_in_a_text_is_no_variable():
    """Only tokens are replaced."""
    assert '"?p"' in pinned(HEAD + '?figure trade:note "?p" ; trade:period ?p }')
