"""What a point knows: who has it, and who had it first."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.comparing.points import earlier, first
from crossread.pipeline import dossier
from tests.comparing.telling import member, told


def had_first(*published: str | None) -> str | None:
    articles = [
        told(f"p{n}", "Bridge\nThe bridge is shut.", published=date)
        for n, date in enumerate(published, 1)
    ]
    members = [member(a, "The bridge is shut.") for a in articles]
    return first(members, {a.article.id: a for a in articles})


@pytest.mark.parametrize(
    ("published", "wanted"),
    [
        (("2025-03-15", "2025-03-14", "2025-03-16"), "p2.1"),
        (("2025-03-14", "2025-03-14", "2025-03-16"), None),  # two are the earliest
        (("2025-03-14", None), None),  # who knows when the other was
        ((None, None), None),
        (("2025-03-14T09:30:00+01:00", "2025-03-14T08:00:00+00:00"), "p2.1"),
    ],
)
def test_the_article_that_had_it_first(
    published: tuple[str | None, ...], wanted: str | None
) -> None:
    assert had_first(*published) == wanted


@pytest.mark.parametrize(
    ("date", "other", "wanted"),
    [
        ("2025-03-14", "2025-03-15", True),
        ("2025-03-14", "2025-03-14", False),
        ("2025-03-14", "2025-03-14T23:59:00+00:00", False),  # within the day
        ("2025-03-14T00:10:00+00:00", "2025-03-14", False),
        ("2025-03-14T09:00:00+00:00", "2025-03-14T10:30:00+02:00", False),
        ("2025-03-14T08:00:00+00:00", "2025-03-14T10:30:00+02:00", True),
        ("2025-03-14T08:00:00", "2025-03-14T10:30:00+02:00", False),  # no zone: the days count
        ("2025-03-14T08:00:00", "2025-03-14T10:30:00", True),
    ],
)
def test_which_of_two_dates_is_earlier_for_certain(date: str, other: str, wanted: bool) -> None:
    assert earlier(date, other) is wanted


def test_points_know_their_accounts_by_place(tmp_path: Path) -> None:
    text = (
        "Ferry with 212 people aground off Marenholm\n\n"
        "MARENHOLM, {} – A ferry with 212 passengers ran aground off Marenholm, the coast guard said."
        "\n\n{}\n\nTugs will try to pull the ship free at high tide.\n"
    )
    own = (
        "The ship was built in 1986 in Gdansk and rebuilt twice since then by the Baltic Line.",
        "Nobody was hurt when the hull hit a rock, and all passengers spent the night on board.",
    )
    for name, day, words in zip("ab", ("2025-03-15", "2025-03-14"), own):
        (tmp_path / f"{name}.html").write_text(
            f"<html><head><meta property='article:published_time' content='{day}'></head><body>"
            "<article>"
            + "".join(f"<p>{p}</p>" for p in text.format(day, words).split("\n\n"))
            + "</article></body></html>",
            encoding="utf-8",
        )
    (comparison,) = dossier([tmp_path]).comparisons
    accounts = comparison.story.accounts
    assert comparison.points
    for point in comparison.points:
        holders = {m.statement.article for m in point.members}
        assert list(point.held_by) == sorted(
            n for n, account in enumerate(accounts) if holders & set(account)
        )
        assert point.accounts == len(point.held_by)
        assert point.first == "p2.1"
