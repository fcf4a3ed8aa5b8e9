"""Entities: what is joined and what stays apart. All persons and places but known ones invented."""

from __future__ import annotations

from crossread.annotating.names import mentions
from crossread.linking.entities import entities, natural
from crossread.linking.inflection import stem
from crossread.linking.known import country, known
from crossread.linking.roles import agree, meaning, opposed
from crossread.linking.spelling import alike, sound
from crossread.model import Annotated, Article, Entity, EntityType, Mention, Page, Span
from tests.build import article


def made(id: str, language: str, *lines: str) -> Annotated:
    """An article from lines in which names are marked: `{PER:role|name}`, `{LOC|name}`."""
    text, found = "", []
    for line in lines:
        rest = line
        while "{" in rest:
            before, _, rest = rest.partition("{")
            mark, _, rest = rest.partition("}")
            kind, _, name = mark.partition("|")
            type, _, role = kind.partition(":")
            text += before
            beside = None
            if role:
                beside = (len(text), len(text) + len(role))
                text += role + " "
            found.append((len(text), len(text) + len(name), type, beside))
            text += name
        text += rest + "\n"
    page = Page(id, text, None, None, "0" * 64, ())
    one = Article(f"{id}.1", id, True, language, None, (), None, (), None)
    names = tuple(
        Mention(f"{id}.1.m{n}", span(page, a, b), kind_of(type), beside and span(page, *beside))
        for n, (a, b, type, beside) in enumerate(found, 1)
    )
    return Annotated(
        page=page, article=one, sentences=(), mentions=names, quotes=(), figures=(), times=()
    )


def span(page: Page, start: int, end: int) -> Span:
    return page.span(start, end)


def kind_of(text: str) -> EntityType:
    assert text in ("PER", "ORG", "LOC")
    return text  # type: ignore[return-value]


def linked(*articles: Annotated) -> tuple[Entity, ...]:
    found = entities(articles, {a.page.id: a.page for a in articles})
    ids = sorted(m.id for a in articles for m in a.mentions)
    assert sorted(i for e in found for i in e.mentions) == ids
    return found


def forms(*articles: Annotated) -> set[frozenset[str]]:
    return {frozenset((e.name, *e.variants)) for e in linked(*articles)}


def test_family_name_and_full_name_of_one_article() -> None:
    one = made("p1", "en", "{PER|Harriet Dunmore} spoke. {PER|Dunmore} left with {PER|H. Dunmore}.")
    assert forms(one) == {frozenset({"Harriet Dunmore", "Dunmore", "H. Dunmore"})}


def test_countries_and_bodies_in_every_language() -> None:
    found = forms(
        made(
            "p1", "en", "{LOC|Germany}, {LOC|the United States}, {ORG|NATO}, {LOC|Kyiv}, {ORG|UN}"
        ),
        made("p2", "fr", "{LOC|Allemagne}, {LOC|États-Unis}, {ORG|OTAN}, {LOC|Kiev}, {ORG|ONU}"),
        made("p3", "de", "{LOC|Deutschland}, {LOC|USA}, {ORG|Nato}, {LOC|Kiew}"),
        made("p4", "es", "{LOC|Alemania}, {LOC|Estados Unidos}, {ORG|OTAN}"),
    )
    assert found == {
        frozenset({"Germany", "Allemagne", "Deutschland", "Alemania"}),
        frozenset({"the United States", "États-Unis", "USA", "Estados Unidos"}),
        frozenset({"NATO", "OTAN", "Nato"}),
        frozenset({"Kyiv", "Kiev", "Kiew"}),
        frozenset({"UN", "ONU"}),
    }


def test_countries_that_look_alike_stay_apart() -> None:
    names = ["Austria", "Australia", "Iran", "Iraq", "Slovakia", "Slovenia", "Niger", "Nigeria"]
    line = " ".join(f"{{LOC|{n}}}" for n in names)
    assert len(linked(made("p1", "en", line), made("p2", "en", line))) == len(names)


