"""Points and differences, judged by pairs of statements.

In: a `bench.judge.Case`. Out: scores and lines for every miss and false find.

A statement of the system *hits* a gold member when the two share at least half of the shorter
one. Then, over pairs of statements from different articles:

- a system pair (two members of one system point) is right when the two statements hit two
  members of one gold point; a pair of statements that hit no gold member is as wrong as others;
- left out of the count is a pair that hits two members of one *optional* gold point, and a pair
  of statements that hit no member, both from articles that the gold links: a copy repeats every
  sentence of its source, and the gold does not list them all;
- a gold pair (two members of one gold point) is found when one system point holds a statement
  that hits the one and a statement that hits the other. Of what an article says more than once
  the gold needs only the fullest member; the others, marked optional, may be hit.

`points` counts these pairs. `points by article` counts, for each point, pairs of *articles*: a
system point's pair of articles is right when one of its pairs of statements is, a gold point's
is found when one of its pairs of members is. So a statement repeated in headline and body weighs
once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from bench import gold as golds
from bench.gold import Place
from bench.judge import Case, Result
from bench.metrics import covers_half, overlap, score

Member = tuple[str, Place, str]  # article, place, text


def points(case: Case) -> list[Result]:
    """Points by pairs of members and by pairs of articles."""
    every = {
        r["id"]: [
            (m["article"], golds.place(m, case.articles, case.texts), m["text"])
            for m in r["members"]
        ]
        for r in case.gold["points"]
    }
    optional = {r["id"] for r in case.gold["points"] if r.get("optional")}
    needed = {
        r["id"]: [
            member
            for member, m in zip(every[r["id"]], r["members"], strict=True)
            if not m.get("optional")
        ]
        for r in case.gold["points"]
        if r["id"] not in optional
    }
    system = {
        r["id"]: [(case.article_of[m["article"]], case.place(m), m["text"]) for m in r["members"]]
        for r in case.system["points"]
    }
    right, given, false = _given(every, optional, system, _dependent(case))
    found, wanted, missed = _wanted(needed, system)
    return [
        Result(
            "points",
            score(found.pairs, wanted.pairs, right.pairs, given.pairs),
            tuple(sorted((*false, *missed))),
        ),
        Result(
            "points by article",
            score(found.articles, wanted.articles, right.articles, given.articles),
        ),
    ]


@dataclass(slots=True)
class Tally:
    """How many pairs of statements, and how many pairs of articles in one point."""

    pairs: int = 0
    articles: int = 0


def _given(
    gold: dict[str, list[Member]],
    optional: set[str],
    system: dict[str, list[Member]],
    dependent: set[frozenset[str]],
) -> tuple[Tally, Tally, list[str]]:
    """The system's pairs: how many are right, how many count, and the wrong ones."""
    hits = _hits(gold, system)
    right, given = Tally(), Tally()
    errors: list[str] = []
    for id, members in system.items():
        by_articles: dict[frozenset[str], bool] = {}
        for a, b in _pairs(members):
            one, other = hits[members[a][1]], hits[members[b][1]]
            articles = frozenset((members[a][0], members[b][0]))
            good = bool(one & other - optional)
            untold = not (one | other) - optional and articles in dependent
            if not good and (one & other or untold):
                continue
            given.pairs += 1
            right.pairs += good
            by_articles[articles] = by_articles.get(articles, False) or good
            if not good:
                errors.append(f"false  {id} {_text(members[a])} ≠ {_text(members[b])}")
        given.articles += len(by_articles)
        right.articles += sum(by_articles.values())
    return right, given, errors


