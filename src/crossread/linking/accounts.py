"""Articles → which of them are not independent, and why; → accounts.

In: annotated articles. Out: `Link` records, each with its passages and one line of reason, and
accounts: groups of articles that depend on each other, so that one wire text printed by four
outlets speaks with one voice.

The pairs come from `copies` (one language, word by word) and `translations` (sentence by
sentence). Here they are turned into links: each gets its form, is told apart from the parts of an
article merged of several, and gets a direction where `direction` finds a reason for one. Nothing is
left out as a duplicate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from crossread.linking.copies import Reuse, reuses
from crossread.linking.direction import Side, credit, cut, earlier, named, side
from crossread.linking.translations import Rendering, renderings
from crossread.model import Annotated, Link, LinkForm, Span

if TYPE_CHECKING:
    from crossread.encoding import Encoder

STRONG = 0.5  # coverage from which an excerpt or partial translation joins two into one account

# A rendering keeps at least this share of the figures (those of the side that has fewer), if that
# side has so many. Set on `examples/`, where the translations keep all of them.
FIGURES_KEPT = 0.75
FIGURES_NEEDED = 3

# Share of the longer article's own words from which a translation is one of all of it. On the
# calibrating half of `wmt-docs-dev`, 98 of 100 whole translations cover 0.85 of it or more, and 90 of
# 100 that were cut to seven tenths of their sentences 0.8 or less.
ALL_TRANSLATED = 0.8
MERGED_PART = 0.5  # share of an article that must stand in the one it was merged into
MERGED_WHOLE = 0.8  # the same for a reason to hold it for the source
MERGED_OVERLAP = 0.2  # share of the smaller of two merged parts that both may hold


@dataclass(frozen=True, slots=True)
class Tie:
    """Two articles that depend on each other, before the direction is known.

    Args:
        first: one article, by position or id.
        second: the other.
        kind: as in `Link`.
        form: as in `Link`.
        coverage: share of the shorter article's own words, 0..1.
        coverages: the same for the first and the second article.
        passages: pairs of spans (in the first, in the second).
        why: one line for the reader.
    """

    first: int
    second: int
    kind: Literal["copy", "excerpt", "translation"]
    form: LinkForm
    coverage: float
    coverages: tuple[float, float]
    passages: tuple[tuple[Span, Span], ...]
    why: str


Way = tuple[str | None, str | None]
"""Why the second article of a tie took from the first; why the first from the second."""


def links(articles: Sequence[Annotated], encoder: Encoder) -> tuple[Link, ...]:
    """All pairs of articles that are not independent.

    Args:
        articles: in any order; the result is the same.
        encoder: for translations.

    Returns:
        Sorted by (source, target). Undirected links name the lower id first.
    """
    ordered = sorted(articles, key=lambda article: order(article.article.id))
    copied = reuses(ordered)
    done = frozenset((reuse.first, reuse.second) for reuse in copied)
    ties = [copy_tie(reuse) for reuse in copied]
    ties += [
        translation_tie(
            rendering,
            ordered[rendering.first].article.language == ordered[rendering.second].article.language,
        )
        for rendering in renderings(ordered, encoder, done)
        if not counts_apart(ordered[rendering.first], ordered[rendering.second])
    ]
    sides = {k: side(ordered[k]) for tie in ties for k in (tie.first, tie.second)}
    found = linked(ties, sides)
    return tuple(sorted(found, key=lambda link: (order(link.source), order(link.target))))


def copies_and_excerpts(articles: Sequence[Annotated]) -> tuple[Link, ...]:
    """The pairs of articles that share wording; for translations it takes `links` and an encoder.

    Args:
        articles: in any order; the result is the same.

    Returns:
        Sorted by (source, target).
    """
    ordered = sorted(articles, key=lambda article: order(article.article.id))
    ties = [copy_tie(reuse) for reuse in reuses(ordered)]
    found = linked(ties, {k: side(ordered[k]) for tie in ties for k in (tie.first, tie.second)})
    return tuple(sorted(found, key=lambda link: (order(link.source), order(link.target))))


def accounts(articles: Sequence[Annotated], links: Sequence[Link]) -> tuple[tuple[str, ...], ...]:
    """Groups of articles that depend on each other.

    Args:
        articles: all of them; one that depends on no other is a group of its own.
        links: between them and others; a link to an article not given is left out.

    Returns:
        Ids, sorted within and between groups. Copies always join; excerpts and translations from
        a coverage of `STRONG`.
    """
    ids = sorted((article.article.id for article in articles), key=order)
    root = {id: id for id in ids}

    def find(id: str) -> str:
        while root[id] != id:
            root[id] = root[root[id]]
            id = root[id]
        return id

    for link in sorted(links, key=lambda link: (order(link.source), order(link.target))):
        if link.source in root and link.target in root and strong(link):
            low, high = sorted((find(link.source), find(link.target)), key=order)
            root[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        groups[find(id)].append(id)
    return tuple(tuple(group) for group in groups.values())


def strong(link: Link) -> bool:
    """Whether a link makes one account of two articles."""
    return link.kind == "copy" or link.coverage >= STRONG


def order(id: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key of an id: its numbers by value, so that p2 comes before p10."""
    return tuple(
        (1, int(part), "") if part.isdecimal() else (0, 0, part)
        for part in re.split(r"(\d+)", id)
        if part
    )


