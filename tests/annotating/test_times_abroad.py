"""Times in Italian, Portuguese, Dutch, Polish, Russian, Ukrainian, Chinese and Arabic.

Every text is read on Thursday 13 February 2025 where nothing else is said.
"""

from __future__ import annotations

import pytest

from crossread.annotating.times import times
from crossread.model import Time
from tests.build import article

PUBLISHED = "2025-02-13"  # a Thursday


def read(text: str, language: str, published: str | None = PUBLISHED) -> tuple[Time, ...]:
    return times(*article(text, language, published))


FOUND = [
    ("it", "Il vertice si è tenuto mercoledì 12 a Roma.", "mercoledì 12", "2025-02-12"),
    ("it", "Il 24 febbraio 2022 iniziò tutto.", "Il 24 febbraio 2022", "2022-02-24"),
    ("it", "Lo disse il 24 gennaio scorso.", "il 24 gennaio scorso", "2025-01-24"),
    ("it", "I ministri si incontreranno lunedì.", "lunedì", "2025-02-17"),
    ("it", "Si votò lo scorso sabato.", "lo scorso sabato", "2025-02-08"),
    ("it", "La settimana scorsa nevicò.", "La settimana scorsa", "2025-02-03/2025-02-09"),
    ("it", "L'anno scorso nevicò.", "L'anno scorso", "2024"),
    ("it", "Tre anni fa nevicò.", "Tre anni fa", "2022"),
    ("it", "A metà marzo si voterà.", "A metà marzo", "2025-03"),
    ("it", "Ieri sera nevicò.", "Ieri sera", "2025-02-12"),
    ("it", "Dal 3 al 5 maggio 2024 nevicò.", "Dal 3 al 5 maggio 2024", "2024-05-03/2024-05-05"),
    ("it", "Sono canzoni degli anni Novanta.", "degli anni Novanta", "1990/1999"),
    ("it", "Il treno parte giovedì alle 8 e mezza.", "giovedì alle 8 e mezza", "2025-02-13T08:30"),
    ("it", "Negli ultimi due decenni crebbe.", "Negli ultimi due decenni", "2005/2025"),
    ("pt", "O ministro falou nesta quarta-feira (12).", "nesta quarta-feira (12)", "2025-02-12"),
    ("pt", "O ministro falou nesta quarta (12).", "nesta quarta (12)", "2025-02-12"),
    ("pt", "O ministro falou na terça, em Lisboa.", "na terça", "2025-02-11"),
    ("pt", "A votação será na segunda-feira.", "na segunda-feira", "2025-02-17"),
    ("pt", "Em 24 de fevereiro de 2022 começou.", "Em 24 de fevereiro de 2022", "2022-02-24"),
    ("pt", "Choveu no sábado passado.", "no sábado passado", "2025-02-08"),
    ("pt", "Na semana passada choveu.", "Na semana passada", "2025-02-03/2025-02-09"),
    ("pt", "Começou há três anos.", "há três anos", "2022"),
    ("pt", "Em meados de março choverá.", "Em meados de março", "2025-03"),
    ("pt", "Ontem à noite choveu.", "Ontem à noite", "2025-02-12"),
    ("pt", "De 3 a 5 de maio de 2024 choveu.", "De 3 a 5 de maio de 2024", "2024-05-03/2024-05-05"),
    ("pt", "Na década de 1990 choveu.", "Na década de 1990", "1990/1999"),
    ("pt", "No terceiro trimestre de 2024 cresceu.", "No terceiro trimestre de 2024", "2024-07/2024-09"),
    ("pt", "O jogo foi na quarta-feira às 20h30.", "na quarta-feira às 20h30", "2025-02-12T20:30"),
    ("nl", "De minister sprak woensdagochtend.", "woensdagochtend", "2025-02-12"),
    ("nl", "Ze zullen elkaar maandag spreken.", "maandag", "2025-02-17"),
    ("nl", "Op 24 februari 2022 begon het.", "24 februari 2022", "2022-02-24"),
    ("nl", "Vorige week vroor het.", "Vorige week", "2025-02-03/2025-02-09"),
    ("nl", "Afgelopen zaterdag vroor het.", "Afgelopen zaterdag", "2025-02-08"),
    ("nl", "Het begon drie jaar geleden.", "drie jaar geleden", "2022"),
    ("nl", "Medio maart volgt de stemming.", "Medio maart", "2025-03"),
    ("nl", "Gisteravond vroor het.", "Gisteravond", "2025-02-12"),
    ("nl", "Van 3 tot 5 mei 2024 vroor het.", "Van 3 tot 5 mei 2024", "2024-05-03/2024-05-05"),
    ("nl", "In de jaren negentig vroor het.", "de jaren negentig", "1990/1999"),
    ("nl", "De trein ging woensdag om half acht.", "woensdag om half acht", "2025-02-12T07:30"),
    ("nl", "Het gebeurde in mei.", "mei", "2025-05"),
    ("nl", "In het derde kwartaal van 2024 groeide het.", "het derde kwartaal van 2024", "2024-07/2024-09"),
    ("pl", "Minister mówił w środę.", "środę", "2025-02-12"),
    ("pl", "Rozmowy odbędą się w poniedziałek.", "poniedziałek", "2025-02-17"),
    ("pl", "Zaczęło się 24 lutego 2022 r.", "24 lutego 2022 r.", "2022-02-24"),
    ("pl", "W ubiegłym tygodniu padał śnieg.", "ubiegłym tygodniu", "2025-02-03/2025-02-09"),
    ("pl", "W zeszłą sobotę padał śnieg.", "zeszłą sobotę", "2025-02-08"),
    ("pl", "Trzy lata temu padał śnieg.", "Trzy lata temu", "2022"),
    ("pl", "Przed dwoma laty padał śnieg.", "Przed dwoma laty", "2023"),
    ("pl", "W połowie marca spadnie śnieg.", "W połowie marca", "2025-03"),
    ("pl", "Wczoraj wieczorem padało.", "Wczoraj wieczorem", "2025-02-12"),
    ("pl", "Od 3 do 5 maja 2024 roku padało.", "Od 3 do 5 maja 2024 roku", "2024-05-03/2024-05-05"),
    ("pl", "W latach dziewięćdziesiątych padało.", "latach dziewięćdziesiątych", "1990/1999"),
    ("pl", "W III kwartale 2024 roku wzrosło.", "III kwartale 2024 roku", "2024-07/2024-09"),
    ("pl", "Pociąg ruszył w środę o godz. 20.30.", "środę o godz. 20.30", "2025-02-12T20:30"),
    ("pl", "Pociąg ruszył w środę o wpół do ósmej.", "środę o wpół do ósmej", "2025-02-12T07:30"),
    ("ru", "Министр сказал это в среду.", "среду", "2025-02-12"),
    ("ru", "Переговоры пройдут в понедельник.", "понедельник", "2025-02-17"),
    ("ru", "Всё началось 24 февраля 2022 года.", "24 февраля 2022 года", "2022-02-24"),
    ("ru", "На прошлой неделе шёл снег.", "прошлой неделе", "2025-02-03/2025-02-09"),
    ("ru", "В прошлую субботу шёл снег.", "прошлую субботу", "2025-02-08"),
    ("ru", "Три года назад шёл снег.", "Три года назад", "2022"),
    ("ru", "Год назад шёл снег.", "Год назад", "2024"),
    ("ru", "В середине марта пойдёт снег.", "В середине марта", "2025-03"),
    ("ru", "Вчера вечером шёл снег.", "Вчера вечером", "2025-02-12"),
    ("ru", "С 3 по 5 мая 2024 года шёл снег.", "С 3 по 5 мая 2024 года", "2024-05-03/2024-05-05"),
    ("ru", "В 1990-е годы шёл снег.", "1990-е годы", "1990/1999"),
    ("ru", "В третьем квартале 2024 года вырос.", "третьем квартале 2024 года", "2024-07/2024-09"),
    ("ru", "Поезд ушёл в среду в 20:30 мск.", "среду в 20:30 мск", "2025-02-12T20:30"),
    ("ru", "Летом 2024 года шёл дождь.", "Летом 2024 года", "2024-06/2024-08"),
    ("uk", "Міністр сказав це у середу.", "середу", "2025-02-12"),
    ("uk", "Переговори відбудуться в понеділок.", "понеділок", "2025-02-17"),
    ("uk", "Усе почалося 24 лютого 2022 року.", "24 лютого 2022 року", "2022-02-24"),
    ("uk", "Минулого тижня йшов сніг.", "Минулого тижня", "2025-02-03/2025-02-09"),
    ("uk", "Минулої суботи йшов сніг.", "Минулої суботи", "2025-02-08"),
    ("uk", "Три роки тому йшов сніг.", "Три роки тому", "2022"),
    ("uk", "Торік ішов сніг.", "Торік", "2024"),
    ("uk", "У середині березня піде сніг.", "У середині березня", "2025-03"),
    ("uk", "Вчора ввечері йшов сніг.", "Вчора ввечері", "2025-02-12"),
    ("uk", "З 3 по 5 травня 2024 року йшов сніг.", "З 3 по 5 травня 2024 року", "2024-05-03/2024-05-05"),
    ("uk", "У дев'яностих роках ішов сніг.", "дев'яностих роках", "1990/1999"),
    ("uk", "У третьому кварталі 2024 року зріс.", "третьому кварталі 2024 року", "2024-07/2024-09"),
    ("uk", "Потяг рушив у п’ятницю о 20:30.", "п’ятницю о 20:30", "2025-02-07T20:30"),
    ("uk", "Потяг рушив у середу о пів на восьму.", "середу о пів на восьму", "2025-02-12T07:30"),
    ("zh", "部长周三在北京发表讲话。", "周三", "2025-02-12"),
    ("zh", "会议将于星期一举行。", "星期一", "2025-02-17"),
    ("zh", "战争于2022年2月24日爆发。", "2022年2月24日", "2022-02-24"),
    ("zh", "戰爭於二〇二二年二月二十四日爆發。", "二〇二二年二月二十四日", "2022-02-24"),
    ("zh", "上周下了大雪。", "上周", "2025-02-03/2025-02-09"),
    ("zh", "上週六下了大雪。", "上週六", "2025-02-08"),
    ("zh", "两年前下了大雪。", "两年前", "2023"),
    ("zh", "他去年访问了法国。", "去年", "2024"),
    ("zh", "他上月访问了法国。", "上月", "2025-01"),
    ("zh", "昨晚下了大雪。", "昨晚", "2025-02-12"),
    ("zh", "2024年5月3日至5日下了大雪。", "2024年5月3日至5日", "2024-05-03/2024-05-05"),
    ("zh", "上世纪90年代下了大雪。", "上世纪90年代", "1990/1999"),
    ("zh", "2024年第三季度增长。", "2024年第三季度", "2024-07/2024-09"),
    ("zh", "列车于周三下午3时30分开出。", "周三下午3时30分", "2025-02-12T15:30"),
    ("zh", "新华社12日报道了此事。", "12日", "2025-02-12"),
    ("ar", "تحدث الوزير يوم الأربعاء في القاهرة.", "يوم الأربعاء", "2025-02-12"),
    ("ar", "سيعقد الاجتماع الاثنين.", "الاثنين", "2025-02-17"),
    ("ar", "بدأت الحرب في 24 فبراير 2022.", "24 فبراير 2022", "2022-02-24"),
    ("ar", "بدأت الحرب في ٢٤ شباط ٢٠٢٢.", "٢٤ شباط ٢٠٢٢", "2022-02-24"),
    ("ar", "بدأت في 24 فبراير/شباط 2022.", "24 فبراير/شباط 2022", "2022-02-24"),
    ("ar", "هطل الثلج الأسبوع الماضي.", "الأسبوع الماضي", "2025-02-03/2025-02-09"),
    ("ar", "هطل الثلج والسبت الماضي أيضا.", "السبت الماضي", "2025-02-08"),
    ("ar", "هطل الثلج قبل ثلاث سنوات.", "قبل ثلاث سنوات", "2022"),
    ("ar", "هطل الثلج قبل عامين.", "قبل عامين", "2023"),
    ("ar", "هطل الثلج في منتصف آذار الماضي.", "منتصف آذار الماضي", "2024-03"),
    ("ar", "هطل الثلج في كانون الثاني.", "كانون الثاني", "2025-01"),
    ("ar", "هطل الثلج أمس.", "أمس", "2025-02-12"),
    ("ar", "نما في الربع الثالث من عام 2024.", "الربع الثالث من عام 2024", "2024-07/2024-09"),
    ("ar", "غادر مساء الأربعاء الساعة الثامنة.", "مساء الأربعاء الساعة الثامنة", "2025-02-12T20:00"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "span", "value"), FOUND)
