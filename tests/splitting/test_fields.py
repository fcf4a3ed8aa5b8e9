"""Datelines, languages, publication dates."""

from __future__ import annotations

import pytest
from msgspec import structs

from crossread.model import Metadata, Published
from crossread.splitting import split
from crossread.splitting.datelines import dateline
from crossread.splitting.language import language_of
from crossread.splitting.writtendates import dated
from tests.build import page
from tests.splitting.samples import (
    BREAD,
    BREAD_HEAD,
    BRUECKE_DE,
    FERRY,
    FERRY_HEAD,
    TUNNEL_FR,
    VOLCAN_ES,
    cut,
    only,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BRANNOCK: The ferry left the harbour on Wednesday.", "BRANNOCK"),
        ("SAINT-LÔ, France: The ferry left the harbour.", "SAINT-LÔ, France"),
        ("NEW HAVEN (AP) — The ferry left the harbour.", "NEW HAVEN (AP)"),
        ("OSLO, Feb 12 (Reuters) - The ferry left the harbour.", "OSLO, Feb 12 (Reuters)"),
        ("(Reuters) - The ferry left the harbour.", "(Reuters)"),
        ("Paris (AFP) – Le tunnel restera fermé jusqu’à vendredi.", "Paris (AFP)"),
        (
            "Bruxelles, 12 février 2025 (AFP) - Le tunnel restera fermé.",
            "Bruxelles, 12 février 2025 (AFP)",
        ),
        ("Berlin (dpa) - Die Brücke wird ab Montag gesperrt.", "Berlin (dpa)"),
        ("Madrid, 12 feb (EFE).- El volcán expulsó ceniza de noche.", "Madrid, 12 feb (EFE)"),
        ("MADRID.- El volcán expulsó ceniza durante la noche.", "MADRID"),
    ],
)
def test_datelines(text: str, expected: str) -> None:
    found = dateline(text)
    assert found is not None
    assert text[: found.length] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left: nobody was on the quay.",
        "BREAKING: The ferry has left the harbour.",
        "EXCLUSIF : le tunnel restera fermé un an.",
        "Lindqvist (NATO) said the ferry would leave.",
        "Sen. Jane Roe (R-Texas) said the ferry would leave.",
        "NATO said on Wednesday that the ferry would leave.",
        "BRANNOCK",
        "WHY: it matters",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("lines", "code"), [(FERRY, "en"), (TUNNEL_FR, "fr"), (BRUECKE_DE, "de"), (VOLCAN_ES, "es")]
)
def test_languages_with_a_file(lines: list[str], code: str) -> None:
    assert language_of("\n".join(lines), None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("O primeiro barco em nove dias deixou o porto na quarta-feira, disse a empresa que o gere. "
         "Os engenheiros já tinham limpado o cais, e mais dois barcos vão partir amanhã de manhã, se o "
         "vento o permitir, segundo a diretora da linha. Os passageiros esperaram nas escolas.", "pt"),
        ("El primer vaixell en nou dies va sortir del port dimecres, va dir l’empresa que el gestiona. "
         "Els enginyers ja havien netejat el moll i dos vaixells més sortiran demà al matí, si el vent "
         "ho permet, segons la directora de la línia. Els passatgers van esperar a les escoles.", "ca"),
        ("De eerste veerboot in negen dagen verliet de haven op woensdag, zei de rederij.", "nl"),
        ("Первый паром за девять дней вышел из порта в среду, сообщила компания.", "ru"),
    ],
)  # fmt: skip
def test_languages_without_a_file(text: str, code: str) -> None:
    assert language_of(text, None) == code


def test_a_language_that_cannot_be_told() -> None:
    assert language_of("12 34", None) == "und"
    assert language_of("Xq zzv", None) == "und"
    assert language_of("12 34", "fr") == "fr"


