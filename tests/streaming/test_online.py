from __future__ import annotations

import random

import pytest

from crossread.streaming.events import Add, Followed, Merge, New, Split
from tests.streaming.stream import DAY, FERRY, STRIKE, groups, online, sketch, told

FERRIES = [f"f{k}" for k in range(len(FERRY))]
STRIKES = [f"t{k}" for k in range(len(STRIKE))]
TEXTS = dict(zip(FERRIES + STRIKES, FERRY + STRIKE))


def test_each_article_gets_a_story_at_once() -> None:
    stories = online()
    for id, text in TEXTS.items():
        events = stories.add([sketch(id, text)])
        assert [event.article for event in events if isinstance(event, New | Add)] == [f"{id}.1"]


def test_two_events_are_two_stories() -> None:
    events = told(online(), [[sketch(id, text)] for id, text in TEXTS.items()])
    assert groups(events) == [FERRIES, STRIKES]


def test_an_article_in_another_language_joins() -> None:
    french = (
        "Le ferry Alba s'est échoué au large de l'île de Holm. Des plongeurs ont vu une fissure"
        " dans la coque de l'Alba."
    )
    stories = online()
    told(stories, [[sketch(id, TEXTS[id])] for id in FERRIES + STRIKES])
    event = stories.add([sketch("x1", french, language="fr")])[0]
    assert isinstance(event, Add)
    assert event.near.startswith("f")
    words = {word.casefold() for pair in event.shared for word in pair}
    assert {"alba", "holm"} <= words


def test_an_added_article_says_which_is_nearest_and_why() -> None:
    events = told(online(), [[sketch("f0", FERRY[0], DAY)], [sketch("f1", FERRY[1], DAY + 2)]])
    added = events[1]
    assert isinstance(added, Add)
    assert added.near == "f0.1"
    assert 0 < added.likeness <= 1
    assert added.days == 2
    assert added.published == "2021-07-31"
    assert ("Alba",) in added.shared or ("Holm",) in added.shared


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_leaves_no_trace(seed: int) -> None:
    ids = random.Random(seed).sample(list(TEXTS), len(TEXTS))
    stories = online()
    events = told(stories, [[sketch(id, TEXTS[id])] for id in ids])
    assert groups(events + stories.settle()) == [FERRIES, STRIKES]


@pytest.mark.parametrize("size", [1, 3, 8])
def test_the_size_of_batches_leaves_no_trace(size: int) -> None:
    made = [sketch(id, text) for id, text in TEXTS.items()]
    stories = online()
    events = told(stories, [made[at : at + size] for at in range(0, len(made), size)])
    assert groups(events + stories.settle()) == [FERRIES, STRIKES]


def test_stories_that_turn_out_to_be_one_are_merged() -> None:
    # Two reports share next to nothing until a third one tells of both ends.
    harbour = "The mayor of Elsby opened the Corvin bridge on Monday; a band played for the mayor."
    money = "Auditors say the Corvin bridge cost Elsby forty million more than planned."
    both = (
        "Auditors say the Corvin bridge, opened on Monday by the mayor of Elsby while a band"
        " played, cost forty million more than planned."
    )
    noise = [sketch(id, TEXTS[id]) for id in TEXTS]
    stories = online()
    events = told(stories, [noise, [sketch("a", harbour)], [sketch("b", money)]])
    apart = groups(events)
    events += stories.add([sketch("c", both)]) + stories.settle()
    if ["a"] in apart:
        assert any(isinstance(event, Merge | Split | Add) for event in events)
    assert ["a", "b", "c"] in groups(events)


def test_events_tell_the_same_as_what_is_held() -> None:
    stories = online()
    events = told(stories, [[sketch(id, text)] for id, text in TEXTS.items()]) + stories.settle()
    followed = Followed(events).story_of
    assert followed == {held.id: f"s{held.story}" for held in stories.articles.values()}


def test_ids_of_stories_are_never_used_twice() -> None:
    stories = online(days=1)
    events = []
    for day in range(12):
        events += stories.add([sketch(f"d{day}", FERRY[day % 4], DAY + 3 * day)])
    begun = [event.story for event in events if isinstance(event, New)]
    assert len(begun) == len(set(begun))


def test_articles_leave_with_the_window() -> None:
    stories = online(days=7)
    # The newest day counts as reached once several articles have it.
    told(stories, [[sketch(id, TEXTS[id], DAY)] for id in FERRIES])
    later = [sketch(f"l{k}", STRIKE[k % 4], DAY + 30) for k in range(9)]
    events = told(stories, [[one] for one in later])
    assert all(not held.id.startswith("f") for held in stories.articles.values())
    again = stories.add([sketch("f9", FERRY[0], DAY + 30)])
    assert isinstance(again[0], New), "an event of a month ago is over"
    assert isinstance(events[0], New)


def test_a_few_wrong_dates_do_not_empty_the_window() -> None:
    stories = online(days=7)
    told(stories, [[sketch(id, TEXTS[id], DAY)] for id in FERRIES + STRIKES])
    for number in range(5):
        stories.add([sketch(f"w{number}", STRIKE[0], DAY + 90_000)])
    assert {held.id for held in stories.articles.values()} >= {f"{id}.1" for id in FERRIES}


def test_without_dates_nothing_leaves_until_there_is_too_much() -> None:
    stories = online(days=1, most=5)
    told(stories, [[sketch(id, text)] for id, text in TEXTS.items()])
    assert [held.id for held in stories.articles.values()] == [f"{id}.1" for id in list(TEXTS)[-5:]]


def test_more_at_once_than_may_be_held() -> None:
    stories = online(most=3)
    events = stories.add([sketch(id, text) for id, text in TEXTS.items()])
    assert sum(isinstance(event, New | Add) for event in events) == len(TEXTS)
    assert len(stories.articles) <= 3


def test_what_is_let_go_leaves_nothing_behind() -> None:
    stories = online(days=1)
    for day in range(40):
        stories.add([sketch(f"d{day}-{k}", text, DAY + 2 * day) for k, text in enumerate(FERRY)])
    live = len(stories.articles)
    assert live < 40
    assert sum(len(held) for held in stories.members.values()) == live
    assert sum(len(held) for held in stories.leaving.values()) == live
    assert stories.young is not None
    assert len(stories.young) == live


@pytest.mark.parametrize("text", ["", "?!", "\u202eעברית", "7", "word " * 20_000, "\x00\ufffd"])
def test_odd_texts_get_a_story(text: str) -> None:
    stories = online()
    events = told(stories, [[sketch("a", FERRY[0])], [sketch("b", text)], [sketch("c", text)]])
    assert set(Followed(events).story_of) == {"a.1", "b.1", "c.1"}


@pytest.mark.parametrize("wrong", [{"days": 0}, {"most": 0}])
def test_settings_that_make_no_sense(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        online(**wrong)
