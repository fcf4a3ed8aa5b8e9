from __future__ import annotations

import random

import msgspec
import numpy as np
import pytest
from msgspec import structs

from crossread.encoding import load
from crossread.linking import sketches as module
from crossread.linking.sketches import (
    BUCKETS,
    HEADLINE,
    KEYWORDS,
    LONGEST,
    TEXT_LIMIT,
    Sketch,
    bucket,
    half,
    hashes,
    sketches,
)
from crossread.model import Annotated, Mention, Published
from tests.linking.words import annotated

TEXTS = [
    ("The ferry Alba ran aground off Holm. Divers found 3 cracks.", "en"),
    ("Le bac Alba s'est échoué près de Holm. Des plongeurs cherchent.", "fr"),
    ("Паром «Альба» сел на мель у острова Холм.", "ru"),
    ("جنحت العبارة ألبا قبالة جزيرة هولم.", "ar"),
    ("渡轮阿尔巴号在霍尔姆岛附近搁浅。", "zh"),
    ("", "en"),
    ("?!", "und"),
    ("7", "en"),
    ("word " * 5_000, "en"),
    ("\u202eהמעבורת\u202c Alba", "he"),
]
ARTICLES = [annotated(f"p{k}", text, language) for k, (text, language) in enumerate(TEXTS)]


def sketch(text: str, language: str = "en") -> Sketch:
    return sketches([annotated("p1", text, language)], load())[0]


def names(text: str, language: str = "en") -> set[int]:
    return set(hashes(sketch(text, language).names).tolist())


def numbers(text: str) -> set[int]:
    return set(hashes(sketch(text).numbers).tolist())


def han(text: str, name: str) -> Annotated:
    """An article in Chinese of which one name is known."""
    one = annotated("p1", text, "zh")
    start = one.page.text.index(name)
    mention = Mention("p1.1.m1", one.page.span(start, start + len(name)), "PER")
    return structs.replace(one, mentions=(mention,))


def with_headline(one: Annotated) -> Annotated:
    """The same article, its first line the headline."""
    first, *rest = one.article.body
    return structs.replace(
        one, article=structs.replace(one.article, headline=first, body=tuple(rest))
    )


def test_a_sketch_depends_on_its_article_alone() -> None:
    alone = [sketches([article], load())[0] for article in ARTICLES]
    assert sketches(ARTICLES, load()) == alone
    order = random.Random(1).sample(range(len(ARTICLES)), len(ARTICLES))
    shuffled = sketches([ARTICLES[k] for k in order], load())
    assert shuffled == [alone[k] for k in order]


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_size_of_the_batches_changes_nothing(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = sketches(ARTICLES, load())
    monkeypatch.setattr(module, "BATCH", size)
    assert sketches(ARTICLES, load()) == expected


def test_a_sketch_can_be_sent_about() -> None:
    for made in sketches(ARTICLES, load()):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Sketch) == made


def test_no_articles() -> None:
    assert sketches([], load()) == []


def test_hashes_are_the_same_in_every_run() -> None:
    assert bucket("ferry") == 859155, "the lowest 20 bits of its CRC-32"
    assert bucket("\ud800") == 304424
    assert BUCKETS == 1 << 20


def test_the_parts_fit_together() -> None:
    for made in sketches(ARTICLES, load()):
        stems = hashes(made.stems)
        assert (np.diff(stems) > 0).all()
        assert len(stems) == len(made.stem_counts) // 2 == len(made.stem_lengths) // 2
        assert (np.diff(hashes(made.names)) > 0).all()
        assert len(hashes(made.names)) == len(made.name_counts) // 2
        assert (np.diff(hashes(made.numbers)) > 0).all()
        assert len(hashes(made.numbers)) == len(made.number_counts) // 2
        places = np.frombuffer(made.keyword_places, np.uint16)
        assert len(places) == len(made.keywords) <= KEYWORDS
        assert len(set(places.tolist())) == len(places), "one keyword a stem"
        assert (places < max(1, len(stems))).all()
        vectors = np.frombuffer(made.vectors, np.int8).reshape(len(places), load().dimensions)
        assert np.allclose(np.linalg.norm(vectors / 127.0, axis=1), 1, atol=0.05)
        lengths = half(made.stem_lengths)
        assert ((lengths > 0) & (lengths <= LONGEST)).all()
        norm = np.linalg.norm(half(made.direction))
        assert norm == pytest.approx(1, abs=0.01) or norm == 0
        assert made.length == np.frombuffer(made.stem_counts, np.uint16).sum()


