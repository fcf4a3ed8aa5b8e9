"""Stories as the shipped encoder finds them: events alike, sagas, many languages."""

from __future__ import annotations

import pytest

from crossread.encoding import load
from crossread.linking.stories import stories
from crossread.model import Annotated
from tests.linking.words import annotated

# Two things that happened in Marwick on one day, to the same people.
BRIDGE = [
    "Mayor Petra Lindqvist opened the new Corvin bridge in Marwick on Monday. The bridge over the"
    " Elsa took nine years and cost 40 million. Cyclists crossed it first; a band played.",
    "Marwick has a second bridge: the Corvin bridge over the Elsa was opened on Monday by mayor"
    " Petra Lindqvist after nine years. Cyclists were the first to cross.",
    "After nine years and 40 million the Corvin bridge across the Elsa is open. In Marwick, mayor"
    " Petra Lindqvist cut the ribbon while cyclists waited.",
]
SCHOOL = [
    "Mayor Petra Lindqvist will close three schools in Marwick. Parents shouted in the council on"
    " Monday; 600 pupils must change classes next autumn, teachers said.",
    "Parents protest as Marwick council votes to close three schools. 600 pupils lose their"
    " classrooms in autumn, and teachers blame mayor Petra Lindqvist.",
    "Three schools in Marwick will be closed in autumn, the council decided on Monday. Teachers and"
    " parents of 600 pupils accuse mayor Petra Lindqvist of breaking her word.",
]
NOISE = [
    "Scientists counted more puffins on the northern cliffs this spring than in any year before.",
    "The chess final ended in a draw after seven hours; the champion keeps her title.",
    "A bakery in Quorn sells bread made of acorns, as people did in years of famine.",
    "Shares of the maker of tractors fell by a tenth after it warned of lower profits.",
]
# One ship, three events within seven weeks.
SAGA = {
    "2021-03-01": [
        "The freighter Sigrun ran aground off Holm in a storm. Rescuers lifted 19 sailors from her"
        " deck by helicopter while waves broke over the bow.",
        "Helicopters lifted all 19 sailors from the freighter Sigrun, which ran aground off Holm in"
        " the storm at night, rescuers said.",
    ],
    "2021-03-24": [
        "Oil from the tanks of the freighter Sigrun has reached the beaches of Holm. Volunteers"
        " wash seabirds; the fishing ban will last until summer.",
        "Volunteers on Holm wash hundreds of seabirds after oil leaked from the tanks of the"
        " freighter Sigrun. Fishing is banned until summer.",
    ],
    "2021-04-20": [
        "A court in Marwick sentenced the captain of the freighter Sigrun to two years in prison."
        " He was drunk on the bridge, the judge said; the owner appeals.",
        "Two years in prison for the captain of the Sigrun: the judge in Marwick found that he was"
        " drunk. His lawyers and the owner of the freighter will appeal.",
    ],
}
QUAKE = {
    "en": "A strong earthquake shook Lisbon in Portugal on Tuesday. 27 people were injured.",
    "fr": "Un fort séisme a secoué Lisbonne au Portugal mardi. 27 personnes ont été blessées.",
    "de": "Ein starkes Erdbeben erschütterte Lissabon in Portugal am Dienstag. 27 Menschen wurden"
    " verletzt.",
    "es": "Un fuerte terremoto sacudió Lisboa, en Portugal, el martes. 27 personas resultaron"
    " heridas.",
    "it": "Un forte terremoto ha scosso Lisbona in Portogallo martedì. 27 persone sono rimaste"
    " ferite.",
    "pt": "Um forte terremoto abalou Lisboa, em Portugal, na terça-feira. 27 pessoas ficaram"
    " feridas.",
    "nl": "Een zware aardbeving schudde Lissabon in Portugal op dinsdag. 27 mensen raakten gewond.",
    "pl": "Silne trzęsienie ziemi nawiedziło we wtorek Lizbonę w Portugalii. 27 osób zostało"
    " rannych.",
    "ru": "Сильное землетрясение произошло во вторник в Лиссабоне, Португалия. 27 человек ранены.",
    "uk": "Сильний землетрус стався у вівторок у Лісабоні, Португалія. 27 людей поранено.",
    "ar": "ضرب زلزال قوي لشبونة في البرتغال يوم الثلاثاء. أصيب 27 شخصا.",
    "zh": "周二，葡萄牙里斯本发生强烈地震，27人受伤。",
}
STRIKE = {
    "en": "Train drivers in Norway began a strike for higher wages. No train left Oslo, the union"
    " said.",
    "fr": "Les conducteurs de train en Norvège ont commencé une grève pour des salaires plus élevés."
    " Aucun train n'a quitté Oslo, selon le syndicat.",
    "de": "Lokführer in Norwegen begannen einen Streik für höhere Löhne. Kein Zug verließ Oslo,"
    " sagte die Gewerkschaft.",
    "es": "Los maquinistas de Noruega iniciaron una huelga por salarios más altos. Ningún tren salió"
    " de Oslo, dijo el sindicato.",
    "it": "I macchinisti in Norvegia hanno iniziato uno sciopero per salari più alti. Nessun treno è"
    " partito da Oslo, ha detto il sindacato.",
    "pt": "Maquinistas na Noruega iniciaram uma greve por salários mais altos. Nenhum trem saiu de"
    " Oslo, disse o sindicato.",
    "nl": "Machinisten in Noorwegen begonnen een staking voor hogere lonen. Geen trein verliet Oslo,"
    " zei de vakbond.",
    "pl": "Maszyniści w Norwegii rozpoczęli strajk o wyższe płace. Żaden pociąg nie wyjechał z Oslo,"
    " podał związek.",
    "ru": "Машинисты в Норвегии начали забастовку за повышение зарплаты. Ни один поезд не вышел из"
    " Осло, сообщил профсоюз.",
    "uk": "Машиністи в Норвегії почали страйк за вищу зарплату. Жоден поїзд не вийшов з Осло,"
    " повідомила профспілка.",
    "ar": "بدأ سائقو القطارات في النرويج إضرابا من أجل أجور أعلى. لم يغادر أي قطار أوسلو، حسب النقابة.",
    "zh": "挪威火车司机开始罢工，要求提高工资。工会说，没有一列火车离开奥斯陆。",
}