def _wanted(
    gold: dict[str, list[Member]], system: dict[str, list[Member]]
) -> tuple[Tally, Tally, list[str]]:
    """The gold's pairs: how many are found, how many there are, and the missed ones."""
    held = _hits(system, gold)
    found, wanted = Tally(), Tally()
    errors: list[str] = []
    for id, members in gold.items():
        by_articles: dict[frozenset[str], bool] = {}
        for a, b in _pairs(members):
            good = bool(held[members[a][1]] & held[members[b][1]])
            wanted.pairs += 1
            found.pairs += good
            articles = frozenset((members[a][0], members[b][0]))
            by_articles[articles] = by_articles.get(articles, False) or good
            if not good:
                errors.append(f"miss   {id} {_text(members[a])} = {_text(members[b])}")
        wanted.articles += len(by_articles)
        found.articles += sum(by_articles.values())
    return found, wanted, errors


def _hits(
    points: dict[str, list[Member]], statements: dict[str, list[Member]]
) -> dict[Place, set[str]]:
    """Statement → ids of the points of which it hits a member."""
    by_page: defaultdict[str, list[tuple[Place, str]]] = defaultdict(list)
    for id, members in points.items():
        for _, place, _ in members:
            by_page[place.page].append((place, id))
    return {
        place: {id for p, id in by_page[place.page] if covers_half(p.interval, place.interval)}
        for members in statements.values()
        for _, place, _ in members
    }


def _dependent(case: Case) -> set[frozenset[str]]:
    """Pairs of articles that the gold links."""
    return {frozenset((r["from"], r["to"])) for r in case.gold["links"]}


def _pairs(members: list[Member]) -> list[tuple[int, int]]:
    """Pairs of members of different articles."""
    return [(a, b) for a, b in combinations(range(len(members)), 2)
            if members[a][0] != members[b][0]]  # fmt: skip


def _text(member: Member) -> str:
    return f"{member[0]} {member[2][:70]!r}"


def differences(case: Case) -> Result:
    """Differences: the same kind, with members on two sides of the gold difference.

    Left out of the count: a `name` difference between forms of one gold entity that do differ,
    and a `wording` difference between renderings, in different languages, of one gold point.
    """
    gold = [
        (r, [[golds.place(m, case.articles, case.texts) for m in side] for side in r["sides"]])
        for r in case.gold["differences"]
    ]
    found: set[str] = set()
    right = ignored = 0
    errors: list[str] = []
    for r in case.system["differences"]:
        members = [case.place(m) for m in r["members"]]
        good = [g["id"] for g, sides in gold if g["kind"] == r["kind"]
                and sum(_touches(members, side) for side in sides) >= 2]  # fmt: skip
        found |= set(good)
        right += bool(good)
        if not good and _tolerated(case, r["kind"], members):
            ignored += 1
        elif not good:
            texts = [m["text"] for m in r["members"]]
            errors.append(f"false  {r['id']} {r['kind']}: {texts}")
    errors += [
        f"miss   {g['id']} {g['kind']}: {[side[0]['text'] for side in g['sides']]}"
        for g, _ in gold
        if g["id"] not in found
    ]
    total = len(case.system["differences"]) - ignored
    return Result("differences", score(len(found), len(gold), right, total), tuple(errors))


def _touches(members: list[Place], side: list[Place]) -> bool:
    return any(m.page == s.page and overlap(m.interval, s.interval) for m in members for s in side)


def _tolerated(case: Case, kind: str, members: list[Place]) -> bool:
    if kind == "name":
        named = [g for g in case.gold_items("names") if _touches([g.place], members)]
        keys = {g.record["entity"] for g in named}
        return len(keys) == 1 and len({g.text.casefold() for g in named}) > 1
    if kind == "wording":
        languages = [_language(case, m) for m in members]
        hit = [{r["id"] for r in case.gold["points"] if _touches([m], _places(case, r))}
               for m in members]  # fmt: skip
        return len(set(languages)) == len(members) and bool(set.intersection(*hit))
    return False


def _places(case: Case, record: golds.Record) -> list[Place]:
    return [golds.place(m, case.articles, case.texts) for m in record["members"]]


def _language(case: Case, place: Place) -> str:
    for a in case.articles.values():
        if any(p.page == place.page and overlap(p.interval, place.interval) for p in a.parts):
            return str(a.record["language"])
    return "und"