def counts_apart(one: Annotated, other: Annotated) -> bool:
    """Whether two texts give different figures: then they tell the same event independently.

    A translator keeps the figures, also where the words are far from the original.

    Args:
        one: an article with its figures.
        other: another.
    """
    mine, theirs = ({(f.unit, f.value) for f in a.figures} for a in (one, other))
    fewer = min(len(mine), len(theirs))
    return fewer >= FIGURES_NEEDED and len(mine & theirs) < FIGURES_KEPT * fewer


def copy_tie(reuse: Reuse) -> Tie:
    """The tie of two articles that share wording."""
    form: LinkForm = "excerpt" if reuse.kind == "excerpt" else "edited"
    if reuse.exact:
        form = "verbatim"
        why = f"word for word the same, {_count(reuse.words, 'word')}"
    else:
        passages = _count(len(reuse.passages), "passage")
        why = (
            f"{_percent(reuse.coverage)} of the shorter text's words outside quotations stand in"
            f" the other in the same wording ({_count(reuse.words, 'word')} in {passages};"
            f" {_percent(reuse.longer)} of the longer text)"
        )
    return Tie(
        reuse.first,
        reuse.second,
        reuse.kind,
        form,
        reuse.coverage,
        reuse.coverages,
        reuse.passages,
        why,
    )


def translation_tie(rendering: Rendering, same_language: bool) -> Tie:
    """The tie of two articles that say the same sentence by sentence."""
    why = (
        f"{rendering.aligned} of {_count(rendering.total, 'sentence')} stand in the same order in"
        f" both, {_percent(rendering.coverage)} of the words outside quotations"
    )
    form: LinkForm = "translation"
    if same_language:
        form = "rewritten"
        why += ", in other words (two translations of one text, or a rewritten copy)"
    elif rendering.longer < ALL_TRANSLATED:
        form = "partial translation"
        why += f" ({_percent(rendering.longer)} of the longer text)"
    return Tie(
        rendering.first,
        rendering.second,
        "copy" if same_language else "translation",
        form,
        rendering.coverage,
        rendering.coverages,
        rendering.passages,
        why,
    )


def linked(ties: Sequence[Tie], sides: Mapping[int, Side]) -> list[Link]:
    """The links of ties: merged articles found, directions given, in the order of the ties.

    Args:
        ties: all that are known between some articles.
        sides: what tells the direction, for each article of a tie.
    """
    parts = _merged(ties)
    found: list[Link] = []
    for tie in ties:
        whole = next((k for k in (tie.second, tie.first) if tie in parts.get(k, ())), None)
        if whole is not None:
            together = parts[whole]
            held = sorted({_other(one, whole) for one in together})
            names = _listed([sides[k].id for k in held])
            why = f"{tie.why}; {sides[whole].id} holds {names}: several articles merged into one"
            reason = _put_together(tie, sides, whole, together)
            tie = replace(tie, form="merged", why=why)
            found.append(_link(tie, sides, _merged_way(tie, sides, whole, reason)))
        else:
            found.append(_link(tie, sides, _way(tie, sides)))
    return found


