"""When two times differ, and when one is told less exactly or in other words."""

from __future__ import annotations

import pytest

from bench import difference_pairs
from crossread.comparing.differences import with_differences
from crossread.comparing.statements import statements
from crossread.model import Difference, Member, Point
from tests.comparing.between import differing, encoder, of_kind, told

PUBLISHED = "2025-05-14"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The law takes effect on 1 July 2026.", "en"), ("Das Gesetz gilt ab 15. Juli 2026.", "de")),
        (("The dam burst at 3:40 a.m. on Tuesday.", "en"), ("The dam burst at 4:20 a.m. on Tuesday.", "en")),
        (("The bridge opens by the end of 2027.", "en"), ("The bridge opens in mid-2027.", "en")),
        (("The mine closed in 1998.", "en"), ("La mine a fermé en 1996.", "fr")),
        (("The talks resume on Friday.", "en"), ("The talks resume on Monday.", "en")),
        (("The airport reopens on Friday.", "en"), ("The airport will not reopen before Sunday.", "en")),
        (("L'aéroport rouvrira vendredi.", "fr"), ("L'aéroport ne rouvrira pas avant dimanche.", "fr")),
        (("The pool reopens on 12 June.", "en"), ("Das Bad öffnet am 26. Juni wieder.", "de")),
        (("Die Messe dauert vom 3. bis 6. Juni.", "de"), ("La foire dure du 3 au 9 juin.", "fr")),
        (("The mill closes on 1 June.", "en"), ("Das Werk schließt Ende dieser Woche.", "de")),
        (("The bridge opens in spring.", "en"), ("The bridge opens in November.", "en")),
        (("Bottles filled between March and June are recalled.", "en"), ("Flessen die tussen maart en mei zijn gevuld worden teruggeroepen.", "nl")),
        (("El equipo recurrió el domingo por la noche.", "es"), ("A equipa recorreu na manhã de segunda-feira.", "pt")),
        (("The strike lasts until July.", "en"), ("La huelga dura hasta agosto y no hasta este mes.", "es")),
    ],
)  # fmt: skip
def test_rival_times(one: tuple[str, str], other: tuple[str, str]) -> None:
    (words,) = of_kind(differing(one, other, published=PUBLISHED), "time")
    assert len(words) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The law takes effect on 1 July 2026.", "en"), ("Das Gesetz gilt ab Juli 2026.", "de")),
        (("The train left at 7:50 a.m.", "en"), ("The train left shortly before 8 a.m.", "en")),
        (("The mine closed in 1998.", "en"), ("The mine closed on 3 May 1998.", "en")),
        (("The vote ends on 16 May 2026.", "en"), ("Die Abstimmung endet Mitte Mai 2026.", "de")),
        (("The court meets on 9 December 2026.", "en"), ("The court meets before Christmas 2026.", "en")),
        (("We worked for this day.", "en"), ("It took years to see this day.", "en")),
        (("He was warned in June.", "en"), ("Il sera averti en juin.", "fr")),
        (("The fair runs from 3 June.", "en"), ("The fair runs until 9 June.", "en")),
        (("The plant will not open this year.", "en"), ("L'usine n'ouvrira pas avant l'année prochaine.", "fr")),
        (("The boat sank late on Saturday night.", "en"), ("El barco se hundió en la madrugada del domingo.", "es")),
    ],
)  # fmt: skip
def test_no_difference(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert of_kind(differing(one, other, published=PUBLISHED), "time") == []


def test_weekdays_differ_also_where_no_date_is_known() -> None:
    found = differing(("The talks resume on Friday.", "en"), ("The talks resume on Monday.", "en"))
    assert of_kind(found, "time") == [("Friday", "Monday")]


def test_a_day_of_a_month_differs_also_where_the_year_is_not_known() -> None:
    found = differing(
        ("The law takes effect on January 1, 2026.", "en"),
        ("La ley entra en vigor el 1 de marzo.", "es"),
    )
    assert len(of_kind(found, "time")) == 1


def test_weeks_that_are_counted_back_tell_no_day() -> None:
    ago = ("Murió hace tres semanas.", "es")
    near, far = [(f"He died on {day} November.", "en") for day in (8, 18)]
    assert of_kind(differing(near, ago, published="2026-12-01"), "time") == []
    assert len(of_kind(differing(far, ago, published="2026-12-01"), "time")) == 1


def test_whole_hours_apart_may_be_another_zone() -> None:
    found = differing(
        ("Der Zug entgleiste um 4.20 Uhr am Dienstag.", "de"),
        ("The train derailed at 5:20 a.m. local time on Tuesday.", "en"),
        published=PUBLISHED,
    )
    assert of_kind(found, "time") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The hikers were found early on Sunday.", "en"), ("De wandelaars werden zondagavond gevonden.", "nl")),
        (("Der Zug hielt am Dienstag gegen 14 Uhr.", "de"), ("Поезд остановился во вторник поздно вечером.", "ru")),
        (("The fire broke out on Monday morning.", "en"), ("火灾发生在周一傍晚。", "zh")),
        (("El barco zarpó el lunes por la tarde.", "es"), ("Il traghetto è salpato lunedì mattina.", "it")),
    ],
)  # fmt: skip
def test_parts_of_one_day(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert len(of_kind(differing(one, other, published=PUBLISHED), "time")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The train stopped at 6:10 p.m. on Tuesday.", "en"), ("Der Zug hielt am Dienstagabend.", "de")),
        (("The boat left on Monday afternoon.", "en"), ("El barco zarpó el lunes por la tarde.", "es")),
        (("The boat left on Monday night.", "en"), ("O barco partiu na segunda-feira à noite.", "pt")),
        (("The boat leaves tomorrow.", "en"), ("El barco zarpa mañana.", "es")),
    ],
)  # fmt: skip
def test_a_part_of_a_day_agrees_with_its_hours(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert of_kind(differing(one, other, published=PUBLISHED), "time") == []


def test_times_of_other_things_in_one_statement_are_no_rivals() -> None:
    found = differing(
        ("The council met on Monday, and the new bridge opens to traffic on Friday.", "en"),
        ("Die neue Brücke wird am Freitag für den Verkehr freigegeben.", "de"),
        published=PUBLISHED,
    )
    assert of_kind(found, "time") == []


def test_of_several_times_those_of_one_thing_are_rivals() -> None:
    found = differing(
        ("The minister resigned on Monday, and voters elect a new parliament in October.", "en"),
        ("The minister resigned on Tuesday, and voters elect a new parliament in October.", "en"),
        published=PUBLISHED,
    )
    assert of_kind(found, "time") == [("on Monday", "on Tuesday")] or of_kind(found, "time") == [
        ("Monday", "Tuesday")
    ]


def test_hours_in_words_differ_also_where_no_day_is_known() -> None:
    found = differing(
        ("Do wstrząsu doszło o wpół do piątej rano.", "pl"),
        ("Das Beben ereignete sich um 5.40 Uhr.", "de"),
    )
    assert len(of_kind(found, "time")) == 1


def test_hours_differ_also_where_no_day_is_known() -> None:
    found = differing(("The bells rang at 6 a.m.", "en"), ("Die Glocken läuteten um 9 Uhr.", "de"))
    assert len(of_kind(found, "time")) == 1


def printed(*texts: tuple[str, str, str], quotation: bool) -> list[Difference]:
    """The differences of one point whose members are texts in languages, each published on a day."""
    articles = [told(text, code, f"p{n}", day) for n, (text, code, day) in enumerate(texts, 1)]
    made = tuple(Member(s, (), 0.9) for a in articles for s in statements(a))
    assert [m.statement.kind == "quote" for m in made] == [quotation] * len(articles)
    kind = "quotation" if quotation else "fact"
    point = Point("s1.p1", "s1", kind, made, len(articles), (), 0.9)  # type: ignore[arg-type]
    story = difference_pairs.one_story(articles, encoder())
    return list(with_differences([point], story, encoder())[1])


SAID = ("“We will open the bridge tomorrow,” the mayor said.", "en", "2025-05-14")
TOLD = ("The city opens the bridge tomorrow.", "en", "2025-05-14")


@pytest.mark.parametrize("when", ["morgen", "am 16. Mai 2025"])
def test_tomorrow_in_a_quotation_is_the_day_after_it_was_said_not_printed(when: str) -> None:
    said = (f"„Wir öffnen die Brücke {when}“, sagte die Bürgermeisterin.", "de", "2025-05-15")
    assert of_kind(printed(SAID, said, quotation=True), "time") == []
    story = (f"Die Stadt öffnet die Brücke {when}.", "de", "2025-05-15")
    assert len(of_kind(printed(TOLD, story, quotation=False), "time")) == 1


def test_days_that_quotations_name_differ() -> None:
    found = printed(
        ("“We will open the bridge on 15 May 2025,” the mayor said.", "en", "2025-05-14"),
        ("„Wir öffnen die Brücke am 16. Mai 2025“, sagte sie.", "de", "2025-05-15"),
        quotation=True,
    )
    assert len(of_kind(found, "time")) == 1


@pytest.mark.parametrize(
    ("open_to_it", "other"),
    [
        (("The union did not rule out a strike before 1 May.", "en"), ("Die Gewerkschaft will am 28. April streiken.", "de")),
        (("The firm did not rule out opening the mine before May.", "en"), ("Die Firma öffnet die Mine im April.", "de")),
        (("La firma no descarta abrir la mina antes de mayo.", "es"), ("The firm opens the mine in April.", "en")),
    ],
)  # fmt: skip
def test_a_bound_that_is_not_ruled_out_is_no_earliest_day(
    open_to_it: tuple[str, str], other: tuple[str, str]
) -> None:
    assert of_kind(differing(open_to_it, other, published="2026-03-14"), "time") == []


def test_a_bound_that_is_denied_is_one() -> None:
    not_before = ("The firm will not open the mine before May.", "en")
    other = ("Die Firma öffnet die Mine im April.", "de")
    found = differing(not_before, other, published="2026-03-14")
    assert len(of_kind(found, "time")) == 1


@pytest.mark.parametrize(
    "night",
    [
        ("In der Nacht auf Freitag brach das Feuer im Lager aus.", "de"),
        ("В ночь на пятницу на складе начался пожар.", "ru"),
        ("In de nacht op vrijdag brak brand uit in het magazijn.", "nl"),
    ],
)
def test_a_night_begins_on_the_day_before_the_one_it_ends_in(night: tuple[str, str]) -> None:
    on_thursday = ("The fire broke out in the warehouse late on Thursday.", "en")
    on_sunday = ("The fire broke out in the warehouse on Sunday.", "en")
    assert of_kind(differing(night, on_thursday, published="2026-11-14"), "time") == []
    assert len(of_kind(differing(night, on_sunday, published="2026-11-16"), "time")) == 1


def test_from_when_something_holds_is_no_rival_of_the_day_it_was_decided() -> None:
    found = differing(
        ("On Thursday the ministers agreed to close the ports to the tankers.", "en"),
        ("Les ministres ont décidé de fermer les ports aux pétroliers dès le mois prochain.", "fr"),
        published="2026-11-13",
    )
    assert of_kind(found, "time") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The ministry said on Tuesday that the director had met the rebels in secret.", "en"),
            ("The director met the rebels in secret on Sunday.", "en"),
        ),
        (
            ("The city will close the tunnel for two months, it announced Monday.", "en"),
            ("La ville fermera le tunnel pendant deux mois à partir de vendredi.", "fr"),
        ),
        (
            ("Der Direktor habe die Rebellen heimlich getroffen, teilte das Ministerium am Dienstag mit.", "de"),
            ("Il direttore ha incontrato in segreto i ribelli domenica.", "it"),
        ),
    ],
)  # fmt: skip
def test_when_something_was_said_is_no_rival_of_when_it_happened(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    found = differing(one, other, published="2026-05-13")
    assert of_kind(found, "time") == []


def test_two_times_at_which_one_thing_was_said_are_rivals() -> None:
    found = differing(
        ("The city will close the tunnel for two months, it announced on Monday.", "en"),
        ("The city will close the tunnel for two months, it announced on Sunday.", "en"),
        published="2026-05-13",
    )
    assert of_kind(found, "time") == [("Monday", "Sunday")]
