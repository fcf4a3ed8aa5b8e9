"""Lines → tags: prose, heading, bullet, or a kind of furniture.

In: the lines of a page and its metadata. Out: one tag a line. Here is all that can be told of a
line without knowing where articles begin: furniture by itself (`furniture`), what an extractor
left out, teasers under a "Read more:" label, headings printed again, slugs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from crossread.model import FurnitureKind, Metadata
from crossread.splitting import furniture
from crossread.splitting.datelines import Dateline
from crossread.splitting.headline import CUT, MIN_LETTERS, is_slug, same_heading
from crossread.splitting.lines import Line, has_letters, letters

Tag = Literal["prose", "heading", "bullet"] | FurnitureKind
KINDS: frozenset[str] = frozenset(get_args(FurnitureKind))

MAX_TEASERS = 8  # lines that one "Read more" label announces
NEAR = 6  # headings looked back at for copies that are cut off
TEASER_WORDS = 4  # a heading or link left over: from here a teaser, below navigation
REPEATED_LETTERS = 60  # a paragraph printed again; shorter ones ("No.") may be said twice
# What an extractor found is followed from so many words and this share of the page's prose on
# (zyte-aeb: short posts under many comments have 5 %).
KEPT_WORDS = 25
KEPT_SHARE = 0.04
STOPPED_WORDS = 12  # a headline with a full stop has at most so many words
DASHES = "-–—"  # before what is said in a dialogue
PROSE_WORDS = 15  # mean words a line from which lines without full stops are prose after all


def is_furniture(tag: Tag) -> bool:
    """Whether a tag is a kind of furniture."""
    return tag in KINDS


def tags(lines: Sequence[Line], metadata: Metadata, opened: dict[int, Dateline]) -> list[Tag]:
    """One tag for each line.

    Args:
        lines: of one page.
        metadata: its title and description are known when they stand in the text.
        opened: the datelines by line number; a line with one is prose.

    Returns:
        As many tags as lines.
    """
    trusted = _content_is_usable(lines)
    title = letters(metadata.title or "")
    own = _own_articles(lines) if trusted else frozenset()
    found: list[Tag] = []
    begun = False
    for number, line in enumerate(lines):
        tag = _tag(line, title, trusted and line.part not in own, number in opened)
        if tag == "heading" and trusted and line.role == "text" and begun:
            tag = "prose"  # HTML marks its headings; other short lines are part of the text
        dates = tag == "other" and line.role == "text" and bool(line.content)
        begun |= tag == "prose" or dates  # the text follows a date that an extractor found
        found.append(tag)
    _rescue_prose(lines, found)
    _first_headline(lines, found)
    _mark_read_more(lines, found, opened)
    _mark_small_slugs(lines, found)
    _mark_copies(lines, found)
    return found


def _content_is_usable(lines: Sequence[Line]) -> bool:
    """Whether the extractor's word on content can be followed: it must have found an article.

    It finds nothing on short pages and on some layouts; then the rules for plain text decide.
    """
    kept = sum(line.words for line in lines if line.content)
    prose = sum(line.words for line in lines if line.role in ("text", "item") and _is_prose(line))
    return kept >= KEPT_WORDS and kept >= KEPT_SHARE * prose


def _own_articles(lines: Sequence[Line]) -> frozenset[int | None]:
    """`<article>` elements that the extractor passed over but that are articles: it gives only one
    article a page. They have a heading and paragraphs; comments have no heading, teasers no body.
    """
    paragraphs: dict[int, list[int]] = {}
    headed: set[int] = set()
    known = {line.part for line in lines if line.content}
    for line in lines:
        if line.part is None or line.part in known:
            continue
        if line.role == "heading":
            headed.add(line.part)
        elif line.part in headed and line.role == "text" and _is_prose(line):
            paragraphs.setdefault(line.part, []).append(line.words)
    return frozenset(
        part for part, words in paragraphs.items() if len(words) >= 3 and sum(words) >= 50
    )


def _tag(line: Line, title: str, trusted: bool, opened: bool) -> Tag:
    if title and line.key == title:
        return "heading"
    if not opened:
        kind = furniture.kind_of(line)
        if kind is not None and not (trusted and line.content and _is_prose(line)):
            return kind
    if trusted and not line.content:
        return leftover(line)
    if opened:
        return "prose"
    if line.role == "heading":
        return "heading"
    if is_slug(line):
        return "slug"
    if line.bullet or line.role == "item":
        return "bullet"
    return "heading" if is_heading(line) else "prose"


def leftover(line: Line) -> FurnitureKind:
    """The kind of a line that belongs to no article."""
    if line.role in ("link", "heading") or not _is_prose(line):
        return "teaser" if line.words > TEASER_WORDS else "navigation"
    return "other"


def is_heading(line: Line) -> bool:
    """Whether a line may be a heading by its form: short, no end of a sentence, no small start."""
    if not line.short or line.end_mark not in ("", "?", "!") or not has_letters(line.text):
        return False
    first = next((c for c in line.text if c.isalnum()), " ")
    return not first.islower()


def _is_prose(line: Line) -> bool:
    return (line.sentence and line.words >= 8) or line.words > 20


def _rescue_prose(lines: Sequence[Line], found: list[Tag]) -> None:
    """Text without any full stop (transcripts, chat, some scripts): long lines are prose; and so
    are the lines of a dialogue behind dashes, where nothing else is.
    """
    if "prose" in found:
        return
    if spoken := _dialogue(lines, found):
        for i in spoken:
            found[i] = "prose"
        return
    headings = [i for i, tag in enumerate(found) if tag == "heading" and lines[i].role == "text"]
    words = sum(lines[i].words for i in headings)
    if headings and words >= PROSE_WORDS * len(headings):
        for i in headings:
            if lines[i].words >= PROSE_WORDS - 5:
                found[i] = "prose"


def _dialogue(lines: Sequence[Line], found: Sequence[Tag]) -> list[int]:
    """The numbers of the lines behind a dash, where they end as sentences do; else none."""
    dashed = [i for i, tag in enumerate(found) if tag == "bullet" and lines[i].text[0] in DASHES]
    ends = [lines[i].end_mark for i in dashed]
    return dashed if ends.count(".") >= 2 and all(end in (".", "?", "!") for end in ends) else []


def _first_headline(lines: Sequence[Line], found: list[Tag]) -> None:
    """A headline that ends with a full stop: only the first line, much shorter than the next."""
    prose = [i for i, tag in enumerate(found) if tag == "prose"][:2]
    if len(prose) < 2 or any(tag in ("heading", "bullet") for tag in found[: prose[1]]):
        return
    line, behind = lines[prose[0]], lines[prose[1]]
    if line.content is not None or not line.sentence or line.text[0] in "\"“«„'‘":
        return
    if 3 <= line.words <= STOPPED_WORDS and behind.words >= max(2 * line.words, STOPPED_WORDS):
        found[prose[0]] = "heading"


def _mark_read_more(lines: Sequence[Line], found: list[Tag], opened: dict[int, Dateline]) -> None:
    """Labels of further reading and the teasers under them."""
    for number, line in enumerate(lines):
        if found[number] == "prose" and line.sentence and line.words > furniture.LABEL_WORDS:
            continue
        label = furniture.read_more_label(line)
        if label is None:
            continue
        if label is False:
            found[number] = "read-more"
            continue
        teasers = _teasers(lines, found, opened, number)
        if teasers or line.end_mark == ":" or line.words > 1 or line.role == "link":
            found[number] = "read-more"
            for teaser in teasers:
                found[teaser] = "read-more"


def _teasers(
    lines: Sequence[Line], found: list[Tag], opened: dict[int, Dateline], label: int
) -> list[int]:
    """The lines under a label: headings and bullets in one block, without the next headline."""
    teasers: list[int] = []
    end = min(len(lines), label + 1 + MAX_TEASERS)
    for number in range(label + 1, end):
        line = lines[number]
        outside = line.content is False and found[number] == "teaser"  # HTML: links under a label
        if line.content or (found[number] not in ("heading", "bullet") and not outside):
            break
        if teasers and (line.gap or line.role == "heading"):
            break
        teasers.append(number)
    after = label + len(teasers) + 1
    if teasers and after < len(lines) and after in opened:
        teasers.pop()  # the headline of the article that opens with the dateline
    return teasers


def _mark_small_slugs(lines: Sequence[Line], found: list[Tag]) -> None:
    """Slugs in small letters ("storm hits coast"): prose by form, but a heading has their letters."""
    headings = {line.key for line, tag in zip(lines, found) if tag == "heading"}
    first = [line.key for line, tag in zip(lines, found) if tag == "heading"][:NEAR]
    for number, line in enumerate(lines):
        if found[number] == "prose" and not line.end_mark and line.short and not line.content:
            small = line.text == line.text.lower() and len(line.key) >= MIN_LETTERS
            copied = line.key in headings or any(
                key.startswith(line.key) and len(line.key) >= CUT * len(key) for key in first
            )
            if small and copied:
                found[number] = "slug"


def _mark_copies(lines: Sequence[Line], found: list[Tag]) -> None:
    """Headings printed again (whole, cut off, or as a slug) and paragraphs printed again."""
    seen: dict[str, int] = {}
    recent: list[int] = []
    first = next((i for i, tag in enumerate(found) if tag == "heading"), -1)
    for number, line in enumerate(lines):
        cut = found[number] == "prose" and line.short and line.text.endswith(("…", "..."))
        if found[number] in ("heading", "slug") or cut:
            for earlier in [seen.get(line.key), *reversed(recent[-NEAR:])]:
                if earlier is None or (line.content and earlier != first):
                    continue  # headings inside an extracted text may come again
                copied = same_heading(line, lines[earlier])
                if copied:
                    found[number] = copied
                    break
            else:
                if found[number] == "heading":  # a slug is never the original
                    recent.append(number)
                    seen.setdefault(line.key, number)
        elif found[number] == "prose":
            if len(line.key) >= REPEATED_LETTERS and line.key in seen:
                found[number] = "repeat"
            seen.setdefault(line.key, number)
