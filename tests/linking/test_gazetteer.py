from __future__ import annotations

import random
from collections import Counter

import pytest

from crossread.encoding import load
from crossread.linking.gazetteer import places


def found(text: str, language: str = "en") -> Counter[str]:
    words = load().words([text])[0]
    return places(text, list(zip(words.starts.tolist(), words.ends.tolist())), language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry goes to France.", "en"),
        ("Le bac va en France.", "fr"),
        ("Die Fähre fährt nach Frankreich.", "de"),
        ("Prom płynie do Francja.", "pl"),
        ("Паром идёт во Франция.", "ru"),
        ("Το πλοίο πάει Γαλλία.", "el"),
        ("العبارة تذهب إلى فرنسا", "ar"),
        ("המעבורת נוסעת אל צרפת", "he"),
        ("फेरी फ़्रांस जाती है", "hi"),
        ("渡轮开往法国。", "zh"),
        ("フェリーはフランスに行く。", "ja"),
        ("페리는 프랑스 간다", "ko"),
        ("เรือไปฝรั่งเศส", "th"),
        ("ბორანი მიდის საფრანგეთი", "ka"),
    ],
)
def test_a_country_has_one_key_in_all_languages(text: str, language: str) -> None:
    assert found(text, language) == {"=FR": 1}


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Deutschlands Häfen", "de", "=DE"),
        ("Germany's ports", "en", "=DE"),
        ("Germany’s ports", "en", "=DE"),
        ("Türkiye'de liman", "tr", "=TR"),
        ("Порты Украины, о которых говорят с Украиной", "ru", "=UA"),
        ("Переговоры с Аргентиной", "ru", "=AR"),
        ("Ranskassa ja Ranskan satamissa", "fi", "=FR"),
        ("Nigerian ports", "en", "=NG"),
    ],
)
def test_countries_may_carry_endings(text: str, language: str, key: str) -> None:
    assert set(found(text, language)) == {key}


@pytest.mark.parametrize(
    ("text", "language"),
    [("프랑스는 항구를 닫았다", "ko"), ("وقالت الشرطة بفرنسا", "ar"), ("המעבורת בצרפת", "he")],
)
def test_particles_that_are_written_to_a_country(text: str, language: str) -> None:
    assert found(text, language) == {"=FR": 1}


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("North Korea closed its ports", "en", "=KP"),
        ("Северная Корея закрыла порты", "ru", "=KP"),
        ("South Sudan has no ports", "en", "=SS"),
        ("the Dominican Republic", "en", "=DO"),
        ("La Côte d’Ivoire", "fr", "=CI"),
        ("La Côte d'Ivoire", "fr", "=CI"),
        ("Guinea-Bissau", "en", "=GW"),
    ],
)
def test_names_of_several_words_go_before_their_parts(text: str, language: str, key: str) -> None:
    assert found(text, language) == {key: 1}


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("the Democratic Republic of the Congo", "en", "=CD"),
        ("the International Atomic Energy Agency", "en", "#iaea"),
    ],
)
def test_names_of_more_than_three_words(text: str, language: str, key: str) -> None:
    assert found(text, language) == {key: 1}


@pytest.mark.parametrize("gap", [" ", "\n", "  ", "\u00a0"])
def test_a_name_over_the_end_of_a_line(gap: str) -> None:
    assert found(f"The United{gap}Kingdom closed its ports") == {"=GB": 1}


def test_letters_in_two_code_points() -> None:
    assert found("Häfen in O\u0308sterreich gibt es nicht", "de") == {"=AT": 1}


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("South Sudanese police", "en", "=SS"),
        ("North Koreans fled", "en", "=KP"),
        ("the American president", "en", "=US"),
        ("Dominikanischen Republik", "de", "=DO"),
        ("в Новой Зеландии", "ru", "=NZ"),
        ("в Саудовской Аравии", "ru", "=SA"),
        ("w Wielkiej Brytanii", "pl", "=GB"),
        ("v Saúdské Arábii", "cs", "=SA"),
    ],
)
def test_every_word_of_a_name_may_carry_an_ending(text: str, language: str, key: str) -> None:
    assert found(text, language) == {key: 1}


