"""Line → kind of furniture, by what the line itself says.

In: a line. Out: its kind, or None where it may belong to an article. The phrases are language
facts ([furniture] of the language files); those of all languages are tried at once, because pages
mix languages and a promo line is too short to tell its own. What only the neighbours can tell
(teasers under "Read more:", repeats, slugs, headlines without a body) is decided in `boundaries`.

Every rule asks for a short line or for two signs at once: a sentence of an article that speaks of
newsletters, cookies or photographs must stay in the article.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from msgspec import Struct

from crossread import languages
from crossread.model import FurnitureKind
from crossread.splitting.lines import Line, fold, has_letters, tokens, unspaced
from crossread.splitting.writtendates import beside_date, said_beside, tells_time_alone

LABEL_WORDS = 7  # a label ("Read more", "Share on Facebook") has at most so many words
SHORT_WORDS = 16  # a promo, credit or notice without a full stop
NOTICE_WORDS = 60  # a consent notice or a credit line with several names

_URL = re.compile(r"<?(?:https?://|www\.)[^\s<>]{3,2000}>?|[\w-]{2,40}\.[a-z]{2,6}/[\w./-]{2,200}")
_IMAGE = re.compile(r"!\[[^\]]{0,3000}\]\s?\([^)]{0,3000}\)|\[!\[.{0,3000}|<img\b.{0,3000}", re.S)
_MARKDOWN_LINK = re.compile(r"(?:[-*•]\s+)?\[[^\]]{1,300}\]\([^)\s]{1,1000}\)")
_FILE = re.compile(r"[\w .()-]{1,120}\.(?:jpe?g|png|gif|webp|svg|mp4|mp3|pdf|avif)", re.I)
_CRUMB = re.compile(r"[A-Za-z]{2,3}[-_][A-Za-z0-9]{2,4}")
_TRAIL = re.compile(r"[^>›»/|·•]{1,40}(?:(?:\s*[>›»]\s*|\s[/|·•]\s)[^>›»/|·•]{1,40}){2,12}")
_COUNT = re.compile(r"[\s\d.,:+()kKmM·|•/–-]{1,30}")
_HASHTAGS = re.compile(r"(?:[#@][\w.-]{1,60}[\s,]*){1,30}")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})")
_DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d{2}|(?:19|20)\d{2}([./-])\d{2}\2\d{2})(?!\d)"
)  # a whole date in figures
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:h.]\d{2}(?!\d)")
_TAIL = re.compile(r"[\s:：…>»›→+.\-|()\d]{0,40}$")
_HEAD = re.compile(r"^[\s<«‹←>»›→+\-|(\[\d]{0,20}")
_QUOTE = re.compile('[«»“”„"]')
_PARTICLES = frozenset(
    ["de", "del", "der", "van", "von", "zu", "di", "da", "la", "le", "bin", "al", "el", "dos",
     "and", "et", "und", "y", "e", "with", "avec", "mit", "con", "in", "a", "for", "pour", "fur",
     "the", "of", "les", "los", "las", "dos", "das", "ten", "ter"]
)  # fmt: skip
_ENDS = ":,.|-)]"  # what may stand behind an opening phrase
_SHORTENED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}\.$")  # "г.", "a.m.": ends no sentence
_MONTH_SIGN = re.compile(r"(?:19|20)\d{2}")


class Phrases(Struct, frozen=True):
    """The phrases of all languages, compiled; fields as in the language files."""

    lines: dict[str, FurnitureKind]
    openings: dict[str, FurnitureKind]
    promo_words: re.Pattern[str]
    promo_boosters: re.Pattern[str]
    image: re.Pattern[str]
    credit: re.Pattern[str]
    consent: re.Pattern[str]
    caption: re.Pattern[str]
    pairs: tuple[tuple[str, ...], ...]
    pair_starts: re.Pattern[str]
    read_more: frozenset[str]
    byline: tuple[str, ...]
    agencies: frozenset[str]
    dates: tuple[str, ...]
    months: frozenset[str]
    longest_opening: int
    opening_words: frozenset[str]


_KINDS: tuple[tuple[str, FurnitureKind], ...] = (  # an earlier kind wins where phrases meet
    ("advertisement", "advertisement"),
    ("consent", "consent"),
    ("promo", "promo"),
    ("image", "image"),
    ("credit", "credit"),
    ("share", "share"),
    ("navigation", "navigation"),
)


@cache
def phrases() -> Phrases:
    """The furniture phrases of all known languages."""
    tables = [languages.table(code, "furniture") for code in languages.known()]
    splitting = [languages.table(code, "splitting") for code in languages.known()]

    def every(name: str) -> list[str]:
        return sorted({fold(p) for table in tables for p in table.get(name, ())})

    lines: dict[str, FurnitureKind] = {}
    openings: dict[str, FurnitureKind] = {}
    for name, kind in _KINDS:
        for phrase in every(f"{name}_lines"):
            lines.setdefault(phrase, kind)
        for phrase in every(f"{name}_openings"):
            openings.setdefault(phrase, kind)
    pairs = {tuple(fold(w) for w in pair) for t in tables for pair in t.get("credit_pairs", ())}
    months = {fold(m) for t in splitting for names in t.get("months", ()) for m in names}
    return Phrases(
        lines=lines,
        openings=openings,
        promo_words=_any(every("promo_words")),
        promo_boosters=_any(every("promo_boosters")),
        image=_any(every("image_phrases"), whole=False),
        credit=_any(every("credit_phrases")),
        consent=_any(every("consent_words")),
        caption=_captions(every("image_starts"), every("image_nouns")),
        pairs=tuple(sorted(pairs)),
        pair_starts=re.compile(r"\b(?:" + "|".join(sorted({p[0] for p in pairs})) + ")"),
        read_more=frozenset(every("read_more")),
        byline=tuple(every("byline")),
        agencies=frozenset(fold(a) for t in splitting for a in t.get("agencies", ())),
        dates=tuple(every("date_openings")),
        months=frozenset(months),
        longest_opening=max((len(p.split()) for p in openings), default=1),
        opening_words=frozenset(p.split()[0] for p in openings),
    )


def _captions(starts: list[str], nouns: list[str]) -> re.Pattern[str]:
    """As in "In this Jan. 5, 2019, file photo, …": a start and a noun at most five words apart."""
    start, noun = "|".join(map(re.escape, starts)), "|".join(map(re.escape, nouns))
    if not start or not noun:
        return re.compile(r"(?!)")
    return re.compile(rf"(?:{start}) (?:[\w.]{{1,20}},? ){{0,5}}(?:{noun})(?!\w)")


def _any(found: list[str], whole: bool = True) -> re.Pattern[str]:
    """A pattern of any of the phrases; one that never matches where there are none."""
    if not found:
        return re.compile(r"(?!)")
    either = "|".join(re.escape(p) for p in sorted(found, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if whole else f"(?:{either})")


def kind_of(line: Line) -> FurnitureKind | None:
    """The kind of furniture that a line is by itself; None where it may be an article's."""
    for rule in (_form, _label, _credit, _opening, _notice, _promo, _byline, _date_line):
        kind = rule(line)
        if kind is not None:
            return kind
    return None


