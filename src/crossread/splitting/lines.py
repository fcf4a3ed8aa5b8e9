"""Page → lines: the units that splitting works with, and what is seen of each at a glance.

In: a page. Out: its lines in order: one a block, except that hard-wrapped text (a paragraph broken
into lines of equal width, as in mail and old web pages) is put together again, so that one line
is one paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from crossread import languages
from crossread.model import Block, Page

# A heading has at most so many words and characters: headlines in the sources looked at
# (8,000 news headlines) have 5 to 25 words; 99 % have at most 22.
HEADING_WORDS = 30
HEADING_LENGTH = 220
HEADING_LENGTH_UNSPACED = 70  # Chinese, Japanese, Thai: no spaces between words

BULLETS = "-–—•*·▪▫■□●○►▸‣⁃◦➤➔→✓"
_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}]|\d{{1,2}}[.)])\s+(?=\S)")
_CLOSERS = "\"'”’»›“‘)]} \u00a0\u202f\u200e\u200f"
_STOPS = ".。．…؟۔।!?！？:;：；،,"
_FINAL = ".。．…۔।"
_TOKEN = re.compile(r"\w+(?:['’\-]\w+)*")
_SPACE = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_FOLD = (
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("´", "'"), ("`", "'"), ("ß", "ss"), ("–", "-"),
    ("—", "-"), ("\u00a0", " "), ("\u202f", " "), ("œ", "oe"), ("æ", "ae"),
)  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
# No other mark that combines stands among Latin letters and common punctuation.
_OTHER_SCRIPTS = re.compile("[^\x00-\u036f\u2000-\u20cf]")
FOLDED_LENGTH = 400  # characters of a line that are kept folded


class Line(Struct, frozen=True):
    """A paragraph-like piece of a page.

    Args:
        start: first code point in the page's text.
        end: one past the last code point.
        text: what stands there.
        folded: the text case-folded, without accents, at most 400 characters of it.
        key: its letters and digits alone, folded: equal for all spellings of one headline.
        words: number of words; characters by two where no spaces part words.
        role: as the block says: `heading`, `item`, `text`, `link`.
        content: as the block says: whether an extractor holds it for content.
        part: as the block says: the `<article>` element it stands in.
        gap: whether a blank line stands before it.
        bullet: length of the bullet at its start with the space after, 0 without.
        end_mark: the last punctuation, closing quotation marks aside: `.` for all full stops,
            `?`, `!`, `:`, `;`, `,`, or "" for none.
    """

    start: int
    end: int
    text: str
    folded: str
    key: str
    words: int
    role: Literal["heading", "item", "text", "link"]
    content: bool | None
    part: int | None
    gap: bool
    bullet: int
    end_mark: str

    @property
    def sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.end_mark == "."

    @property
    def short(self) -> bool:
        """Whether it is short enough to be a heading."""
        length = len(self.text)
        if self.words > HEADING_WORDS or length > HEADING_LENGTH:
            return False
        return length <= HEADING_LENGTH_UNSPACED or not _UNSPACED.search(self.text)


def lines(page: Page) -> list[Line]:
    """The lines of a page, in order; together they hold all its blocks."""
    found: list[Line] = []
    previous_end = 0
    for block in _joined(page):
        text = page.text[block.start : block.end]
        start = block.start + len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        between = page.text[previous_end:start].replace("\r\n", "\n").replace("\r", "\n")
        gap = bool(found) and between.count("\n") > 1
        found.append(_line(text, start, block, gap))
        previous_end = start + len(text)
    return found


def _line(text: str, start: int, block: Block, gap: bool) -> Line:
    bullet = _BULLET.match(text)
    folded = fold(text[:FOLDED_LENGTH])
    return Line(
        start=start,
        end=start + len(text),
        text=text,
        folded=folded,
        key=_squeezed(folded if len(text) <= FOLDED_LENGTH else fold(text)),
        words=count_words(text),
        role=block.role,
        content=block.content,
        part=block.part,
        gap=gap,
        bullet=bullet.end() if bullet else 0,
        end_mark=_end_mark(text),
    )


def fold(text: str) -> str:
    """Text for comparing: case-folded, without accents, plain apostrophes, single spaces."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    for printed, plain in _FOLD:
        text = text.replace(printed, plain)
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if _OTHER_SCRIPTS.search(decomposed):
        decomposed = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(decomposed.split())


def letters(text: str) -> str:
    """Only the letters and digits of a folded text: equal for all spellings of one headline."""
    return _squeezed(fold(text))


def _squeezed(folded: str) -> str:
    return _SPACE.sub("", folded)


def count_words(text: str) -> int:
    """Number of words; two characters count for one where a script has no spaces."""
    count = len(text.split())
    if text.isascii():
        return count
    unspaced = len(_UNSPACED.findall(text[:4000]))
    return max(count, unspaced // 2)


def unspaced(text: str) -> bool:
    """Whether any of it is written in a script without spaces between words."""
    return _UNSPACED.search(text) is not None


def tokens(text: str) -> list[str]:
    """The words of a text as they stand."""
    return _TOKEN.findall(text)


def has_letters(text: str) -> bool:
    """Whether any letter stands in the text."""
    return _LETTER.search(text) is not None


@cache
def common_words() -> frozenset[str]:
    """Function words of all known languages, folded: they tell nothing about a subject."""
    return frozenset(
        fold(word)
        for code in languages.known()
        for word in languages.table(code, "splitting").get("common", ())
    )


def _end_mark(text: str) -> str:
    bare = text[-40:].rstrip(_CLOSERS)
    if not bare or bare[-1] not in _STOPS:
        return ""
    last = bare[-1]
    if last in _FINAL:
        return "."
    return {"؟": "?", "？": "?", "！": "!", "：": ":", "；": ";", "،": ","}.get(last, last)


def _joined(page: Page) -> Sequence[Block]:
    """The blocks, those of one hard-wrapped paragraph put together."""
    if any(block.content is not None or block.role != "text" for block in page.blocks):
        return page.blocks
    width = _wrap_width(page)
    if not width:
        return page.blocks
    found: list[Block] = []
    last_length = 0
    for block in page.blocks:
        if (
            found
            and last_length >= 0.75 * width
            and _follows(page.text, found[-1].end, block.start)
        ):
            found[-1] = Block(found[-1].start, block.end)
        else:
            found.append(block)
        last_length = block.end - block.start
    return found


def _wrap_width(page: Page) -> int:
    """The width of hard-wrapped text; 0 where the lines are paragraphs of their own."""
    lengths = [b.end - b.start for b in page.blocks]
    if len(lengths) < 4 or max(lengths) > 130:
        return 0
    width = sorted(lengths)[int(0.9 * (len(lengths) - 1))]
    broken = 0
    for one, two in zip(page.blocks, page.blocks[1:]):
        head, tail = page.text[two.start], page.text[one.end - 1]
        if one.end - one.start < 0.75 * width or not _follows(page.text, one.end, two.start):
            continue
        broken += head.islower() and (tail.isalnum() or tail in ",;-")
    return width if width >= 40 and broken >= max(2, 0.2 * len(lengths)) else 0


def _follows(text: str, end: int, start: int) -> bool:
    """Whether nothing but one line break stands between, and no bullet comes."""
    between = text[end:start]
    return between.count("\n") <= 1 and not _BULLET.match(text, start)