# Words that are no places


@pytest.mark.parametrize(
    "text",
    ["It told us to wait in it", "Us and them", "In it we stay", "So who is it", "May I", "No. Am I?",
     "So we go to china shops"],
)  # fmt: skip
def test_words_are_no_places(text: str) -> None:
    assert found(text) == {}


def test_capitals_tell_the_country_from_the_word() -> None:
    assert found("The US told us") == {"=US": 1}
    assert found("Us and the UK") == {"=GB": 1}


@pytest.mark.parametrize(
    ("text", "language"),
    [("WHO KILLED THE MAYOR", "en"), ("UN HOMME EST MORT", "fr"), ("LA MADRE DICE NO", "es")],
)
def test_a_line_in_capitals_is_not_full_of_places(text: str, language: str) -> None:
    assert found(text, language) == {}


@pytest.mark.parametrize(
    ("text", "language"), [("Francesco è arrivato", "it"), ("Chinatown burns", "en")]
)
def test_another_word_that_begins_like_a_country_is_not_it(text: str, language: str) -> None:
    assert found(text, language) == {}


def test_a_people_of_two_countries_is_of_neither() -> None:
    assert found("Dominican police") == {}


def test_an_acronym_above_a_line_in_capitals_and_below_counts() -> None:
    assert found("The WHO met\nMAYOR KILLED IN STORM\nThe WHO met") == {"#who": 2}
    assert found("The mayor\nWHO KILLED HIM\nThe mayor") == {}


def test_short_names_count_in_no_small_letters() -> None:
    assert found("who told us of the ferry from france") == {"=FR": 1}


def test_without_capitals_anywhere_small_letters_count() -> None:
    assert found("the ferry from france to italy") == {"=FR": 1, "=IT": 1}


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [("قالت مصر", "ar", "=EG"), ("საფრანგეთი", "ka", "=FR"), ("קטאר", "he", "=QA")],
)
@pytest.mark.parametrize("around", ["{}", "(CNN) {}", "{} (AFP)"])
def test_a_latin_word_changes_nothing_for_scripts_without_capitals(
    text: str, language: str, key: str, around: str
) -> None:
    assert found(around.format(text), language) == {key: 1}


def test_an_organisation_is_the_same_everywhere() -> None:
    assert found("NATO met") == found("НАТО собралось", "ru") == found("北约", "zh") == {"#nato": 1}
    assert found("NATO在开会", "zh") == {"#nato": 1}
    assert found("NATOจัดประชุม", "th") == {"#nato": 1}


def test_places_are_counted() -> None:
    assert found("Paris, France: in Paris") == {"@paris": 2, "=FR": 1}


def test_a_longer_place_is_not_counted_as_its_parts_in_chinese() -> None:
    assert found("朝鲜民主主义人民共和国", "zh")["=KP"] == 1


# Texts that nobody wrote


@pytest.mark.parametrize("language", ["en", "zh", "tlh", ""])
@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "\u202eParis", "字" * 3_000, "A" * 100_000, "United " * 2_000]
)
def test_odd_texts(text: str, language: str) -> None:
    assert all(key[0] in "=@#" and times > 0 for key, times in found(text, language).items())


def test_words_given_with_their_spans_are_all_that_counts() -> None:
    assert places("Paris and Rome", [(0, 5)], "en") == {"@paris": 1}
    assert places("Paris and Rome", [], "en") == {}


def test_any_language_can_come_at_any_time() -> None:
    codes = [f"q{a}{b}" for a in "abcdefghij" for b in "abcdefghij"]
    for code in random.Random(2).sample(codes, len(codes)):
        assert found("Lagos and Brazil", code) == {"@lagos": 1, "=BR": 1}