def test_span_and_value(language: str, text: str, span: str, value: str) -> None:
    assert [(t.span.text, t.value) for t in read(text, language)] == [(span, value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Il generale Marzo marciò, e la legge n. 2014 costò 2000 euro."),
        ("it", "La squadra vinse 3-1, e per tre anni lo fece."),
        ("pt", "A segunda vez foi pior, e a quarta tentativa falhou."),
        ("pt", "A quinta economia do mundo tem 2000 soldados e gastou três anos."),
        ("nl", "Mevrouw Mei won met 3-1 van Maarten Maart."),
        ("nl", "Twee jaar lang betaalden 2000 mensen."),
        ("pl", "Maja wygrała 3:1 po ustawie nr 2014."),
        ("pl", "Przez trzy lata pracowało tam 2000 osób."),
        ("ru", "Майя победила 3:1, закон № 2014 отменили."),
        ("ru", "Три года подряд там служили 2000 солдат."),
        ("uk", "Майя перемогла 3:1, закон № 2014 скасували."),
        ("uk", "Лютий мороз тримався, було 2000 солдатів."),
        ("zh", "球队以3比1获胜，2014名观众观看了比赛。"),
        ("zh", "他在那里工作了三年。"),
        ("ar", "شارك 2000 جندي في المعركة ثلاث سنوات."),
        ("ar", "فاز الفريق بنتيجة 3-1."),
    ],
)
def test_no_times(language: str, text: str) -> None:
    assert [t.span.text for t in read(text, language)] == []


