"""What kind of point it is: quotation, fact, background."""

from __future__ import annotations

import re
import time

import pytest

from crossread.comparing.kinds import kind, setting
from crossread.languages import known, table
from crossread.model import Annotated, Member
from tests.comparing.telling import member, told

DAY = "2025-03-14"


def kind_of(*members: Member, among: tuple[Annotated, ...]) -> tuple[str, str]:
    """The kind where every article is an account of its own."""
    accounts = {a.article.id: n for n, a in enumerate(among)}
    return kind(members, setting(among), accounts)


def bridge(
    id: str, sentence: str, language: str = "en", published: str | None = DAY, **more: object
) -> Annotated:
    """An article with a headline, an opening paragraph, and the sentence in its second one."""
    text = f"Bridge closes\nThe bridge was closed today.\n{sentence}"
    return told(id, text, language, published, **more)  # type: ignore[arg-type]


def test_words_in_quotation_marks_in_two_articles_are_a_quotation() -> None:
    one = bridge(
        "p1", "“We heard a bang at night,” she said.", quoted=("We heard a bang at night,",)
    )
    two = bridge("p2", "« On a entendu un bruit », dit-elle.", quoted=("On a entendu un bruit",))
    pair = (
        member(one, "We heard a bang at night,", "heard", "bang"),
        member(two, "On a entendu un bruit", "entendu", "bruit"),
    )
    assert kind_of(*pair, among=(one, two)) == ("quotation", "")


def test_one_article_in_quotation_marks_makes_no_quotation() -> None:
    one = bridge(
        "p1", "“We heard a bang at night,” she said.", quoted=("We heard a bang at night,",)
    )
    two = bridge("p2", "She had no doubt of a bang at night.")
    pair = (
        member(one, "We heard a bang at night,", "bang", "night"),
        member(two, "She had no doubt of a bang at night.", "bang", "night"),
    )
    assert kind_of(*pair, among=(one, two)) == ("fact", "")


def test_a_statement_that_is_all_in_quotation_marks_needs_no_more_words() -> None:
    among = tuple(
        bridge(id, "“We are playing it safe.”", quoted=("We are playing it safe.",))
        for id in ("p1", "p2")
    )
    pair = [member(a, "We are playing it safe.", "safe") for a in among]
    assert kind_of(*pair, among=among)[0] == "quotation"


def test_marks_around_other_words_than_the_matched_make_no_quotation() -> None:
    one = bridge("p1", "The “dreadful old” bridge closed for a year.", quoted=("dreadful old",))
    two = bridge("p2", "The “quite awful” bridge closed for a year.", quoted=("quite awful",))
    text = "bridge closed for a year."
    pair = [member(a, a.page.text.splitlines()[2], text) for a in (one, two)]
    assert kind_of(*pair, among=(one, two))[0] == "fact"


def test_a_time_long_before_that_both_name_is_background_and_says_so() -> None:
    one = bridge("p1", "It was built in 1938.", times={"1938": "1938"})
    two = bridge("p2", "The bridge dates from 1938.", times={"1938": "1938"})
    pair = (
        member(one, "It was built in 1938.", "1938"),
        member(two, "The bridge dates from 1938.", "1938"),
    )
    assert kind_of(*pair, among=(one, two)) == (
        "background",
        "before the story (from 2025-03-14): “1938”",
    )


def test_the_days_that_lead_up_to_the_story_belong_to_it() -> None:
    early, late = "2025-03-07", "2025-03-06"  # seven and eight days before
    for value, wanted in ((early, "fact"), (late, "background")):
        one = bridge("p1", "Cracks were found last week.", times={"last week": value})
        two = bridge("p2", "Last week cracks were seen.", times={"Last week": value})
        pair = (
            member(one, "Cracks were found last week.", "last week"),
            member(two, "Last week cracks were seen.", "Last week"),
        )
        assert kind_of(*pair, among=(one, two))[0] == wanted


