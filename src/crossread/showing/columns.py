"""The tables that a dossier is written as: their columns, with types, and what each holds.

`sheets.py` fills them; `csv.py` and `parquet.py` write them; docs/formats.md shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "texts", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Args:
        name: unique in its table, its nested columns included.
        type: of its cells; any cell may be None.
        about: what it holds, in one line.
    """

    name: str
    type: Type
    about: str


@dataclass(frozen=True, slots=True)
class Nested:
    """A table inside the rows of another: cells of this name hold lists of rows."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Args:
        name: what it holds, in the plural; its file's name.
        about: what one row is.
        columns: in order.
        nested: the table in its rows, if any.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    nested: Nested | None = None


def _passage(side: str, which: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}_text", "text", f"The passage in the {which} article."),
        Column(f"{side}_page", "text", "Id of its page."),
        Column(f"{side}_start", "integer", "First code point in the page's text."),
        Column(f"{side}_end", "integer", "One past the last code point."),
    )


STORY = Column("story", "text", "Id of the story.")
ARTICLE = Column("article", "text", "Id of the article.")
LABEL = Column("label", "text", "Short name of the article: outlet, else host, else file.")
LANGUAGE = Column("language", "text", "Language of the article, two letters; und: not known.")
TEXT = Column("text", "text", "The words, as printed.")
PAGE = Column("page", "text", "Id of the page.")
START = Column("start", "integer", "First code point in the page's text, counted from 0.")
END = Column("end", "integer", "One past the last code point.")
SOURCE = (ARTICLE, LABEL, LANGUAGE)
PLACE = (PAGE, START, END)

SHEETS = (
    Sheet(
        "articles",
        "An article.",
        (
            ARTICLE,
            STORY,
            Column("account", "text", "Letter of its account in the story; one account's articles depend on each other."),
            LABEL,
            Column("outlet", "text", "Who published it, where known."),
            LANGUAGE,
            Column("headline", "text", "As printed."),
            Column("dateline", "text", "As printed."),
            Column("published", "text", "ISO 8601, as stated."),
            Column("published_day", "date", "The same as a day."),
            Column("published_known_from", "text", "metadata, url, dateline or option."),
            Column("words", "integer", "Of its body, cut at white space."),
            Column("main", "boolean", "Whether it is its page's main article."),
            Column("path", "text", "The page's file."),
            Column("url", "text", "The page's address."),
            Column("sha256", "text", "Digest of the page's bytes."),
            PAGE,
        ),
    ),
    Sheet(
        "statements",
        "A statement: what is compared.",
        (
            Column("statement", "text", "Id."),
            STORY,
            *SOURCE,
            Column("statement_kind", "text", "quote, clause or sentence."),
            TEXT,
            Column("alone", "boolean", "Whether no other account has it."),
            Column("in_points", "texts", "Ids of the points that it is a member of."),
            Column("quote", "text", "Id of the quote that it is or belongs to."),
            *PLACE,
        ),
    ),
    Sheet(
        "quotes",
        "Someone's words in one article.",
        (
            Column("quote", "text", "Id."),
            STORY,
            *SOURCE,
            Column("speaker", "text", "Who speaks: the name resolved, else as printed."),
            TEXT,
            Column("quote_kind", "text", "direct or indirect."),
            Column("partial", "boolean", "Whether it is a few words inside the reporter's sentence."),
            Column("speaker_entity", "text", "Id of the name in names."),
            Column("speaker_printed", "text", "The speaker as printed."),
            Column("speaker_known_from", "text", "name, title, pronoun, continued, group or none."),
            Column("cue", "text", "The word that reports."),
            Column("sentence", "text", "The whole sentence."),
            Column("in_points", "texts", "Ids of the points that hold it."),
            *PLACE,
        ),
    ),
    Sheet(
        "figures",
        "A quantity in one article.",
        (
            Column("figure", "text", "Id."),
            STORY,
            *SOURCE,
            TEXT,
            Column("value", "number", "In the unit itself; the lower end of a range."),
            Column("high", "number", "Upper end of a range."),
            Column("unit", "text", "ISO 4217 code, percent, unit symbol, duration, ordinal or count."),
            Column("approximation", "text", "about, more than, less than, up to, at least; empty: exact."),
            Column("of", "text", "What is counted or measured, as printed."),
            *PLACE,
        ),
    ),
    Sheet(
        "times",
        "A date or time expression in one article.",
        (
            Column("time", "text", "Id."),
            STORY,
            *SOURCE,
            TEXT,
            Column("value", "text", "ISO 8601 date, month, year, time or interval; empty: unresolved."),
            Column("first", "date", "First day that it can mean."),
            Column("last", "date", "Last day that it can mean."),
            Column("known_from", "text", "text, published or document."),
            *PLACE,
        ),
    ),
    Sheet(
        "points",
        "Statements of several articles that say the same; a member a row.",
        (
            Column("point", "text", "Id."),
            STORY,
            Column("point_kind", "text", "quotation (renderings of the same words), fact (reported as news) or background (what was known before)."),
            Column("accounts", "integer", "Independent accounts that have it."),
            Column("accounts_in_story", "integer", "Independent accounts of the story."),
            Column("held_by", "texts", "Letters of the accounts that have it; one letter: this account has it alone."),
            Column("first_article", "text", "Id of the article that had it first; empty where that is not known."),
            Column("original", "text", "Code of the language in which the words of a quotation were said; empty where that is not known."),
            Column("why", "text", "What tells that it is background, or the original language."),
            Column("differences", "texts", "Ids of its differences."),
            Column("score", "number", "How well the weakest needed pair agrees, 0 to 1."),
        ),
        Nested(
            "members",
            (
                Column("statement", "text", "Id of the member's statement."),
                *SOURCE,
                Column("account", "text", "Letter of the article's account."),
                TEXT,
                Column("matched", "texts", "Words that another member's words answer to."),
                Column("member_score", "number", "How well it fits the point, 0 to 1."),
                *PLACE,
            ),
        ),
    ),
    Sheet(
        "differences",
        "Where the members of a point disagree; a wording a row.",
        (
            Column("difference", "text", "Id."),
            STORY,
            Column("point", "text", "Id of the point."),
            Column("difference_kind", "text", "figure, wording, name, time, polarity or attribution."),
            Column("minor", "boolean", "Whether little differs: how exactly a figure is told, small words of a quotation, letters of a name that sound the same, must or should."),
            Column("note", "text", "What differs, in one line."),
        ),
        Nested("members", (*SOURCE, TEXT, Column("statement", "text", "Id of the statement around it."), *PLACE)),
    ),
    Sheet(
        "links",
        "Why two articles are one account; a shared passage a row.",
        (
            STORY,
            Column("link_kind", "text", "copy, excerpt or translation."),
            Column("link_form", "text", "The kind in finer words: verbatim, edited, merged, and so on."),
            Column("from_article", "text", "Id of the article."),
            Column("from_label", "text", "Its short name."),
            Column("to_article", "text", "Id of the other article."),
            Column("to_label", "text", "Its short name."),
            Column("directed", "boolean", "Whether the text gives a reason for the direction."),
            Column("coverage", "number", "Share of the shorter article's words in the passages, 0 to 1."),
            Column("from_coverage", "number", "Share of the first article's own words that the other has."),
            Column("to_coverage", "number", "Share of the other article's own words that the first has."),
            Column("why", "text", "One line for the reader."),
        ),
        Nested("passages", (*_passage("from", "first"), *_passage("to", "second"))),
    ),
    Sheet(
        "names",
        "A person, organisation or place; a mention a row.",
        (
            Column("entity", "text", "Id."),
            Column("type", "text", "PER, ORG or LOC."),
            Column("name", "text", "The form to show."),
            Column("variants", "texts", "All other forms as printed."),
            Column("stories", "texts", "Ids of the stories that name it."),
            Column("articles", "integer", "Number of articles that name it."),
            Column("why", "texts", "Why doubtful forms are held for the same."),
        ),
        Nested(
            "mentions",
            (
                Column("mention", "text", "Id."),
                *SOURCE,
                TEXT,
                Column("role", "text", "Title or office beside the name."),
                *PLACE,
            ),
        ),
    ),
)  # fmt: skip
