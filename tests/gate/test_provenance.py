"""Facts held against texts. Every text is invented here; what it says is read off it by eye."""

import hashlib
from decimal import Decimal

import pytest

from kg.gate.provenance import provenance_rows
from kg.gate.provenance.numerals import numerals
from kg.gate.provenance.prose import Prose
from kg.rdf import quads
from kg.reading.sheets import read_sheet

SPRING = """Wu Mei of X University sees a good spring. Li Lan was not there.

According to X Customs, Guangdong's exports to Japan grew 4.2 percent to 12.5 billion yuan ($1.9 billion) in January 2019. Imports fell 3.1 percent to 9.80 billion yuan. More than 95 percent of them came by sea, and 12 ships were late.

Exports to Vietnam are expected to reach 2.5 billion yuan in January 2019. Guangzhou made up nearly 50 percent every year of what was sold to Vietnam, and a quarter of it came by rail.

Guangdong was the largest seller, ahead of the second-largest, with a trade surplus of 2.7 billion yuan in January 2019. The trade of China with the United States doubled.
"""
CHINESE = "据X Customs统计，2019年1月，Guangdong出口1250.5亿元，同比下降3.1%，约占四分之一。"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def spelled(quote, text=SPRING, shift=0):
    """A passage as a sheet writes it."""
    start = text.index(quote) + shift
    return f'[{start}, {start + len(quote)}, "{digest(quote)[:12]}"]'


@pytest.fixture
def told(names, ground, tmp_path):
    """Code, severity and property of what the text of source T says against the entries of a sheet."""

    def tell(*entries, text=SPRING, statements="", folder=None):
        (tmp_path / "T.txt").write_bytes(text.encode())
        sheet = (
            f"source: {{id: T, title: Spring, publisher: X Times, issued: 2019-02-11, text_digest: {digest(text)}}}\n"
            "defaults: {reporter: guangdong, flow: export, period: 2019-01}\nfigures:\n"
            + "".join(f"  - {entry}\n" for entry in entries)
            + statements
        )
        reading = read_sheet(sheet, names)
        assert not reading.findings
        made = quads(reading.facts, labels=names.labels, known=names)
        rows = provenance_rows(made, ground.engine, folder or tmp_path)
        return [(r.finding.code, r.finding.severity.word, r.finding.about) for r in rows]

    return tell


def japan(number, quote, measure="value", **more):
    """An entry on trade with Japan."""
    given = "".join(f"{key}: {value}, " for key, value in more.items())
    return f"{{partner: japan, {given}{measure}: {{is: {number}, passage: {spelled(quote)}}}}}"


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("came to 12.5 billion yuan", "12500000000", "CCY_CNY", None),
        ("came to US$1,082.59 million", "1082590000", "CCY_USD", None),
        ("more than 6,000 firms", "6000", None, "moreThan"),
        ("passed, exceeding the threshold of 35 trillion RMB", "35000000000000", "CCY_CNY", "moreThan"),
        ("nearly half of it", "50", "PERCENT", "justBelow"),
        ("one in four", "25", "PERCENT", None),
        ("for every five cars made there, one is", "20", "PERCENT", None),
        ("约6302亿元", "630200000000", "CCY_CNY", "about"),
        ("480多万辆", "4800000", None, "moreThan"),
        ("7亿8000万元", "780000000", "CCY_CNY", None),
        ("增长５.２％", "5.2", "PERCENT", None),
        ("十二个城市", "12", None, None),
        ("四分之一", "25", "PERCENT", None),
        ("twenty-one ports", "21", None, None),
        ("a new trillion-yuan cluster", "1000000000000", "CCY_CNY", None),
        ("rose 0.5 percentage points", "0.5", "percentage points", None),
        ("4.7 times as much", "470", "PERCENT", None),
    ],
)
def test_a_number_is_read_from_running_text(text, value, unit, bound):
    """Digits and words, English and Chinese, with scale, unit and wording."""
    found = {
        (one.value, (one.unit or "").rpartition("/")[2] or None, one.bound) for one in numerals(Prose(text))
    }

    assert (Decimal(value), unit, bound) in found