def test_a_month_counts_by_its_last_day_and_an_interval_by_its_end() -> None:
    for value, wanted in (
        ("2025-02", "background"),
        ("2025-03", "fact"),
        ("2024-01/2025-02", "background"),
        ("1990/2025", "fact"),
        ("2025-02-30", "fact"),  # no day
        ("PXY", "fact"),
    ):
        one = bridge("p1", "Cracks were found then.", times={"then": value})
        two = bridge("p2", "Cracks were seen then.", times={"then": value})
        pair = [member(a, a.page.text.splitlines()[2], "then") for a in (one, two)]
        assert kind_of(*pair, among=(one, two))[0] == wanted, value


def test_a_time_beside_the_point_does_not_make_it_background() -> None:
    one = bridge("p1", "The bridge of 1938 is shut for a year.", times={"1938": "1938"})
    two = bridge("p2", "It is shut for a year.")
    pair = (
        member(one, "The bridge of 1938 is shut for a year.", "shut", "year"),
        member(two, "It is shut for a year.", "shut", "year"),
    )
    assert kind_of(*pair, among=(one, two))[0] == "fact"


def test_a_time_of_the_story_that_is_answered_too_makes_it_news() -> None:
    times = {"1938": "1938", "Friday": DAY}
    one = bridge("p1", "Built in 1938, it cracked on Friday.", times=times)
    two = bridge("p2", "The bridge of 1938 cracked on Friday.", times=times)
    pair = [member(a, a.page.text.splitlines()[2], "1938", "Friday") for a in (one, two)]
    assert kind_of(*pair, among=(one, two))[0] == "fact"


def test_what_stands_in_a_headline_is_news_whatever_it_tells_of() -> None:
    one = told("p1", "Bridge of 1938 was a fake\nIt says so.", "en", DAY, times={"1938": "1938"})
    two = bridge("p2", "The bridge of 1938 was a fake.", times={"1938": "1938"})
    pair = (
        member(one, "Bridge of 1938 was a fake", "1938"),
        member(two, "The bridge of 1938 was a fake.", "1938"),
    )
    assert kind_of(*pair, among=(one, two))[0] == "fact"


def test_what_people_say_for_the_story_is_news_whatever_they_speak_of() -> None:
    words = "it had found no cracks in 1998"
    one = bridge("p1", f"The firm said {words}.", times={"1998": "1998"}, said=(words,))
    two = bridge("p2", f"The owner said {words}.", times={"1998": "1998"}, said=(words,))
    pair = [member(a, words, "cracks", "1998") for a in (one, two)]
    assert kind_of(*pair, among=(one, two))[0] == "fact"


def test_half_of_the_accounts_are_enough_where_they_agree_in_the_time() -> None:
    one = bridge("p1", "It was built in 1938.", times={"1938": "1938"})
    two = bridge("p2", "It dates from 1938.", times={"1938": "1938"})
    three = bridge("p3", "It was built before the war.")
    four = bridge("p4", "It is an old bridge.")
    all_four = (
        member(one, "It was built in 1938.", "1938"),
        member(two, "It dates from 1938.", "1938"),
        member(three, "It was built before the war.", "built"),
        member(four, "It is an old bridge.", "bridge"),
    )
    among = (one, two, three, four)
    assert kind_of(*all_four, among=among)[0] == "background"
    lone = (member(one, "It was built in 1938.", "1938"), *all_four[2:])
    assert kind_of(*lone, among=among)[0] == "fact"


def test_without_dates_a_year_is_held_against_the_latest_that_is_printed() -> None:
    for year, wanted in (("2014", "background"), ("2021", "fact"), ("2022", "fact")):
        times: dict[str, str | None] = {f"in {year}": year, "of 2022": "2022"}
        text = f"It was bought in {year}.\nThe crisis of 2022 was worse."
        among = tuple(bridge(id, text, published=None, times=times) for id in ("p1", "p2"))
        pair = [member(a, f"It was bought in {year}.", f"in {year}") for a in among]
        assert kind_of(*pair, among=among)[0] == wanted, year


