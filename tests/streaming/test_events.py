from __future__ import annotations

import pytest

from crossread.streaming.events import Add, Event, Followed, Merge, New, Part, Split


def new(story: str, article: str) -> New:
    return New(story, article, "headline", "en")


def add(story: str, article: str) -> Add:
    return Add(story, article, "headline", "en", "near", 0.4, (("Alba",),))


def test_who_follows_knows_where_each_article_is() -> None:
    followed = Followed([new("s1", "a"), add("s1", "b"), new("s2", "c")])
    assert followed.story_of == {"a": "s1", "b": "s1", "c": "s2"}


def test_a_merge_takes_all_articles_along() -> None:
    followed = Followed([new("s1", "a"), new("s2", "b"), add("s2", "c"), Merge("s1", ("s2",), 0.3)])
    assert followed.story_of == {"a": "s1", "b": "s1", "c": "s1"}


def test_a_split_moves_those_it_names() -> None:
    events: list[Event] = [new("s1", "a"), add("s1", "b"), add("s1", "c"), new("s2", "d")]
    split = Split("s1", (Part("s2", ("b",)), Part("s3", ("c",))), 0.1)
    assert Followed([*events, split]).story_of == {"a": "s1", "b": "s2", "c": "s3", "d": "s2"}


@pytest.mark.parametrize(
    "wrong",
    [
        [new("s1", "a"), new("s1", "b")],
        [new("s1", "a"), new("s2", "a")],
        [add("s1", "a")],
        [new("s1", "a"), new("s2", "b"), Merge("s1", ("s2",), 0.3), new("s2", "c")],
        [new("s1", "a"), Split("s2", (Part("s3", ("a",)),), 0.1)],
    ],
)
def test_events_that_do_not_go_together(wrong: list[Event]) -> None:
    with pytest.raises(ValueError, match=r"came before|began before|is not in"):
        Followed(wrong)
