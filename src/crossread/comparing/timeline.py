"""Time expressions of a story → its timeline."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.model import Annotated, Event, Statement


def timeline(articles: Sequence[Annotated], statements: Sequence[Statement]) -> tuple[Event, ...]:
    """Order what a story says of times.

    Args:
        articles: the story's articles.
        statements: their statements.

    Returns:
        One event a time value, in order; then one each for the unresolved expressions, grouped by
        how they are printed.
    """
    by_article: dict[str, list[Statement]] = {}
    for statement in statements:
        by_article.setdefault(statement.article, []).append(statement)
    groups: dict[tuple[bool, str], tuple[list[str], list[str]]] = {}
    for annotated in articles:
        for time in annotated.times:
            key = (time.value is None, time.value or time.span.text.casefold())
            times, held = groups.setdefault(key, ([], []))
            times.append(time.id)
            for statement in by_article.get(annotated.article.id, ()):
                span = statement.span
                if span.start <= time.span.start < span.end and statement.id not in held:
                    held.append(statement.id)
    return tuple(
        Event(None if unresolved else value, tuple(times), tuple(held))
        for (unresolved, value), (times, held) in sorted(groups.items())
    )
