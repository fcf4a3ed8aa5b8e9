from __future__ import annotations

import random

import msgspec
import numpy as np
import pytest
from msgspec import structs

from crossread.linking.sketches import Sketch
from crossread.linking.window import CANDIDATES, Pairs, SavedWindow, Window, _best
from tests.linking.by_hand import DIMENSIONS, by_hand

Found = dict[tuple[int, int], float]


def found(pairs: Pairs) -> Found:
    return dict(zip(zip(pairs.first.tolist(), pairs.second.tolist()), pairs.likeness.tolist()))


def article(topic: int, number: int, **settings: object) -> Sketch:
    """The report with this number on a topic: all its reports share five words."""
    words = [f"t{topic}w{k}" for k in range(5)] + [f"own{topic}-{number}", "said"]
    return by_hand(f"t{topic}n{number}", words, keywords=words[:3], **settings)  # type: ignore[arg-type]


def stream(number: int, topics: int = 6, seed: int = 0) -> list[Sketch]:
    choice = random.Random(seed)
    return [article(choice.randrange(topics), k) for k in range(number)]


def one_by_one(window: Window, sketches: list[Sketch]) -> Found:
    pairs: Found = {}
    for sketch in sketches:
        pairs |= found(window.add([sketch]))
    return pairs


def test_the_first_article_has_no_partner() -> None:
    assert found(Window(DIMENSIONS).add([article(0, 0)])) == {}
    assert found(Window(DIMENSIONS).add([])) == {}


def test_the_later_article_comes_first_in_a_pair() -> None:
    window = Window(DIMENSIONS)
    window.add([article(0, 0), article(1, 1)])
    pairs = found(window.add([article(0, 2), article(1, 3)]))
    assert set(pairs) >= {(2, 0), (3, 1)}
    assert all(second < first for first, second in pairs)
    assert all(0 < likeness <= 1 for likeness in pairs.values())


def test_pairs_are_sorted_and_each_stands_once() -> None:
    window = Window(DIMENSIONS)
    pairs = window.add(stream(300))
    listed = list(zip(pairs.first.tolist(), pairs.second.tolist()))
    assert listed == sorted(set(listed))
    assert all(second < first for first, second in listed)
    assert ((pairs.likeness >= 0) & (pairs.likeness <= 1)).all()


def test_articles_of_one_topic_are_more_alike() -> None:
    sketches = stream(40)
    pairs = found(Window(DIMENSIONS).add(sketches))
    topic = [sketch.id.split("n")[0] for sketch in sketches]
    same = [value for (i, j), value in pairs.items() if topic[i] == topic[j]]
    other = [value for (i, j), value in pairs.items() if topic[i] != topic[j]]
    assert min(same) > max(other, default=0)


def test_the_same_article_twice_is_as_like_as_words_can_say() -> None:
    window = Window(DIMENSIONS)
    sketch = by_hand("p0", ["ferry", "crack"], names=["Alba"], numbers=["7"],
                     keywords=["ferry"], direction=(1, 0, 0, 0))  # fmt: skip
    window.add([by_hand("n", ["said"])])
    pairs = found(window.add([sketch, structs.replace(sketch, id="p1", page="p1")]))
    assert pairs[2, 1] == 1


def test_direction_alone_makes_a_partner() -> None:
    window = Window(DIMENSIONS)
    east, north = (1, 0, 0, 0), (0, 1, 0, 0)
    window.add([by_hand("a", ["ferry"], direction=east), by_hand("b", ["bac"], direction=north)])
    pairs = found(window.add([by_hand("c", ["паром"], language="ru", direction=north)]))
    assert set(pairs) == {(2, 1)}


def test_without_words_and_direction_there_is_no_partner() -> None:
    window = Window(DIMENSIONS)
    assert found(window.add([by_hand("a"), by_hand("b"), article(0, 0)])) == {}


def test_a_known_entity_brings_two_articles_together() -> None:
    noise = [by_hand(f"n{k}", [f"x{k}"]) for k in range(9)]
    two = [by_hand("a", ["ferry"]), by_hand("b", ["bac"], language="fr")]
    entity = [(77, 1)]
    pairs = found(Window(DIMENSIONS).add([*noise, *two], [()] * 9 + [entity, entity]))
    assert set(pairs) == {(10, 9)}
    assert found(Window(DIMENSIONS).add([*noise, *two])) == {}


def test_as_many_partners_as_are_looked_at() -> None:
    pairs = Window(DIMENSIONS).add([article(0, k) for k in range(60)])
    assert np.bincount(pairs.first).max() == CANDIDATES


