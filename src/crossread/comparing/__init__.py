"""Story → comparison: what its accounts share, where they differ, what stands alone."""

from __future__ import annotations

from crossread.comparing.agreement import agreement
from crossread.comparing.candidates import candidates
from crossread.comparing.differences import with_differences
from crossread.comparing.interaction import interact
from crossread.comparing.points import alone, points, speakers
from crossread.comparing.signs import article_numbers, signs
from crossread.comparing.statements import statements
from crossread.comparing.timeline import timeline
from crossread.encoding import Encoder, lexicon
from crossread.model import Comparison, Story

__all__ = ["compare"]


def compare(story: Story, encoder: Encoder) -> Comparison:
    """Lay the accounts of one story side by side.

    Args:
        story: its articles, accounts and entities.
        encoder: gives word vectors.

    Returns:
        Statements, points, differences, what stands alone, and the timeline.
    """
    told = tuple(s for annotated in story.articles for s in statements(annotated))
    if len(story.articles) < 2:
        return Comparison(story, told, (), (), (), timeline(story.articles, told))
    entity_of = {mention: e.id for e in story.entities for mention in e.mentions}
    account_of = {id: n for n, account in enumerate(story.accounts) for id in account}
    interaction = interact(told, story.articles, entity_of, encoder, lexicon.load())
    spoken = speakers(told, story.articles, entity_of)
    numbers = article_numbers(told)
    pairs = candidates(interaction, numbers)
    own = signs(pairs, interaction, story.articles, spoken, story.links, encoder)
    score = agreement(pairs, own, numbers)
    found = points(story.id, interaction, score, story.articles, account_of, story.links)
    place = {statement.id: n for n, statement in enumerate(told)}
    found, differences = with_differences(
        found, story, encoder, lambda a, b: float(score[place[a], place[b]])
    )
    return Comparison(
        story=story,
        statements=told,
        points=found,
        differences=differences,
        alone=alone(interaction, score, account_of),
        timeline=timeline(story.articles, told),
    )
