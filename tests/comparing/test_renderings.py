"""In which language words were said, and which rendering is closest to them."""

from __future__ import annotations

import pytest

from crossread.comparing.kinds import setting
from crossread.comparing.renderings import closest_first, original
from crossread.languages import known, table
from crossread.model import Annotated, Link, Member
from tests.comparing.telling import member, told

SAME = "We have waited ten years for this bridge"


def quoting(
    id: str, words: str, around: str = "“{}”, she said.", language: str = "en"
) -> Annotated:
    return told(id, f"Bridge\nIt is shut.\n{around.format(words)}", language, quoted=(words,))


def rendering(annotated: Annotated) -> Member:
    words = annotated.quotes[0].span.text
    return member(annotated, words, words.split()[0])


def language_of(*articles: Annotated) -> tuple[str | None, str]:
    members = [rendering(a) for a in articles]
    accounts = {a.article.id: n for n, a in enumerate(articles)}
    return original(members, setting(articles), accounts)


def ids(members: tuple[Member, ...]) -> list[str]:
    return [m.statement.span.page for m in members]


def translated(source: str, target: str, directed: bool = True) -> Link:
    return Link("translation", f"{source}.1", f"{target}.1", directed, 0.9, (), "")


@pytest.mark.parametrize(
    ("language", "around", "original"),
    [
        ("en", "“{}”, she said in French.", "fr"),
        ("en", "Speaking in Mandarin, she said: “{}”.", "zh"),
        ("fr", "« {} », a-t-elle dit en anglais.", "en"),
        ("de", "„{}“, sagte sie auf Polnisch.", "pl"),
        ("es", "«{}», dijo en castellano.", "es"),
        ("it", "«{}», ha detto in tedesco.", "de"),
        ("pt", "«{}», disse em inglês.", "en"),
        ("nl", "„{}”, zei ze in het Engels.", "en"),
        ("pl", "„{}” – powiedziała po ukraińsku.", "uk"),
        ("ru", "«{}», — сказала она на английском языке.", "en"),
        ("uk", "«{}», — сказала вона англійською.", "en"),
        ("ar", "قالت بالإنجليزية: «{}»", "en"),
        ("zh", "她用英语说：“{}”。", "en"),
    ],
)
def test_a_text_that_says_in_which_language_someone_spoke(
    language: str, around: str, original: str
) -> None:
    one = quoting("p1", "We will rebuild it", around, language)
    code, why = language_of(one, quoting("p2", "Wir bauen sie wieder auf", language="de"))
    assert code == original
    assert why.endswith("in p1.1")


def test_words_inside_the_quotation_do_not_say_it() -> None:
    assert language_of(quoting("p1", "I learned to pray in French"), quoting("p2", "x")) == (
        None,
        "",
    )


def test_two_texts_that_name_two_languages_leave_it_open() -> None:
    one = quoting("p1", "We will rebuild it", "“{}”, she said in French.")
    two = quoting("p2", "It will be rebuilt", "“{}”, she said in German.")
    assert language_of(one, two) == (None, "")


def test_a_sentence_that_names_two_languages_leaves_it_open() -> None:
    around = "“{}”, she said in French, then in German."
    assert language_of(quoting("p1", "We will rebuild it", around), quoting("p2", "x"))[0] is None


def test_words_fixed_in_one_language_and_free_in_another_were_said_in_the_first() -> None:
    code, why = language_of(
        quoting("p1", SAME),
        quoting("p2", SAME.lower()),
        quoting("p3", "Voilà dix ans que nous attendons ce pont", language="fr"),
        quoting("p4", "Nous avons attendu ce pont pendant dix ans", language="fr"),
    )
    assert code == "en"
    assert why == "independent accounts have the same words in en, different ones in fr"


@pytest.mark.parametrize(
    "others",
    [
        ("Voilà dix ans que nous attendons ce pont",),  # one rendering cannot differ
        ("Dix ans que nous attendons ce pont, enfin",) * 2,  # an agency's translation, or French
    ],
)
def test_the_same_words_in_one_language_alone_do_not_tell(others: tuple[str, ...]) -> None:
    french = [quoting(f"p{n}", words, language="fr") for n, words in enumerate(others, 3)]
    assert language_of(quoting("p1", SAME), quoting("p2", SAME), *french) == (None, "")


def test_a_few_words_may_be_the_same_by_chance() -> None:
    assert language_of(
        quoting("p1", "We will rebuild it"),
        quoting("p2", "We will rebuild it"),
        quoting("p3", "Nous le reconstruirons", language="fr"),
        quoting("p4", "Il sera reconstruit", language="fr"),
    ) == (None, "")


def test_one_account_in_two_articles_does_not_agree_with_itself() -> None:
    articles = (
        quoting("p1", SAME),
        quoting("p2", SAME),
        quoting("p3", "Voilà dix ans que nous attendons ce pont", language="fr"),
        quoting("p4", "Nous avons attendu ce pont pendant dix ans", language="fr"),
    )
    members = [rendering(a) for a in articles]
    accounts = {"p1.1": 0, "p2.1": 0, "p3.1": 1, "p4.1": 2}
    assert original(members, setting(articles), accounts) == (None, "")


def test_the_original_language_comes_first() -> None:
    articles = (quoting("p1", "Hello all", language="de"), quoting("p2", "Salut", language="fr"))
    members = [rendering(a) for a in articles]
    assert ids(closest_first(members, "fr", setting(articles), ())) == ["p2", "p1"]
    assert ids(closest_first(members, None, setting(articles), ())) == ["p1", "p2"]


def test_a_translation_comes_after_its_source_also_where_the_original_is_not_known() -> None:
    articles = (quoting("p1", "Hallo", language="de"), quoting("p2", "Salut", language="fr"))
    members = [rendering(a) for a in articles]
    there = setting(articles)
    assert ids(closest_first(members, None, there, [translated("p2", "p1")])) == ["p2", "p1"]
    undirected = [translated("p2", "p1", directed=False)]
    assert ids(closest_first(members, None, there, undirected)) == ["p1", "p2"]


def test_words_translated_forth_and_back_are_the_furthest() -> None:
    articles = (
        quoting("p1", "Back again"),
        quoting("p2", "Retour", language="fr"),
        quoting("p3", "Return"),
    )
    members = [rendering(a) for a in articles]
    found = closest_first(members, "en", setting(articles), [translated("p2", "p1")])
    assert ids(found) == ["p3", "p2", "p1"]


def test_links_in_a_circle_come_to_an_end() -> None:
    articles = (quoting("p1", "Hallo", language="de"), quoting("p2", "Salut", language="fr"))
    members = [rendering(a) for a in articles]
    links = [translated("p2", "p1"), translated("p1", "p2")]
    assert len(closest_first(members, "fr", setting(articles), links)) == 2


def test_words_in_quotation_marks_come_before_reported_ones() -> None:
    reported = told("p1", "Bridge\nShe said it would be rebuilt.", said=("it would be rebuilt",))
    quoted = quoting("p2", "We will rebuild it")
    members = [member(reported, "She said it would be rebuilt.", "rebuilt"), rendering(quoted)]
    assert ids(closest_first(members, "en", setting((reported, quoted)), ())) == ["p2", "p1"]


def test_every_language_names_the_languages_that_have_a_file() -> None:
    for code in known():
        assert set(known()) <= set(table(code, "spoken_in")), code
