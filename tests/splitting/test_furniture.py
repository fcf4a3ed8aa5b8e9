"""What belongs to no article, and what only looks so."""

from __future__ import annotations

import pytest

from crossread.splitting.furniture import kind_of
from crossread.splitting.lines import lines
from tests.build import page
from tests.splitting.samples import (
    BREAD,
    BREAD_HEAD,
    BRUECKE_DE,
    BRUECKE_DE_HEAD,
    CHESS_HEAD,
    FERRY,
    FERRY_HEAD,
    TUNNEL_FR,
    TUNNEL_FR_HEAD,
    VOLCAN_ES,
    VOLCAN_ES_HEAD,
    bodies,
    cut,
    cut_html,
    furniture,
    headlines,
    only,
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign up for our daily newsletter and get it free in your inbox", "promo"),
        ("Subscribe now for unlimited access", "promo"),
        ("Inscrivez-vous gratuitement à notre newsletter du matin", "promo"),
        ("Votre guide des élections dans la région", "promo"),
        ("Jetzt kostenlos unseren Newsletter abonnieren", "promo"),
        ("Suscríbete gratis a nuestro boletín diario", "promo"),
        ("https://exam.ple/x1y2", "share"),
        ("Share on Facebook", "share"),
        ("Partager cet article", "share"),
        ("Artikel teilen", "share"),
        ("Compartir en WhatsApp", "share"),
        ("14 Comments", "share"),
        ("![A ferry](https://exam.ple/ferry.jpg)", "image"),
        ("Photo: Jane Doe / Harbour Post", "image"),
        ("Crédit photo : Jeanne Dupuis", "image"),
        ("Archivbild: Die Brücke im Winter", "image"),
        ("In this Jan. 5, 2019, file photo, a ferry waits at the quay in the harbour.", "image"),
        ("Sur cette photo du 12 janvier, le tunnel est encore ouvert.", "image"),
        ("John Roe in Brannock contributed to this report.", "credit"),
        ("Additional reporting by Jane Doe", "credit"),
        ("By Jane Doe and John van der Roe", "credit"),
        ("Par Jeanne Dupuis, avec AFP", "credit"),
        ("Von Karl Müller und Eva Schmidt", "credit"),
        ("Por Ana García Pérez", "credit"),
        ("© 2025 The Harbour Post. All rights reserved.", "credit"),
        ("Tous droits réservés", "credit"),
        ("We use cookies and process personal data with your consent.", "consent"),
        ("Nous utilisons des cookies et des traceurs pour mesurer l’audience.", "consent"),
        ("Wir verwenden Cookies. Näheres in der Datenschutzerklärung.", "consent"),
        ("Utilizamos cookies. Consulte la política de privacidad.", "consent"),
        ("Advertisement", "advertisement"),
        ("La suite après cette publicité", "advertisement"),
        ("Anzeige", "advertisement"),
        ("Publicidad", "advertisement"),
        ("Home > World > Europe", "navigation"),
        ("Skip to main content", "navigation"),
        ("de-AT", "navigation"),
        ("Etiquetas: volcán, ceniza", "navigation"),
        ("Published 12 February 2025, 10:15", "other"),
        ("Publié le 12 février 2025 à 10h15", "other"),
        ("***", "other"),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert kind_of(lines(page(line))[0]) == kind


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter that the ministry sent on Monday named three officers, two of them retired.",
        "Cookies baked by the prisoners were sold at the fair, the warden said.",
        "He shared the photo with his sister, who sent it to the police in Brannock.",
        "“Sign up now,” the recruiter told the students, according to three of them.",
        "By Friday, the ferry had carried two thousand people.",
        "Advertisement spending fell by four per cent, the agency said.",
        "La publicité pour l’alcool sera interdite, a annoncé la ministre.",
        "Abonnés et lecteurs de la bibliothèque ont protesté devant la mairie de Corbac.",
        "Comments by the minister angered the union, which called a strike for Monday.",
        "In this town, everybody knows the ferry.",
        "Die Anzeige wurde am Montag bei der Polizei in Hallstedt erstattet.",
        "Por ahora, el volcán está tranquilo, dijo la geóloga.",
        "Von Montag an fährt kein Bus mehr über die Brücke.",
        "Copyright law protects the song, the court found, and the band must pay.",
    ],
)
def test_sentences_of_reports_are_no_furniture(line: str) -> None:
    assert kind_of(lines(page(line))[0]) is None


def test_read_more_with_its_teaser_and_the_article_goes_on() -> None:
    found = cut(FERRY_HEAD, FERRY[:2], "READ MORE:", BREAD_HEAD, FERRY[2:])
    assert bodies(found) == [FERRY]
    assert furniture(found) == [("read-more", "READ MORE:"), ("read-more", BREAD_HEAD)]


@pytest.mark.parametrize(
    ("label", "head", "body"),
    [
        ("À lire aussi :", TUNNEL_FR_HEAD, TUNNEL_FR),
        ("Lesen Sie auch", BRUECKE_DE_HEAD, BRUECKE_DE),
        ("Te puede interesar:", VOLCAN_ES_HEAD, VOLCAN_ES),
    ],
)
def test_read_more_in_other_languages(label: str, head: str, body: list[str]) -> None:
    found = cut(head, body[:2], label, CHESS_HEAD, body[2:])
    assert bodies(found) == [body]
    assert furniture(found) == [("read-more", label), ("read-more", CHESS_HEAD)]


def test_read_more_with_the_teaser_on_its_line() -> None:
    found = cut(FERRY_HEAD, FERRY[:2], f"Related: {BREAD_HEAD}", FERRY[2:])
    assert furniture(found) == [("read-more", f"Related: {BREAD_HEAD}")]