def test_an_unresolved_time_tells_nothing() -> None:
    one = bridge("p1", "It was built in March.", times={"March": None})
    two = bridge("p2", "It was made in March.", times={"March": None})
    pair = [member(a, a.page.text.splitlines()[2], "March") for a in (one, two)]
    assert kind_of(*pair, among=(one, two))[0] == "fact"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The firm bought it years ago."),
        ("fr", "L’entreprise l’a achetée il y a quelques années."),
        ("de", "Die Firma hat sie vor Jahren gekauft."),
        ("es", "La empresa lo compró hace años."),
        ("it", "La ditta lo comprò tre anni fa."),
        ("pt", "A empresa comprou-o há décadas."),
        ("nl", "Het bedrijf kocht hem jaren geleden."),
        ("pl", "Firma kupiła go przed laty."),
        ("ru", "Фирма купила его много лет назад."),
        ("uk", "Фірма купила його багато років тому."),
        ("ar", "اشترته الشركة قبل سنوات"),
        ("zh", "该公司三年前买下了它。"),
    ],
)
def test_words_that_tell_of_long_ago_in_every_language(language: str, text: str) -> None:
    one, two = bridge("p1", text, language), bridge("p2", "It was bought years ago.")
    pair = (member(one, text), member(two, "It was bought years ago.", "bought"))
    assert kind_of(*pair, among=(one, two))[0] == "background"
    now = bridge("p2", "It was bought today.")
    pair = (member(one, text), member(now, "It was bought today.", "bought"))
    assert kind_of(*pair, among=(one, now))[0] == "fact"


@pytest.mark.parametrize(
    ("language", "text", "matched"),
    [
        ("en", "A guard had seen the cracks", "cracks"),
        ("fr", "Un gardien avait vu les fissures", "fissures"),
        ("de", "nachdem ein Wächter die Risse gesehen hatte", "Risse"),
        ("es", "Un guarda había visto las grietas", "grietas"),
        ("it", "Un guardiano aveva visto le crepe", "crepe"),
        ("pt", "Um guarda tinha visto as fendas", "fendas"),
        ("nl", "Een bewaker had de scheuren gezien", "scheuren"),
    ],
)
def test_the_pluperfect_of_all_accounts_tells_it_too(
    language: str, text: str, matched: str
) -> None:
    one, two = bridge("p1", text, language), bridge("p2", "A guard had noticed the cracks")
    pair = (member(one, text, matched), member(two, "A guard had noticed the cracks", "cracks"))
    assert kind_of(*pair, among=(one, two))[0] == "background"
    simple = bridge("p2", "A guard saw the cracks")
    pair = (member(one, text, matched), member(simple, "A guard saw the cracks", "cracks"))
    assert kind_of(*pair, among=(one, simple))[0] == "fact"


def test_the_pluperfect_of_a_clause_beside_the_point_does_not() -> None:
    text = "The chief, who had led the firm for years on end, resigned with immediate effect."
    one, two = bridge("p1", text), bridge("p2", text)
    pair = [member(a, text, "chief", "resigned", "immediate") for a in (one, two)]
    assert kind_of(*pair, among=(one, two))[0] == "fact"


def test_the_pluperfect_of_an_opening_does_not() -> None:
    text = "Bridge closes\nA guard had seen the cracks"
    one, two = told("p1", text, "en", DAY), told("p2", text, "en", DAY)
    pair = [member(a, "A guard had seen the cracks", "guard", "cracks") for a in (one, two)]
    assert kind_of(*pair, among=(one, two))[0] == "fact"


def test_every_language_has_words_for_long_ago_and_a_pattern_that_compiles() -> None:
    for code in known():
        own = table(code, "background")
        assert own["before"], code
        re.compile(own.get("pluperfect", ""))


def test_a_very_long_statement_is_read_in_its_beginning_only() -> None:
    text = "hatte " * 200_000
    one, two = bridge("p1", text, "de"), bridge("p2", text, "de")
    pair = [member(a, text.rstrip(), "hatte") for a in (one, two)]
    before = time.process_time()
    assert kind_of(*pair, among=(one, two))[0] == "fact"
    assert time.process_time() - before < 20  # with no end to the reading it is hours