RELATIVE_AND_ABSOLUTE = [
    ("en", "On Wednesday they met, as on 24 February 2022."),
    ("fr", "Ils se sont vus mercredi, comme le 24 février 2022."),
    ("de", "Sie trafen sich am Mittwoch wie am 24. Februar 2022."),
    ("es", "Se vieron el miércoles, como el 24 de febrero de 2022."),
    ("it", "Si videro mercoledì come il 24 febbraio 2022."),
    ("pt", "Reuniram-se na quarta-feira como em 24 de fevereiro de 2022."),
    ("nl", "Ze kwamen woensdag bijeen zoals op 24 februari 2022."),
    ("pl", "Spotkali się w środę tak jak 24 lutego 2022 roku."),
    ("ru", "Они встретились в среду, как и 24 февраля 2022 года."),
    ("uk", "Вони зустрілися в середу, як і 24 лютого 2022 року."),
    ("zh", "他们周三会面，就像2022年2月24日一样。"),
    ("ar", "التقوا يوم الأربعاء كما في 24 فبراير 2022."),
]


@pytest.mark.parametrize(("language", "text"), RELATIVE_AND_ABSOLUTE)
def test_without_a_publication_date_only_absolute_times_are_known(language: str, text: str) -> None:
    found = [(t.value, t.known_from) for t in read(text, language, None)]
    assert found == [(None, None), ("2022-02-24", "text")]


