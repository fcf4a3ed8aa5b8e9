from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest

from crossread.linking import rarity as module
from crossread.linking.rarity import NOTHING, Rarity, SavedRarity, Terms, of_language
from crossread.linking.sketches import Sketch, bucket
from tests.linking.by_hand import by_hand


def counted(articles: list[Sketch]) -> Rarity:
    rarity = Rarity()
    for article in articles:
        rarity.count(article)
    return rarity


def weight(terms: Terms, word: str, row: int = 0) -> float:
    """The weight of a term, 0 where it is not among those given."""
    there = terms.ids[row] == bucket(word)
    return float(terms.weights[row][there].sum())


def before(terms: Terms, article: Sketch, word: str) -> float:
    """The weight of a word of the only article before it is brought to length."""
    stems = np.frombuffer(article.stems, np.uint32)
    return float(terms.every[int(np.searchsorted(stems, bucket(word)))])


NEWS = [by_hand(f"p{k}", ["ferry", "said", f"only{k}"]) for k in range(30)]


def test_a_word_that_few_articles_have_weighs_more() -> None:
    rarity = counted([*NEWS, by_hand("p30", ["crack", "said"])])
    terms = rarity.words([by_hand("x", ["crack", "ferry", "said"])], 8)
    assert weight(terms, "crack") > weight(terms, "ferry") > weight(terms, "said") > 0


def test_the_weight_of_a_word_by_hand() -> None:
    # 30 of 30 articles have "said", which with the prior of ten that hold e⁻⁴ of it is this share;
    # it occurs twice here.
    article = by_hand("x", {"said": 2})
    share = (30 + 10 * math.exp(-4)) / (30 + 10)
    terms = counted(NEWS).words([article], 8)
    assert before(terms, article, "said") == pytest.approx(
        (1 + math.log(2)) * (-math.log(share)) ** 1.5, rel=1e-5
    )


def test_the_weights_of_an_article_have_length_one() -> None:
    terms = counted(NEWS).words(NEWS[:3], 8)
    assert np.linalg.norm(terms.weights, axis=1) == pytest.approx(1, abs=1e-5)


def test_the_weightiest_come_first_and_the_rest_is_nothing() -> None:
    terms = counted(NEWS).words([by_hand("x", ["crack", "said"]), by_hand("y")], 4)
    assert terms.ids[0].tolist() == [bucket("crack"), bucket("said"), NOTHING, NOTHING]
    assert (np.diff(terms.weights[0]) <= 0).all()
    assert terms.ids[1].tolist() == [NOTHING] * 4
    assert not terms.weights[1].any()


def test_what_is_not_given_counts_for_the_length_still() -> None:
    article = [by_hand("x", ["crack", "hull", "said"])]
    rarity = counted(NEWS)
    assert rarity.words(article, 1).weights[0, 0] == rarity.words(article, 9).weights[0, 0] < 1


def test_a_word_is_as_rare_as_it_is_in_its_language() -> None:
    swedish = [by_hand(f"s{k}", ["och", f"bara{k}"], language="sv") for k in range(30)]
    rarity = counted([*NEWS, *swedish, by_hand("n", ["och"])])
    both = ["och", "said"]
    english = rarity.words([by_hand("x", both)], 4)
    assert weight(english, "och") > weight(english, "said")
    terms = rarity.words([by_hand("x", both, language="sv")], 4)
    assert weight(terms, "said") > weight(terms, "och")


def test_few_articles_of_a_language_do_not_make_all_its_words_rare() -> None:
    # Of one Swedish article nothing says that its words are rare; a rare English word is.
    english = [by_hand(f"e{k}", ["said", f"only{k}"]) for k in range(1_000)]
    swedish = by_hand("s", ["och", "färja"], language="sv")
    rarity = counted([*english, swedish])
    theirs = rarity.words([swedish], 4).every
    rare = by_hand("x", ["crack"])
    assert theirs.max() < before(rarity.words([rare], 4), rare, "crack")


def test_among_few_articles_the_vectors_say_what_is_common() -> None:
    short, long = (by_hand("x", ["w"], language="sv", stem_length=n) for n in (0.2, 1.2))
    rarity = Rarity()
    assert rarity.words([short], 1).every[0] < rarity.words([long], 1).every[0]
    # After many articles they say next to nothing.
    many = counted([by_hand(f"p{k}", ["v"], language="sv") for k in range(5_000)])
    ratio = many.words([long], 1).every[0] / many.words([short], 1).every[0]
    few = rarity.words([long], 1).every[0] / rarity.words([short], 1).every[0]
    assert 1 <= ratio < few


def test_a_name_that_is_common_elsewhere_is_not_rare_in_a_new_language() -> None:
    rarity = counted([by_hand(f"p{k}", names=["paris"]) for k in range(50)])
    article = by_hand("x", names=["paris", "quorn"], language="sv")
    terms = rarity.named([article], [()], 4)
    assert weight(terms, "quorn") > weight(terms, "paris")


def test_known_entities_count_like_names() -> None:
    rarity = counted(NEWS)
    entity = bucket("entity e1")
    rarity.count(by_hand("x"), [(entity, 3)])
    terms = rarity.named([by_hand("x"), by_hand("y")], [[(entity, 3)], ()], 2)
    assert terms.ids[0, 0] == entity
    assert terms.weights[0, 0] == pytest.approx(1)
    assert terms.ids[1, 0] == NOTHING


