"""Gold and a system's JSON → one score a kind, with every miss and false find.

In: the records of `bench.gold` and the JSON contract. Out: `Result`s. Each function says what
it counts as right. Gold marked `optional` is neither missed when it is not found nor wrong when
it is: a system item that fits only optional gold is left out of the count.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import gold as golds
from bench import values
from bench.gold import Place, PlacedArticle, Record
from bench.metrics import (
    Score,
    b_cubed,
    intersection_over_union,
    overlap,
    pair_up,
    pairwise,
    score,
)
from bench.report import MissingData
from crossread.model import Dossier
from crossread.showing.json import encode

DIRECT_LEAST = 0.8  # of both spans together that a direct quote must share with the gold
INDIRECT_LEAST = 0.5  # where reported speech ends is a matter of taste
FURNITURE_FOUND = 0.8  # of its characters
FURNITURE_RIGHT = 0.5  # of its characters
QUOTE_EDGES = " \t\n\u00a0\u202f.,;:!?…\"'“”„«»‘’‚‹›"  # not part of the words of a quote


@dataclass(frozen=True, slots=True)
class Result:
    """The score of one kind.

    Args:
        name: of the kind, as `--errors` takes it.
        score: precision and recall.
        errors: one line each miss or false find.
        shares: (name, right, of): further figures over what was found.
    """

    name: str
    score: Score
    errors: tuple[str, ...] = ()
    shares: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A gold or system item at its place."""

    place: Place
    record: Record
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """Gold and system side by side.

    Args:
        gold: records by kind.
        system: the decoded JSON.
        texts: text of each page, by the gold's path.
        paths: system page id → the gold's path.
        articles: gold articles by id, placed.
        furniture: where the gold furniture stands, in the order of its records.
        article_of: system article id → gold article id, or "?" and its own where none fits.
    """

    gold: dict[str, list[Record]]
    system: dict[str, Any]
    texts: dict[str, str]
    paths: dict[str, str]
    articles: dict[str, PlacedArticle]
    furniture: list[Place]
    article_of: dict[str, str]

    def place(self, span: Record) -> Place:
        """Where a span of the system stands."""
        return Place(self.paths[span["page"]], span["start"], span["end"])

    def gold_items(self, kind: str) -> list[Item]:
        """Gold records of a kind that have `article` and `text`."""
        return [
            Item(golds.place(r, self.articles, self.texts), r, r["text"]) for r in self.gold[kind]
        ]

    def system_items(self, kind: str) -> list[Item]:
        """System records of a kind that have a span."""
        return [Item(self.place(r), r, r["text"]) for r in self.system[kind]]

    def outlet(self, place: Place) -> str:
        """The page's name for messages."""
        return place.page.removeprefix("pages/")