def test_headline_printed_again_cut_off_and_as_slug() -> None:
    head = "L’été sera « très chaud » à Corbac, prévient la météo"
    found = cut(head, "L ete sera tres chaud a Corbac", head, head[:34] + "…", "",
                "l-ete-sera-tres-chaud-a-corbac", TUNNEL_FR)  # fmt: skip
    assert headlines(found) == [head]
    assert [kind for kind, _ in furniture(found)] == ["slug", "repeat", "repeat", "slug"]


def test_slug_in_small_letters_before_the_headline() -> None:
    found = cut("The Brannock Herald", FERRY_HEAD.lower(), FERRY_HEAD, FERRY)
    assert headlines(found) == [FERRY_HEAD]
    assert furniture(found) == [
        ("site-name", "The Brannock Herald"), ("slug", FERRY_HEAD.lower()),
    ]  # fmt: skip


def test_credits_in_brackets_behind_the_body() -> None:
    assert furniture(cut(TUNNEL_FR, "(avec AFP)")) == [("credit", "(avec AFP)")]
    assert furniture(cut(BRUECKE_DE, "(dpa)")) == [("credit", "(dpa)")]


def test_outlet_behind_the_headline() -> None:
    found = cut(f"{FERRY_HEAD} – Harbour Daily News", FERRY)
    assert headlines(found) == [FERRY_HEAD]
    assert furniture(found) == [("site-name", "– Harbour Daily News")]
    assert only(found).outlet == "Harbour Daily News"


@pytest.mark.parametrize(
    "head",
    [
        "Storm over – what now?",
        "Brannock – a town without ferries",
        "Ferry line: “We sail” – Lindqvist",
    ],
)
def test_dash_in_a_headline_is_not_an_outlet(head: str) -> None:
    assert headlines(cut(head, FERRY)) == [head]


def test_deck_without_bullet() -> None:
    deck = "Two more boats are to leave on Thursday if the wind allows it, says Mara Lindqvist"
    found = cut(FERRY_HEAD, deck, FERRY)
    assert headlines(found) == [FERRY_HEAD]
    assert [d.text for d in only(found).deck] == [deck]


def test_furniture_all_around() -> None:
    found = cut(
        "Skip to content", "Home > Sea", "Sign up for our newsletter", FERRY_HEAD, "By Jane Doe",
        "Share on Facebook", FERRY[:2], "Advertisement", FERRY[2:], "John Roe contributed to this report.",
        "More stories", BREAD_HEAD, CHESS_HEAD, "en-04",
    )  # fmt: skip
    assert headlines(found) == [FERRY_HEAD]
    assert bodies(found) == [FERRY]
    assert [kind for kind, _ in furniture(found)] == [
        "navigation", "navigation", "promo", "credit", "share", "advertisement", "credit",
        "read-more", "read-more", "read-more", "navigation",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        ["Home", "World", "Sport", "Share on Facebook", "© 2025 The Harbour Post"],
        [FERRY_HEAD, BREAD_HEAD, CHESS_HEAD, "Bees return to the city", "Mayor opens new school"],
        ["We use cookies and process personal data with your consent.", "Accept all"],
        ["https://exam.ple/a", "https://exam.ple/b"],
        ["12", "***", "—"],
    ],
)
def test_a_page_of_furniture_alone_is_skipped(text: list[str]) -> None:
    found = cut(text)
    assert found.articles == ()
    assert [piece.span.text for piece in found.furniture] == text
    assert [(s.page, s.why) for s in found.skipped] == [("p1.txt", "it holds no article")]


def test_html_around_an_article_is_kept_as_furniture() -> None:
    body = "".join(f"<p>{line}</p>" for line in [*FERRY, *FERRY[:0]])
    more = "".join(
        f"<li><a href='/{i}'>{line}</a></li>" for i, line in enumerate([BREAD_HEAD, CHESS_HEAD])
    )
    found = cut_html(
        f"<html><head><title>{FERRY_HEAD}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{FERRY_HEAD}</h1>{body}</article><aside><h3>More for you</h3><ul>{more}</ul></aside>"
        "<footer>Terms of service</footer></body></html>"
    )
    assert headlines(found) == [FERRY_HEAD]
    assert bodies(found) == [FERRY]
    kinds = {text: kind for kind, text in furniture(found)}
    assert kinds["Home"] == "navigation"
    assert kinds[BREAD_HEAD] == "teaser"
    assert set(kinds) == {"Home", "More for you", BREAD_HEAD, CHESS_HEAD, "Terms of service"}


def test_a_body_is_not_lost_between_promos() -> None:
    found = cut(BREAD[0], "Download our app for free today", BREAD[1:], "Become a member")
    assert bodies(found) == [BREAD]
    assert [kind for kind, _ in furniture(found)] == ["promo", "promo"]


DIALOGUE = [
    "— Vous partez ? a demandé Julie Martin.",
    "– Demain, a répondu Paul Renard.",
    "— Et le bateau ?",
    "- Il reste au port, a soufflé Paul Renard.",
]


def test_a_dialogue_alone_is_a_body() -> None:
    head = "Un départ sur le quai de Corbac"
    found = cut(head, "12 mars 2026", "", DIALOGUE)
    assert headlines(found) == [head]
    assert bodies(found) == [DIALOGUE]


def test_bullets_without_full_stops_are_no_dialogue() -> None:
    teasers = [
        "- Ferry leaves Brannock harbour",
        "- Vellmar wins bread prize",
        "- Chess head quits",
    ]
    assert cut(FERRY_HEAD, teasers).articles == ()
