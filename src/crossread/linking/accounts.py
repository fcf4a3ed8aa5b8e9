"""Articles → which of them are not independent, and why; → accounts.

In: annotated articles. Out: `Link` records, each with its passages and one line of reason, and
accounts: groups of articles that depend on each other, so that one wire text printed by four
outlets speaks with one voice.

The pairs come from `copies` (one language, word by word) and `translations` (sentence by
sentence). Here they are turned into links. A direction is given only where something says it: a
text that names the other's outlet, an earlier date, an agency's credit in one text alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from crossread.linking.copies import Reuse, reuses
from crossread.linking.translations import Rendering, renderings
from crossread.model import Annotated, Link

if TYPE_CHECKING:
    from crossread.encoding import Encoder

STRONG = 0.5  # coverage from which an excerpt or partial translation joins two into one account

# A rendering keeps at least this share of the figures (those of the side that has fewer), if that
# side has so many. Set on `examples/`, where the translations keep all of them.
FIGURES_KEPT = 0.75
FIGURES_NEEDED = 3

# News agencies by the name that credits print; the second row only in brackets or after a slash,
# because the letters mean other things too.
_AGENCIES = (
    "AFP|Agence France-Presse|Reuters|Associated Press|UPI|dpa|Deutsche Presse-Agentur|EFE|"
    "ANSA|Adnkronos|Xinhua|TASS|RIA Novosti|Interfax|Kyodo|Jiji Press|Yonhap|Press Trust of "
    "India|IANS|Anadolu|Belga|Keystone-SDA|Keystone-ATS|Ukrinform|Ritzau|Lusa|Europa "
    "Press|Notimex|Télam|Bernama|Canadian Press|PA Media|Australian Associated Press|"
    "Agerpres|Tanjug|BELTA|BelTA|IRNA"
)
_SHORT_AGENCIES = "AP|PA|PTI|ANI|ANP|APA|PAP|ČTK|CTK|MTI|NTB|TT|STT|AAP|SID|sda|ATS|WAM|SPA|MENA"
_CREDIT = re.compile(
    rf"(?<!\w)(?:{_AGENCIES})(?!\w)|(?<=[(\[/])(?:{_SHORT_AGENCIES})(?=[)\]/,;])",
)
_OUTLET_LETTERS = 3  # shorter outlet names are not searched for


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
    found = [_copy(ordered, reuse) for reuse in copied]
    found += [
        _translation(ordered, rendering)
        for rendering in renderings(ordered, encoder, done)
        if not _counts_apart(ordered[rendering.first], ordered[rendering.second])
    ]
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


def _counts_apart(one: Annotated, other: Annotated) -> bool:
    """Whether two texts give different figures: then they tell the same event independently.

    A translator keeps the figures, also where the words are far from the original.
    """
    mine, theirs = ({(f.unit, f.value) for f in a.figures} for a in (one, other))
    fewer = min(len(mine), len(theirs))
    return fewer >= FIGURES_NEEDED and len(mine & theirs) < FIGURES_KEPT * fewer


def _copy(articles: Sequence[Annotated], reuse: Reuse) -> Link:
    """The link of two articles that share wording."""
    kind: Literal["copy", "excerpt"] = "copy" if reuse.kind == "copy" else "excerpt"
    if reuse.exact:
        why = f"word for word the same, {_count(reuse.words, 'word')}"
    else:
        passages = _count(len(reuse.passages), "passage")
        why = (
            f"{_percent(reuse.coverage)} of the shorter text's words outside quotations stand in"
            f" the other in the same wording ({_count(reuse.words, 'word')} in {passages};"
            f" {_percent(reuse.longer)} of the longer text)"
        )
    return _link(articles, reuse.first, reuse.second, kind, reuse.coverage, reuse.passages, why)


def _translation(articles: Sequence[Annotated], rendering: Rendering) -> Link:
    """The link of two articles that say the same sentence by sentence."""
    languages = {articles[k].article.language for k in (rendering.first, rendering.second)}
    kind: Literal["copy", "translation"] = "copy" if len(languages) == 1 else "translation"
    why = (
        f"{rendering.aligned} of {_count(rendering.total, 'sentence')} stand in the same order in"
        f" both, {_percent(rendering.coverage)} of the words outside quotations"
    )
    if kind == "copy":
        why += ", in other words (two translations of one text, or a rewritten copy)"
    return _link(
        articles,
        rendering.first,
        rendering.second,
        kind,
        rendering.coverage,
        rendering.passages,
        why,
    )


def _link(
    articles: Sequence[Annotated],
    first: int,
    second: int,
    kind: Literal["copy", "excerpt", "translation"],
    coverage: float,
    passages: Sequence[tuple[object, object]],
    why: str,
) -> Link:
    """A link with its direction, where there is a reason for one."""
    one, other = articles[first], articles[second]
    reason = direction(one, other)
    turned = False
    if reason is None and (opposite := direction(other, one)) is not None:
        one, other, reason, turned = other, one, opposite, True
    pairs = [(b, a) for a, b in passages] if turned else list(passages)
    return Link(
        kind=kind,
        source=one.article.id,
        target=other.article.id,
        directed=reason is not None,
        coverage=coverage,
        passages=tuple(pairs),  # type: ignore[arg-type]
        why=why if reason is None else f"{why}; {reason}",
    )


def direction(source: Annotated, target: Annotated) -> str | None:
    """Why the target took from the source; None where nothing says so.

    The first of these that speaks for exactly one side: one text names the other's outlet; one
    was published earlier; one text alone carries a news agency's credit.
    """
    names, named = _names_outlet(target, source), _names_outlet(source, target)
    if names != named:
        outlet = source.article.outlet
        return f"{target.article.id} names {outlet} as its source" if names else None
    early, late = _date(source), _date(target)
    if early and late:
        length = min(len(early), len(late))
        if early[:length] != late[:length]:
            if early[:length] < late[:length]:
                return f"{source.article.id} was published earlier ({early} and {late})"
            return None
    credit, other = _credits(source), _credits(target)
    if credit and not other:
        return f"{source.article.id} carries the credit of {credit[0]}, the other does not"
    return None


def _names_outlet(text: Annotated, outlet_of: Annotated) -> bool:
    """Whether an article names the outlet of the other one."""
    outlet = outlet_of.article.outlet
    if not outlet or len(outlet) < _OUTLET_LETTERS or outlet == text.article.outlet:
        return False
    found = re.compile(rf"(?<!\w){re.escape(outlet)}(?!\w)")
    return any(found.search(paragraph.text) for paragraph in text.article.body)


def _date(article: Annotated) -> str | None:
    published = article.article.published
    return published.date if published else None


def _credits(article: Annotated) -> list[str]:
    """Agencies that an article credits, in order."""
    return [match.group() for part in article.article.body for match in _CREDIT.finditer(part.text)]


def _percent(share: float) -> str:
    """A share as whole percent; only what is complete is shown as 100 %."""
    return f"{min(99, round(share * 100)) if share < 1 else 100} %"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