def test_text_says_more_than_a_wrong_language_tag() -> None:
    assert language_of("\n".join(TUNNEL_FR), "en") == "fr"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published 12 February 2025", "2025-02-12"),
        ("Feb. 12, 2025, 9:30 a.m.", "2025-02-12"),
        ("Publié le 1er mars 2025 à 10h", "2025-03-01"),
        ("Stand: 12. März 2025", "2025-03-12"),
        ("12.03.2025", "2025-03-12"),
        ("12 de febrero de 2025", "2025-02-12"),
        ("2025-02-12", "2025-02-12"),
        ("Publié le 16/10/2025 à 07h12", "2025-10-16"),
        ("10/16/2025", "2025-10-16"),
        ("12/03/2025", None),
        ("February 2025", None),
        ("31 February 2025", None),
        ("12 February", None),
    ],
)
def test_dates_that_are_said_in_full(text: str, expected: str | None) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("opening", "expected"), [("Hallstedt – ", "Hallstedt"), ("HALLSTEDT. ", "HALLSTEDT")]
)
def test_loose_dateline_only_where_an_article_opens(opening: str, expected: str) -> None:
    found = only(cut(BRUECKE_DE[3], opening + BRUECKE_DE[0]))
    assert found.dateline is None
    found = only(cut(opening + BRUECKE_DE[0], BRUECKE_DE[1:]))
    assert found.dateline is not None
    assert found.dateline.text == expected


def test_publication_date_from_dateline_line_metadata_and_option() -> None:
    body = ["OSLO, Feb. 12, 2025 (Reuters) - " + FERRY[0], *FERRY[1:]]
    assert only(cut(FERRY_HEAD, body)).published == Published("2025-02-12", "dateline")
    lined = cut(FERRY_HEAD, "Published 12 February 2025", FERRY)
    assert only(lined).published == Published("2025-02-12", "dateline")
    assert only(cut(FERRY_HEAD, FERRY)).published is None


def test_metadata_dates_the_main_article_and_the_option_all() -> None:
    made = page("\n".join([FERRY_HEAD, *FERRY, BREAD_HEAD, *BREAD]))
    dates = {}
    for source in ("metadata", "option"):
        said = Metadata(date="2025-02-12", date_known_from=source)
        found = split(structs.replace(made, metadata=said))
        dates[source] = [a.published for a in found.articles]
    assert dates["metadata"] == [Published("2025-02-12", "metadata"), None]
    assert dates["option"] == [Published("2025-02-12", "option")] * 2


def test_the_page_title_names_the_main_article() -> None:
    made = page("\n".join([FERRY_HEAD, *FERRY, BREAD_HEAD, *BREAD]))
    found = split(structs.replace(made, metadata=Metadata(title=BREAD_HEAD, outlet="The Post")))
    assert [a.main for a in found.articles] == [False, True]
    assert {a.outlet for a in found.articles} == {"The Post"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12/03/2025", "fr", "2025-03-12"),
        ("12/03/2025", "es", "2025-03-12"),
        ("12-03-2025", "de", "2025-03-12"),
        ("12.03.2025", "de", "2025-03-12"),
        ("12/03/2025", "en", None),
        ("12.03.2025", "en", None),
        ("13/03/2025", "en", "2025-03-13"),
        ("03/13/2025", "en", "2025-03-13"),
        ("03/03/2025", "en", "2025-03-03"),
        ("2025/03/12", "en", "2025-03-12"),
        ("03/13/2025", "fr", "2025-03-13"),
    ],
)
def test_day_and_month_in_the_order_of_the_language(
    text: str, language: str, expected: str | None
) -> None:
    assert dated(text, language) == expected


@pytest.mark.parametrize("line", ["12.03.2025", "12/03/2025", "2025-03-12"])
def test_a_date_in_figures_alone_on_its_line(line: str) -> None:
    found = cut("Brücke bei Hallstedt gesperrt", line, BRUECKE_DE)
    assert only(found).published == Published("2025-03-12", "dateline")
    assert [f.kind for f in found.furniture] == ["other"]