def read_more_label(line: Line) -> bool | None:
    """Whether a line announces further reading: True alone, False with the teaser behind it."""
    if line.words > HEAD_LIMIT:
        return None
    bare = bare_label(line.folded)
    if bare in phrases().read_more and (line.words <= LABEL_WORDS):
        return True
    head, colon, tail = line.folded.partition(":")
    if colon and tail.strip() and bare_label(head) in phrases().read_more:
        return False
    head, bar, tail = line.folded.partition(" | ")
    if bar and tail.strip() and bare_label(head) in phrases().read_more:
        return False
    return None


HEAD_LIMIT = 45  # words: a teaser behind its label may be a long headline


def bare_label(folded: str) -> str:
    """A folded label without numbers, colons and arrows around it."""
    return _TAIL.sub("", _HEAD.sub("", folded[:200]))


def _form(line: Line) -> FurnitureKind | None:
    """What can be told by form alone: addresses, image markup, bread crumbs, numbers."""
    text = line.text
    if not has_letters(text):
        counted = _COUNT.fullmatch(text) and not _DAY.search(text)
        return "navigation" if counted else "other"
    if len(text) > 7000:
        return None
    if _URL.fullmatch(text):
        return "share"
    if _IMAGE.fullmatch(text) or _FILE.fullmatch(text):
        return "image"
    if _MARKDOWN_LINK.fullmatch(text):
        return "navigation"
    if line.words == 1 and _CRUMB.fullmatch(text):
        return "navigation"
    if _HASHTAGS.fullmatch(text):
        return "navigation"
    if line.words <= 14 and not line.sentence and line.role != "heading" and _TRAIL.fullmatch(text):
        return "navigation"
    return None


