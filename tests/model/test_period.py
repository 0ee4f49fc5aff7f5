"""Periods: spans of time as trade figures use them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Period


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2019-01", date(2019, 1, 1), date(2019, 2, 1), "month"),
        ("2019-12", date(2019, 12, 1), date(2020, 1, 1), "month"),
        ("2021-H1", date(2021, 1, 1), date(2021, 7, 1), "half"),
        ("2024-Q4", date(2024, 10, 1), date(2025, 1, 1), "quarter"),
        ("2020", date(2020, 1, 1), date(2021, 1, 1), "year"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1), "day"),
        ("2022-01/2022-11", date(2022, 1, 1), date(2022, 12, 1), "span"),
        ("2019/2023", date(2019, 1, 1), date(2024, 1, 1), "span"),
        ("2023-01-01/2024-02-22", date(2023, 1, 1), date(2024, 2, 23), "span"),
    ],
)
def test_text_names_days(text, start, end, kind):
    """Ends are exclusive; expected days by calendar."""
    period = Period.parse(text)

    assert (start, end, kind) == (period.start, period.end_exclusive, period.kind)


@pytest.mark.parametrize(
    ("loose", "canonical"),
    [
        ("2019-01/2019-03", "2019-Q1"),
        ("2019-01/2019-06", "2019-H1"),
        ("2019-01/2019-12", "2019"),
        ("2019-Q1/2019-Q4", "2019"),
        ("2022-01--2022-11", "2022-01/2022-11"),
        (" 2019-01 ", "2019-01"),
    ],
)
def test_forms_that_mean_the_same_days_are_one_period(loose, canonical):
    """The canonical form is the shortest name of the days."""
    assert canonical == Period.parse(loose).text


@pytest.mark.parametrize(
    "text", ["2019-13", "2019-1", "19", "", "2019-Q5", "2019-02-30", "Jan 2019", "2019/"]
)
def test_what_is_no_period_is_refused(text):
    """Nothing is guessed from a malformed text."""
    with pytest.raises(ValueError, match=r"period|month|day"):
        Period.parse(text)


def test_a_period_that_ends_before_it_starts_is_refused():
    """Time runs forward."""
    with pytest.raises(ValueError, match="ends before it starts"):
        Period.parse("2019-03/2019-01")


def test_between_refuses_an_empty_span():
    """A period holds at least one day."""
    with pytest.raises(ValueError, match="cannot end"):
        Period.between(date(2019, 1, 1), date(2019, 1, 1))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2019-01", "January 2019"),
        ("2021-H1", "first half of 2021"),
        ("2024-Q3", "third quarter of 2024"),
        ("2022-01/2022-11", "January to November 2022"),
        ("2019/2023", "2019 to 2023"),
        ("2024-02-22", "22 February 2024"),
        ("2021-11/2022-02", "November 2021 to February 2022"),
    ],
)
def test_label_reads_like_a_newspaper(text, label):
    """Labels are what a person would say."""
    assert label == Period.parse(text).label


def test_a_leap_day_a_year_earlier_is_the_28th():
    """29 February has no twin in 2023."""
    assert "2023-02-28" == Period.parse("2024-02-29").years_before().text


def test_a_month_covers_its_days():
    """Containment counts whole days."""
    assert Period.parse("2019-01").covers(Period.parse("2019-01-31"))
    assert not Period.parse("2019-01").covers(Period.parse("2019-02-01"))


@given(st.dates(date(1950, 1, 1), date(2099, 1, 1)), st.integers(1, 4000))
def test_every_span_survives_its_text(start, days):
    """Writing a period and reading it back gives the same days."""
    end = date.fromordinal(start.toordinal() + days)
    period = Period.between(start, end)

    assert period == Period.parse(period.text) == Period.parse(period.slug)