def test_a_headline_counts_more_than_the_text() -> None:
    text = "Ferry Alba aground\n\nDivers found a crack."
    plain = annotated("p1", text)
    headed = with_headline(plain)
    bare, more = sketches([plain, headed], load())
    assert more.headline == "Ferry Alba aground"
    assert more.length == 3 * HEADLINE + 4
    assert bare.length == 3 + 4
    assert more.stems == bare.stems
    often = dict(zip(hashes(more.stems).tolist(), np.frombuffer(more.stem_counts, np.uint16)))
    assert often[bucket("ferry")] == HEADLINE
    assert often[bucket("divers")] == 1


def test_without_a_headline_the_first_words_stand_for_it() -> None:
    assert sketch("Divers found  a crack.\nThe hull leaks.").headline == "Divers found a crack."
    assert sketch("").headline == ""
    assert len(sketch("long " * 500).headline) <= 120


@pytest.mark.parametrize(
    ("written", "day"),
    [("2021-07-29", 738000), ("2021-07-29T23:59:59+02:00", 738000), ("2021-07", None),
     ("2021", None), ("2021-02-30", None), ("soon", None)],
)  # fmt: skip
def test_a_day_is_known_only_to_the_day(written: str, day: int | None) -> None:
    one = annotated("p1", "Ferry")
    article = structs.replace(one.article, published=Published(written, "metadata"))
    assert sketches([structs.replace(one, article=article)], load())[0].day == day


def test_what_stands_far_down_is_not_read() -> None:
    head = "The ferry ran aground. " * (TEXT_LIMIT // 20)
    assert sketch(head + "Quorndon 4711").stems == sketch(head).stems
    assert numbers(head + "Quorndon 4711") == set()


# Words


@pytest.mark.parametrize(
    ("one", "other"),
    [("government", "governments"), ("Regierung", "Regierungen"), ("élection", "elections"),
     ("правительство", "правительства"), ("STRASSE", "straße")],
)  # fmt: skip
def test_inflected_words_share_a_stem(one: str, other: str) -> None:
    assert sketch(one).stems == sketch(other).stems


def test_short_words_that_differ_do_not() -> None:
    assert sketch("ferry").stems != sketch("fairy").stems


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [("Keller", "Kellera"), ("Novák", "Nováka"),
     ("Зеленский", "Зеленского"), ("Путин", "Путину")],
)  # fmt: skip
def test_names_whose_endings_are_vowels_stay_one(one: str, other: str) -> None:
    assert names(one) & names(other)


@pytest.mark.parametrize(
    ("latin", "other", "language"),
    [
        ("Putin", "Путин", "ru"),
        ("Zelensky", "Зеленский", "uk"),
        ("Schröder", "Шредер", "ru"),
        ("Trump", "ترامب", "ar"),
        ("Zelensky", "زيلينسكي", "ar"),
        ("Zelensky", "זלנסקי", "he"),
        ("Mitsotakis", "Μητσοτάκης", "el"),
        ("Pashinyan", "Փաշինյան", "hy"),
    ],
)
def test_a_name_is_the_same_in_other_scripts(latin: str, other: str, language: str) -> None:
    assert names(f"They met {latin} there.") & names(other, language)


@pytest.mark.parametrize(
    ("latin", "other", "language"),
    [
        ("Putin", "بوتين", "ar"),
        ("Macron", "ماكرون", "ar"),
        ("Netanyahu", "نتنياهو", "ar"),
        ("Netanyahu", "נתניהו", "he"),
        ("Macron", "מקרון", "he"),
    ],
)
def test_a_vowel_that_arabic_and_hebrew_write_is_no_consonant(
    latin: str, other: str, language: str
) -> None:
    assert names(f"They met {latin} there.") & names(other, language)


def test_a_waw_at_the_start_of_a_name_is_a_consonant() -> None:
    assert names("They met Wardan there.") & names("وردان", "ar")
    assert not names("They met Radan there.") & names("وردان", "ar")


def test_a_name_has_two_forms_there_and_a_place_one_besides_its_key() -> None:
    assert len(names("بوتين", "ar")) == 2
    assert len(names("النرويج", "ar")) == 2
    assert bucket("=NO") in names("النرويج", "ar")


def test_words_in_a_script_without_capitals_may_be_names() -> None:
    # Georgian letters are small ones for Unicode, and nobody writes the capitals.
    assert names("They met Margvelashvili there.") & names("მარგველაშვილი ჩამოვიდა", "ka")


@pytest.mark.parametrize(("latin", "chinese"), [("Kennedy", "肯尼迪"), ("Madonna", "麦当娜")])
def test_chinese_names_that_were_found_share_with_latin_ones(latin: str, chinese: str) -> None:
    made = sketches([han(f"昨天{chinese}说渡轮安全。", chinese)], load())[0]
    assert names(f"They met {latin} there.") & set(hashes(made.names).tolist())