@pytest.mark.parametrize(
    "entry",
    [
        japan("12.5 billion CNY", "12.5 billion yuan"),
        japan("+4.2 %", "4.2 percent", "change"),
        japan("9.80 billion CNY", "9.80 billion yuan", flow="import"),
        japan("-3.1 %", "fell 3.1 percent", "change", flow="import"),
        japan("more than 95 %", "More than 95 percent", "share", product="mech-elec").replace(
            "passage", "of: {product: all}, passage"
        ),
        f"{{flow: balance, value: {{is: 2.7 billion CNY, passage: {spelled('2.7 billion yuan')}}}}}",
        f"{{flow: total, rank: {{is: 1, among: china, passage: {spelled('largest seller')}}}}}",
    ],
)
def test_a_figure_that_its_passage_says_is_let_be(told, entry):
    """Number, unit, direction, wording, region, partner and period agree."""
    wrong = [found for found in told(entry) if found[2] != "trade:flow"]

    assert [] == wrong


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (japan("12.6 billion CNY", "12.5 billion yuan"), ("V31", "violation", "trade:printed")),
        (japan("9.80 billion CNY", "12.5 billion yuan"), ("V31", "violation", "trade:printed")),
        (japan("12.5 million CNY", "12.5 billion yuan"), ("V31", "violation", "trade:multiplier")),
        (japan("12.5 billion USD", "12.5 billion yuan"), ("V31", "violation", "trade:unit")),
        (japan("-4.2 %", "4.2 percent", "change"), ("V31", "violation", "trade:value")),
        (japan("+3.1 %", "fell 3.1 percent", "change", flow="import"), ("V31", "violation", "trade:value")),
        (japan("9.8 billion CNY", "9.80 billion yuan", flow="import"), ("V31", "warning", "trade:printed")),
        (japan("more than 12.5 billion CNY", "12.5 billion yuan"), ("V33", "warning", "trade:bound")),
        (japan("12.5 billion CNY", "12.5 billion yuan", flow="import"), ("V32", "warning", "trade:flow")),
        (
            japan("12.5 billion CNY", "12.5 billion yuan", period="2018-01"),
            ("V33", "warning", "trade:period"),
        ),
        (
            japan("12.5 billion CNY", "12.5 billion yuan", period="2019-02"),
            ("V33", "warning", "trade:period"),
        ),
        (
            japan("12.5 billion CNY", "12.5 billion yuan", reporter="guangzhou"),
            ("V32", "warning", "trade:reporter"),
        ),
    ],
)
def test_a_figure_that_its_passage_does_not_say_is_told(told, entry, expected):
    """One slip, one finding, at the property that is wrong."""
    assert [expected] == told(entry)


def test_more_than_stored_as_equal_is_refused(told):
    """The passage says more than 95 percent."""
    entry = japan("95 %", "More than 95 percent", "share", product="mech-elec").replace(
        "passage", "of: {product: all}, passage"
    )

    assert ("V33", "violation", "trade:bound") in told(entry)


def test_what_is_expected_is_no_observation(told):
    """The passage says that exports are expected to reach the number."""
    quote = "reach 2.5 billion yuan"

    assert [("V33", "warning", "trade:value")] == told(
        japan("2.5 billion CNY", quote).replace("japan", "vietnam")
    )


def test_every_year_at_once_is_told(told):
    """Of two facts, each of a year that is given as stated; where the years are resolved it is let be."""
    share = f"{{is: nearly 50 %, of: {{reporter: guangdong}}, passage: {spelled('nearly 50 percent every year')}}}"
    entries = [
        f"{{reporter: guangzhou, partner: vietnam, period: {year}, share: {share}}}" for year in (2017, 2018)
    ]
    resolved = [entry.replace("share:", "basis: {period: resolved}, share:") for entry in entries]

    assert {("V33", "warning", "trade:period")} == set(told(*entries))
    assert [] == told(*resolved)


def test_a_partner_that_the_passage_names_is_not_left_out(told):
    """Exports to Japan are not exports to the world."""
    entry = japan("12.5 billion CNY", "12.5 billion yuan").replace("partner: japan, ", "")

    assert [("V32", "warning", "trade:partner")] == told(entry)


@pytest.mark.parametrize(
    ("speaker", "passage", "expected"),
    [
        ("wu-mei", "Wu Mei of X University sees a good spring", []),
        ("x-customs", "According to X Customs", []),
        ("x-government", "According to X Customs", [("V32", "violation", "trade:speaker")]),
        ("x-customs", "Wu Mei of X University", [("V32", "warning", "trade:speaker")]),
        ("li-lan", "According to X Customs", [("V32", "warning", "trade:speaker")]),
        ("narrator", "Imports fell", []),
    ],
)
def test_a_speaker_is_named_in_the_text(told, speaker, passage, expected):
    """In the passage, or before it where the passage names nobody else."""
    statement = f"statements:\n  - {{id: T-S1, speaker: {speaker}, act: report, voice: indirect, passage: {spelled(passage)}}}\n"

    assert expected == told(japan("12.5 billion CNY", "12.5 billion yuan"), statements=statement)


