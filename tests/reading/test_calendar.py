"""Dates in words: the form to write is named, and the text is refused all the same."""

from __future__ import annotations

import pytest

from kg.names import Names
from kg.reading.calendar import iso_form
from kg.reading.sheets import read_sheet


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("January 2019", "2019-01"),
        ("Jan 2019", "2019-01"),
        ("Sept. 2021", "2021-09"),
        ("2019年1月", "2019-01"),
        ("2019年12月份", "2019-12"),
        ("2019年1月31日", "2019-01-31"),
        ("2019 年", "2019"),
        ("31 January 2019", "2019-01-31"),
        ("January 31st, 2019", "2019-01-31"),
        ("18.04.2026", "2026-04-18"),
        ("first half of 2021", "2021-H1"),
        ("2021年下半年", "2021-H2"),
        ("the third quarter of 2020", "2020-Q3"),
        ("Q1 2019", "2019-Q1"),
        ("2019年第二季度", "2019-Q2"),
        ("Smarch 2019", None),
        ("31 February 2019", None),
        ("31.13.2019", None),
        ("soon", None),
    ],
)
def test_the_iso_form_of_what_people_write(text: str, form: str | None) -> None:
    """Counted off a calendar; what is no date has none."""
    assert form == iso_form(text)


@pytest.mark.parametrize(
    ("source", "period", "remedy"),
    [
        ("2019-02", "January 2019", "Write 2019-01; the forms are 2019, "),
        ("2019-02", "2019年1月", "Write 2019-01; the forms are 2019, "),
        ("February 2019", "2019-01", "Write 2019-02."),
        ("18.02.2019", "2019-01", "Write 2019-02-18."),
        ("soon", "2019-01", "Write 2019, "),
    ],
)
def test_the_remedy_gives_the_form(names: Names, source: str, period: str, remedy: str) -> None:
    """One finding R06 whose remedy begins with what to write."""
    sheet = (
        f"source: {{id: X, title: T, publisher: P, issued: {source}}}\n"
        f"figures: [{{reporter: guangdong, flow: export, period: {period}, value: 3 billion CNY}}]\n"
    )

    (finding,) = read_sheet(sheet, names).findings

    assert finding.code == "R06"
    assert (finding.remedy or "").startswith(remedy)


def test_a_month_is_no_remedy_for_a_day(names: Names) -> None:
    """Where a day is needed, a month does not do."""
    sheet = "source: {id: X, title: T, publisher: P, issued_latest: February 2019}\n"

    (finding,) = read_sheet(sheet, names).findings

    assert "Write 2019-02." not in (finding.remedy or "")
