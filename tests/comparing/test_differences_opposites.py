"""Which words are opposites in any two languages, and what two members that use them contradict."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from crossread.comparing.differences.opposites import Poles, opposites, profiled
from crossread.comparing.differences.stances import clauses
from crossread.encoding import lexicon
from crossread.languages import known, table
from tests.comparing.between import differing, of_kind


def poles(word: str, language: str) -> Poles:
    """Where a word stands."""
    shipped = lexicon.load()
    (profile,) = profiled([word], [language], shipped)
    return opposites(shipped).poles(word, language, profile)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("survived", "en"), ("умер", "ru")),
        (("gestiegen", "de"), ("baissé", "fr")),
        (("approvato", "it"), ("відхилив", "uk")),
        (("vrijgesproken", "nl"), ("skazany", "pl")),
        (("reabierto", "es"), ("fechado", "pt")),
        (("ارتفعت", "ar"), ("下跌", "zh")),
    ],
)
def test_opposites_are_known_across_languages(one: tuple[str, str], other: tuple[str, str]) -> None:
    found = opposites(lexicon.load())
    assert found.opposed(poles(*one), poles(*other))
    assert not found.opposed(poles(*one), poles(*one))


@pytest.mark.parametrize("word", ["said", "bridge", "Tuesday", "announced"])
def test_words_that_have_no_opposite_stand_at_no_pole(word: str) -> None:
    assert poles(word.lower(), "en") == frozenset()


def test_a_phrase_stands_at_a_pole_with_all_its_parts() -> None:
    found = opposites(lexicon.load())
    text = "Der Streik dauert im Hafen an."
    phrased = found.phrases(text, "de")
    assert [text[a:b] for (a, b), _ in phrased] == ["dauert", "an"]
    assert all(found.opposed(at, poles("ended", "en")) for _, at in phrased)


@pytest.mark.parametrize("language", known())
def test_what_the_lexicon_lacks_is_named_by_words_of_the_table(language: str) -> None:
    means = table(language, "polarity").get("means", {})
    assert set(means) <= set(opposites(lexicon.load()).marked)
    assert all(word == word.lower().strip() for some in means.values() for word in some)


TOLD = {
    "en": ("The union accepted the wage offer.", "The union turned down the wage offer."),
    "de": (
        "Die Gewerkschaft hat das Lohnangebot angenommen.",
        "Die Gewerkschaft hat das Lohnangebot abgelehnt.",
    ),
    "es": ("El sindicato aceptó la oferta salarial.", "El sindicato rechazó la oferta salarial."),
    "fr": ("Le syndicat a accepté l'offre salariale.", "Le syndicat a rejeté l'offre salariale."),
    "ru": ("Профсоюз принял предложение о зарплате.", "Профсоюз отверг предложение о зарплате."),
    "zh": ("工会接受了工资提议。", "工会拒绝了工资提议。"),
}


@pytest.mark.parametrize(("one", "other"), list(pairwise(TOLD)))
def test_one_accepts_what_the_other_rejects(one: str, other: str) -> None:
    for mine, theirs in product((0, 1), repeat=2):
        found = differing((TOLD[one][mine], one), (TOLD[other][theirs], other))
        assert len(of_kind(found, "polarity")) == (mine != theirs)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (
            ("The pilot of the plane survived the crash.", "en"),
            ("Der Pilot des Flugzeugs kam bei dem Absturz ums Leben.", "de"),
            True,
        ),
        (
            ("The bank will close its branch in the harbour.", "en"),
            ("La banque envisage de fermer son agence du port.", "fr"),
            True,
        ),
        (
            ("The ministry plans to raise the fee.", "en"),
            ("Министерство повысило сбор.", "ru"),
            True,
        ),
        (
            ("A Dutch skipper remains missing.", "en"),
            ("Ein niederländischer Schiffer wurde lebend gefunden.", "de"),
            True,
        ),
        (
            ("The guards held their fire on the night.", "en"),
            ("In der Nacht haben die Wachen geschossen.", "de"),
            True,
        ),
        (
            ("Deputies detained nine strikers; all were later released.", "en"),
            ("Девять задержанных забастовщиков остаются под стражей.", "ru"),
            True,
        ),
        (
            ("La fábrica de vidrio sigue abierta.", "es"),
            ("De glasfabriek ligt sinds maandag stil.", "nl"),
            True,
        ),
        (  # of other numbers of miners
            ("Two miners died in the shaft.", "en"),
            ("Sieben Bergleute überlebten im Schacht.", "de"),
            False,
        ),
        (
            ("Un pescador sigue sin ser localizado.", "es"),
            ("A fisherman remains missing.", "en"),
            False,
        ),
        (
            ("The court did not reject the appeal.", "en"),
            ("Il tribunale ha accolto il ricorso.", "it"),
            False,
        ),
        (
            ("The library closed on Monday and opens again on Friday.", "en"),
            ("Die Bibliothek schloss am Montag und öffnet am Freitag wieder.", "de"),
            False,
        ),
        (
            ("The Harriers won against the Swifts.", "en"),
            ("Die Swifts haben gegen die Harriers verloren.", "de"),
            False,
        ),
        (
            ("The mayor could not have missed the cracks.", "en"),
            ("Burmistrz nie mógł nie zauważyć pęknięć.", "pl"),
            False,
        ),
        (
            ("The harbour can take ships of 300 metres.", "en"),
            ("Le port accueille des navires de 300 mètres.", "fr"),
            False,
        ),
    ],
)
def test_opposites_are_read_with_what_holds_them(
    one: tuple[str, str], other: tuple[str, str], differs: bool
) -> None:
    assert bool(of_kind(differing(one, other), "polarity")) == differs


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The firm is examining whether it can sell the yard", "en", ["open"]),
        ("Die Firma prüft, ob sie die Werft verkauft", "de", [None, "open"]),
        ("Of de werf wordt verkocht, is nog onzeker", "nl", ["open", None]),
        ("Мэр не мог не знать об этом", "ru", [None]),
        ("There was no sign that data had been stolen, she said", "en", ["denied", "affirmed"]),
        ("O autarca não se demite", "pt", ["denied"]),
        ("Die Brücke könnte am Montag geöffnet werden", "de", ["open"]),
    ],
)
def test_stances_beside_one_another(text: str, language: str, expected: list[str | None]) -> None:
    assert [c.stance for c in clauses(text, language)] == expected


def test_opposites_with_one_percentage_may_tell_a_level_and_a_change() -> None:
    rose = ("Consumer prices rose 2.1 percent in August.", "en")
    level = ("Die Verbraucherpreise sind im August auf 2,1 Prozent gefallen.", "de")
    assert of_kind(differing(rose, level), "polarity") == []
    rose, fell = ("Consumer prices rose in August.", "en"), level[0].replace(" auf 2,1 Prozent", "")
    assert len(of_kind(differing(rose, (fell, "de")), "polarity")) == 1


def test_an_english_form_is_of_the_word_that_is_spelt_so() -> None:
    assert not poles("scrapes", "en")  # a budget that scrapes through
    assert poles("banned", "en") == poles("ban", "en") != frozenset()
    assert poles("drops", "en") == poles("dropped", "en") == poles("drop", "en")