@pytest.mark.parametrize(("language", "text"), RELATIVE_AND_ABSOLUTE)
def test_a_relative_time_is_known_from_the_publication_date(language: str, text: str) -> None:
    found = [(t.value, t.known_from) for t in read(text, language)]
    assert found == [("2025-02-12", "published"), ("2022-02-24", "text")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Tre anni fa, la settimana scorsa, ieri, a marzo, sabato prossimo e quest'anno."),
        ("pt", "Há três anos, na semana passada, ontem, em março, no próximo sábado e neste ano."),
        ("nl", "Drie jaar geleden, vorige week, gisteren, in maart, komende zaterdag en dit jaar."),
        ("pl", "Trzy lata temu, w ubiegłym tygodniu, wczoraj, w marcu i w przyszłą sobotę."),
        ("ru", "Три года назад, на прошлой неделе, вчера, в марте и в следующую субботу."),
        ("uk", "Три роки тому, минулого тижня, вчора, у березні та наступної суботи."),
        ("zh", "三年前、上周、昨天、3月、下周六和今年。"),
        ("ar", "قبل ثلاث سنوات، الأسبوع الماضي، أمس، في مارس، السبت المقبل وهذا العام."),
    ],
)
def test_nothing_is_guessed_without_a_publication_date(language: str, text: str) -> None:
    found = read(text, language, None)
    assert len(found) >= 5
    assert {(t.value, t.known_from) for t in found} == {(None, None)}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("it", "Nevicò mercoledì. Il treno partì alle 21.40.", "2025-02-12T21:40"),
        ("pt", "Choveu na quarta-feira. O trem saiu às 21h40.", "2025-02-12T21:40"),
        ("nl", "Het vroor woensdag. De trein ging om 21.40 uur.", "2025-02-12T21:40"),
        ("pl", "Padało w środę. Pociąg ruszył o godz. 21.40.", "2025-02-12T21:40"),
        ("ru", "Снег шёл в среду. Поезд ушёл в 21:40.", "2025-02-12T21:40"),
        ("uk", "Сніг ішов у середу. Потяг рушив о 21:40.", "2025-02-12T21:40"),
        ("zh", "周三下了大雪。列车晚上9时40分开出。", "2025-02-12T21:40"),
        ("ar", "هطل الثلج يوم الأربعاء. غادر القطار الساعة 9:40 مساء.", "2025-02-12T21:40"),
    ],
)
def test_a_bare_clock_takes_the_day_named_before_it(language: str, text: str, value: str) -> None:
    assert read(text, language)[-1].value == value


