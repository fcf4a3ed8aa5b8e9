"""The same words, given to different persons."""

from __future__ import annotations

from tests.comparing.between import differing, of_kind

ENGLISH = ("“We did not even have time to shut our doors,” said Elvira Santamar.", "en")
FRENCH = ("« Nous n’avons même pas eu le temps de fermer nos portes », a dit Ramiro Lacasta.", "fr")


def test_the_words_and_both_speakers_are_told() -> None:
    (words,) = of_kind(differing(ENGLISH, FRENCH), "attribution")
    assert "Elvira Santamar" in words
    assert "Ramiro Lacasta" in words
    assert any("shut our doors" in w for w in words)


def test_the_note_takes_no_side() -> None:
    (found,) = [d for d in differing(ENGLISH, FRENCH) if d.kind == "attribution"]
    assert found.note.startswith("the same words, different speakers: ")
    assert "p1.txt" in found.note
    assert "p2.txt" in found.note


def test_the_same_speaker_under_a_shorter_name_is_no_difference() -> None:
    short = (
        "Elvira Santamar is mayor. “We did not even have time to shut our doors,” said Santamar.",
        "en",
    )
    assert of_kind(differing(ENGLISH, short), "attribution") == []


def test_a_title_alone_is_no_other_speaker() -> None:
    title = ("« Nous n’avons même pas eu le temps de fermer nos portes », a dit la maire.", "fr")
    assert of_kind(differing(ENGLISH, title), "attribution") == []


def test_other_words_of_another_person_are_no_difference() -> None:
    other = ("« Le vin était excellent cette année », a dit Ramiro Lacasta.", "fr")
    assert of_kind(differing(ENGLISH, other), "attribution") == []


def test_quotations_that_say_the_same_by_all_signs_are_the_same_words() -> None:
    one = ("“Nobody should finish the bottle to save a few pounds,” said Colin Ashdown.", "en")
    other = ("«Que nadie apure el frasco por ahorrar», dijo Tulio Guerrero.", "es")
    assert of_kind(differing(one, other, whole=False), "attribution") == []
    (words,) = of_kind(differing(one, other, whole=False, agreed=0.6), "attribution")
    assert "Colin Ashdown" in words
    assert "Tulio Guerrero" in words
    assert of_kind(differing(one, other, whole=False, agreed=0.1), "attribution") == []


def test_who_is_only_meant_by_a_pronoun_is_no_other_speaker() -> None:
    one = ("Colin Ashdown came late. “We waited all night,” he said.", "en")
    other = ("«Esperamos toda la noche», dijo Tulio Guerrero.", "es")
    assert of_kind(differing(one, other, whole=False, agreed=0.6), "attribution") == []


def test_who_retells_the_words_of_another_is_no_rival() -> None:
    retold = ("“He told me ‘we waited all night at the gate’,” said Elvira Santamar.", "en")
    own = ("“We waited all night at the gate,” said Ramiro Lacasta.", "en")
    rival = ("“We waited all night at the gate,” said Elvira Santamar.", "en")
    assert of_kind(differing(retold, own), "attribution") == []
    assert len(of_kind(differing(rival, own), "attribution")) == 1


def test_a_name_behind_a_title_is_a_name() -> None:
    titled = (
        "« Nous n’avons même pas eu le temps de fermer nos portes », a dit le maire Ramiro Lacasta.",
        "fr",
    )
    (words,) = of_kind(differing(ENGLISH, titled), "attribution")
    assert any("Ramiro Lacasta" in w for w in words)


def test_two_of_one_family_are_two_persons() -> None:
    sister = ("“We waited all night at the gate,” said Lucia Sandrini.", "en")
    brother = ("“We waited all night at the gate,” said Piero Sandrini.", "en")
    misspelt = ("“We waited all night at the gate,” said Lucia Sandrino.", "en")
    assert len(of_kind(differing(sister, brother), "attribution")) == 1
    assert of_kind(differing(sister, misspelt), "attribution") == []


def test_a_family_name_that_cyrillic_hears_is_no_other_speaker() -> None:
    found = differing(
        ("“We are not leaving this city,” said the baker Joel Plasco.", "en"),
        ("«Мы не уедем из этого города», — сказал пекарь Пласко. Лидия Пласко молчала.", "ru"),
        quotation=True,
    )
    assert of_kind(found, "attribution") == []


def test_scripts_that_write_names_by_their_sound_name_no_other_speaker() -> None:
    arabic = ("قال جاك روس: «طموحي النهائي هو إدارة هذا النادي».", "ar")
    chinese = ("杰克·罗斯说：“我的终极志向是管理这家俱乐部。”", "zh")
    found = differing(arabic, chinese, quotation=True)
    assert of_kind(found, "attribution") == []