def _label(line: Line) -> FurnitureKind | None:
    """A whole line that is one of the known labels."""
    if line.words > LABEL_WORDS:
        return None
    return phrases().lines.get(bare_label(line.folded)) or phrases().lines.get(line.folded)


def _opening(line: Line) -> FurnitureKind | None:
    """A short line that opens with a known phrase and is no sentence of a report."""
    if line.words > NOTICE_WORDS or line.role == "heading":
        return None
    known = phrases()
    words = line.folded.lstrip("([*_ -•").split(None, known.longest_opening)
    if not words or not known.opening_words.intersection((words[0], words[0].rstrip(_ENDS))):
        return None
    for size in range(min(known.longest_opening, len(words)), 0, -1):
        phrase = " ".join(words[:size])
        kind = known.openings.get(phrase) or known.openings.get(phrase.rstrip(_ENDS))
        if kind is None:
            continue
        if _allowed(line, kind, phrase):
            return kind
    return None


def _allowed(line: Line, kind: FurnitureKind, phrase: str) -> bool:
    """Whether a line that opens like furniture is furniture: the longer, the more it must show."""
    folded = line.folded
    if line.content is False and line.words <= 25 and kind != "navigation":
        return True  # an extractor left it out as well
    if kind == "promo":
        if line.words <= SHORT_WORDS and not line.sentence and not _QUOTE.search(line.text):
            return True
        return bool(phrases().promo_words.search(folded)) and line.words <= 40
    if kind == "consent":
        if line.words <= LABEL_WORDS:
            return True
        return bool(phrases().consent.search(folded))
    if kind == "credit":
        if line.words <= SHORT_WORDS and (not line.sentence or " " in phrase or phrase in "©(c)"):
            return True
        return phrase.endswith(":") or len(phrase.split()) >= 3
    if kind == "image":
        if phrase.endswith(":") or " " in phrase:
            return line.words <= 40
        return line.words <= 12 and not line.sentence
    if kind == "navigation":
        return phrase.endswith(":") or (line.words <= LABEL_WORDS and not line.sentence)
    return line.words <= SHORT_WORDS and not line.sentence


def _notice(line: Line) -> FurnitureKind | None:
    """Notices and captions known by words inside them."""
    if line.words > NOTICE_WORDS or line.role == "heading":
        return None
    known = phrases()
    if line.words <= 40 and known.image.search(line.folded) and _QUOTE.search(line.text) is None:
        ends = fold(line.text[-60:])
        if line.words <= SHORT_WORDS or known.image.search(ends):
            return "image"
    if line.words <= 50 and known.caption.match(line.folded):
        return "image"
    if len({m.group() for m in known.consent.finditer(line.folded)}) >= 2:
        return "consent"
    return None


