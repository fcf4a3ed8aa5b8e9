"""Hard negatives and differences, judged by gold that has sides.

In: a `bench.judge.Case` with a gold of `POINT_KINDS`. Out: how many hard negatives were joined;
differences by kind, those without ground, and the restatements that were shown as differences. What
counts as right is said in `examples/points/README.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from bench import gold as golds
from bench.gold import Place, PlacedArticle, Record
from bench.judge import Case
from bench.metrics import Score, covers_half, overlap, score

KINDS = ("figure", "wording", "name", "time", "polarity", "attribution")
HALVES = ("easy", "hard")


@dataclass(frozen=True, slots=True)
class Negatives:
    """How hard negatives fared.

    Args:
        of: how many there are, by story.
        joined: how many of them stand in one point of the system, by story.
        errors: one line each joined one.
    """

    of: Counter[str]
    joined: Counter[str]
    errors: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share that was joined, 0..1; 0 where there are none."""
        return self.joined.total() / self.of.total() if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Differences:
    """How differences fared.

    Args:
        all: precision and recall over all kinds.
        kinds: the same for each kind: recall over the gold's of that kind, precision over the
            system's.
        artefacts: false differences whose members all stand in one gold point, in two languages or
            more, by the half of the point.
        invented: the same in one language.
        rounded: minor gold differences that the system shows, and how many there are.
        slightly: differences that the system calls minor and that fit nothing in the gold.
        restated: restatements that the system shows as a difference, by kind, and how many there are.
        errors: one line each miss and false find, by the kind that `--errors` takes.
    """

    all: Score
    kinds: dict[str, Score]
    artefacts: Counter[str]
    invented: Counter[str]
    rounded: tuple[int, int]
    slightly: int
    restated: dict[str, tuple[int, int]]
    errors: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Sides:
    """A gold difference, restatement or hard negative with the places of its sides."""

    record: Record
    sides: tuple[tuple[Place, ...], ...]

    def touched(self, members: Iterable[Place]) -> bool:
        """Whether the members stand on two sides of it."""
        places = list(members)
        return sum(_touch(places, side) for side in self.sides) >= 2

    def of_kind(self, kind: str) -> bool:
        """Whether a difference of this kind may be the gold's."""
        return kind == self.record["kind"] or kind in self.record.get("or", ())


def negatives(case: Case) -> Negatives:
    """Which hard negatives stand in one point of the system.

    A hard negative is joined when one point of the system holds a statement that hits its one side
    and a statement, of another article, that hits its other side, unless the two statements hit
    members of one gold point besides: a statement can say two things.
    """
    points = _gold_members(case)
    system = [
        (r["id"], [(case.article_of[m["article"]], case.place(m), m["text"]) for m in r["members"]])
        for r in case.system["points"]
    ]
    told = {
        place: frozenset(i for i, p in points if _hit(p, place))
        for _, members in system
        for _, place, _ in members
    }
    of: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    errors: list[str] = []
    for negative in _sides(case, "hard_negatives"):
        of[story_of(negative.record)] += 1
        one, other = negative.sides
        for id, members in system:
            wrong = [
                (a, b)
                for a, b in combinations(members, 2)
                if a[0] != b[0]
                and not told[a[1]] & told[b[1]]
                and (
                    (_hits(one, a[1]) and _hits(other, b[1]))
                    or (_hits(one, b[1]) and _hits(other, a[1]))
                )
            ]
            if wrong:
                a, b = wrong[0]
                joined[story_of(negative.record)] += 1
                errors.append(
                    f"joined {negative.record['id']} in {id}: "
                    f"{a[0]} {a[2][:70]!r} ≠ {b[0]} {b[2][:70]!r}"
                )
                break
    return Negatives(of, joined, tuple(errors))


