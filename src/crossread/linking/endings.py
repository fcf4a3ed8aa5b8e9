"""A word → the names of countries that it may be a form of.

In: a word in small letters and its language. Out: names that it may stand for, looked up by
`gazetteer`: "Украиной" may be "украина", "Nigerian" "nigeria", "Ranskassa" "ranska", "بفرنسا" "فرنسا".
A name is listed as dictionaries have it. What may stand instead of its last letters is listed here, a
language or family at a time, since any other rest ("Francesco", "Chinatown") makes another word.
Nothing is guessed of languages that are not listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

LEAST = 4  # letters of a name that endings follow: shorter ones begin too many other words
ROOT = 3  # letters of it, at least, that stand in the word
LEAST_KOREAN = 2  # syllables

_RUSSIAN_SK = "ский ская ское ские ского ской скому скую ским ском ских скими"
_UKRAINIAN_SK = "ський ська ське ські ського ської ському ській ську ським ською ських ськими"
_GERMAN_ISCH = "ische ischen ischer isches ischem"
_SERBIAN = "а: е и у ом о; ка: ке кој ку ком; ско: ског ском; не: них ним; : а у ом ем е"
_CROATIAN = "a: e i u om o; ka: ke koj ku kom; sko: skog skom; ne: nih nim; e: a ama; : a u om em"
_SCANDINAVIAN = ": s"


def _put(before: str, endings: str) -> str:
    return " ".join(before + ending for ending in endings.split())


# Language → "last letters of the name: what may stand instead; …"; nothing before the colon: what
# may follow any name; "-" is nothing.
_ENDINGS: Mapping[str, str] = {
    # peoples, which English and its neighbours write with a capital
    "en": "a: an ans ian ians anian anians ese; e: an ans ean eans ian ians ese; y: ian ians; o: an ans;"
    "on: ese; al: uese; way: wegian wegians; ina: ine ines; u: uvian uvians; us: iot iots;"
    "lia: li lis; many: man mans; : an ans ian ians ese i is er ers ic",
    "de": f"ische: ischen ischer ischem; e: er ern erin erinnen {_GERMAN_ISCH}; ien: er ern erin erinnen {_GERMAN_ISCH};"
    f"a: ese esen {_put('es', _GERMAN_ISCH)} aner anern {_put('an', _GERMAN_ISCH)};"
    f"land: e en er {_GERMAN_ISCH} länder ländern länderin {_put('länd', _GERMAN_ISCH)};"
    f"lande: länder ländern {_put('länd', _GERMAN_ISCH)};"
    f": s er ern erin erinnen {_GERMAN_ISCH}",
    "nl": "e: er ers; a: aan aans aanse anen ees ese ezen; ë: aan aans aanse anen ër ërs;"
    "land: - e er ers sen sisch sische; ije: s se en; : s se er ers",
    "fr": "e: ien ienne iens iennes en enne ens ennes ois oise oises; a: an ane ans anes ien ienne iens iennes;"
    ": ais aise aises ien ienne iens iennes",
    "sv": _SCANDINAVIAN,
    "da": _SCANDINAVIAN,
    "nb": _SCANDINAVIAN,
    "nn": _SCANDINAVIAN,
    "no": _SCANDINAVIAN,
    "is": ": s i ar um",
    "tr": "a: alı alılar; e: eli eliler; ya: yan yanlar yalı yalılar; : lı li lu lü",
    # cases
    "ru": f"а: ы и е у ой ою {_RUSSIAN_SK}; я: и е ю ей ею {_put('й', _RUSSIAN_SK)};"
    f"й: я ю ем е {_put('й', _RUSSIAN_SK)}; ь: я ю ем е и ью {_put('ь', _RUSSIAN_SK)};"
    "ы: - ов ам ами ах; ая: ой ую ою; ое: ого ому ым ом; ые: ых ым ыми; ие: ия ию ием ии;"
    f": а у ом ем е {_RUSSIAN_SK}",
    "uk": f"а: и і у ою {_UKRAINIAN_SK}; я: ї і ю єю ею {_put('й', _UKRAINIAN_SK)};"
    f"й: ю єм ї я єві {_put('й', _UKRAINIAN_SK)}; ь: ю я ем і {_put('ь', _UKRAINIAN_SK)};"
    "и: - ів ам ами ах; ка: кої кій ку кою; е: ого ому им; ані: аних аним аними;"
    f": у а ом ові і ем {_UKRAINIAN_SK}",
    "be": "а: ы і е у ай аю; я: і ю яй яю; ы: - аў ам амі ах; : а у ам е",
    "sr": f"{_SERBIAN}; {_CROATIAN}",
    "hr": _CROATIAN,
    "bs": _CROATIAN,
    "sh": _CROATIAN,
    "sl": "a: e i o; ka: ke ki ko; o: a u em om; e: ih; : a u om em",
    "pl": "a: y i ę ą ie ej; ka: ki kę ką ce kiej; ga: gi gę gą dze; da: dzie; ta: cie; ra: rze;"
    "o: a u em ie; y: - ów om ami ach; cy: iec com cami czech; chy: ch chom chami szech;"
    "gry: gier grom grami grzech; e: ych ym ymi; : u owi em ie a",
    "cs": "a: y e u ou ě i; e: i í; é: ých ým ými; o: a u em ě; á: é ou; y: - ů ám ech mi;"
    ": u em e ě a",
    "sk": "a: y e u ou i; o: a u om; á: ej ú ou; é: ých ým ými; y: - ov om och mi; : u om e a",
    "lt": "a: os ai ą oje; ė: ės ei ę ėje; as: o ui ą e u ame; is: io iui į iu yje;"
    "ai: ų ams us ais uose; os: ų oms as omis ose; ės: ių ėms es ėmis ėse; us: aus ui ų umi uje",
    "lv": "a: as ai u ā; e: es ei i ē; ā: ās ajai o ajā; s: a am u ā; es: u ēm ēs",
    "fi": "kki: kin kissa kista kilta kille; kka: kan kassa kasta kalla kalle;"
    "nti: nnin nnissa nnista nnilta nnille;"
    "vallat: valtain valtojen valloissa valloista valloille valloilta valtoihin valtoja;"
    "maat: maiden maissa maista maihin maita maille;"
    ": n a ä ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi an än en in on un yn hon hin"
    " issa issä ista istä iin ia iä ille ilta iltä",
    "et": "riigid: riikide riikides riikidest riikidesse riikidele riike;"
    ": s st sse l le lt ks ga ta t i is ist isse il ile iga",
    "hu": "a: ában ából ába án ára áról ának ával át ához ától áig áért ai;"
    "e: ében éből ébe én ére éről ének ével ét éhez étől éig éért ei;"
    ": ban ben ból ből ba be on en ön n ra re ról ről nak nek val vel gal gel nal nel ral rel t ot"
    " et öt hoz hez höz tól től ig ért i",
    "el": "α: ας; η: ης; ος: ου ο; ο: ου; ες: ων; ίες: ιών; οι: ων",
    "ro": "a: ei ă ii; ă: ei; ele: elor; ul: ului; : ul ului",
    "sq": "a: ë ës ën; ë: a ës ën; i: a së në; : i it in a",
    "az": ": da də dan dən a ə ya yə nın nin nun nün ın in un ün ı i u ü nı ni nu nü",
    "uz": ": ga da dan ning ni",
    "kk": ": ның нің дың дің тың тің ға ге қа ке да де та те дан ден тан тен нан нен мен бен пен"
    " ны ні ды ді ты ті",
    "eu": ": n k ko tik ra ri ren rekin",
    "hy": ": ն ի ը ում ից ին ով յի յում յից յին յով",
    "ka": "ი: ის ს მა ში იდან თან ით ზე; ა: ის ას ამ აში იდან ასთან ით აზე;"
    "ე: ის ეს ეში იდან; : ს ში ს მ დან სთან ზე",
    "bn": ": র এর ের ে কে তে য় য়ের",
    "mr": ": चा ची चे च्या ने ला त मध्ये हून",
    "ne": ": को का की मा ले लाई बाट",
    "gu": ": ના ની નો નું માં થી ને એ",
    "ta": "்: ில் ின் ிலிருந்து ுக்கு ுடன்; ா: ாவில் ாவின் ாவுக்கு ாவிற்கு ாவுடன் ாவிலிருந்து",
    "te": ": లో కు నుండి నుంచి తో ని",
    # particles
    "ko": ": 는 은 이 가 을 를 의 에 와 과 로 으로 도 만 에서 에게 에는 에도 에만 에서는 에서도 까지 부터"
    " 로부터 으로부터 와의 과의 으로의 로의 이나 나 처럼 보다 인 인은 인이 인의 군 군은 군이 군의 산 측 측은 측이"
    " 계 식 라는 이라는",
}
# What may stand before a name, and what of it belongs to the name.
_PREFIXES: Mapping[str, Mapping[str, str]] = {
    "ar": {"و": "", "ف": "", "ب": "", "ل": "", "ك": "", "وب": "", "ول": "", "فب": "", "فل": ""}
    | {"لل": "ال", "ولل": "ال"},
    "he": {"ב": "", "ל": "", "מ": "", "ה": "", "ו": "", "ש": "", "כ": "", "וב": "", "ול": ""}
    | {"ומ": "", "וה": "", "וש": "", "שב": "", "שמ": "", "שה": ""},
}


@lru_cache(maxsize=1 << 14)  # the words of names recur more often than the names
def bases(word: str, language: str) -> tuple[str, ...]:
    """Names that a word may be a form of, the longest first.

    Args:
        word: in small letters.
        language: two-letter code; of one that is not listed nothing is known.

    Returns:
        Names as dictionaries may have them, in small letters; most of them no names at all.
    """
    least = LEAST_KOREAN if language == "ko" else LEAST
    root = min(ROOT, least)
    found: set[str] = set()
    endings = _tails(language)
    if endings:
        for at in range(root, len(word) + 1):
            found.update(word[:at] + tail for tail in endings.get(word[at:], ()))
    for prefix, kept in _PREFIXES.get(language, {}).items():
        if word.startswith(prefix):
            found.add(kept + word[len(prefix) :])
    found.discard(word)
    return tuple(sorted((b for b in found if len(b) >= least), key=lambda b: (-len(b), b)))


@cache
def _tails(language: str) -> Mapping[str, tuple[str, ...]]:
    """Ending → last letters of the names that it may stand for."""
    found: dict[str, list[str]] = {}
    for group in filter(str.strip, _ENDINGS.get(language, "").split(";")):
        tail, _, endings = group.partition(":")
        for ending in endings.split():
            found.setdefault(ending.strip("-"), []).append(tail.strip())
    return {ending: tuple(dict.fromkeys(tails)) for ending, tails in found.items()}