def _credit(line: Line) -> FurnitureKind | None:
    """Contributors: a short line with the words of a credit, in whatever order and grammar."""
    if line.words > 30 or line.role == "heading" or _QUOTE.search(line.text):
        return None
    known = phrases()
    if known.credit.search(line.folded):
        return "credit"
    if line.words <= LABEL_WORDS and line.text[0] in "([" and line.text[-1] in ")]":
        return "credit" if any(w in known.agencies for w in tokens(line.folded)) else None
    if line.words > 14:
        return None
    if not known.pairs or not known.pair_starts.search(line.folded):
        return None
    words = line.folded.split()
    for pair in known.pairs:
        if all(any(w.startswith(part) for w in words) for part in pair) and _has_name(line):
            return "credit"
    return None


def _has_name(line: Line) -> bool:
    """Whether two words side by side start with a capital, as names do."""
    words = tokens(line.text)
    return any(a[:1].isupper() and b[:1].isupper() for a, b in pairwise(words))


def _promo(line: Line) -> FurnitureKind | None:
    """A short line, no sentence, with a word and a call that promos have."""
    if line.words > 30 or _QUOTE.search(line.text) or line.role == "heading":
        return None
    known = phrases()
    if not known.promo_words.search(line.folded):
        return None
    calls = len({m.group() for m in known.promo_boosters.finditer(line.folded)})
    if (not line.sentence and calls >= 1 and line.words <= 25) or calls >= 3:
        return "promo"
    return None


def _byline(line: Line) -> FurnitureKind | None:
    """The word and then nothing but names: "By Jane Doe and John Roe"."""
    if line.words > 14 or line.end_mark in ("?", "!"):
        return None
    if not line.folded.startswith(phrases().byline):
        return None
    for opening in phrases().byline:
        if not line.folded.startswith(opening + " "):
            continue
        rest = tokens(line.text)[len(opening.split()) :]
        names = [w for w in rest if fold(w) not in _PARTICLES]
        if len(names) >= 2 and names[1][:1].isupper() and _stated_date(line):
            return "credit"
        if 1 <= len(names) <= 10 and all(w[:1].isupper() for w in names) and not line.sentence:
            single = opening in ("de", "from", "aus") or len(names) < 2
            return None if single and line.role == "heading" else "credit"
    return None


def _stated_date(line: Line) -> bool:
    """Whether a short line says a date in figures behind a word like "published"."""
    opened = any(f" {o} " in f" {line.folded} " for o in phrases().dates)
    return opened and _DATE.search(line.text) is not None


def _date_line(line: Line) -> FurnitureKind | None:
    """A line that holds nothing but when it was published."""
    if line.words > 14 or line.role == "heading" or not _DIGIT.search(line.folded):
        return None
    if line.sentence and not _SHORTENED.search(line.folded):
        return None
    beside = beside_date(line.text)
    if beside is not None and tells_time_alone(beside):
        return "other"
    return None if line.sentence else _dated_label(line, beside)


def _dated_label(line: Line, beside: str | None) -> FurnitureKind | None:
    """A date with a word like "published" before it, or with hardly any other long word.

    The first line of a page may be its headline ("Horoskop na 12 marca 2025").
    """
    known = phrases()
    words = tokens(line.folded)
    month = any(w in known.months for w in words)
    dated = bool(_DATE.search(line.text)) or (month and bool(_MONTH_SIGN.search(line.text)))
    opened = any(line.folded.startswith(o + " ") or line.folded == o for o in known.dates)
    if opened and (dated or beside is not None or _CLOCK.search(line.text)):
        return "other"
    spare = [w for w in words if w.isalpha() and w not in known.months and len(w) > 3]
    if dated and len(spare) <= 2:
        return "other"
    # Words of scripts without spaces cannot be counted.
    if beside is None or line.start == 0 or unspaced(beside):
        return None
    return "other" if len(said_beside(beside)) <= 1 else None
