"""The verbs: what each prints, to where, in which form."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest

from kg.cli.session import TABLE_FORMATS, formed
from kg.errors import RejectedError, UsageProblem
from kg.findings import Finding, Report
from kg.printing.terminal import Style
from kg.table import Table

ASKED = ("ask", "partners", "guangdong", "--period", "2019-01")
QUERY = "SELECT ?p ?label { ?p a trade:Place ; rdfs:label ?label } ORDER BY ?p ?label LIMIT 2"
BAD = """\
source: {id: X9, title: T, publisher: China Daily, kind: press, issued: 2019-02}
figures:
  - {reporter: guangdong, partner: unted-states, flow: total, period: 2019-01, value: 1.5 billion CNY}
"""


def test_ask_without_a_name_lists_the_questions(run):
    """Name, one line, parameters; the hint is no result and goes to stderr."""
    code, out, err = run("ask")

    assert code == 0
    assert "Who does a place trade with?" in out
    assert "  partners REGION PERIOD [FLOW] [PARTNER…]\n" in out
    assert "kg ask QUESTION --help" in err
    assert json.loads(run("ask", "--json")[1])["format"] == "kg-table/1"


def test_ask_answers_as_the_design_page_shows(run):
    """Partners by trade, the growth beside it, footnotes with passages."""
    code, out, err = run(*ASKED)
    lines = out.splitlines()

    assert (code, err) == (0, "")
    assert lines[0].startswith("Trading partners of Guangdong, January 2019   2 rows · ")
    assert lines[1].split("   ")[0] == "Partner"
    assert lines[2].split() == ["European", "Union", "80.66", "+25.5", "%", "[1]"]
    assert lines[4].startswith("[1] China Daily, Feb 2019, characters 1815–1827, 1850–1868 (A)")


def test_a_parameter_wins_over_an_option_of_the_same_name(run):
    """single-origin asks for at least so many sources; the option for footnotes is --no-sources."""
    assert run("ask", "single-origin", "--sources", "1", "--no-sources")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "partners", "guangdong", "2019-01"),
        ("ask", "partners", "--region", "广东", "--period", "2019-01"),
        ("ask", "partners", "2019-01", "--region", "CN-GD"),
        ("ask", "partners", "guangdong", "2019-01", "total", "european-union", "US"),
        ("ask", "partners", "guangdong", "2019-01", "--partner", "EU", "--partner", "united-states"),
    ],
)
def test_values_may_stand_in_order_or_under_their_names(run, words):
    """All the same question; the last parameter that takes many takes the rest."""
    rows = json.loads(run(*words, "--json")[1])["rows"]

    assert [row["partner"]["label"] for row in rows] == ["European Union", "United States"]


def test_json_is_the_envelope_with_exact_numbers(run):
    """As the table writes it."""
    read = json.loads(run(*ASKED, "--json")[1], parse_float=Decimal, parse_int=Decimal)

    assert read["question"] == "partners"
    assert read["rows"][0]["trade"]["value"] == Decimal("80660000000")
    assert read["rows"][1]["change"]["interval"] == "[0.45, 0.55]"
    assert read["sources"][0]["publisher"] == "China Daily"


def test_csv_reads_back(run):
    """Values, units, intervals, sources."""
    [first, _] = csv.DictReader(io.StringIO(run(*ASKED, "--format", "csv")[1]))

    assert (first["partner"], first["trade"], first["trade_unit"]) == ("European Union", "80660000000", "CNY")


def test_other_forms_of_an_answer(run):
    """Markdown, tabs, Chinese labels, intervals, no sources."""
    assert "| European Union | 80.66 |" in run(*ASKED, "--format", "md")[1]
    assert "European Union\thttps" in run(*ASKED, "--format", "tsv")[1]
    assert "欧盟" in run(*ASKED, "--lang", "zh")[1]
    assert "[80.655, 80.665]" in run(*ASKED, "--intervals")[1]
    assert "China Daily" not in run(*ASKED, "--no-sources")[1]


def test_the_query_can_be_seen_and_run(run):
    """``--query`` prints plain SPARQL that ``kg sparql`` takes."""
    query = run(*ASKED, "--query")[1]

    assert "#+" not in query
    assert "place/guangdong>" in query
    assert "European" not in query
    assert "group:eu " in run("sparql", query)[1]


def test_an_answer_can_be_written_to_a_file(run, tmp_path):
    """In the form of its extension; what was written is told on stderr."""
    code, out, err = run(*ASKED, "-o", tmp_path / "a.csv")

    assert (code, out, err) == (0, "", f"wrote {tmp_path / 'a.csv'}\n")
    assert (tmp_path / "a.csv").read_text().startswith("partner,")
    assert run(*ASKED, "-o", tmp_path / "a.txt")[0] == 0
    assert run(*ASKED, "-o", tmp_path / "a.docx")[0] == 2
    assert run(*ASKED, "-o", tmp_path / "nix" / "a.csv")[0] == 3


def test_an_empty_answer_is_no_error_and_is_explained(run):
    """Exit 0, the note on stderr; in JSON it is part of the answer."""
    words = ("ask", "partners", "guangdong", "--period", "2019-03")
    code, out, err = run(*words)

    assert code == 0
    assert "0 rows" in out
    assert err == "note: Nothing for this period; with the rest there is: 2019-01.\n"
    assert json.loads(run(*words, "--json")[1])["notes"] == [err.removeprefix("note: ").strip()]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "partnrs"), "Did you mean “partners”"),
        (("ask", "partners"), "needs region (Place), for example guangdong"),
        (("ask", "partners", "guangdong", "soon"), "period cannot be “soon”"),
        (("ask", "partners", "guandong", "2019-01"), "Did you mean “Guangdong”"),
        (("ask", "partners", "guangdong", "2019-01", "sideways"), "it is one of total"),
        (("ask", "trade", *"guangdong 2019-01 a b c d e f g h".split()), ""),
        ((*ASKED, "--format", "docx"), "docx"),
        (("sparql",), "Give one query"),
        (("sparql", QUERY, "--format", "turtle"), "The answer to a SELECT cannot be “turtle”"),
        (("sparql", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "cannot be “csv”; use one of turtle"),
        (("export", "x.docx"), "names no RDF format"),
        (("export", "--graph", "nix"), "There is no graph “nix”"),
        (("cite", "guangdong"), "can be cited"),
        (("show", "Guandong"), "Did you mean “Guangdong”"),
        (("completion", "tcsh"), "tcsh"),
        (("new-sheet", "a b"), "not fit for an id"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_is_right(run, words, said):
    """Nothing on stdout."""
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert said in err


def test_sparql_prints_a_table_or_a_standard_form(run):
    """Names for addresses in a table; SPARQL 1.1 results in JSON."""
    assert run("sparql", QUERY)[1].splitlines()[2].split() == ["place:afghanistan", "Afghanistan"]
    assert json.loads(run("sparql", QUERY, "--json")[1])["head"]["vars"] == ["p", "label"]
    assert run("sparql", QUERY, "--format", "csv")[1].startswith("p,label")
    assert "<sparql" in run("sparql", QUERY, "--format", "xml")[1]
    assert "| p |" in run("sparql", QUERY, "--format", "md")[1]


def test_sparql_ask_prints_true_or_false(run):
    """Or the standard form."""
    assert run("sparql", "ASK { place:guangdong a trade:Place }")[1] == "true\n"
    assert run("sparql", "ASK { place:guangdong a trade:Group }")[1] == "false\n"
    assert json.loads(run("sparql", "ASK { ?s ?p ?o }", "--json")[1])["boolean"] is True


def test_sparql_construct_prints_triples(run):
    """Turtle unless another form is asked."""
    query = "CONSTRUCT { ?p a trade:Place } WHERE { VALUES ?p { place:guangdong } ?p a trade:Place }"

    assert "guangdong" in run("sparql", query)[1]
    assert run("sparql", query, "--format", "ntriples")[1].strip().endswith("#Place> .")


def test_sparql_reads_files_and_standard_input(run, tmp_path, monkeypatch):
    """``-f FILE`` and ``-``; a file that cannot be read is exit 3."""
    (tmp_path / "q.rq").write_text(QUERY)
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe")
    monkeypatch.setattr(sys, "stdin", io.StringIO(QUERY))

    assert "Afghanistan" in run("sparql", "-f", tmp_path / "q.rq")[1]
    assert "Afghanistan" in run("sparql", "-")[1]
    assert run("sparql", "-f", tmp_path / "nix.rq")[0] == 3
    assert run("sparql", "-f", tmp_path / "bad.rq")[0] == 3


def test_a_query_that_the_engine_refuses_is_exit_3_with_its_line(run):
    """So are updates."""
    assert run("sparql", "SELECT ?p { ?p a }")[0] == 3
    assert run("sparql", "DELETE WHERE { ?s ?p ?o }")[0] == 3


def test_sparql_asks_another_endpoint(run):
    """Nobody listens there: exit 8."""
    assert run("sparql", "--endpoint", "http://127.0.0.1:9/sparql", QUERY)[0] == 8


def test_show_has_three_forms(run):
    """A card as text, JSON, Markdown; ``--all`` lifts the limit."""
    assert run("show", "A-F1")[1].startswith("A-F1   figure")
    assert json.loads(run("show", "A-F1", "--json")[1])["format"] == "kg-card/1"
    assert run("show", "A-F1", "--format", "md")[1].startswith("# A-F1")
    assert "--all shows the rest" in run("show", "A")[1]
    assert "--all shows the rest" not in run("show", "A", "--all")[1]


def test_info_says_what_the_store_holds(run, articles):
    """The path and the counts."""
    code, out, _ = run("info")

    assert code == 0
    assert str(articles) in out
    assert "Figures" in out


def test_info_as_json_counts_under_plain_names(run):
    """What a script reads: the counts, and the triples of each graph; 17, 22 and 18 statements in the articles."""
    told = json.loads(run("info", "--json")[1])

    assert 57 == told["statements"]
    assert {"figures", "statements", "reports", "sources", "places", "products", "memberships"} <= told.keys()
    assert told["triples"]["graph:source-A"] > 500


def test_info_gives_the_digest_of_the_content(run, graph):
    """The one that Python gives, as text and as JSON."""
    assert f"{graph.digest}\n" == run("info", "--digest")[1]
    assert graph.digest == json.loads(run("info", "--digest", "--json")[1])["digest"]


def test_cite_has_three_forms(run):
    """Text, BibTeX, CSL-JSON; without a name the graph."""
    assert "In: China Daily (2019, February)" in run("cite", "A-F1")[1]
    assert run("cite", "A", "--format", "bibtex")[1].startswith("@misc{source-A,")
    assert (
        json.loads(run("cite", "A", "--json")[1])[0]["title"]
        == "Guangdong foreign trade to maintain momentum"
    )
    assert "content SHA-256" in run("cite")[1]


def test_check_prints_findings_and_leaves_with_1(run, tmp_path):
    """Code, place and remedy; JSON for programs; --fail-on lowers the bar."""
    (tmp_path / "x.yaml").write_text(BAD)
    code, out, _ = run("check", tmp_path / "x.yaml")

    assert code == 1
    assert "R03" in out
    assert f"{tmp_path / 'x.yaml'}:3:" in out
    assert json.loads(run("check", tmp_path / "x.yaml", "--json")[1])["conforms"] is False


def test_check_of_a_clean_sheet_is_exit_0_unless_less_is_allowed(run, tmp_path):
    """An empty sheet is no violation; it is an info."""
    run("new-sheet", "X", "--title", "T", "--publisher", "Xinhua", "-o", tmp_path / "x.yaml")

    assert run("check", tmp_path / "x.yaml")[0] == 0
    assert run("check", tmp_path / "x.yaml", "--fail-on", "info")[0] == 1


def test_check_of_a_file_that_is_not_there_is_exit_3(run, tmp_path):
    """With its name."""
    code, _, err = run("check", tmp_path / "nix.yaml")

    assert (code, err) == (3, f"kg: {tmp_path / 'nix.yaml'}: there is no such file\n")


def test_new_sheet_overwrites_nothing(run, tmp_path):
    """A file that is there stays."""
    (tmp_path / "x.yaml").write_text("mine")

    assert run("new-sheet", "X", "-o", tmp_path / "x.yaml")[0] == 2
    assert (tmp_path / "x.yaml").read_text() == "mine"
    assert "id: X" in run("new-sheet", "X")[1]


def test_export_writes_files_and_standard_output(run, tmp_path):
    """The format is that of the extension, or as asked."""
    assert run("export", tmp_path / "a.nq")[0] == 0
    assert run("export", tmp_path / "a.ttl", "--graph", "source-A")[0] == 0
    assert b"A-F1" in (tmp_path / "a.ttl").read_bytes()
    assert (tmp_path / "a.nq").read_bytes().count(b"\n") > 1000


def test_export_to_standard_output(articles):
    """Bytes as they are, Turtle when asked."""
    words = [
        sys.executable,
        "-m",
        "kg",
        "--store",
        str(articles),
        "export",
        "--graph",
        "source-A",
        "--format",
        "turtle",
    ]
    done = subprocess.run(words, capture_output=True, check=True)

    assert b"A-F1" in done.stdout
    assert done.stderr == b""


def test_export_lists_the_graphs(run):
    """With their sizes."""
    assert "graph:source-A" in run("export", "--list")[1]


def test_build_makes_a_store_and_says_what_is_in_it(run, tmp_path, monkeypatch):
    """The folder and the progress go through to the builder, the sources to leave out and the author too."""
    seen = []
    monkeypatch.setenv("KG_AUTHOR", "A. Curator")
    monkeypatch.setattr(
        "kg.ledger.commits.founding.found", lambda *args, **kwargs: seen.append((args, kwargs)) or "Built it"
    )

    assert run("build", tmp_path / "s", "--no-validate", "--without", "A")[:2] == (0, "Built it\n")
    ((folder, signature), options) = seen[0]
    assert (tmp_path / "s", "A. Curator") == (folder, signature.author)
    assert {"A"} == options.pop("inputs").without
    assert {"progress": None, "validate": False, "replace": False} == options


def test_build_leaves_sources_out_of_a_folder_only(run):
    """The bundled graph is always whole."""
    assert 2 == run("build", "--without", "A")[0]


def test_a_refused_build_prints_its_report(run, monkeypatch):
    """Exit 1, the findings on stdout."""
    report = Report.of([Finding(code="V05", message="A share over 100", fact="figure:X")])

    def refuse(*_, **__):
        raise RejectedError("The facts do not conform; nothing was written.", report)

    monkeypatch.setattr("kg.building.build", refuse)
    code, out, err = run("build")

    assert code == 1
    assert "V05" in out
    assert err == "kg: The facts do not conform; nothing was written.\n"


def test_doctor_finds_everything_in_order(run):
    """Versions, store, counts, digest."""
    code, out, _ = run("doctor")

    assert code == 0
    assert "✓ pyoxigraph" in out
    assert all(check["ok"] for check in json.loads(run("doctor", "--json")[1])["checks"])


def test_doctor_says_what_to_do(run, tmp_path, monkeypatch):
    """A store that is not there is told with its remedy, and a library that is missing too."""
    monkeypatch.setattr("kg.cli.keep._NEEDED", ("no-such-library",))
    monkeypatch.setattr("kg.cli.keep._EXTRAS", ("no-such-extra",))
    code, out, _ = run("doctor", "--store", tmp_path)

    assert code == 5
    assert "→ pip install no-such-library" in out
    assert "– no-such-extra" in out
    assert "→ Run `kg build`" in out


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_completion_prints_a_script(run, shell):
    """For each shell."""
    code, out, _ = run("completion", shell)

    assert code == 0
    assert "_KG_COMPLETE" in out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kg a", "ask"),
        ("kg ask par", "partners"),
        ("kg ask partners guangd", "guangdong"),
        ("kg ask partners guangdong 2019-01 ex", "export"),
        ("kg ask partners --partner asea", "asean"),
        ("kg show ding", "ding-xiaozhi"),
    ],
)
def test_the_shell_completes_verbs_questions_and_names(monkeypatch, capsys, articles, typed, offered):
    """As bash asks for it."""
    words = typed.split(" ")
    monkeypatch.setenv("KG_STORE", str(articles))
    monkeypatch.setenv("_KG_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    from kg.cli import main

    with pytest.raises(SystemExit):
        main([])
    assert f"plain,{offered}" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("variable", ["KG_STORE", "KG_CACHE"])
def test_completing_without_a_store_offers_nothing(monkeypatch, capsys, tmp_path, variable):
    """And says nothing; above all it builds nothing while somebody waits."""
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setenv("_KG_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "kg show guang")
    monkeypatch.setenv("COMP_CWORD", "2")
    from kg.cli import main

    with pytest.raises(SystemExit):
        main([])
    assert capsys.readouterr() == ("\n", "")


def test_progress_is_a_bar_on_a_terminal_only(monkeypatch, capsys):
    """On stderr, wiped when done."""
    from kg.cli.session import progress

    assert progress() is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    bar = progress()
    bar(1, 2, "reading")
    bar(2, 2, "done")
    assert "[###############...............] reading" in capsys.readouterr().err


def test_a_form_that_is_none_is_refused():
    """The list of forms is the message."""
    assert set(TABLE_FORMATS) == {"table", "json", "csv", "tsv", "md"}
    with pytest.raises(UsageProblem, match="no format “nix”"):
        formed(Table(columns=(), records=()), "nix", Style())


def test_a_flow_may_be_the_word_that_tables_print(run):
    """Exports, 出口 and export are one; a mistyped one is told the nearest."""
    asked = ("ask", "trade", "guangdong", "--period", "2019-01", "--flow")
    answers = {run(*asked, word, "--json")[1] for word in ("export", "exports", "出口")}

    assert len(answers) == 1
    assert "kg-table/1" in answers.pop()
    assert "Did you mean “export”?" in run(*asked, "exprots")[2]


def test_a_language_without_labels_is_a_usage_error(run):
    """There are labels in two languages."""
    for words in (("show", "guangdong"), ASKED, ("info",)):
        code, _, err = run(*words, "--lang", "fr")

        assert code == 2
        assert "'en', 'zh'" in err


def test_without_a_verb_the_help_is_printed_whole(run):
    """A result, not an error; no verb's line is cut off on 80 columns."""
    code, out, err = run()

    assert (code, err) == (0, "")
    assert out.startswith("Usage: kg [OPTIONS]")
    assert "..." not in out.partition("Ask:")[2]