def differences(case: Case) -> Differences:
    """Differences by kind; what is shown without ground; restatements that are shown.

    A difference of the system is right when it has the kind of a gold difference (or one of those
    its `or` names) and members on two of its sides. One that fits only a minor gold difference, or
    an optional restatement, is left out of the count; every other one is false.
    """
    gold = _sides(case, "differences")
    restatements = _sides(case, "restatements")
    real = [g for g in gold if not g.record.get("minor")]
    minor = [g for g in gold if g.record.get("minor")]
    let_pass = [r for r in restatements if r.record.get("optional")]
    points = _gold_members(case)
    half = {r["id"]: r["half"] for r in case.gold["points"]}

    found: set[str] = set()
    rounded: set[str] = set()
    restated: set[str] = set()
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    artefacts: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    slightly = 0
    wrong: list[str] = []
    baseless: list[str] = []
    for r in case.system["differences"]:
        members = [case.place(m) for m in r["members"]]
        good = [g.record["id"] for g in real if g.of_kind(r["kind"]) and g.touched(members)]
        slight = [g.record["id"] for g in minor if g.of_kind(r["kind"]) and g.touched(members)]
        found |= set(good)
        rounded |= set(slight)
        if good:
            right[r["kind"]] += 1
            given[r["kind"]] += 1
            continue
        again = [s.record["id"] for s in restatements if s.touched(members)]
        if slight or any(s.of_kind(r["kind"]) and s.touched(members) for s in let_pass):
            continue
        if r.get("minor"):
            slightly += 1
            continue
        restated |= set(again)
        given[r["kind"]] += 1
        line = f"false  {r['id']} {r['kind']}: {[m['text'] for m in r['members']]}"
        wrong.append(line)
        halves, several = _ground(case, members, points, half)
        if halves:
            kind = artefacts if several else invented
            kind["easy" if "easy" in halves else "hard"] += 1
            baseless.append(f"{'artefact' if several else 'invented'} {line}")
    missed = [
        f"miss   {g.record['id']} {g.record['kind']}: {[side['text'] for side in _first(g)]}"
        for g in real
        if g.record["id"] not in found
    ]
    needed = [s for s in restatements if not s.record.get("optional")]
    return Differences(
        all=score(len(found), len(real), right.total(), given.total()),
        kinds={
            kind: score(
                sum(g.record["kind"] == kind and g.record["id"] in found for g in real),
                sum(g.record["kind"] == kind for g in real),
                right[kind],
                given[kind],
            )
            for kind in KINDS
        },
        artefacts=artefacts,
        invented=invented,
        rounded=(len(rounded), len(minor)),
        slightly=slightly,
        restated={
            kind: (
                sum(s.record["kind"] == kind and s.record["id"] in restated for s in needed),
                sum(s.record["kind"] == kind for s in needed),
            )
            for kind in KINDS
        },
        errors={
            "differences": tuple(sorted((*wrong, *missed))),
            "differences without ground": tuple(sorted(baseless)),
        },
    )


def story_of(record: Record) -> str:
    """The story of a gold record: ids are `STORY.NAME`."""
    return str(record.get("story") or record["id"].partition(".")[0])


def _sides(case: Case, kind: str) -> list[_Sides]:
    return [
        _Sides(
            r,
            tuple(
                tuple(golds.place(m, case.articles, case.texts) for m in side)
                for side in r["sides"]
            ),
        )
        for r in case.gold[kind]
    ]


def _first(gold: _Sides) -> list[Record]:
    return [side[0] for side in gold.record["sides"]]


def _gold_members(case: Case) -> list[tuple[str, Place]]:
    return [
        (r["id"], golds.place(m, case.articles, case.texts))
        for r in case.gold["points"]
        for m in r["members"]
    ]


def _ground(
    case: Case, members: list[Place], points: list[tuple[str, Place]], half: dict[str, str]
) -> tuple[set[str], bool]:
    """Halves of the gold points that all members of a difference stand in, and whether the
    members are in several languages; no halves where they are of one article.
    """
    articles = [_article(case, m) for m in members]
    known = [a for a in articles if a is not None]
    if len(known) < len(members) or len({a.record["id"] for a in known}) < 2:
        return set(), False
    shared = set.intersection(*({i for i, p in points if _touch([p], [m])} for m in members))
    return {half[i] for i in shared}, len({a.record["language"] for a in known}) > 1


def _article(case: Case, place: Place) -> PlacedArticle | None:
    for article in case.articles.values():
        if any(p.page == place.page and overlap(p.interval, place.interval) for p in article.parts):
            return article
    return None


def _touch(some: Iterable[Place], others: Iterable[Place]) -> bool:
    there = list(others)
    return any(a.page == b.page and overlap(a.interval, b.interval) for a in some for b in there)


def _hit(member: Place, statement: Place) -> bool:
    return member.page == statement.page and covers_half(member.interval, statement.interval)


def _hits(side: tuple[Place, ...], statement: Place) -> bool:
    return any(_hit(member, statement) for member in side)
