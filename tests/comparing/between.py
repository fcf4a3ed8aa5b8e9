"""Two short articles that say the same thing → the differences between them."""

from __future__ import annotations

from functools import cache

from bench import difference_pairs
from crossread.annotating import annotate
from crossread.comparing.differences import with_differences
from crossread.comparing.statements import statements
from crossread.encoding import Encoder, load
from crossread.model import Annotated, Difference, Member, Point
from tests.build import article

encoder = cache(load)
"""The shipped encoder, loaded once."""


def told(text: str, language: str, id: str, published: str | None = None) -> Annotated:
    """An article of one line, with all that the annotators find in it."""
    page, made, _ = article(text, language, published, id=id)
    return annotate(page, made)


def member(annotated: Annotated, whole: bool) -> list[Member]:
    """Its statements as members of a point, or all of its text as one."""
    if whole:
        return [difference_pairs.whole(annotated)]
    return [Member(s, (), 0.9) for s in statements(annotated)]


def differing(
    *texts: tuple[str, str],
    published: str | None = None,
    quotation: bool = False,
    whole: bool = True,
    times: int = 1,
    agreed: float | None = None,
    members: int | None = None,
) -> list[Difference]:
    """The differences of one point whose members are texts in languages.

    Args:
        texts: text and language of each article.
        published: date of all articles.
        quotation: whether the point is a quotation.
        whole: whether each text is one member; else each of its statements is.
        times: how many points they make, all the same.
        agreed: how probable it is that two members say the same; without it, all do.
        members: how many of the articles have the point; all, if not told.
    """
    articles = [told(text, code, f"p{n}", published) for n, (text, code) in enumerate(texts, 1)]
    model: Encoder = encoder()
    story = difference_pairs.one_story(articles, model)
    within = tuple(m for a in articles[:members] for m in member(a, whole))
    kind = "quotation" if quotation else "fact"
    made = [
        Point(f"s1.p{n}", "s1", kind, within, len(articles), (), 0.9)  # type: ignore[arg-type]
        for n in range(1, times + 1)
    ]
    probable = None if agreed is None else (lambda *_: agreed)
    points, found = with_differences(made, story, model, probable)
    assert [id for point in points for id in point.differences] == [d.id for d in found]
    return list(found)


def of_kind(found: list[Difference], kind: str) -> list[tuple[str, ...]]:
    """The words of the differences of one kind."""
    return [tuple(s.text for s in d.members) for d in found if d.kind == kind]
