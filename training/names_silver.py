"""Parallel news of the open data → sentences tagged by agreement between languages.

In: the same sentences in several languages (ntrex-train, flores and tico of parallel-open) and a
first tagger. Out: sentences whose names the tagger found alike in at least two languages. There is
no hand-tagged open news in French, Spanish, Italian, Polish; but a name that is found in two
languages with one type is most likely right, and names can be recognised across languages by their
letters or by the place they mean. A sentence with a name that no other language confirms is left
out, so that what is learned is sure, not all.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from crossread.annotating.names import rules
from crossread.annotating.names.clean import Draft, Line
from crossread.annotating.names.finding import borrowed, tagged
from crossread.annotating.names.lexicon import Lexicon, lexicon
from crossread.annotating.names.tokens import tokens
from training.names_data import Tagged
from training.names_lexicon import rows

LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "ru",
    "uk",
    "da",
    "sv",
    "sk",
    "cs",
    "ro",
)
ALIKE = 0.88  # Jaro-Winkler similarity of the Latin letters of one name in two languages


def groups(data: Path) -> Iterator[dict[str, str]]:
    """The same sentence in several languages, by language."""
    for path in sorted((data / "ntrex-train").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)["text"]
            held = [code for code in LANGUAGES if code in document]
            for number in range(len(document["en"])):
                yield {c: document[c][number] for c in held if number < len(document[c])}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code in LANGUAGES[1:]:
        for row in rows(data / "parallel-open" / f"en-{code}.tsv"):
            if row[1] in ("flores200", "tico19"):
                found[row[3]]["en"] = row[3]
                found[row[3]][code] = row[4]
    yield from found.values()


def names(text: str, lists: Lexicon) -> tuple[list[str], list[Draft]]:
    """Words and names of one sentence, by model and rules."""
    words = [t.text for t in tokens(text, lists.language)]
    if not words:
        return [], []
    if not lists.common:
        lists = borrowed(lists, [tokens(text, lists.language)])
    line = Line(words, words, False)
    return words, rules.second_pass([line], tagged([line], lists), lists)


def key(words: list[str], draft: Draft, places: Mapping[str, str]) -> str:
    """What two languages' forms of one name share: the place's key, or the Latin letters."""
    name = " ".join(words[draft.first : draft.last]).lower()
    return places.get(name) or anyascii(name).lower()


def same(one: str, two: str) -> bool:
    """Whether two keys are one name."""
    if one == two:
        return True
    if one[0] in "=@" or two[0] in "=@":
        return one.lstrip("=@") == two.lstrip("=@")
    return one[:1] == two[:1] and JaroWinkler.similarity(one, two) >= ALIKE


def agreed(group: Mapping[str, str], lists: Mapping[str, Lexicon]) -> Iterator[Tagged]:
    """The sentences of a group whose names are confirmed by another language."""
    held = {c: names(text, lists[c]) for c, text in group.items()}
    clusters: list[list[tuple[str, Draft, str]]] = []
    for code, (words, drafts) in held.items():
        for draft in drafts:
            mine = key(words, draft, lists[code].places)
            for cluster in clusters:
                if any(same(mine, other) for _, _, other in cluster):
                    cluster.append((code, draft, mine))
                    break
            else:
                clusters.append([(code, draft, mine)])
    sure: dict[tuple[str, int], str] = {}
    for cluster in clusters:
        votes: Counter[str] = Counter()
        for _, draft, _ in cluster:
            votes[draft.type] += 1
        type, count = max(sorted(votes.items()), key=lambda v: v[1])
        if len({c for c, _, _ in cluster}) >= 2 and count >= 2 and count * 3 >= 2 * len(cluster):
            sure.update({(code, draft.first): type for code, draft, _ in cluster})
    loose: Counter[tuple[str, str]] = Counter(
        (code, d.type)
        for code, (_, drafts) in held.items()
        for d in drafts
        if (code, d.first) not in sure
    )
    total = len(held)
    for code, (words, drafts) in held.items():
        if not words:
            continue
        tags = ["O"] * len(words)
        good = True
        for draft in drafts:
            type = sure.get((code, draft.first), "")
            if not type:  # a translated name: as many of its type in most other languages
                alike = sum(loose[c, draft.type] == loose[code, draft.type] for c in held)
                if alike * 2 < total or total < 3 or draft.score < 0.6:
                    good = False
                    break
                type = draft.type
            tags[draft.first] = "B-" + type
            for inner in range(draft.first + 1, draft.last):
                tags[inner] = "I-" + type
        most = Counter(len(d) for _, d in held.values()).most_common(1)[0][0]
        if good and len(drafts) >= most:
            yield Tagged(code, "silver", words, tags)


def silver(data: Path) -> list[Tagged]:
    """All agreed sentences; the tagger must be there already."""
    lists = {code: lexicon(code) for code in LANGUAGES}
    return [t for group in groups(data) if len(group) > 1 for t in agreed(group, lists)]
