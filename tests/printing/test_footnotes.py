"""Words for days and for windows of days."""

from datetime import date

import pytest

from kg.printing.footnotes import window_words


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Feb 2019", "2019-02-01", "2019-02-28"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("18 Feb 2019", "2019-02-18", "2019-02-18"),
        ("18–28 Feb 2019", "2019-02-18", "2019-02-28"),
        ("18 Feb – 3 Mar 2019", "2019-02-18", "2019-03-03"),
        ("30 Dec 2018 – 3 Jan 2019", "2018-12-30", "2019-01-03"),
        ("since 22 Feb 2024", "2024-02-22", None),
        ("by 22 Feb 2024", None, "2024-02-22"),
        (None, None, None),
    ],
)
def test_a_window_claims_no_day_that_is_not_known(words, first, last):
    """Expected: what a person would write; a whole month or year by its name."""
    ends = (day and date.fromisoformat(day) for day in (first, last))

    assert words == window_words(*ends)
