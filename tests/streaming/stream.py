"""Small sketches of invented articles, and streams of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from crossread.encoding import load
from crossread.linking.sketches import Sketch, sketches
from crossread.streaming.events import Event, Followed
from crossread.streaming.online import OnlineStories
from tests.linking.words import annotated

FERRY = (
    "The ferry Alba ran aground off Holm island. Divers found a crack in the hull of the Alba.",
    "Divers looked at the crack in the ferry Alba near Holm island. The hull took in water.",
    "Holm island waits for its mail since the ferry Alba ran aground. Her hull has a crack.",
    "The crack in the hull of the Alba is long, divers say. The ferry lies off Holm island.",
)
STRIKE = (
    "Teachers of Marwick began a strike for wages. Every school of Marwick stayed closed.",
    "The strike of the Marwick teachers goes on; wages are too low. The school is closed.",
    "No school in Marwick: teachers on strike want higher wages from the council.",
    "The council of Marwick offered wages to end the strike. Teachers left the school.",
)
DAY = 738_000


def sketch(id: str, text: str, day: int | None = None, language: str = "en") -> Sketch:
    """The sketch of a text."""
    made = sketches([annotated(id, text, language)], load())[0]
    return structs.replace(made, day=day)


def online(**settings: int) -> OnlineStories:
    return OnlineStories(load().dimensions, **settings)


def told(stories: OnlineStories, batches: Iterable[Sequence[Sketch]]) -> list[Event]:
    """All events of a stream."""
    return [event for batch in batches for event in stories.add(batch)]


def groups(events: Iterable[Event]) -> list[list[str]]:
    """The pages of each story, as whoever followed the events knows them."""
    found: dict[str, list[str]] = {}
    for article, story in Followed(events).story_of.items():
        found.setdefault(story, []).append(article.split(".")[0])
    return sorted(sorted(group) for group in found.values())