def test_chinese_text_is_held_against_its_figures(told):
    """1250.5亿 is 125.05 billion; 下降 is a fall."""
    number, fall = spelled("1250.5亿元", CHINESE), spelled("下降3.1%", CHINESE)

    assert [] == told(
        f"{{value: {{is: 125.05 billion CNY, passage: {number}}}, change: {{is: -3.1 %, passage: {fall}}}}}",
        text=CHINESE,
    )
    assert [("V31", "violation", "trade:value")] == told(
        f"{{change: {{is: 3.1 %, passage: {fall}}}}}", text=CHINESE
    )


@pytest.mark.parametrize(("shift", "cause"), [(4, ""), (1, "counting begins with 0"), (-900, None)])
def test_a_passage_that_drifted_is_found(names, ground, tmp_path, shift, cause):
    """A digest is looked for around the place given, and the passage is told as it should be."""
    text = "x" * 1000 + SPRING
    (tmp_path / "T.txt").write_text(text, encoding="utf-8")
    place = spelled("12.5 billion yuan", text, shift)
    sheet = (
        "source: {id: T, title: Spring, publisher: X Times}\nfigures:\n"
        f"  - {{reporter: guangdong, flow: export, partner: japan, period: 2019-01, value: {{is: 12.5 billion CNY, passage: {place}}}}}\n"
    )
    made = quads(read_sheet(sheet, names).facts, labels=names.labels, known=names)

    (row,) = provenance_rows(made, ground.engine, tmp_path)

    assert row.finding.remedy == f"Write {spelled('12.5 billion yuan', text).replace(chr(34), '')}."
    assert (cause or "") in row.finding.message


@pytest.mark.parametrize(("encoding", "width", "cause"), [("utf-8", 1, "bytes"), ("utf-16-le", 2, "UTF-16")])
def test_a_passage_counted_in_other_units_is_found(names, ground, tmp_path, encoding, width, cause):
    """Chinese letters have three bytes, and rare ones two units in UTF-16."""
    text = "广东\U00020000\U00020001：" + SPRING
    (tmp_path / "T.txt").write_text(text, encoding="utf-8")
    at = text.index("12.5 billion yuan")
    start, length = len(text[:at].encode(encoding)) // width, len("12.5 billion yuan")
    sheet = (
        "source: {id: T, title: Spring, publisher: X Times}\nfigures:\n  - {reporter: guangdong, flow: export, partner: japan, "
        f"period: 2019-01, value: {{is: 12.5 billion CNY, passage: [{start}, {start + length}, {digest('12.5 billion yuan')[:12]}]}}}}\n"
    )
    made = quads(read_sheet(sheet, names).facts, labels=names.labels, known=names)

    (row,) = provenance_rows(made, ground.engine, tmp_path)

    assert cause in row.finding.message


def test_a_copy_with_other_ends_of_lines_is_the_same_text(told, tmp_path):
    """A text whose lines were given carriage returns on the way."""
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "T.txt").write_bytes(SPRING.replace("\n", "\r\n").encode())

    assert [] == told(japan("12.5 billion CNY", "12.5 billion yuan"), folder=folder)


def test_a_text_that_is_no_text_is_told(told, tmp_path):
    """Bytes that are not UTF-8 are a finding on the source, and nothing is compared."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "T.txt").write_bytes(b"\xff\xfe\x00")

    assert [("V11", "violation", "trade:textDigest")] == told(
        japan("1 billion CNY", "12.5 billion yuan"), folder=folder
    )


def test_a_text_that_is_not_there_is_told(told, tmp_path):
    """Whoever names the wrong folder learns that nothing was compared."""
    (tmp_path / "empty").mkdir()

    assert [("V11", "info", "trade:textDigest")] == told(
        japan("470 billion CNY", "12.5 billion yuan"), folder=tmp_path / "empty"
    )


def test_a_figure_without_a_passage_is_told_where_its_number_stands(told):
    """Where the text is at hand, a figure can have its passage."""
    assert [("V31", "warning", "trade:anchor")] == told("{partner: japan, value: {is: 12.5 billion CNY}}")