@pytest.mark.parametrize("language", ["it", "pt", "nl", "pl", "ru", "uk", "zh", "ar"])
def test_a_bare_clock_without_a_day_stays_unresolved(language: str) -> None:
    texts = {
        "it": "Il treno partì alle 21.40.", "pt": "O trem saiu às 21h40.",
        "nl": "De trein ging om 21.40 uur.", "pl": "Pociąg ruszył o godz. 21.40.",
        "ru": "Поезд ушёл в 21:40.", "uk": "Потяг рушив о 21:40.", "zh": "列车晚上9时40分开出。",
        "ar": "غادر القطار الساعة 9:40 مساء.",
    }  # fmt: skip
    assert [t.value for t in read(texts[language], language)] == [None]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "It began two weeks after 3 May 2024.", "2024-05-17"),
        ("en", "Shops closed on Good Friday 2024.", "2024-03-29"),
        ("en", "Shops close on the fourth Thursday: Thanksgiving 2024.", "2024-11-28"),
        ("en", "It was built between January 2019 and now.", "2019-01/2025-02-13"),
        ("en", "It ran Nov-Feb 2017.", "2016-11/2017-02"),
        ("en", "It came in February last year.", "2024-02"),
        ("en", "It came in the week of April 10, 2024.", "2024-04-08/2024-04-14"),
        ("en", "It was signed on June twenty-third nineteen eighty-six.", "1986-06-23"),
        ("de", "Am Ostermontag 2024 regnete es.", "2024-04-01"),
        ("es", "El 24 de febrero del año pasado nevó.", "2024-02-24"),
        ("fr", "Le 24 février de l'an dernier, il a neigé.", "2024-02-24"),
        ("ru", "Пасха 2024 была в мае.", "2024-05-05"),
        ("zh", "去年国庆节下了雨。", "2024-10-01"),
    ],
)
def test_composed_times_and_moving_holidays(language: str, text: str, value: str) -> None:
    assert value in [t.value for t in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "They met on the last Monday of May 2018.", "2018-05-28"),
        ("fr", "Réunis le premier vendredi de juillet 2024.", "2024-07-05"),
        ("de", "Sie tagten am ersten Freitag im Juli 2024.", "2024-07-05"),
        ("es", "Se vieron el último lunes de mayo de 2018.", "2018-05-28"),
        ("it", "Si videro il primo venerdì di luglio del 2024.", "2024-07-05"),
        ("pt", "Reuniram-se na última segunda-feira de maio de 2018.", "2018-05-28"),
        ("nl", "Ze kwamen op de eerste vrijdag van juli 2024 bijeen.", "2024-07-05"),
        ("zh", "会议在2024年7月第一个周五举行。", None),
        ("zh", "会议在2024年7月第1个周五举行。", "2024-07-05"),
    ],
)
def test_a_weekday_counted_in_its_month(language: str, text: str, value: str | None) -> None:
    found = [t.value for t in read(text, language)]
    assert found == ["2024-07-05" if value is None else value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was not so since 9/11, at the end of the day."),
        ("es", "Las tres empresas y las 12 personas perdieron."),
        ("it", "Alle 8 squadre e alle tre imprese andò male."),
        ("pt", "Às duas equipes e às 12 pessoas deram água."),
    ],
)
def test_what_only_looks_like_a_day_or_a_time_of_day(language: str, text: str) -> None:
    assert [t.span.text for t in read(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a number in words is no decade, no year and no time of day
        ("nl", "Er waren dertig mensen in de zaal; de twintig leden en hun vijftig gasten bleven."),
        ("nl", "De vergadering duurde tweeënhalf uur."),
        ("en", "They won by two thousand votes, since two thousand people came."),
        ("en", "The price rose by a thousand and one dollars, then by two thousand."),
        # a rate, a quantity or a duration behind "to" or "until"
        ("it", "Il tasso è salito all'8%, poi all'8 per cento."),
        ("uk", "Зарплата зросла до 15 тисяч, поїзд затримується до 15 годин."),
        # the last minute and the last day of something told
        ("en", "They scored at the last minute, on the last day of the cup."),
        ("en", "The keeper saved twice in the last five minutes."),
        ("fr", "Il a renoncé à la dernière minute."),
        ("de", "Er kam in letzter Minute, am letzten Tag des Turniers."),
        ("es", "Se retiró en el último minuto del último día."),
        ("ar", "فاز الفريق في اليوم الأخير من البطولة."),
        ("zh", "他在最后一天获胜，在比赛前7分钟进球。"),
        # scores
        ("nl", "Ze wonnen met een score van 3-1."),
        ("es", "Es la primera victoria 4-1 de febrero."),
        # words that hold a time's words
        ("zh", "这一点很重要，日复一日的儿童节目也好看。"),
    ],
)
def test_words_of_a_time_in_other_things(language: str, text: str) -> None:
    assert [t.span.text for t in read(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text", "span"),
    [
        ("fr", "Le jury a publié vendredi un rapport.", "vendredi"),
        ("nl", "De bond heeft vrijdag een rapport gepubliceerd.", "vrijdag"),
        ("ru", "Он набрал в субботу два очка.", "субботу"),
        ("uk", "Там була неділя, 6-та ранку.", "неділя"),
    ],
)
def test_the_number_behind_a_weekday_counts_what_follows(
    language: str, text: str, span: str
) -> None:
    assert [t.span.text for t in read(text, language)] == [span]


@pytest.mark.parametrize(
    ("language", "text", "span", "value"),
    [
        ("nl", "Zij groeide op in de jaren dertig.", "de jaren dertig", "1930/1939"),
        ("nl", "Zij groeide op in de jaren '30.", "de jaren '30", "1930/1939"),
        ("nl", "De winkel is van 3-1 tot 7-1 dicht.", "van 3-1 tot 7-1", "2025-01-03/2025-01-07"),
        ("en", "It began in nineteen eighty-six.", "in nineteen eighty-six", "1986"),
        ("it", "Il treno parte giovedì alle 8.", "giovedì alle 8", "2025-02-13T08:00"),
        ("fr", "Le conseil a siégé mercredi 12.", "mercredi 12", "2025-02-12"),
        ("zh", "工程在2030年之前完成。", "2030年之前", "2030"),
        ("ar", "تغيّر كل شيء في القرن الحادي والعشرين.", "القرن الحادي والعشرين", "2001/2100"),
        ("ar", "أعلن الوزير ذلك اليوم.", "اليوم", "2025-02-13"),
        ("zh", "会议周三下午一点开始。", "周三下午一点", "2025-02-12T13:00"),
    ],
)
def test_the_times_beside_them_stand(language: str, text: str, span: str, value: str) -> None:
    assert [(t.span.text, t.value) for t in read(text, language)] == [(span, value)]


@pytest.mark.parametrize(
    ("language", "text", "span", "value"),
    [
        ("en", "It will be built between now and 21 May.", "between now and 21 May", "2025-02-13/2025-05-21"),
        ("en", "They fled over the past fortnight.", "the past fortnight", "2025-01-27/2025-02-09"),
        ("en", "It will open in the next working week.", "the next working week", "2025-02-17/2025-02-21"),
        ("de", "Sie tagen nächste Arbeitswoche.", "nächste Arbeitswoche", "2025-02-17/2025-02-21"),
        ("es", "Entrará en vigor el 1.º de enero de 2026.", "el 1.º de enero de 2026", "2026-01-01"),
        ("es", "Llovió de noviembre al 5 de febrero de 2017.", "de noviembre al 5 de febrero de 2017", "2016-11/2017-02-05"),
    ],
)  # fmt: skip
def test_periods_counted_from_today_or_from_their_end(
    language: str, text: str, span: str, value: str
) -> None:
    assert [(t.span.text, t.value) for t in read(text, language)] == [(span, value)]


def test_a_date_with_the_year_between_day_and_month_is_no_date() -> None:
    assert "2020-09-23" not in [t.value for t in read("Built on 23-2020-September.", "en")]
