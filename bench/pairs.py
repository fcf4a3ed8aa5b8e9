"""Points and differences, judged by pairs of statements.

In: a `bench.judge.Case`. Out: scores and lines for every miss and false find.

A statement of the system *hits* a gold member when the two share at least half of the shorter
one. Then, over pairs of statements from different articles:

- a system pair (two members of one system point) is right when the two statements hit two
  members of one gold point; a pair of statements that hit no gold member is wrong like any other;
- a gold pair (two members of one gold point) is found when one system point holds a statement
  that hits the one and a statement that hits the other.

`points` counts these pairs. `points by article` counts, for each point, pairs of *articles*: a
system point's pair of articles is right when one of its pairs of statements is, a gold point's
is found when one of its pairs of members is. So a member repeated in headline and body weighs
once, which is nearer to what a reader sees.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from bench import gold as golds
from bench.gold import Place
from bench.judge import Case, Result
from bench.metrics import covers_half, overlap, score

Member = tuple[str, Place, str]  # article, place, text


def points(case: Case) -> list[Result]:
    """Points by pairs of members and by pairs of articles."""
    gold = {
        r["id"]: [
            (m["article"], golds.place(m, case.articles, case.texts), m["text"])
            for m in r["members"]
        ]
        for r in case.gold["points"]
    }
    system = {
        r["id"]: [(case.article_of[m["article"]], case.place(m), m["text"]) for m in r["members"]]
        for r in case.system["points"]
    }
    hits = _hits(gold, system)
    errors: list[str] = []
    right = given = right_articles = given_articles = 0
    for id, members in system.items():
        pairs: dict[frozenset[str], bool] = {}
        for a, b in _pairs(members):
            good = bool(hits[members[a][1]] & hits[members[b][1]])
            given += 1
            right += good
            articles = frozenset((members[a][0], members[b][0]))
            if not good:
                errors.append(f"false  {id} {_text(members[a])} ≠ {_text(members[b])}")
            pairs[articles] = pairs.get(articles, False) or good
        given_articles += len(pairs)
        right_articles += sum(pairs.values())
    held: defaultdict[Place, set[str]] = defaultdict(set)  # gold member → system points
    for id, members in system.items():
        for g in {g for m in gold.values() for _, g, _ in m}:
            if any(s.page == g.page and covers_half(g.interval, s.interval) for _, s, _ in members):
                held[g].add(id)
    found = wanted = found_articles = wanted_articles = 0
    for id, members in gold.items():
        pairs = {}
        for a, b in _pairs(members):
            good = bool(held[members[a][1]] & held[members[b][1]])
            wanted += 1
            found += good
            articles = frozenset((members[a][0], members[b][0]))
            pairs[articles] = pairs.get(articles, False) or good
            if not good:
                errors.append(f"miss   {id} {_text(members[a])} = {_text(members[b])}")
        wanted_articles += len(pairs)
        found_articles += sum(pairs.values())
    by_article = score(found_articles, wanted_articles, right_articles, given_articles)
    return [
        Result("points", score(found, wanted, right, given), tuple(sorted(errors))),
        Result("points by article", by_article),
    ]


def _hits(gold: dict[str, list[Member]], system: dict[str, list[Member]]) -> dict[Place, set[str]]:
    """System statement → ids of the gold points of which it hits a member."""
    by_page: defaultdict[str, list[tuple[Place, str]]] = defaultdict(list)
    for id, members in gold.items():
        for _, place, _ in members:
            by_page[place.page].append((place, id))
    return {
        place: {id for g, id in by_page[place.page] if covers_half(g.interval, place.interval)}
        for members in system.values()
        for _, place, _ in members
    }


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