def grouped(articles: list[Annotated]) -> list[list[str]]:
    found = stories(articles, load())
    return sorted(sorted(articles[k].article.page for k in group) for group in found)


def noise() -> list[Annotated]:
    return [annotated(f"n{k}", text) for k, text in enumerate(NOISE)]


def alone() -> list[list[str]]:
    return [[f"n{k}"] for k in range(len(NOISE))]


@pytest.mark.parametrize("date", ["2021-07-05", None])
def test_two_events_of_one_town_and_day_stay_two(date: str | None) -> None:
    articles = [annotated(f"b{k}", text, date=date) for k, text in enumerate(BRIDGE)]
    articles += [annotated(f"s{k}", text, date=date) for k, text in enumerate(SCHOOL)]
    assert grouped(articles + noise()) == [
        ["b0", "b1", "b2"], *alone(), ["s0", "s1", "s2"],
    ]  # fmt: skip


def test_a_saga_is_cut_into_its_events() -> None:
    articles = [
        annotated(f"{date}-{k}", text, date=date)
        for date, texts in SAGA.items()
        for k, text in enumerate(texts)
    ]
    assert grouped(articles + noise()) == [[f"{date}-0", f"{date}-1"] for date in SAGA] + alone()


def test_the_same_report_seven_weeks_later_is_another_event() -> None:
    first, later = SAGA["2021-03-01"]
    near = [annotated("a", first, date="2021-03-01"), annotated("b", later, date="2021-03-02")]
    far = [annotated("a", first, date="2021-03-01"), annotated("b", later, date="2021-05-02")]
    assert ["a", "b"] in grouped(near + noise())
    assert ["a", "b"] not in grouped(far + noise())


def test_articles_without_dates_join_those_with_one() -> None:
    articles = [
        annotated(f"b{k}", text, date="2021-07-05" if k else None) for k, text in enumerate(BRIDGE)
    ]
    assert ["b0", "b1", "b2"] in grouped(articles + noise())


@pytest.mark.parametrize("language", [code for code in QUAKE if code != "en"])
def test_two_events_across_two_languages(language: str) -> None:
    articles = [
        annotated(f"{name}-{code}", texts[code], code)
        for name, texts in (("q", QUAKE), ("s", STRIKE))
        for code in ("en", language)
    ]
    assert grouped(articles + noise()) == [
        *alone(), sorted(["q-en", f"q-{language}"]), sorted(["s-en", f"s-{language}"]),
    ]  # fmt: skip


def test_two_events_across_a_dozen_languages() -> None:
    articles = [
        annotated(f"{name}-{code}", text, code)
        for name, texts in (("q", QUAKE), ("s", STRIKE))
        for code, text in texts.items()
    ]
    assert grouped(articles + noise()) == [
        *alone(), sorted(f"q-{code}" for code in QUAKE), sorted(f"s-{code}" for code in STRIKE),
    ]  # fmt: skip


def test_dozens_of_languages_that_nothing_is_known_of() -> None:
    # The words are the same, whatever the language is called.
    codes = [f"x{a}{b}" for a in "abcdef" for b in "abcdef"]
    articles = [annotated(f"b-{code}", BRIDGE[k % 3], code) for k, code in enumerate(codes)]
    articles += [annotated(f"s-{code}", SCHOOL[k % 3], code) for k, code in enumerate(codes)]
    assert grouped(articles) == [[f"b-{code}" for code in codes], [f"s-{code}" for code in codes]]