def test_mangled_forms_of_one_minister() -> None:
    """Machine translation writes one name in many ways; the article introduces him once."""
    clean = made(
        "p1",
        "en",
        "{PER:Swedish Defense Minister|Nils Brandvold} met {PER|Carla Whitmore} in {LOC|Oslo}.",
        "{PER|Brandvold} said {ORG|NATO} and {LOC|Finland} agreed.",
    )
    mangled = made(
        "p2",
        "fr",
        "{PER:ministre suédois de la défense|Nils Brandvol} et {PER|Carla Whitmore} à {LOC|Oslo}.",
        "{PER|Brandfold} a déclaré : {ORG|OTAN}. {PER|Branvod} a ajouté : {LOC|Finlande}.",
    )
    found = linked(clean, mangled)
    minister = next(e for e in found if "Brandvold" in (e.name, *e.variants))
    assert minister.name == "Nils Brandvold"
    assert set(minister.variants) == {"Brandvold", "Nils Brandvol", "Brandfold", "Branvod"}
    assert {w.split(" = ")[0] for w in minister.why} >= {"Nils Brandvol", "Branvod"}


def test_a_mangled_form_between_two_candidates_stays_alone() -> None:
    one = made("p1", "en", "{PER|Anna Kestran} and {PER|Paul Kestron} spoke. {PER|Kestrun} left.")
    assert len(linked(one)) == 3


def test_known_family_names_that_look_alike_stay_apart() -> None:
    one = made("p1", "de", "{PER|Olga Schmitz} sprach. {PER|Schmidt} schwieg. {PER|Schmitz} ging.")
    assert frozenset({"Schmidt"}) in forms(one)


def test_two_persons_of_one_family_name() -> None:
    sport = made(
        "p1", "de", "Der {PER:Fußballer|Max Merkel} spielte in {LOC|Wien}. {PER|Merkel} traf."
    )
    politics = made(
        "p2", "de", "{PER:Bundeskanzlerin|Angela Merkel} in {LOC|Rom}. {PER|Merkel} ging."
    )
    found = linked(sport, politics)
    assert [len(e.mentions) for e in found if e.type == "PER"] == [2, 2]


def test_two_persons_of_one_family_name_in_one_article() -> None:
    one = made(
        "p1",
        "en",
        "{PER|George H. W. Bush} was president before {PER|George W. Bush}. {PER|Laura Bush} came.",
    )
    assert len(linked(one)) == 3


def test_kim_jong_un_and_kim_jong_il() -> None:
    one = made("p1", "en", "{PER|Kim Jong Un} follows {PER|Kim Jong Il}.")
    two = made("p2", "en", "{PER|Kim Jong-un} follows {PER|Kim Jong-il}.")
    assert forms(one, two) == {
        frozenset({"Kim Jong Un", "Kim Jong-un"}),
        frozenset({"Kim Jong Il", "Kim Jong-il"}),
    }


def test_a_bare_family_name_of_another_story_stays_apart() -> None:
    one = made("p1", "en", "{PER|Harriet Dunmore} spoke in {LOC|Oslo} to {ORG|Norsk Vind}.")
    two = made("p2", "en", "{PER|Dunmore} scored for {ORG|Leith Rovers} in {LOC|Perth}.")
    assert frozenset({"Dunmore"}) in forms(one, two)


def test_a_bare_family_name_of_the_same_story_is_joined() -> None:
    one = made(
        "p1", "en", "{PER|Harriet Dunmore}, {PER|Kofi Asante}, {ORG|Norsk Vind} in {LOC|Oslo}"
    )
    two = made("p2", "fr", "{PER|Dunmore}, {PER|Kofi Asante}, {ORG|Norsk Vind} à {LOC|Oslo}")
    assert frozenset({"Harriet Dunmore", "Dunmore"}) in forms(one, two)


