"""The records that the stages hand on: frozen, slotted, typed.

One direction: Page → Article → Annotated → Story → Dossier. A record is never changed after it
is made. Every place in a text is a `Span`: a half-open range of Unicode code points of
`Page.text`, together with the text that stands there, so that
`span.text == page.text[span.start:span.end]` always holds.

Identifiers are made by position in the sorted input, never by chance: page `p3`, its second
article `p3.2`, that article's fourth quote `p3.2.q4`, figure `p3.2.f1`, time `p3.2.t1`,
mention `p3.2.m7`, statement `p3.2.s12`; story `s1`, entity `e5`, point `s1.p2`,
difference `s1.p2.d1`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """Half-open range of code points of one page's text.

    Args:
        page: the page's id.
        start: first code point, 0 ≤ start ≤ end.
        end: one past the last code point.
        text: `page.text[start:end]`.
    """

    page: str
    start: int
    end: int
    text: str


class Block(Struct, frozen=True):
    """A paragraph-like piece of a page's text, as the format marks it.

    Plain text: one block a line that is not blank. HTML: one block an element of text.

    Args:
        start: first code point in `Page.text`.
        end: one past the last code point.
        role: `heading`, `item` (of a list), `text`, or `link` (nothing but links).
        content: whether an extractor (trafilatura, for HTML) holds it for the page's content;
            None where the format does not say (plain text).
        part: number of the `<article>` element (the outermost one) that it stands in; None
            outside of any, and in plain text.
    """

    start: int
    end: int
    role: Literal["heading", "item", "text", "link"] = "text"
    content: bool | None = None
    part: int | None = None


class Metadata(Struct, frozen=True):
    """What a page says of itself outside its text. Empty strings are never kept: None.

    Args:
        title: the headline that the format names.
        description: its summary or deck.
        date: publication date, ISO 8601 (`2025-02-12` or with time).
        date_known_from: where `date` stands: `metadata`, `url`, `option`.
        outlet: who published it.
        language: two-letter code that the format names.
    """

    title: str | None = None
    description: str | None = None
    date: str | None = None
    date_known_from: str | None = None
    outlet: str | None = None
    language: str | None = None


class Page(Struct, frozen=True):
    """One captured document.

    Args:
        id: `p1`, `p2`, … in the order of the sorted input.
        text: all the readable text; code points that no text may hold (lone surrogates, NUL)
            are replaced one for one by U+FFFD.
        path: the file as it was given (with `#3` for the third record of a JSON-lines file).
        url: the address, where known.
        sha256: of the bytes read.
        blocks: in order, not overlapping.
        metadata: what the format says of the page.
        source_id: what its source calls it: the `id` of a JSON record.
    """

    id: str
    text: str
    path: str | None
    url: str | None
    sha256: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    source_id: str | None = None

    @property
    def name(self) -> str:
        """What a person knows the page by: its path, else its address, else its id."""
        return self.path or self.url or self.id

    def span(self, start: int, end: int) -> Span:
        """The span of code points `start` to `end` (end excluded) of this page."""
        return Span(self.id, start, end, self.text[start:end])


FurnitureKind = Literal[
    "navigation",  # menus, breadcrumbs, link lists, language crumbs
    "site-name",  # the outlet's own name standing alone or in a title line
    "promo",  # newsletter, subscription, app, donation
    "advertisement",
    "read-more",  # "EN SAVOIR PLUS:" and the teaser titles under it
    "share",  # share links, short links, social buttons, comment counters
    "image",  # image markdown, captions, photo credits
    "credit",  # contributors, agencies, editors, copyright
    "consent",  # cookie and privacy notices
    "slug",  # a machine-made copy of the headline without marks, file names
    "repeat",  # a headline or passage printed again
    "teaser",  # the start of an article that this page does not hold
    "other",
]


class Furniture(Struct, frozen=True):
    """A part of a page that belongs to no article."""

    span: Span
    kind: FurnitureKind


class Skipped(Struct, frozen=True):
    """What could not be read or was left out, and why; nothing is dropped in silence.

    Args:
        page: the path or address of the page or folder; its id where it has neither.
        what: what was left out, one phrase.
        why: one line.
    """

    page: str
    what: str
    why: str


class Published(Struct, frozen=True):
    """A publication date.

    Args:
        date: ISO 8601, `2025-02-12` or with time.
        known_from: `metadata`, `url`, `dateline`, `option`.
    """

    date: str
    known_from: str


class Article(Struct, frozen=True):
    """One news item on a page.

    Args:
        id: `p3.2`: the second article of page `p3`.
        page: the page's id.
        main: whether it is the page's main article (exactly one a page that holds any).
        language: two-letter code; `und` where it cannot be told.
        headline: None where the page shows none.
        deck: summary lines under (or, on broken pages, after) the headline.
        dateline: the place (and date, agency) that opens the body: "BRUSSELS", "PARIS (AFP)".
        body: its paragraphs in order; dateline included in the first.
        published: None where nothing says it.
        outlet: who published it; None where nothing says it.
    """

    id: str
    page: str
    main: bool
    language: str
    headline: Span | None
    deck: tuple[Span, ...]
    dateline: Span | None
    body: tuple[Span, ...]
    published: Published | None
    outlet: str | None = None


class SplitPage(Struct, frozen=True):
    """A page cut into what belongs to articles and what does not.

    Every non-blank block of the page stands in an article or in `furniture`.
    """

    page: Page
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...]
    skipped: tuple[Skipped, ...] = ()


EntityType = Literal["PER", "ORG", "LOC"]


class Sentence(Struct, frozen=True):
    """A sentence of an article (headline and deck lines are sentences too)."""

    span: Span
    part: Literal["headline", "deck", "body"]
    paragraph: int  # number of the paragraph in the body, from 0; -1 in headline and deck


class Mention(Struct, frozen=True):
    """A name in the text.

    Args:
        id: `p3.2.m7`.
        span: the name itself, without titles.
        type: person, organisation or place.
        role: title or office beside the name ("US Defense Secretary"), where there is one.
    """

    id: str
    span: Span
    type: EntityType
    role: Span | None = None


class Speaker(Struct, frozen=True):
    """Who is said to speak.

    Args:
        text: as printed: a name, "the minister", "he".
        span: where.
        mention: id of the mention meant, where the speaker is a name or could be resolved to one.
        known_from: `name`, `title`, `pronoun`, `continued` (the same speaker as before),
            `group` (an institution or group), `none`.
    """

    text: str
    span: Span | None
    mention: str | None
    known_from: str


class Quote(Struct, frozen=True):
    """Someone's words.

    Args:
        id: `p3.2.q4`.
        span: the words, without the marks for direct quotes.
        kind: `direct` (in quotation marks) or `indirect` (reported).
        partial: a direct quote of a few words inside the reporter's sentence.
        speaker: None where unknown.
        cue: the word that reports ("said", "a déclaré", "selon").
        sentence: span of the whole sentence, cue and speaker included.
    """

    id: str
    span: Span
    kind: Literal["direct", "indirect"]
    partial: bool
    speaker: Speaker | None
    cue: Span | None
    sentence: Span | None = None


class Figure(Struct, frozen=True):
    """A quantity.

    Args:
        id: `p3.2.f1`.
        span: number, unit and approximation as printed.
        value: in the unit itself ("187 million dollars" is 187000000.0); the lower end of a range.
        high: upper end of a range, else None.
        unit: ISO 4217 code for money (`peso`, `krona`, `dinar` where the country is not told);
            `percent`, `percentage-point`, `per-mille`, `fraction` (a third is 0.333); SI-like symbols
            (`km`, `kg`, `°C`); `second` … `year`, `decade`, `century`, `quarter`, `half-year`,
            `night` for durations and ages; `ordinal`; `count` for things and people counted.
        approximation: None where the text gives the figure as exact.
        of: what is counted or measured: the head noun (or noun phrase) as printed, else None.
    """

    id: str
    span: Span
    value: float
    high: float | None
    unit: str
    approximation: Literal["about", "more than", "less than", "up to", "at least"] | None
    of: Span | None


class Time(Struct, frozen=True):
    """A date or time expression.

    Args:
        id: `p3.2.t1`.
        span: as printed.
        value: ISO 8601 date (`2025-02-12`), month (`2025-02`), year (`2025`), with time
            (`2025-02-12T09:00`), or interval (`2025-02-10/2025-02-14`); None where unresolved.
        known_from: `text` (says it all), `published` (relative to the publication date),
            `document` (relative to a date in the text), None where unresolved.
    """

    id: str
    span: Span
    value: str | None
    known_from: str | None


class Annotated(Struct, frozen=True):
    """An article with what its annotators found, each list in the order of the text.

    Args:
        page: the page that holds the article, so that later stages can cut spans from its text.
        article: the article itself.
        sentences: of headline, deck and body.
        mentions: names.
        quotes: direct and indirect.
        figures: quantities.
        times: dates and times.
    """

    page: Page
    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]


LinkForm = Literal[
    "verbatim",  # a copy, word for word
    "edited",  # a copy with words changed, or a piece cut off
    "rewritten",  # the same sentences in other words of the same language
    "excerpt",  # a part of one article stands in the other
    "merged",  # one article holds several others that share nothing with each other
    "translation",  # all of one article in another language
    "partial translation",  # a part of one article in another language
]


class Link(Struct, frozen=True):
    """Why two articles are not independent.

    Args:
        kind: `copy`, `excerpt` or `translation`.
        source: article id ("from"); the order is by id where the direction is not known.
        target: article id ("to").
        directed: whether something gives a reason for the direction; `why` tells it.
        coverage: share (0..1) of the shorter article's words that the passages cover.
        passages: pairs of spans (in source, in target) that hold the same text.
        why: one line for the reader.
        form: the kind in finer words; None where it was not looked at.
        source_coverage: share (0..1) of the source's own words, those outside quotations, that
            stand in the target; None where it was not looked at.
        target_coverage: the same for the target.
    """

    kind: Literal["copy", "excerpt", "translation"]
    source: str
    target: str
    directed: bool
    coverage: float
    passages: tuple[tuple[Span, Span], ...]
    why: str
    form: LinkForm | None = None
    source_coverage: float | None = None
    target_coverage: float | None = None


class Entity(Struct, frozen=True):
    """The person, organisation or place that mentions mean.

    Args:
        id: `e5`.
        type: person, organisation or place.
        name: the form to show: the fullest among the most frequent well-formed ones.
        variants: all other forms as printed, sorted.
        mentions: ids of its mentions, in order.
        why: one line a doubtful variant: why it is held for the same.
    """

    id: str
    type: EntityType
    name: str
    variants: tuple[str, ...]
    mentions: tuple[str, ...]
    why: tuple[str, ...] = ()


class Story(Struct, frozen=True):
    """Articles about the same event.

    Args:
        id: `s1`, largest story first.
        headline: of the article closest to the story's middle.
        articles: with annotations, in the order of their ids.
        accounts: groups of article ids that depend on each other.
        links: between these articles.
        entities: that these articles name.
    """

    id: str
    headline: str
    articles: tuple[Annotated, ...]
    accounts: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    entities: tuple[Entity, ...]


class Statement(Struct, frozen=True):
    """A clause, sentence or quote, the unit of comparison.

    Args:
        id: `p3.2.s12`.
        article: article id.
        span: what is stated.
        kind: `quote` (someone's own words), `clause` or `sentence`.
        quote: id of the quote it is or belongs to, else None.
    """

    id: str
    article: str
    span: Span
    kind: Literal["quote", "clause", "sentence"]
    quote: str | None


class Member(Struct, frozen=True):
    """A statement as part of a point.

    Args:
        statement: the statement.
        matched: spans of the words that another member's words answer to.
        score: how well it fits the point, 0..1.
    """

    statement: Statement
    matched: tuple[Span, ...]
    score: float


DifferenceKind = Literal[
    "figure",  # of the same thing
    "wording",  # one quotation in one language, in other words
    "name",  # one person, spelt in two ways
    "time",
    "polarity",  # affirmed, denied, held open
    "attribution",  # the same words, another speaker
]


class Difference(Struct, frozen=True):
    """Where members of a point disagree.

    Args:
        id: `s1.p2.d1`.
        point: the point's id.
        kind: what differs.
        members: the spans that differ, one or more a side.
        note: one line that says what differs, without taking sides.
        minor: whether little differs: how exactly a figure is told ("about 50", "more than 50"), small words of a
            quotation, letters of a name that sound the same, or whether something must or should be.
    """

    id: str
    point: str
    kind: DifferenceKind
    members: tuple[Span, ...]
    note: str
    minor: bool = False


class Point(Struct, frozen=True):
    """Statements of several articles that say the same.

    Args:
        id: `s1.p2`.
        story: the story's id.
        kind: `quotation` (renderings of the same words), `fact` (reported as news) or `background`
            (what was known before).
        members: at least two, of at least two articles, in the order of the text; the renderings
            of a quotation with the fewest translations between them and the original words first.
        accounts: number of independent accounts among the members.
        differences: ids.
        score: how well the weakest needed pair agrees, 0..1.
        held_by: the accounts that have it: places in the story's `accounts`, from 0, sorted.
        first: id of the article that had it first; None where an article of its is undated, or two
            are the earliest.
        original: two-letter code of the language in which the words of a quotation were said; None
            where nothing tells it.
        why: what tells that it is background, or the original language; "" where nothing is claimed.
    """

    id: str
    story: str
    kind: Literal["quotation", "fact", "background"]
    members: tuple[Member, ...]
    accounts: int
    differences: tuple[str, ...]
    score: float
    held_by: tuple[int, ...] = ()
    first: str | None = None
    original: str | None = None
    why: str = ""


class Event(Struct, frozen=True):
    """A line of a story's timeline.

    Args:
        time: ISO 8601 value shared by the time expressions; None where unresolved.
        times: ids of the time expressions.
        statements: ids of the statements that they stand in.
    """

    time: str | None
    times: tuple[str, ...]
    statements: tuple[str, ...]


class Comparison(Struct, frozen=True):
    """What comparing one story gives.

    Args:
        story: the story compared.
        statements: all statements of its articles, in order.
        points: most accounts first, then in order of appearance.
        differences: in the order of the points.
        alone: ids of the statements that no other account has, in order.
        timeline: resolved times in order, unresolved ones last.
    """

    story: Story
    statements: tuple[Statement, ...]
    points: tuple[Point, ...]
    differences: tuple[Difference, ...]
    alone: tuple[str, ...]
    timeline: tuple[Event, ...]


class Dossier(Struct, frozen=True):
    """The whole result of a run.

    Args:
        generator: name and version, "crossread 0.1.0".
        encoder: name and digest of the encoder used.
        pages: all pages read, split.
        comparisons: one a story, largest first; a story of one article has no points.
        entities: over all stories.
        skipped: from all stages.
    """

    generator: str
    encoder: str
    pages: tuple[SplitPage, ...]
    comparisons: tuple[Comparison, ...]
    entities: tuple[Entity, ...]
    skipped: tuple[Skipped, ...]
