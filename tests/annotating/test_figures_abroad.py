"""Figures in it pt nl pl ru uk ar zh: news sentences with value, unit, approximation, what is counted."""

from __future__ import annotations

import pytest

from crossread.annotating.figures import figures
from crossread.model import Figure
from tests.build import article

# Value, upper end, unit, approximation, what is counted.
Wanted = tuple[float, float | None, str, str | None, str | None]
Case = tuple[str, list[Wanted]]


def read(text: str, language: str) -> tuple[Figure, ...]:
    return figures(*article(text, language))


ITALIAN: list[Case] = [
    (
        "Roma ha stanziato 187 milioni di dollari per gli aiuti.",
        [(187000000, None, "USD", None, None)],
    ),
    (
        "Oltre 500 istruttori partiranno per il confine.",
        [(500, None, "count", "more than", "istruttori")],
    ),
    (
        "Almeno ventisette persone sono morte nell'esplosione.",
        [(27, None, "count", "at least", "persone")],
    ),
    (
        "Quasi un terzo degli elettori è rimasto a casa.",
        [(1 / 3, None, "fraction", "about", "elettori")],
    ),
    (
        "L'affluenza è calata di 2,5 punti percentuali.",
        [(2.5, None, "percentage-point", None, None)],
    ),
    ("Servono tra 10 e 15 mila case prefabbricate.", [(10000, 15000, "count", None, "case")]),
    ("Il gruppo ha perso un miliardo e mezzo di euro.", [(1500000000, None, "EUR", None, None)]),
    (
        "Nel 2024 l'azienda ha venduto 20mila automobili.",
        [(20000, None, "count", None, "automobili")],
    ),
    ("La corsa è durata due ore e mezza.", [(2.5, None, "hour", None, None)]),
    ("Cinquecentoventuno deputati hanno votato contro.", [(521, None, "count", None, "deputati")]),
    ("Sono bruciati più di 3.000 ettari.", [(3000, None, "ha", "more than", None)]),
    ("Uno su cinque italiani non ha un lavoro.", [(0.2, None, "fraction", None, "italiani")]),
    (
        "Una trentina di manifestanti è stata fermata.",
        [(30, None, "count", "about", "manifestanti")],
    ),
    (
        "Decine di migliaia di studenti erano in piazza.",
        [(10000, None, "count", "more than", "studenti")],
    ),
    (
        "Il volo 182 con un Boeing 737 portava 132 passeggeri.",
        [(132, None, "count", None, "passeggeri")],
    ),
    ("Una fermata per il 27enne, tifoso da anni.", [(27, None, "year", None, None)]),
    ("Sconti fino al 40% in tutti i negozi.", [(40, None, "percent", "up to", None)]),
]
PORTUGUESE: list[Case] = [
    ("O governo reservou US$ 187 milhões para a ajuda.", [(187000000, None, "USD", None, None)]),
    (
        "Mais de 500 instrutores seguem para a fronteira.",
        [(500, None, "count", "more than", "instrutores")],
    ),
    (
        "Pelo menos vinte e sete pessoas morreram na explosão.",
        [(27, None, "count", "at least", "pessoas")],
    ),
    (
        "Quase um terço dos eleitores ficou em casa.",
        [(1 / 3, None, "fraction", "about", "eleitores")],
    ),
    ("A participação caiu 2,5 pontos percentuais.", [(2.5, None, "percentage-point", None, None)]),
    ("Faltam entre 10 e 15 mil casas.", [(10000, 15000, "count", None, "casas")]),
    ("O grupo perdeu R$ 1,5 bilhão.", [(1500000000, None, "BRL", None, None)]),
    ("Lisboa emprestou mil milhões de euros.", [(1000000000, None, "EUR", None, None)]),
    ("A fábrica vendeu 20 mil carros em 2024.", [(20000, None, "count", None, "carros")]),
    ("A corrida durou duas horas e meia.", [(2.5, None, "hour", None, None)]),
    (
        "Quinhentos e vinte e um deputados votaram contra.",
        [(521, None, "count", None, "deputados")],
    ),
    ("Arderam cerca de 3.000 hectares.", [(3000, None, "ha", "about", None)]),
    ("Um em cada cinco jovens está sem trabalho.", [(0.2, None, "fraction", None, "jovens")]),
    (
        "Dezenas de milhares de estudantes estavam na praça.",
        [(10000, None, "count", "more than", "estudantes")],
    ),
    ("O voo 182 levava 132 passageiros.", [(132, None, "count", None, "passageiros")]),
    (
        "Na vigésima quinta edição havia meio milhão de visitantes.",
        [(25, None, "ordinal", None, "edição"), (500000, None, "count", None, "visitantes")],
    ),
    (
        "A mulher de 27 anos caminhou até 12 quilômetros.",
        [(27, None, "year", None, None), (12, None, "km", "up to", None)],
    ),
]
DUTCH: list[Case] = [
    ("Den Haag trekt 187 miljoen dollar uit.", [(187000000, None, "USD", None, None)]),
    (
        "Meer dan 500 instructeurs vertrekken naar de grens.",
        [(500, None, "count", "more than", "instructeurs")],
    ),
    ("Minstens zevenentwintig mensen kwamen om.", [(27, None, "count", "at least", "mensen")]),
    (
        "Bijna een derde van de kiezers bleef thuis.",
        [(1 / 3, None, "fraction", "about", "kiezers")],
    ),
    ("De opkomst daalde met 2,5 procentpunt.", [(2.5, None, "percentage-point", None, None)]),
    ("Er zijn tussen de 10 en 15 duizend huizen nodig.", [(10000, 15000, "count", None, "huizen")]),
    ("Het concern verloor anderhalf miljard euro.", [(1500000000, None, "EUR", None, None)]),
    ("De fabriek verkocht 20.000 auto's in 2024.", [(20000, None, "count", None, "auto's")]),
    ("De bouw duurde tweeënhalf jaar.", [(2.5, None, "year", None, None)]),
    (
        "Vijfhonderdeenentwintig Kamerleden stemden tegen.",
        [(521, None, "count", None, "Kamerleden")],
    ),
    ("Zo'n 3000 hectare bos is verbrand.", [(3000, None, "ha", "about", None)]),
    ("Een op de vijf jongeren zit zonder werk.", [(0.2, None, "fraction", None, "jongeren")]),
    (
        "Tienduizenden studenten stonden op het plein.",
        [(10000, None, "count", "more than", "studenten")],
    ),
    ("Vlucht 182 had 132 passagiers aan boord.", [(132, None, "count", None, "passagiers")]),
    (
        "De 27-jarige vrouw liep ruim 12 kilometer.",
        [(27, None, "year", None, None), (12, None, "km", "more than", None)],
    ),
    (
        "Driekwart van de winkels gaf tot 40 procent korting.",
        [(0.75, None, "fraction", None, "winkels"), (40, None, "percent", "up to", "korting")],
    ),
    (
        "Honderden Russische drones vlogen over de stad.",
        [(100, None, "count", "more than", "Russische drones")],
    ),
]
POLISH: list[Case] = [
    ("Warszawa przeznaczy 187 mln zł na pomoc.", [(187000000, None, "PLN", None, None)]),
    (
        "Ponad 500 instruktorów wyjedzie na granicę.",
        [(500, None, "count", "more than", "instruktorów")],
    ),
    (
        "Co najmniej dwadzieścia siedem osób zginęło w wybuchu.",
        [(27, None, "count", "at least", "osób")],
    ),
    (
        "Prawie jedna trzecia wyborców została w domu.",
        [(1 / 3, None, "fraction", "about", "wyborców")],
    ),
    ("Frekwencja spadła o 2,5 punktu procentowego.", [(2.5, None, "percentage-point", None, None)]),
    ("Potrzeba od 10 do 15 tys. domów.", [(10000, 15000, "count", None, "domów")]),
    ("Koncern stracił półtora miliarda euro.", [(1500000000, None, "EUR", None, None)]),
    ("Fabryka sprzedała 20 tys. samochodów.", [(20000, None, "count", None, "samochodów")]),
    ("Podróż trwała dwie i pół godziny.", [(2.5, None, "hour", None, None)]),
    (
        "Pięciuset dwudziestu jeden posłów głosowało przeciw.",
        [(521, None, "count", None, "posłów")],
    ),
    ("Spłonęło około 3000 hektarów lasu.", [(3000, None, "ha", "about", None)]),
    ("Jeden na pięciu uczniów nie ma podręczników.", [(0.2, None, "fraction", None, "uczniów")]),
    (
        "Dziesiątki tysięcy studentów stały na placu.",
        [(10000, None, "count", "more than", "studentów")],
    ),
    (
        "Na pokładzie było 132 pasażerów i dwóch pilotów.",
        [(132, None, "count", None, "pasażerów"), (2, None, "count", None, "pilotów")],
    ),
    ("To dwudziesta piąta rocznica bitwy.", [(25, None, "ordinal", None, "rocznica")]),
    ("Zniszczono 12 rosyjskich czołgów.", [(12, None, "count", None, "rosyjskich czołgów")]),
    (
        "Pół miliona ludzi czekało do 40 minut.",
        [(500000, None, "count", None, "ludzi"), (40, None, "minute", "up to", None)],
    ),
]
RUSSIAN: list[Case] = [
    ("Киев получит 187 млн долларов на помощь.", [(187000000, None, "USD", None, None)]),
    (
        "Более 500 инструкторов поедут на границу.",
        [(500, None, "count", "more than", "инструкторов")],
    ),
    (
        "По меньшей мере двадцать семь человек погибли.",
        [(27, None, "count", "at least", "человек")],
    ),
    ("Почти треть избирателей осталась дома.", [(1 / 3, None, "fraction", "about", "избирателей")]),
    ("Явка упала на 2,5 процентного пункта.", [(2.5, None, "percentage-point", None, None)]),
    ("Нужно от 10 до 15 тысяч домов.", [(10000, 15000, "count", None, "домов")]),
    ("Концерн потерял полтора миллиарда евро.", [(1500000000, None, "EUR", None, None)]),
    ("Завод продал 20 тыс. автомобилей.", [(20000, None, "count", None, "автомобилей")]),
    ("Дорога заняла два с половиной часа.", [(2.5, None, "hour", None, None)]),
    ("Пятьсот двадцать один депутат голосовал против.", [(521, None, "count", None, "депутат")]),
    ("Сгорело около 3000 гектаров леса.", [(3000, None, "ha", "about", None)]),
    ("Один из пяти школьников не имеет учебников.", [(0.2, None, "fraction", None, "школьников")]),
    (
        "Десятки тысяч студентов стояли на площади.",
        [(10000, None, "count", "more than", "студентов")],
    ),
    (
        "На борту были 132 пассажира и двое пилотов.",
        [(132, None, "count", None, "пассажира"), (2, None, "count", None, "пилотов")],
    ),
    ("Это двадцать пятая годовщина битвы.", [(25, None, "ordinal", None, "годовщина")]),
    ("Уничтожено 12 российских танков.", [(12, None, "count", None, "российских танков")]),
    (
        "27-летний водитель проехал до 40 километров.",
        [(27, None, "year", None, None), (40, None, "km", "up to", None)],
    ),
]
UKRAINIAN: list[Case] = [
    ("Київ отримає 187 млн доларів на допомогу.", [(187000000, None, "USD", None, None)]),
    (
        "Понад 500 інструкторів поїдуть на кордон.",
        [(500, None, "count", "more than", "інструкторів")],
    ),
    ("Щонайменше двадцять сім людей загинули.", [(27, None, "count", "at least", "людей")]),
    ("Майже третина виборців залишилася вдома.", [(1 / 3, None, "fraction", "about", "виборців")]),
    ("Явка впала на 2,5 відсоткового пункту.", [(2.5, None, "percentage-point", None, None)]),
    ("Потрібно від 10 до 15 тисяч будинків.", [(10000, 15000, "count", None, "будинків")]),
    ("Півтора мільйона людей виїхали.", [(1500000, None, "count", None, "людей")]),
    ("Завод продав 20 тис. автомобілів.", [(20000, None, "count", None, "автомобілів")]),
    ("Дорога зайняла дві з половиною години.", [(2.5, None, "hour", None, None)]),
    ("П'ятсот двадцять один депутат голосував проти.", [(521, None, "count", None, "депутат")]),
    ("Згоріло близько 3000 гектарів лісу.", [(3000, None, "ha", "about", None)]),
    ("Один із п’яти школярів не має підручників.", [(0.2, None, "fraction", None, "школярів")]),
    (
        "Десятки тисяч студентів стояли на площі.",
        [(10000, None, "count", "more than", "студентів")],
    ),
    (
        "На борту були 132 пасажири й двоє пілотів.",
        [(132, None, "count", None, "пасажири"), (2, None, "count", None, "пілотів")],
    ),
    ("Знищено 12 російських танків.", [(12, None, "count", None, "російських танків")]),
    ("Це двадцять п'ята річниця битви.", [(25, None, "ordinal", None, "річниця")]),
    (
        "27-річний водій проїхав до 40 кілометрів.",
        [(27, None, "year", None, None), (40, None, "km", "up to", None)],
    ),
]
ARABIC: list[Case] = [
    ("خصصت الحكومة 187 مليون دولار للمساعدات.", [(187000000, None, "USD", None, None)]),
    ("غادر أكثر من 500 مدرب إلى الحدود.", [(500, None, "count", "more than", "مدرب")]),
    ("قتل ما لا يقل عن سبعة وعشرين شخصًا.", [(27, None, "count", "at least", "شخصًا")]),
    ("بقي نحو ثلث الناخبين في بيوتهم.", [(1 / 3, None, "fraction", "about", "الناخبين")]),
    ("انخفضت النسبة بمقدار 2.5 نقطة مئوية.", [(2.5, None, "percentage-point", None, None)]),
    ("تحتاج المدينة ما بين 10 و15 ألف منزل.", [(10000, 15000, "count", None, "منزل")]),
    ("خسرت الشركة مليارًا ونصف المليار يورو.", [(1500000000, None, "EUR", None, None)]),
    ("باع المصنع 20 ألف سيارة.", [(20000, None, "count", None, "سيارة")]),
    ("استمر الاجتماع ساعتين.", [(2, None, "hour", None, None)]),
    ("صوت خمسمئة وواحد وعشرون نائبًا ضد القانون.", [(521, None, "count", None, "نائبًا")]),
    ("احترق حوالي 3000 هكتار من الغابات.", [(3000, None, "ha", "about", "الغابات")]),
    ("واحد من كل خمسة طلاب بلا كتاب.", [(0.2, None, "fraction", None, "طلاب")]),
    ("خرج عشرات الآلاف من الطلاب إلى الساحة.", [(10000, None, "count", "more than", "الطلاب")]),
    ("وصلت ١٣٢ سفينة إلى الميناء.", [(132, None, "count", None, "سفينة")]),
    ("ارتفعت الأسعار بـ25 في المئة.", [(25, None, "percent", None, None)]),
    ("دفعت الشركة مليوني دولار.", [(2000000, None, "USD", None, None)]),
    ("أطلقت ثلاثة آلاف قذيفة.", [(3000, None, "count", None, "قذيفة")]),
]
CHINESE: list[Case] = [
    ("政府拨款1.87亿美元用于援助。", [(187000000, None, "USD", None, None)]),
    ("超过500名教官前往边境。", [(500, None, "count", "more than", "教官")]),
    ("至少27人在爆炸中死亡。", [(27, None, "count", "at least", "人")]),
    ("近三分之一的选民没有投票。", [(1 / 3, None, "fraction", "about", "选民")]),
    ("投票率下降了2.5个百分点。", [(2.5, None, "percentage-point", None, None)]),
    ("灾区需要10至15万套住房。", [(100000, 150000, "count", None, "住房")]),
    ("公司亏损十五亿欧元。", [(1500000000, None, "EUR", None, None)]),
    ("工厂卖出2万多辆汽车。", [(20000, None, "count", "more than", "汽车")]),
    ("会议持续了两个半小时。", [(2.5, None, "hour", None, None)]),
    ("五百二十一名议员投了反对票。", [(521, None, "count", None, "议员")]),
    ("约3000公顷森林被烧毁。", [(3000, None, "ha", "about", None)]),
    ("三成居民没有工作。", [(30, None, "percent", None, "居民")]),
    ("数万名学生站在广场上。", [(10000, None, "count", "more than", "学生")]),
    ("百分之四十的商店打折。", [(40, None, "percent", None, "商店")]),
    ("三星公司在四川建了12座工厂。", [(12, None, "count", None, "工厂")]),
    (
        "列车时速300公里,全长1200米。",
        [(300, None, "km/h", None, None), (1200, None, "m", None, None)],
    ),
    ("两三百名抗议者被捕。", [(200, 300, "count", None, "抗议者")]),
]