def is_part(tie: Tie, whole: int) -> bool:
    """Whether an article of a tie may hold the other one as one of several parts.

    Args:
        tie: of wording.
        whole: the article that may hold the other.
    """
    share, other = tie.coverages if tie.first == whole else tie.coverages[::-1]
    return tie.form in {"excerpt", "edited"} and other >= MERGED_PART and share < other


def stand_apart(one: Tie, other: Tie, whole: int) -> bool:
    """Whether two parts of an article stand in different places of it.

    Args:
        one: tie of the article with a part.
        other: tie of the article with another part.
        whole: the article.
    """
    mine, theirs = (
        [pair[0 if tie.first == whole else 1] for pair in tie.passages] for tie in (one, other)
    )
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in mine for b in theirs)
    least = min(sum(span.end - span.start for span in spans) for spans in (mine, theirs))
    return shared <= MERGED_OVERLAP * least


def _merged(ties: Sequence[Tie]) -> dict[int, tuple[Tie, ...]]:
    """For each article that holds several others, its ties with them.

    The others must be unlinked with at least one other part, and both must stand in different
    places of the whole.
    """
    together = {frozenset((tie.first, tie.second)) for tie in ties}
    held: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        for whole in (tie.first, tie.second):
            if is_part(tie, whole):
                held[whole].append(tie)
    found: dict[int, tuple[Tie, ...]] = {}
    for whole, some in held.items():
        apart = tuple(
            one
            for one in some
            if any(
                frozenset((_other(one, whole), _other(other, whole))) not in together
                and stand_apart(one, other, whole)
                for other in some
                if other is not one
            )
        )
        if apart:
            found[whole] = apart
    return found


def _other(tie: Tie, one: int) -> int:
    """The other article of a tie."""
    return tie.second if tie.first == one else tie.first


def _link(tie: Tie, sides: Mapping[int, Side], way: Way) -> Link:
    """A link with its direction, where there is a reason for one."""
    forth, back = way
    one, other = sides[tie.first], sides[tie.second]
    share, share_other = tie.coverages
    passages = tie.passages
    if back:
        one, other, share, share_other = other, one, share_other, share
        passages = tuple((b, a) for a, b in passages)
    reason = forth or back
    return Link(
        kind=tie.kind,
        source=one.id,
        target=other.id,
        directed=reason is not None,
        coverage=tie.coverage,
        passages=passages,
        why=f"{tie.why}; {reason}" if reason else tie.why,
        form=tie.form,
        source_coverage=share,
        target_coverage=share_other,
    )


def _way(tie: Tie, sides: Mapping[int, Side]) -> Way:
    """Why the second article took from the first, or the first from the second."""
    one, other = sides[tie.first], sides[tie.second]
    for reason in (named, earlier, credit):
        forth, back = reason(one, other), reason(other, one)
        if (forth is None) != (back is None):
            return forth, back
    if tie.kind != "translation":
        if forth := cut(one, other, tie.passages, tie.coverages[1]):
            return forth, None
        turned = [(b, a) for a, b in tie.passages]
        return None, cut(other, one, turned, tie.coverages[0])
    return None, None


def _merged_way(tie: Tie, sides: Mapping[int, Side], whole: int, reason: str | None) -> Way:
    """The same for an article merged into another: what the whole names may be of other parts."""
    one, other = sides[tie.first], sides[tie.second]
    forth, back = earlier(one, other), earlier(other, one)
    if forth or back or not reason:
        return forth, back
    return (reason, None) if whole == tie.second else (None, reason)


def _put_together(
    tie: Tie, sides: Mapping[int, Side], whole: int, together: Sequence[Tie]
) -> str | None:
    """Why a merged article took from its part: it holds several nearly whole, of several outlets.

    Where one outlet published them all, they may be the pages of one article, cut up.
    """
    complete = [
        one for one in together if one.coverages[1 if one.first == whole else 0] >= MERGED_WHOLE
    ]
    outlets = {sides[k].outlet for one in complete for k in (one.first, one.second)}
    if tie not in complete or len(complete) < 2 or (len(outlets) == 1 and None not in outlets):
        return None
    return f"{sides[whole].id} holds them nearly whole, and they share nothing with each other"


def _percent(share: float) -> str:
    """A share as whole percent; only what is complete is shown as 100 %."""
    return f"{min(99, round(share * 100)) if share < 1 else 100} %"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
