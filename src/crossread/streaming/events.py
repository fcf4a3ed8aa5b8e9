"""What happens to stories while articles come in.

Whoever follows the events from the first one knows at every moment which article is in which story:
`Followed` does just that, and is how tests and benches read them.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class New(Struct, frozen=True, tag="story.new", tag_field="event", omit_defaults=True):
    """An article like no other begins a story.

    Args:
        story: id, never used before.
        article: id.
        headline: of the article, or its first words.
        language: of the article.
        published: day of publication, ISO 8601, where known.
        url: of its page, where known; else the file and record it came from.
        source_id: the `id` of its record, where it has one.
    """

    story: str
    article: str
    headline: str
    language: str
    published: str | None = None
    url: str | None = None
    source_id: str | None = None


class Add(Struct, frozen=True, tag="story.add", tag_field="event", omit_defaults=True):
    """An article joins a story.

    Args:
        story: id.
        article: id.
        headline: of the article, or its first words.
        language: of the article.
        near: id of the article of the story that is most like it.
        likeness: of the two, 0..1.
        shared: why: words that both have, or pairs of words that answer to each other, the weightiest
            first.
        days: between their publications, where both are known.
        published: day of publication, ISO 8601, where known.
        url: of its page, where known; else the file and record it came from.
        source_id: the `id` of its record, where it has one.
    """

    story: str
    article: str
    headline: str
    language: str
    near: str
    likeness: float
    shared: tuple[tuple[str, ...], ...]
    days: int | None = None
    published: str | None = None
    url: str | None = None
    source_id: str | None = None


class Part(Struct, frozen=True):
    """Some articles of a story.

    Args:
        story: id of the story that has them now.
        articles: ids, in the order in which they came.
    """

    story: str
    articles: tuple[str, ...]


class Merge(Struct, frozen=True, tag="story.merge", tag_field="event"):
    """Stories turn out to be one.

    Args:
        story: the one that remains; it is in the stream already.
        merged: those that are no more; all their articles are in `story` now.
        likeness: mean likeness of the articles of `story` with those of the others.
    """

    story: str
    merged: tuple[str, ...]
    likeness: float


class Split(Struct, frozen=True, tag="story.split", tag_field="event"):
    """A story turns out to be several.

    Args:
        story: the one that articles leave.
        into: where they are now; a story that is not in the stream yet begins here.
        likeness: mean likeness of the articles that stay with those that leave.
    """

    story: str
    into: tuple[Part, ...]
    likeness: float


Event = New | Add | Merge | Split


class Followed:
    """The stories as the events tell them.

    Args:
        events: from the first of a stream on.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.story_of: dict[str, str] = {}
        self._begun: set[str] = set()
        for event in events:
            self.follow(event)

    def follow(self, event: Event) -> None:
        """Take in one more event.

        Raises:
            ValueError: it does not go together with those before it.
        """
        if isinstance(event, New | Add):
            if event.article in self.story_of:
                raise ValueError(f"{event.article} came before")
            if isinstance(event, New) == (event.story in self._begun):
                raise ValueError(f"{event.story} began before, or never")
            self._begun.add(event.story)
            self.story_of[event.article] = event.story
        elif isinstance(event, Merge):
            gone = set(event.merged)
            for article, story in self.story_of.items():
                if story in gone:
                    self.story_of[article] = event.story
        else:
            for part in event.into:
                self._begun.add(part.story)
                for article in part.articles:
                    if self.story_of.get(article) != event.story:
                        raise ValueError(f"{article} is not in {event.story}")
                    self.story_of[article] = part.story