def test_one_name_in_four_spellings() -> None:
    found = forms(
        made(
            "p1",
            "en",
            "{PER:Soviet leader|Mikhail Gorbachev} in {LOC|Moscow} on {LOC|Ukraine}, {ORG|UN}",
        ),
        made(
            "p2",
            "fr",
            "{PER:dirigeant soviétique|Mikhaïl Gorbatchev} à {LOC|Moscou}, {LOC|Ukraine}, {ORG|ONU}",
        ),
        made(
            "p3",
            "de",
            "{PER:sowjetischer Parteichef|Michail Gorbatschow} in {LOC|Moskau}, {LOC|Ukraine}, {ORG|UN}",
        ),
        made("p4", "ru", "{PER:президент|Михаил Горбачев}, {LOC|Москва}, {LOC|Украина}, {ORG|ООН}"),
    )
    assert (
        frozenset(
            {"Mikhail Gorbachev", "Mikhaïl Gorbatchev", "Michail Gorbatschow", "Михаил Горбачев"}
        )
        in found
    )


def test_different_given_names_stay_apart() -> None:
    one = made("p1", "it", "{PER|Mario Bassani} e {PER|Maria Bassani} a {LOC|Roma}.")
    two = made("p2", "it", "{PER|Maria Bassani} con {PER|Mario Bassani}, {LOC|Roma}.")
    assert forms(one, two) >= {frozenset({"Mario Bassani"}), frozenset({"Maria Bassani"})}


def test_acronym_in_brackets_and_by_first_letters() -> None:
    one = made("p1", "en", "The {ORG|Northern Ports Dialogue Forum} ({ORG|NPDF}) in {LOC|Oslo}.")
    two = made("p2", "fr", "Le {ORG|NPDF} à {LOC|Oslo}, avec {ORG|OTAN}.")
    found = forms(one, two)
    assert frozenset({"Northern Ports Dialogue Forum", "NPDF"}) in found


def test_same_given_name_and_known_other_family_name() -> None:
    one = made("p1", "en", "{PER|John Harris} and {PER|John Harrison} in {LOC|Leeds}.")
    assert len([e for e in linked(one) if e.type == "PER"]) == 2


def test_order_of_articles_does_not_matter() -> None:
    one = made("p1", "en", "{PER|Harriet Dunmore}, {PER|Kofi Asante}, {ORG|Norsk Vind}")
    two = made("p2", "fr", "{PER|Dunmoor}, {PER|Kofi Asante}, {ORG|Norsk Vind}")
    assert linked(one, two) == linked(two, one)


def test_from_text_to_entities() -> None:
    page, one, sentences = article(
        "British Trade Secretary Harriet Dunmore flew to Paris. Dunmore said France would sign.",
        "en",
    )
    found = linked(
        Annotated(
            page=page,
            article=one,
            sentences=sentences,
            mentions=mentions(page, one, sentences),
            quotes=(),
            figures=(),
            times=(),
        )
    )
    assert [(e.id, e.type, e.name, e.variants) for e in found] == [
        ("e1", "PER", "Harriet Dunmore", ("Dunmore",)),
        ("e2", "LOC", "Paris", ()),
        ("e3", "LOC", "France", ()),
    ]


def test_nothing_from_nothing() -> None:
    assert entities([], {}) == ()
    assert linked(made("p1", "xx", "no names")) == ()


def test_roles_across_languages() -> None:
    english = meaning("US Defense Secretary", "en")
    french = meaning("secrétaire américain à la défense", "fr")
    german = meaning("britischer Verteidigungsminister", "de")
    assert english == french
    assert agree(english, french)
    assert opposed(english, german)


def test_spelling() -> None:
    assert sound("pushkin") == sound("pouchkine")
    assert alike("chostakovitch", "schostakowitsch") >= 0.97
    assert alike("macron", "merkel") < 0.6
    assert stem("Чеховым", "ru") == stem("Чехова", "ru")
    assert stem("Paris", "fr") == "Paris"


def test_known_names() -> None:
    assert known("Vereinigten Staaten", "de") == ("=US", "LOC")
    assert known("WHO", "en") == ("#who", "ORG")
    assert known("Who", "en") is None
    assert country("ukrainien", "fr") == "=UA"


def test_ids_sort_by_their_numbers() -> None:
    assert sorted(["p10.1", "p2.1", "p2.10", "p2.9"], key=natural) == [
        "p2.1",
        "p2.9",
        "p2.10",
        "p10.1",
    ]
