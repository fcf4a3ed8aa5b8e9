"""The form of a saved dossier as records: what `schema.json` describes, to be read with.

`loading.py` decodes a file into these and puts the records of `crossread.model` together from
them. What has a default here was added to schema 1 later, so older files may lack it. Keys that
are not named here are passed over, since a later version may add to schema 1 too.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from crossread.model import EntityType, FurnitureKind, LinkForm, Published, Skipped

# Nine digits at most: no number so long that it takes time to read.
PageId = Annotated[str, Meta(pattern=r"\Ap[0-9]{1,9}\Z")]
ArticleId = Annotated[str, Meta(pattern=r"\Ap[0-9]{1,9}\.[0-9]{1,9}\Z")]
StoryId = Annotated[str, Meta(pattern=r"\As[0-9]{1,9}\Z")]
EntityId = Annotated[str, Meta(pattern=r"\Ae[0-9]{1,9}\Z")]
MentionId = Annotated[str, Meta(pattern=r"\Ap[0-9]{1,9}\.[0-9]{1,9}\.m[0-9]{1,9}\Z")]
QuoteId = Annotated[str, Meta(pattern=r"\Ap[0-9]{1,9}\.[0-9]{1,9}\.q[0-9]{1,9}\Z")]
FigureId = Annotated[str, Meta(pattern=r"\Ap[0-9]{1,9}\.[0-9]{1,9}\.f[0-9]{1,9}\Z")]
TimeId = Annotated[str, Meta(pattern=r"\Ap[0-9]{1,9}\.[0-9]{1,9}\.t[0-9]{1,9}\Z")]
StatementId = Annotated[str, Meta(pattern=r"\Ap[0-9]{1,9}\.[0-9]{1,9}\.s[0-9]{1,9}\Z")]
PointId = Annotated[str, Meta(pattern=r"\As[0-9]{1,9}\.p[0-9]{1,9}\Z")]
DifferenceId = Annotated[str, Meta(pattern=r"\As[0-9]{1,9}\.p[0-9]{1,9}\.d[0-9]{1,9}\Z")]
Language = Annotated[str, Meta(pattern=r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")]
Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Natural = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]


class SavedSpan(Struct, kw_only=True):
    """A place in a page's text; also the first keys of every record that has one."""

    page: PageId
    start: Natural
    end: Natural
    text: str


class SavedPage(Struct, kw_only=True):
    """One captured document."""

    id: PageId
    path: str | None
    url: str | None
    outlet: str | None
    title: str | None
    sha256: Sha256
    length: Natural
    text: str


class SavedFurniture(SavedSpan, kw_only=True):
    """A part of a page that belongs to no article."""

    kind: FurnitureKind


class SavedArticle(Struct, kw_only=True):
    """One news item on a page."""

    id: ArticleId
    page: PageId
    main: bool
    language: Language
    outlet: str | None
    headline: SavedSpan | None
    deck: list[SavedSpan]
    dateline: SavedSpan | None
    body: list[SavedSpan]
    published: Published | None


class SavedStory(Struct, kw_only=True):
    """Articles about the same event."""

    id: StoryId
    headline: str
    articles: Annotated[list[ArticleId], Meta(min_length=1)]
    accounts: list[Annotated[list[ArticleId], Meta(min_length=1)]]
    languages: list[Language]
    first: str | None
    last: str | None
    entities: list[EntityId]
    alone: list[StatementId]


class SavedLink(Struct, kw_only=True):
    """Why two articles are not independent."""

    story: StoryId
    kind: Literal["copy", "excerpt", "translation"]
    source: ArticleId = field(name="from")
    target: ArticleId = field(name="to")
    directed: bool
    coverage: Share
    passages: list[tuple[SavedSpan, SavedSpan]]
    why: str
    form: LinkForm | None = None
    source_coverage: Share | None = field(name="from_coverage", default=None)
    target_coverage: Share | None = field(name="to_coverage", default=None)


class SavedMention(SavedSpan, kw_only=True):
    """A name in the text."""

    id: MentionId
    article: ArticleId
    type: EntityType | None = None
    role: SavedSpan | None


class SavedEntity(Struct, kw_only=True):
    """The person, organisation or place that mentions mean."""

    id: EntityId
    type: EntityType
    name: str
    variants: list[str]
    why: list[str]
    mentions: list[SavedMention]


class SavedSpeaker(Struct, kw_only=True):
    """Who is said to speak."""

    entity: EntityId | None
    mention: MentionId | None
    text: str
    span: SavedSpan | None
    known_from: str


class SavedQuote(SavedSpan, kw_only=True):
    """Someone's words."""

    id: QuoteId
    article: ArticleId
    kind: Literal["direct", "indirect"]
    partial: bool
    speaker: SavedSpeaker | None
    cue: SavedSpan | None
    sentence: SavedSpan | None


class SavedFigure(SavedSpan, kw_only=True):
    """A quantity."""

    id: FigureId
    article: ArticleId
    value: float | None
    high: float | None
    unit: str
    approximation: Literal["about", "more than", "less than", "up to", "at least"] | None
    of: SavedSpan | None


class SavedTime(SavedSpan, kw_only=True):
    """A date or time expression."""

    id: TimeId
    article: ArticleId
    value: str | None
    known_from: str | None


class SavedSentence(SavedSpan, kw_only=True):
    """A sentence of an article that is in a story."""

    article: ArticleId
    part: Literal["headline", "deck", "body"]
    paragraph: Annotated[int, Meta(ge=-1)]


class SavedStatement(SavedSpan, kw_only=True):
    """The unit of comparison."""

    id: StatementId
    article: ArticleId
    kind: Literal["quote", "clause", "sentence"]
    quote: QuoteId | None


class SavedMember(SavedSpan, kw_only=True):
    """A statement as part of a point."""

    statement: StatementId
    article: ArticleId
    matched: list[SavedSpan]
    score: Share


class SavedPoint(Struct, kw_only=True):
    """Statements of several articles that say the same.

    Files of before the kinds `fact` and `background` call both a `statement`, and do not know which
    accounts hold a point, which article had it first, nor the original language.
    """

    id: PointId
    story: StoryId
    kind: Literal["quotation", "fact", "background", "statement"]
    members: Annotated[list[SavedMember], Meta(min_length=2)]
    accounts: Annotated[int, Meta(ge=1)]
    held_by: list[Annotated[int, Meta(ge=0)]] | None = None
    first: ArticleId | None = None
    original: str | None = None
    why: str = ""
    differences: list[DifferenceId]
    score: Share


class SavedDifference(Struct, kw_only=True):
    """Where the members of a point disagree."""

    id: DifferenceId
    point: PointId
    kind: Literal["figure", "wording", "name", "time", "polarity", "attribution"]
    members: list[SavedSpan]
    note: str
    minor: bool = False


class SavedEvent(Struct, kw_only=True):
    """A line of a story's timeline."""

    story: StoryId
    time: str | None
    times: list[TimeId]
    statements: list[StatementId]


class Saved(Struct, kw_only=True):
    """The whole file; keys as in `schema.json`."""

    schema: int
    generator: str
    encoder: str
    pages: list[SavedPage]
    furniture: list[SavedFurniture]
    articles: list[SavedArticle]
    stories: list[SavedStory]
    links: list[SavedLink]
    entities: list[SavedEntity]
    quotes: list[SavedQuote]
    figures: list[SavedFigure]
    times: list[SavedTime]
    sentences: list[SavedSentence] = []
    statements: list[SavedStatement]
    points: list[SavedPoint]
    differences: list[SavedDifference]
    timeline: list[SavedEvent]
    skipped: list[Skipped]