def contract(data: Path) -> dict[str, Any]:
    """The JSON of the command line on `data/pages`.

    Raises:
        MissingData: the command line gives none; the message is its last line.
    """
    command = [sys.executable, "-m", "crossread", "compare", str(data / "pages")]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, check=False)
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no message"]
        raise MissingData(f"crossread compare gave no result: {last[-1]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def decoded(dossier: Dossier) -> dict[str, Any]:
    """What the command line would print of a dossier, decoded."""
    found: dict[str, Any] = json.loads(encode(dossier))
    return found


def case(gold: dict[str, list[Record]], system: dict[str, Any], data: Path) -> Case:
    """Bring gold and system together.

    Raises:
        GoldError: the gold does not fit the texts.
    """
    prefix = (data / "pages").as_posix() + "/"
    paths = {
        page["id"]: "pages/" + (page["path"] or page["id"]).removeprefix(prefix)
        for page in system["pages"]
    }
    texts = {paths[page["id"]]: page["text"] for page in system["pages"]}
    bodies = golds.place_bodies(gold["articles"], texts)
    inside = {page: [b.interval for b in bodies if b.page == page] for page in texts}
    furniture = golds.place_furniture(gold["furniture"], texts, inside)
    articles = golds.place_articles(gold["articles"], bodies, furniture, texts)
    return Case(
        gold, system, texts, paths, articles, furniture, _article_of(system, paths, articles)
    )


def _article_of(
    system: dict[str, Any], paths: dict[str, str], articles: dict[str, PlacedArticle]
) -> dict[str, str]:
    """System articles and the gold articles whose bodies they share half with."""
    found = {a["id"]: f"?{a['id']}" for a in system["articles"]}
    by_page: defaultdict[str, list[Record]] = defaultdict(list)
    for a in system["articles"]:
        if a["body"]:
            by_page[paths[a["page"]]].append(a)
    for page, here in by_page.items():
        ids = [id for id, a in articles.items() if a.body.page == page]
        matched = pair_up(
            [articles[id].body.interval for id in ids],
            [(a["body"][0]["start"], a["body"][-1]["end"]) for a in here],
            least=0.5,
        )
        found |= {here[s]["id"]: ids[g] for g, s in matched.items()}
    return found


def articles(case: Case) -> list[Result]:
    """Articles: body start and body end right (white space aside) and headline text right.

    Besides, over the articles whose body and headline are right: deck, dateline, language,
    publication date (the day) and which one is the page's main article.
    """
    right: list[tuple[PlacedArticle, Record]] = []
    errors: list[str] = []
    found: set[str] = set()
    borders = 0
    for a in case.system["articles"]:
        gold = case.articles.get(case.article_of[a["id"]])
        if gold is None:
            shown = a["headline"] or (a["body"] or [{"text": ""}])[0]
            errors.append(f"false  {case.paths[a['page']]}: {shown['text'][:60]!r}")
            continue
        found.add(gold.record["id"])
        text = case.texts[gold.body.page]
        same = (
            _same_border(text, gold.body.start, a["body"][0]["start"])
            and _same_border(text, gold.body.end, a["body"][-1]["end"])
        )  # fmt: skip
        borders += same
        headline = _words(a["headline"]["text"]) if a["headline"] else None
        expected = _words(gold.record["headline"]) if gold.record["headline"] else None
        if same and headline == expected:
            right.append((gold, a))
        elif not same:
            errors.append(
                f"border {gold.record['id']}: {a['body'][0]['text'][:40]!r} … "
                f"{a['body'][-1]['text'][-40:]!r}"
            )
        else:
            errors.append(f"headline {gold.record['id']}: {headline!r}, not {expected!r}")
    errors += [f"miss   {id}" for id in case.articles if id not in found]
    n, of = len(right), len(case.articles)
    shares = (
        ("deck", sum(_deck_right(g, a) for g, a in right), n),
        ("dateline", sum(_dateline_right(g, a) for g, a in right), n),
        ("language", sum(g.record["language"] == a["language"] for g, a in right), n),
        ("publication date", sum(_published_right(g, a) for g, a in right), n),
        ("main article", sum(g.record["main"] == a["main"] for g, a in right), n),
    )
    shares_errors = [
        f"{name} {g.record['id']}: {shown!r}"
        for g, a in right
        for name, good, shown in (
            ("deck", _deck_right(g, a), [d["text"] for d in a["deck"]]),
            ("dateline", _dateline_right(g, a), a["dateline"] and a["dateline"]["text"]),
            ("language", g.record["language"] == a["language"], a["language"]),
            ("published", _published_right(g, a), a["published"]),
        )
        if not good
    ]
    system = len(case.system["articles"])
    return [
        Result("articles", score(n, of, n, system), (*errors, *shares_errors), shares),
        Result("article borders", score(borders, of, borders, system)),
    ]


def _same_border(text: str, a: int, b: int) -> bool:
    return not text[min(a, b) : max(a, b)].strip()


def _words(text: str) -> str:
    return " ".join(text.split())


def _deck_right(gold: PlacedArticle, a: Record) -> bool:
    return [_words(d) for d in gold.record["deck"]] == [_words(d["text"]) for d in a["deck"]]


def _dateline_right(gold: PlacedArticle, a: Record) -> bool:
    """Equal but for marks at the end ("BRUSSELS:", "MADRID —")."""
    shown = a["dateline"]["text"] if a["dateline"] else ""
    return _words(shown).rstrip(" :.–—-") == (gold.record["dateline"] or "").rstrip(" :.–—-")


def _published_right(gold: PlacedArticle, a: Record) -> bool:
    expected = gold.record["published"]
    if expected is None or a["published"] is None:
        return expected is None and a["published"] is None
    return bool(expected["date"][:10] == a["published"]["date"][:10])


def furniture(case: Case) -> Result:
    """Furniture: found when 80 % of its characters are covered, right when half of it is gold.

    Besides: whether the kind is that of the gold.
    """
    marked: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for f in case.system["furniture"]:
        marked[case.paths[f["page"]]].append((f["start"], f["end"], f["kind"]))
    found = kinds = right = 0
    errors: list[str] = []
    for record, place in zip(case.gold["furniture"], case.furniture, strict=True):
        shares = [(overlap(place.interval, (s, e)), k) for s, e, k in marked[place.page]]
        if sum(n for n, _ in shares) >= FURNITURE_FOUND * (place.end - place.start):
            found += 1
            kind = max(shares)[1]
            kinds += kind == record["kind"]
            if kind != record["kind"]:
                errors.append(f"kind   {record['page']}: {record['text'][:60]!r} {kind}, "
                              f"not {record['kind']}")  # fmt: skip
        else:
            errors.append(f"miss   {record['page']}: {record['text'][:60]!r}")
    for f in case.system["furniture"]:
        place = case.place(f)
        shared = sum(overlap(place.interval, g.interval) for g in case.furniture
                     if g.page == place.page)  # fmt: skip
        if shared >= FURNITURE_RIGHT * (place.end - place.start):
            right += 1
        else:
            errors.append(f"false  {place.page}: {f['text'][:60]!r}")
    total = score(found, len(case.furniture), right, len(case.system["furniture"]))
    return Result("furniture", total, tuple(errors), (("furniture kind", kinds, found),))


def names(case: Case) -> list[Result]:
    """Names: a span that shares a character and the type (lenient); the same span (exact)."""
    gold, system = case.gold_items("names"), _mentions(case)

    def same_type(g: Item, s: Item) -> bool:
        return bool(g.record["type"] == s.record["type"])

    def exact(g: Item, s: Item) -> bool:
        return g.place == s.place and same_type(g, s)

    return [
        _spans(case, "names", gold, system, same_type)[0],
        _spans(case, "names exact", gold, system, exact)[0],
    ]


def _mentions(case: Case) -> list[Item]:
    return [
        Item(case.place(m), {"type": e["type"], "entity": e["id"]}, m["text"])
        for e in case.system["entities"]
        for m in e["mentions"]
    ]


def _spans(
    case: Case,
    name: str,
    gold: Sequence[Item],
    system: Sequence[Item],
    right: Callable[[Item, Item], bool],
    least: float = 0.0,
) -> tuple[Result, list[tuple[Item, Item]]]:
    """Match gold and system one to one, page by page; what fits only optional gold is left out."""
    pairs: list[tuple[Item, Item]] = []
    errors: list[str] = []
    ignored = 0
    for page in sorted(case.texts):
        here = [g for g in gold if g.place.page == page]
        there = [s for s in system if s.place.page == page]
        needed = [g for g in here if not g.record.get("optional")]
        optional = [g for g in here if g.record.get("optional")]
        matched = _matched(needed, there, right, least)
        pairs += [(needed[g], there[s]) for g, s in sorted(matched.items())]
        taken = set(matched.values())
        for g, item in enumerate(needed):
            if g not in matched:
                near = [s for s in there if overlap(s.place.interval, item.place.interval)]
                errors.append(_line("miss ", case, item) + _near(near))
        for s, item in enumerate(there):
            if s in taken:
                continue
            if any(overlap(item.place.interval, o.place.interval) for o in optional):
                ignored += 1
            else:
                errors.append(_line("false", case, item))
    needed_total = sum(not g.record.get("optional") for g in gold)
    counted = score(len(pairs), needed_total, len(pairs), len(system) - ignored)
    return Result(name, counted, tuple(errors)), pairs


def _matched(
    gold: Sequence[Item], system: Sequence[Item], right: Callable[[Item, Item], bool], least: float
) -> dict[int, int]:
    return pair_up(
        [g.place.interval for g in gold],
        [s.place.interval for s in system],
        lambda g, s: right(gold[g], system[s]),
        least,
    )


def _line(what: str, case: Case, item: Item) -> str:
    return f"{what}  {case.outlet(item.place)}: {item.text!r} {_shown(item.record)}"


def _shown(record: Record) -> str:
    keys = ("type", "entity", "kind", "speaker", "value", "unit", "approximation")
    parts: list[str] = []
    for key in keys:
        value = record.get(key)
        if key == "speaker" and value:
            value = value.get("entity") or value.get("text")
        if value is not None:
            parts.append(str(value))
    return f"[{', '.join(parts)}]"


def _near(items: list[Item]) -> str:
    return "".join(f"  ~ {i.text!r} {_shown(i.record)}" for i in items[:2])


def entities(case: Case) -> list[Result]:
    """Entities: B³ and pairs over the gold mentions that a system mention overlaps."""
    gold = [g for g in case.gold_items("names") if not g.record.get("optional")]
    _, pairs = _spans(case, "", gold, _mentions(case), lambda _g, _s: True)
    keys = {g.place: g.record["entity"] for g, _ in pairs}
    ids = {g.place: s.record["entity"] for g, s in pairs}
    parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    mixed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for g, s in pairs:
        parts[g.record["entity"]][f"{s.record['entity']} {g.text}"] += 1
        mixed[s.record["entity"]][g.record["entity"]] += 1
    errors = []
    for key, forms in sorted(parts.items()):
        if len({f.split(" ", 1)[0] for f in forms}) > 1:
            errors.append(f"split  {key}: {dict(sorted(forms.items()))}")
    for id, found in sorted(mixed.items()):
        if len(found) > 1:
            errors.append(f"merged {id}: {dict(sorted(found.items()))}")
    return [
        Result("entities b3", b_cubed(keys, ids), tuple(errors)),
        Result("entities pairwise", pairwise(keys, ids)),
    ]


def _entity_keys(case: Case) -> dict[str, str]:
    """System entity → the gold entity that most of its mentions mean."""
    gold = [g for g in case.gold_items("names") if not g.record.get("optional")]
    _, pairs = _spans(case, "", gold, _mentions(case), lambda _g, _s: True)
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for g, s in pairs:
        votes[s.record["entity"]][g.record["entity"]] += 1
    return {id: min(v, key=lambda key: (-v[key], key)) for id, v in votes.items()}


def quotes(case: Case) -> list[Result]:
    """Quotes: direct by their words alone, direct with speaker, all with speaker.

    A direct quote is found at 0.8 intersection over union, marks and marks of punctuation at
    its edges aside; an indirect one at 0.5. The speaker is right when most mentions of the
    system's entity mean the gold's; a speaker without a name is right when the system names no
    entity and shares a word with the gold.
    """
    keys = _entity_keys(case)
    gold = [_trimmed(case, g) for g in case.gold_items("quotes")]
    system = [_trimmed(case, s) for s in case.system_items("quotes")]
    direct = [g for g in gold if g.record["kind"] == "direct"]
    said = [s for s in system if s.record["kind"] == "direct"]

    def any_speaker(g: Item, s: Item) -> bool:
        return bool(g.record["kind"] == s.record["kind"])

    def speaker(g: Item, s: Item) -> bool:
        return any_speaker(g, s) and _speaker_right(g.record["speaker"], s.record["speaker"], keys)

    def close(g: Item, s: Item) -> bool:
        least = DIRECT_LEAST if g.record["kind"] == "direct" else INDIRECT_LEAST
        return (
            speaker(g, s) and intersection_over_union(g.place.interval, s.place.interval) >= least
        )

    return [
        _spans(case, "direct quotes", direct, said, any_speaker, DIRECT_LEAST)[0],
        _spans(case, "direct quotes with speaker", direct, said, speaker, DIRECT_LEAST)[0],
        _spans(case, "quotes", gold, system, close)[0],
    ]


def _trimmed(case: Case, item: Item) -> Item:
    """The words of a quote without the marks and punctuation at its edges."""
    text = case.texts[item.place.page][item.place.start : item.place.end]
    start = item.place.start + len(text) - len(text.lstrip(QUOTE_EDGES))
    end = item.place.end - (len(text) - len(text.rstrip(QUOTE_EDGES)))
    return Item(Place(item.place.page, start, max(start, end)), item.record, item.text)


def _speaker_right(gold: Record, system: Record | None, keys: dict[str, str]) -> bool:
    if gold["entity"] is not None:
        return system is not None and keys.get(system["entity"] or "") == gold["entity"]
    if system is None or system["entity"] is not None:
        return False
    words = {w.casefold() for w in gold["text"].split() if len(w) > 2}
    return bool(words & {w.strip(",.").casefold() for w in system["text"].split()})


def figures(case: Case) -> list[Result]:
    """Figures: a span that shares a character, with the gold's value and unit.

    Besides: approximation, and what is counted (sharing a word with the gold's).
    """
    result, pairs = _spans(
        case, "figures", case.gold_items("figures"), case.system_items("figures"), _figure_right
    )
    spans, _ = _spans(
        case,
        "figure spans",
        case.gold_items("figures"),
        case.system_items("figures"),
        lambda _g, _s: True,
    )
    counted = [(g, s) for g, s in pairs if g.record["of"]]
    approximation = sum(g.record["approximation"] == s.record["approximation"] for g, s in pairs)
    errors = [
        f"approximation  {case.outlet(g.place)}: {g.text!r} {s.record['approximation']}, "
        f"not {g.record['approximation']}"
        for g, s in pairs
        if g.record["approximation"] != s.record["approximation"]
    ]
    shares = (
        ("figure approximation", approximation, len(pairs)),
        ("figure of what", sum(_of_right(g, s) for g, s in counted), len(counted)),
    )
    return [Result("figures", result.score, (*result.errors, *errors), shares), spans]


def _figure_right(g: Item, s: Item) -> bool:
    ways = [g.record, *g.record.get("alternatives", ())]
    value, unit = s.record["value"], values.unit(s.record["unit"])
    return value is not None and any(
        values.same_number(w["value"], value) and values.unit(w["unit"]) == unit for w in ways
    )


def _of_right(g: Item, s: Item) -> bool:
    shown = s.record["of"]["text"].casefold() if s.record["of"] else ""
    return g.record["of"].casefold() in shown or bool(
        set(g.record["of"].casefold().split()) & set(shown.split())
    )


def times(case: Case) -> list[Result]:
    """Times: a span that shares a character, with the gold's value (see `bench.values`).

    A duration is a figure; a system that takes it for a time as well is not blamed.
    """
    durations = [
        Item(g.place, {**g.record, "optional": True}, g.text)
        for g in case.gold_items("figures")
        if g.record["unit"] in values.DURATIONS
    ]
    gold, system = [*case.gold_items("times"), *durations], case.system_items("times")
    return [
        _spans(
            case,
            "times",
            gold,
            system,
            lambda g, s: values.same_time(g.record["value"], s.record["value"]),
        )[0],
        _spans(case, "time spans", gold, system, lambda _g, _s: True)[0],
    ]


def links(case: Case) -> Result:
    """Links: the same two articles, in either direction, and the same kind."""
    gold = {
        (r["kind"], frozenset((r["from"], r["to"])))
        for r in case.gold["links"]
        if not r.get("optional")
    }
    optional = {frozenset((r["from"], r["to"])) for r in case.gold["links"] if r.get("optional")}
    system = {
        (r["kind"], frozenset((case.article_of[r["from"]], case.article_of[r["to"]])))
        for r in case.system["links"]
    }
    system = {s for s in system if s[1] not in optional}
    right = len(gold & system)
    errors = [f"miss   {k} {sorted(p)}" for k, p in sorted(gold - system, key=str)]
    errors += [f"false  {k} {sorted(p)}" for k, p in sorted(system - gold, key=str)]
    return Result("links", score(right, len(gold), right, len(system)), tuple(sorted(errors)))


def stories(case: Case) -> list[Result]:
    """Stories: the same set of articles; and pairs of articles in one story.

    Stories of one article count. In the pairs, an article that the system did not find stands
    alone, and so does one that it made up in the gold.
    """
    gold = {frozenset(r["articles"]) for r in case.gold["stories"]}
    system = {frozenset(case.article_of[a] for a in r["articles"]) for r in case.system["stories"]}
    right = len(gold & system)
    errors = [f"miss   {sorted(s)}" for s in gold - system]
    errors += [f"false  {sorted(s)}" for s in system - gold]
    told = {a: r["id"] for r in case.system["stories"] for a in r["articles"]}
    ids = {case.article_of[a]: id for a, id in told.items()}
    keys = {a: r["id"] for r in case.gold["stories"] for a in r["articles"]}
    both = sorted(ids.keys() | keys.keys())
    pairs = pairwise(
        {a: keys.get(a, f"?{a}") for a in both}, {a: ids.get(a, f"?{a}") for a in both}
    )
    return [
        Result("stories", score(right, len(gold), right, len(system)), tuple(sorted(errors))),
        Result("stories pairwise", pairs),
    ]