@pytest.mark.parametrize("size", [1, 40, 200])
def test_every_article_of_a_large_topic_finds_partners(size: int) -> None:
    # More than a ring holds have the same words, also within one batch.
    window = Window(DIMENSIONS)
    sketches = [article(0, k) for k in range(200)]
    asked = {
        first
        for at in range(0, 200, size)
        for first, _ in found(window.add(sketches[at : at + size]))
    }
    assert asked == set(range(1, 200))


def test_the_likeliest_of_each_language_is_looked_at_too() -> None:
    scores = np.linspace(0.9, 0.2, 2 * CANDIDATES, dtype=np.float32)
    languages = np.array([1] * (2 * CANDIDATES - 1) + [2])
    assert _best(scores, languages).tolist() == [*range(CANDIDATES), 2 * CANDIDATES - 1]
    scores[-1] = 0.05
    assert _best(scores, languages).tolist() == list(range(CANDIDATES)), "unlikely after all"
    assert _best(scores[:3], languages[:3]).tolist() == [0, 1, 2]


def test_dates_count() -> None:
    window = Window(DIMENSIONS)
    window.add([article(0, 0, day=738_000), article(0, 1, day=738_060), article(0, 2)])
    pairs = found(window.add([article(0, 3, day=738_001)]))
    assert pairs[3, 1] < 0.2 * pairs[3, 0]
    assert window.days(0, 1) == window.days(1, 0) == 60
    assert window.days(0, 2) is None


def test_why_two_articles_are_alike() -> None:
    window = Window(DIMENSIONS)
    window.add([
        by_hand("p0", ["alba", "crack"], keywords=["alba", "crack"]),
        by_hand("p1", ["Alba", "gap"], keywords=["Alba", "gap"]),
        by_hand("p2", ["boat"], keywords=["boat"]),
        by_hand("p3"),
    ])  # fmt: skip
    # Vectors of words that begin with a, e, i… are one; c and g lie on one axis as well.
    assert set(window.shared(0, 1)) == {("alba",), ("crack", "gap")}
    assert window.shared(0, 2) == ()
    assert window.shared(0, 3) == ()


def test_a_batch_is_the_same_as_its_parts_where_words_are_known() -> None:
    # Of 40 articles no ring goes round; rarity is that of the whole batch for all.
    sketches = stream(40)
    whole = found(Window(DIMENSIONS).add(sketches))
    counted = Window(DIMENSIONS)
    counted.add(sketches)
    again, pairs = counted.anew(sketches)
    assert found(pairs) == pytest.approx(whole)
    assert again.top == 40


# Letting go


def test_what_is_let_go_is_a_partner_no_more() -> None:
    window = Window(DIMENSIONS)
    window.add([article(0, 0), article(0, 1), article(0, 2)])
    window.let_go([1])
    assert [window.holds(position) for position in range(-1, 4)] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert set(found(window.add([article(0, 3)]))) == {(3, 0), (3, 2)}


def test_only_what_is_held_can_be_let_go() -> None:
    window = Window(DIMENSIONS)
    window.add([article(0, 0)])
    window.let_go([0])
    for position in (-1, 0, 1):
        with pytest.raises(ValueError, match=f"article {position} is not held"):
            window.let_go([position])


def test_letting_go_of_nothing_or_all() -> None:
    window = Window(DIMENSIONS)
    window.let_go([])
    window.add(stream(100))
    window.let_go(range(100))
    assert (window.base, window.top) == (100, 100)
    assert found(window.add([article(0, 100)])) == {}
    assert set(found(window.add([article(0, 101)]))) == {(101, 100)}


def test_positions_stay_true_when_the_arrays_shift() -> None:
    sketches = stream(400, topics=20)
    window = Window(DIMENSIONS)
    held: list[int] = []
    shifted = 0
    for position, sketch in enumerate(sketches):
        base = window.base
        window.let_go([held.pop(0)] if len(held) == 50 else [])
        shifted += window.base > base
        pairs = found(window.add([sketch]))
        held.append(position)
        assert window.top == position + 1
        assert {other for _, other in pairs} <= set(held)
        mine = sketch.id.split("n")[0]
        same = [k for k in held[:-1] if sketches[k].id.split("n")[0] == mine]
        assert set(same) <= {other for _, other in pairs}, "none of its topic is missed"
        for other in same:
            assert window.shared(position, other), "what is told belongs to these two"
    assert shifted > 2
    assert [k for k in range(400) if window.holds(k)] == held


def test_gaps_in_the_midst() -> None:
    sketches = [article(0, k) for k in range(12)]
    window = Window(DIMENSIONS)
    window.add(sketches)
    window.let_go([1, 3, 5, 7, 9])
    partners = {other for _, other in found(window.add([article(0, 12)]))}
    assert partners == {0, 2, 4, 6, 8, 10, 11}