def test_rare_numbers_weigh_more_whatever_the_language() -> None:
    rarity = counted([by_hand(f"p{k}", numbers=["2021"]) for k in range(50)])
    terms = rarity.numbered([by_hand("x", numbers=["2021", "4711"], language="sv")], 4)
    assert weight(terms, "4711") > weight(terms, "2021")


def test_no_articles_and_no_words() -> None:
    rarity = Rarity()
    for terms in (rarity.words([], 3), rarity.named([], [], 3), rarity.numbered([], 3)):
        assert terms.ids.shape == terms.weights.shape == (0, 3)
    empty = by_hand("x")
    rarity.count(empty)
    assert not rarity.words([empty], 3).weights.any()
    assert np.isfinite(rarity.named([empty], [()], 3).weights).all()


def test_no_weight_is_below_zero_or_without_bound() -> None:
    everywhere = [by_hand(f"p{k}", ["w"], names=["N"], numbers=["1"]) for k in range(200)]
    rarity = counted(everywhere)
    for terms in (
        rarity.words(everywhere[:2], 3),
        rarity.named(everywhere[:2], [(), ()], 3),
        rarity.numbered(everywhere[:2], 3),
    ):
        assert np.isfinite(terms.weights).all()
        assert (terms.weights >= 0).all()


def test_a_word_has_one_place_in_each_language() -> None:
    words = np.arange(0, 1 << 20, 997)
    for language in ("en", "sv", ""):
        places = of_language(words, language)
        assert (places >= 0).all()
        assert (places < 1 << 20).all()
    assert (of_language(words, "en") != of_language(words, "sv")).mean() > 0.99
    # Hardly ever two words on one place: as many as chance puts there, 5 of 10,000 at most.
    assert len(np.unique(of_language(words, "en"))) > 0.998 * len(words)


# What was long ago


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 1_000)


@pytest.mark.usefixtures("_soon")
def test_fading_keeps_proportions() -> None:
    articles = [
        by_hand(f"p{k}", ["said", *(["ferry"] if k % 4 == 0 else [])], names=["Alba"],
                numbers=["7"], language="en" if k % 10 else "sv")
        for k in range(1_000)
    ]  # fmt: skip
    rarity = counted(articles)
    asked = [by_hand("x", ["said", "ferry"], names=["Alba"], numbers=["7"])]
    before = rarity.words(asked, 4).every
    rarity.count(articles[1])
    assert rarity.articles == 500
    assert rarity.by_language == {"en": 451, "sv": 50}
    assert rarity.words(asked, 4).every == pytest.approx(before, abs=0.05)


@pytest.mark.usefixtures("_soon")
def test_a_language_that_is_no_more_fades_with_its_words() -> None:
    rarity = counted([by_hand("s", ["och"], language="sv")])
    for k in range(5_000):
        rarity.count(by_hand(f"p{k}", ["said"]))
    assert rarity.stems.sum() <= rarity.articles
    assert rarity.by_language["sv"] <= 1
    assert rarity.articles <= 1_000


@pytest.mark.usefixtures("_soon")
def test_what_was_common_long_ago_is_rare_again() -> None:
    rarity = counted([by_hand(f"o{k}", ["flood", "said"]) for k in range(900)])
    asked = by_hand("x", ["flood", "said"])
    old = rarity.words([asked], 2)
    assert weight(old, "flood") == pytest.approx(weight(old, "said"))
    for k in range(6_000):
        rarity.count(by_hand(f"p{k}", ["said"]))
    new = rarity.words([asked], 2)
    assert weight(new, "flood") > 10 * weight(new, "said")


# Saved


def test_what_was_saved_is_restored() -> None:
    rarity = counted([*NEWS, by_hand("s", ["och"], names=["Åre"], numbers=["4"], language="sv")])
    written = msgspec.msgpack.encode(rarity.saved())
    again = Rarity.restored(msgspec.msgpack.decode(written, type=SavedRarity))
    for one, other in zip(rarity._tables(), again._tables(), strict=True):
        assert (one == other).all()
    assert again.by_language == rarity.by_language
    assert msgspec.msgpack.encode(again.saved()) == written


def test_what_is_saved_does_not_depend_on_the_order() -> None:
    swedish = by_hand("s", ["och"], language="sv")
    one, other = counted([*NEWS, swedish]), counted([swedish, *reversed(NEWS)])
    assert msgspec.msgpack.encode(one.saved()) == msgspec.msgpack.encode(other.saved())


@pytest.mark.parametrize(
    "tables",
    [[], [(b"", b"")] * 3, [(b"abc", b"")] * 4, [(b"\xff\xff\xff\x7f", b"\x01\0\0\0")] * 4,
     [(b"\x01\0\0\0" * 3, b"\x01\0\0\0" * 2)] * 4],
)  # fmt: skip
def test_damaged_records(tables: list[tuple[bytes, bytes]]) -> None:
    with pytest.raises((ValueError, IndexError)):
        Rarity.restored(SavedRarity(1, {"en": 1}, tables))
