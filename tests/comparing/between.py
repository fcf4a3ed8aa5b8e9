"""Two short articles that say the same thing → the differences between them."""

from __future__ import annotations

from functools import cache

from crossread.annotating import annotate
from crossread.comparing.differences import with_differences
from crossread.comparing.differences.sides import Reading, Side, side
from crossread.comparing.statements import statements
from crossread.encoding import Encoder, load
from crossread.linking.entities import entities
from crossread.model import Annotated, Difference, Member, Point, Statement, Story
from tests.build import article

encoder = cache(load)
"""The shipped encoder, loaded once."""


def told(text: str, language: str, id: str, published: str | None = None) -> Annotated:
    """An article of one line, with all that the annotators find in it."""
    page, made, _ = article(text, language, published, id=id)
    return annotate(page, made)


def member(annotated: Annotated, whole: bool) -> list[Member]:
    """Its statements as members of a point, or all of its text as one."""
    if not whole:
        return [Member(s, (), 0.9) for s in statements(annotated)]
    body = annotated.article.body[0]
    span = annotated.page.span(body.start, annotated.article.body[-1].end)
    statement = Statement(
        f"{annotated.article.id}.s1", annotated.article.id, span, "sentence", None
    )
    return [Member(statement, (), 0.9)]


def reading_of(*articles: Annotated) -> Reading:
    """What is asked of a story of these articles."""
    model: Encoder = encoder()
    named = entities(articles, {a.page.id: a.page for a in articles}, model)
    return Reading(model, {mention: e for e in named for mention in e.mentions})


def sides_of(*texts: tuple[str, str], published: str | None = None) -> tuple[list[Side], Reading]:
    """The members that texts in languages make, each the whole of its text."""
    articles = [told(text, code, f"p{n}", published) for n, (text, code) in enumerate(texts, 1)]
    sides = [side(m, a) for a in articles for m in member(a, whole=True)]
    return sides, reading_of(*articles)


def differing(
    *texts: tuple[str, str],
    published: str | None = None,
    quotation: bool = False,
    whole: bool = True,
    times: int = 1,
) -> list[Difference]:
    """The differences of one point whose members are texts in languages.

    Args:
        texts: text and language of each article.
        published: date of all articles.
        quotation: whether the point is a quotation.
        whole: whether each text is one member; else each of its statements is.
        times: how many points they make, all the same.
    """
    articles = [told(text, code, f"p{n}", published) for n, (text, code) in enumerate(texts, 1)]
    model: Encoder = encoder()
    story = Story(
        id="s1",
        headline="",
        articles=tuple(articles),
        accounts=tuple((a.article.id,) for a in articles),
        links=(),
        entities=entities(articles, {a.page.id: a.page for a in articles}, model),
    )
    members = tuple(m for a in articles for m in member(a, whole))
    kind = "quotation" if quotation else "fact"
    made = [
        Point(f"s1.p{n}", "s1", kind, members, len(articles), (), 0.9)  # type: ignore[arg-type]
        for n in range(1, times + 1)
    ]
    points, found = with_differences(made, story, model)
    assert [id for point in points for id in point.differences] == [d.id for d in found]
    return list(found)


def of_kind(found: list[Difference], kind: str) -> list[tuple[str, ...]]:
    """The words of the differences of one kind."""
    return [tuple(s.text for s in d.members) for d in found if d.kind == kind]