NEWS = {
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
    "pl": POLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "ar": ARABIC,
    "zh": CHINESE,
}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(language, text, wanted) for language, cases in NEWS.items() for text, wanted in cases],
)
def test_news_sentences(language: str, text: str, wanted: list[Wanted]) -> None:
    found = read(text, language)
    assert [f.value for f in found] == pytest.approx([w[0] for w in wanted])
    shown = [(f.high, f.unit, f.approximation, f.of.text if f.of else None) for f in found]
    assert shown == [w[1:] for w in wanted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Le Tre Cime di Lavaredo piacciono, e nel Novecento nessuno ci andava."),
        ("it", "Tu sei qui in mezzo a noi, e l'articolo 5 resta."),
        ("it", "I due si sono visti, un uomo e una donna, per la prima volta."),
        ("it", "Chiamate lo 06 1234 5678 per il volo 182."),
        ("pt", "O prefeito de Dois Irmãos disse que os dois se viram."),
        ("pt", "Segundo ele, um homem e uma mulher chegaram ao quarto do hotel."),
        ("pt", "A resolução 2202 e o artigo 5 ficam; ligue para (11) 91234-5678."),
        ("nl", "Wij vieren dat er acht op geslagen wordt en nemen het in acht."),
        ("nl", "Een man en een vrouw namen vlucht 182; artikel 5 blijft."),
        ("nl", "In de tweede helft belde een fan naar 020-1234567."),
        ("pl", "Artykuł 5 obowiązuje, a jeden z nich wsiadł do Boeinga."),
        ("pl", "Lot 182 i rezolucja 2202 to nie to samo."),
        ("ru", "Статья 5 и резолюция 2202 не изменились, рейс 182 вылетел."),
        ("ru", "Один из них впервые приехал, его семью не видели."),
        ("uk", "Моя сім’я знає, що стаття 5 і резолюція 2202 не змінилися."),
        ("uk", "Один із них уперше приїхав, рейс 182 вилетів."),
        ("ar", "المادة 5 والقرار 2202 باقيان، وهذا في نصف النهائي."),
        ("ar", "بيئة ستُعدّ الطلاب، وواحد منهم سافر على متن رحلة 182."),
        ("zh", "三星、万科和百度都在五角大楼和四川。"),
        ("zh", "两国领导人于2024年5月8日上午10点30分会面。"),
        ("zh", "第五条规定不变，波音737和F-16一起起飞，电话是010-65881234。"),
        ("zh", "一名男子一直在一个房间里，他十分高兴。"),
    ],
)
def test_names_labels_and_pronouns_are_no_figures(language: str, text: str) -> None:
    assert [(f.span.text, f.value, f.unit) for f in read(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Nel 2024, il 3 maggio alle 14:30, il volo partì."),
        ("pt", "Em 3 de maio de 2024, às 14:30, o voo partiu."),
        ("nl", "Op 3 mei 2024 om 14:30 uur vertrok de vlucht."),
        ("pl", "W 2024 roku, 3 maja o 14:30, samolot wystartował."),
        ("ru", "3 мая 2024 года в 14:30 самолёт вылетел."),
        ("uk", "3 травня 2024 року о 14:30 літак вилетів."),
        ("ar", "أقلعت الطائرة في 3 مايو 2024 الساعة 14:30."),
        ("zh", "飞机于2024年5月3日14时30分起飞，二〇二四年。"),
    ],
)
def test_dates_and_times_of_day_are_no_figures(language: str, text: str) -> None:
    assert [(f.span.text, f.value, f.unit) for f in read(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bank cut rates by 25 basis points."),
        ("fr", "La banque a baissé ses taux de 25 points de base."),
        ("de", "Die Bank senkte die Zinsen um 25 Basispunkte."),
        ("es", "El banco bajó los tipos 25 puntos básicos."),
        ("it", "La banca ha tagliato i tassi di 25 punti base."),
        ("pt", "O banco cortou os juros em 25 pontos-base."),
        ("nl", "De bank verlaagde de rente met 25 basispunten."),
        ("pl", "Bank obniżył stopy o 25 punktów bazowych."),
        ("ru", "Банк снизил ставку на 25 базисных пунктов."),
        ("uk", "Банк знизив ставку на 25 базисних пунктів."),
        ("ar", "خفض البنك الفائدة 25 نقطة أساس."),
        ("zh", "央行降息25个基点。"),
    ],
)
def test_basis_points_are_hundredths_of_a_point(language: str, text: str) -> None:
    assert [(f.value, f.unit) for f in read(text, language)] == [(0.25, "percentage-point")]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("it", "millenovecentonovantasette lire", 1997),
        ("it", "due milioni trecentomila euro", 2.3e6),
        ("it", "ventotto euro", 28),
        ("it", "duemila miliardi di euro", 2e12),
        ("pt", "novecentos e noventa e nove euros", 999),
        ("pt", "dois biliões de euros", 2e12),
        ("pt", "três mil e quinhentos reais", 3500),
        ("pt", "R$ 2,3 tri", 2.3e12),
        ("nl", "negenhonderdnegenennegentig euro", 999),
        ("nl", "tweeëntwintig euro", 22),
        ("nl", "vijftienhonderd euro", 1500),
        ("pl", "dwieście pięćdziesiąt tysięcy złotych", 250_000),
        ("pl", "dwoma tysiącami złotych", 2000),
        ("ru", "девятьсот девяносто девять рублей", 999),
        ("ru", "двумястами пятьюдесятью рублями", 250),
        ("ru", "полмиллиона рублей", 5e5),
        ("uk", "дев'ятсот дев'яносто дев'ять гривень", 999),
        ("uk", "півмільйона гривень", 5e5),
        ("ar", "تسعمئة وتسعة وتسعون دينارا", 999),
        ("ar", "ألفان وخمسمائة دولار", 2500),
        ("ar", "ثلاثة ملايين ومئتا ألف دولار", 3.2e6),
        ("ar", "١٬٢٣٤٬٥٦٧ دولار", 1_234_567),
        ("zh", "九百九十九元", 999),
        ("zh", "三百五十万元", 3.5e6),
        ("zh", "1亿2000万元", 1.2e8),
        ("zh", "4.78万亿元", 4.78e12),
        ("zh", "八万五元", 85_000),
        ("zh", "五元三角", 5.3),
        ("zh", "1.25 亿英镑", 1.25e8),
    ],
)
def test_number_words_with_money(language: str, text: str, value: float) -> None:
    assert [f.value for f in read(text, language)] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("it", "Un terzo, tre quarti e mezzo milione.", [1 / 3, 0.75, 5e5]),
        ("pt", "Um quarto, dois terços e metade.", [0.25, 2 / 3, 0.5]),
        ("nl", "Een kwart, tweederde en de helft.", [0.25, 2 / 3, 0.5]),
        ("pl", "Jedna czwarta, dwie trzecie i połowa.", [0.25, 2 / 3, 0.5]),
        ("ru", "Четверть, две трети, три четверти и половина.", [0.25, 2 / 3, 0.75, 0.5]),
        ("uk", "Чверть, дві третини і половина.", [0.25, 2 / 3, 0.5]),
        ("ar", "ربع السكان، ثلثا السكان، خمس السكان، نصف السكان", [0.25, 2 / 3, 0.2, 0.5]),
        ("zh", "四分之一，三分之二，三又二分之一，一半", [0.25, 2 / 3, 3.5, 0.5]),
    ],
)
def test_fractions(language: str, text: str, wanted: list[float]) -> None:
    assert [f.value for f in read(text, language)] == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("约500人", "about"),
        ("500人左右", "about"),
        ("超过500人", "more than"),
        ("500多人", "more than"),
        ("不足500人", "less than"),
        ("500人以下", "less than"),
        ("最多500人", "up to"),
        ("至少500人", "at least"),
        ("500人以上", "at least"),
        ("北约500人", None),
        ("最近500人", None),
    ],
)
def test_approximation_before_and_behind_in_chinese(text: str, wanted: str | None) -> None:
    assert [(f.value, f.approximation) for f in read(text, "zh")] == [(500, wanted)]


def test_both_ends_of_a_change_are_figures() -> None:
    for language, text in (
        ("it", "Il tasso è salito dal 5% all'8%."),
        ("pt", "A taxa subiu de 5% para 8%."),
        ("ru", "Ставка выросла с 5% до 8%."),
        ("zh", "利率从5%升至8%。"),
    ):
        found = read(text, language)
        assert [(f.value, f.high, f.approximation) for f in found] == [
            (5, None, None),
            (8, None, None),
        ]


@pytest.mark.parametrize(
    "unit", ["三百", "万", "1万-", "百分之", "十多", "خمسة و", "двадцать ", "venti"]
)
@pytest.mark.parametrize("language", ["zh", "ar", "ru", "it"])
def test_endless_lines_are_read(unit: str, language: str) -> None:
    text = (unit * 100_000)[:300_000]
    page, one, sentences = article(text, language)
    for figure in figures(page, one, sentences):
        assert page.text[figure.span.start : figure.span.end] == figure.span.text