def test_arrays_do_not_grow_with_the_stream() -> None:
    window = Window(DIMENSIONS)
    for position in range(600):
        if position >= 100:
            window.let_go([position - 100])
        window.add([article(position % 9, position)])
    assert len(window._facts) <= 300
    assert len(window._keywords) == window.top - window.base


def test_what_is_gone_counts_for_rarity_still() -> None:
    window = Window(DIMENSIONS)
    window.add([article(0, 0)])
    window.let_go([0])
    assert window.rarity.articles == 1


# Anew


def test_anew_is_as_if_all_came_now() -> None:
    sketches = stream(60)
    window = Window(DIMENSIONS)
    one_by_one(window, sketches)
    window.let_go(range(10))
    again, pairs = window.anew(sketches[10:])
    assert (again.base, again.top) == (0, 50)
    assert again.rarity.articles == 60, "those that are gone have been counted"
    other = Window(DIMENSIONS)
    other.add(sketches)
    other.let_go(range(10))
    assert found(other.anew(sketches[10:])[1]) == found(pairs)


def test_anew_without_articles() -> None:
    window = Window(DIMENSIONS)
    window.add([article(0, 0)])
    again, pairs = window.anew([])
    assert found(pairs) == {}
    assert again.top == 0


# Saved


def again(window: Window) -> Window:
    written = msgspec.msgpack.encode(window.saved())
    made = Window.restored(msgspec.msgpack.decode(written, type=SavedWindow))
    assert msgspec.msgpack.encode(made.saved()) == written
    return made


@pytest.mark.parametrize("cut", [0, 1, 120, 299])
@pytest.mark.parametrize("size", [1, 40])
def test_a_restored_window_finds_the_same(cut: int, size: int) -> None:
    sketches = stream(300)
    window = Window(DIMENSIONS)
    for start in range(0, cut, size):
        window.add(sketches[start : min(cut, start + size)])
    restored = again(window)
    assert (restored.base, restored.top) == (window.base, window.top)
    for sketch in sketches[cut:]:
        assert found(restored.add([sketch])) == found(window.add([sketch]))


def test_gaps_are_restored() -> None:
    window = Window(DIMENSIONS)
    window.add(stream(40, topics=2))
    window.let_go([0, 1, 5, 39])
    restored = again(window)
    assert [restored.holds(k) for k in range(41)] == [window.holds(k) for k in range(41)]
    assert restored.shared(2, 3) == window.shared(2, 3)
    new = article(0, 40)
    assert found(restored.add([new])) == found(window.add([new]))


def test_an_empty_window_is_restored() -> None:
    window = Window(DIMENSIONS)
    window.add(stream(5))
    window.let_go(range(5))
    restored = again(window)
    assert restored.top == 5
    assert found(restored.add([article(0, 5)])) == {}


def test_damaged_windows() -> None:
    window = Window(DIMENSIONS)
    window.add(stream(5))
    saved = window.saved()
    for damaged in (
        structs.replace(saved, positions=[0, 1, 2, 3]),
        structs.replace(saved, positions=[0, 2, 1, 3, 4]),
        structs.replace(saved, positions=[0, 1, 2, 3, 5]),
        structs.replace(saved, arrays=saved.arrays[:-1]),
        structs.replace(saved, arrays=[b"\0" * 4] * len(saved.arrays)),
        structs.replace(saved, common=[("en", 5, b"\0" * 24)]),
        structs.replace(saved, dimensions=DIMENSIONS + 1),
        structs.replace(saved, dimensions=-1),
    ):
        with pytest.raises((ValueError, IndexError)):
            Window.restored(damaged)


def test_a_batch_of_very_many_words_weighs_keywords_as_any_other() -> None:
    # More than 2^16 stems in one batch: what is counted through all of them must not go round.
    made = [
        by_hand(f"a{k}", [f"a{k}w{n}" for n in range(400)], keywords=[f"a{k}w{k}"])
        for k in range(199)
    ]
    last = by_hand("z", ["apple", *(f"b{n}" for n in range(399))], keywords=["apple"])
    window = Window(DIMENSIONS)
    pairs = window.add([*made, last, last])
    assert (pairs.first[-1], pairs.second[-1]) == (200, 199)
    assert window.shared(200, 199) == (("apple",),)
    alone = Window(DIMENSIONS)
    alone.add(made)
    alone.add([last])
    assert alone.add([last]).likeness[-1] == pytest.approx(float(pairs.likeness[-1]), abs=0.02)