def test_the_parts_of_a_chinese_name_count_each() -> None:
    one = sketches([han("约翰·肯尼迪说。", "约翰·肯尼迪")], load())[0]
    assert names("Kennedy") & set(hashes(one.names).tolist())


def test_a_latin_name_inside_chinese_counts() -> None:
    assert names("公司Spotify宣布") & names("Spotify")


def test_small_letters_are_no_names() -> None:
    assert names("the divers found cracks") == set()


def test_few_consonants_say_nothing() -> None:
    assert names("Ou Aie Eco") == set()


# Numbers


@pytest.mark.parametrize(
    "forms",
    [
        ("1500", "1,500", "1.500", "１５００", "١٥٠٠", "१५००", "১৫০০"),
        ("3.5", "3,5", "３.５"),
        ("1234.56", "1,234.56", "1.234,56"),
        ("7000000", "7,000,000", "7.000.000"),
        ("25", "25%", "$25", "25.", "(25)", "٢٥"),
    ],
)
def test_one_number_however_written(forms: tuple[str, ...]) -> None:
    made = [numbers(f"about {form} of them") for form in forms]
    assert made == [{bucket(forms[0])}] * len(forms)


@pytest.mark.parametrize(
    ("plain", "written"),
    [("1500", "1\u00a0500"), ("1500", "1\u202f500"), ("1500", "1'500"), ("1500", "1’500"),
     ("1500", "١٬٥٠٠"), ("3.5", "٣٫٥"), ("0.125", "0.125"), ("100000", "1,00,000")],
)  # fmt: skip
def test_marks_of_other_countries(plain: str, written: str) -> None:
    assert numbers(f"about {written} of them") == {bucket(plain)}


def test_numbers_that_differ_stay_two() -> None:
    assert not numbers("3.5") & numbers("35")
    assert not numbers("1,500") & numbers("1,501")
    assert not numbers("0.125") & numbers("125")


def test_a_gap_that_marks_no_thousands_parts_two_numbers() -> None:
    assert numbers("in 2021\u00a0500 men") == {bucket("2021"), bucket("500")}
    assert numbers("1 500 of them") == {bucket("1"), bucket("500")}
    assert numbers("12\u00a03456") == {bucket("12"), bucket("3456")}


def test_decimals_after_thousands() -> None:
    for written in ("1’234.56", "1\u202f234,56", "١٬٢٣٤٫٥٦", "1,234.56"):
        assert numbers(written) == {bucket("1234.56")}
    assert numbers("1,234.567") == {bucket("1234.567")}
    assert numbers("12,34,567.5") == {bucket("1234567.5")}


def test_a_date_in_digits_stays_one() -> None:
    assert numbers("on 10.11.2021") == {bucket("10.11.2021")}


# Texts that nobody wrote


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\x00word\x00", "\u202eAlba\u202c", "\u200b\u200d", "a\u0301" * 400, "👩‍👩‍👧" * 300,
     "\ufffd" * 99, "𝔘𝔫𝔦", "İSTANBUL ıǅ ŉ ﬁ", "9" * 4_000, "1,1" * 4_000, "-" * 9_000, "（" * 9_000,
     "ก" * 4_000, "字" * 9_000, "a b " * 9_000, "\u0661" * 4_000],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh", "th", "und"])
def test_odd_texts(text: str, language: str) -> None:
    made = sketch(text, language)
    assert made.length == np.frombuffer(made.stem_counts, np.uint16).sum()
    assert np.isfinite(half(made.direction)).all()
    assert np.isfinite(half(made.stem_lengths)).all()


def test_lone_surrogates() -> None:
    made = sketch("The ferry \ud800Alba\udfff ran")
    assert made.length > 0
    assert bucket("ferry") in hashes(made.stems)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Sketch) == made
    assert made.headline == "The ferry \ufffdAlba\ufffd ran"


def test_a_lone_surrogate_in_a_word_and_in_a_name_of_a_file() -> None:
    one = annotated("p1", "Alb\ud800a")
    one = structs.replace(one, page=structs.replace(one.page, path="b\udcffd.txt"))
    made = sketches([one], load())[0]
    assert made.address == "b\ufffdd.txt"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Sketch) == made


def test_ten_megabytes_on_one_line() -> None:
    # What is kept does not grow with what is read.
    made = sketch("Ferry Alba aground. " + "x" * 10_000_000)
    assert bucket("ferry") in hashes(made.stems)
    assert len(msgspec.msgpack.encode(made)) < 20_000


def test_ten_megabytes_of_words_on_one_line() -> None:
    made = sketch("harbour " * 1_300_000)
    assert made.length <= TEXT_LIMIT
    assert made.keywords == ("harbour",)
