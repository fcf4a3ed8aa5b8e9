"""Bench `names`: how well names are found and linked, on any data of the two forms.

In: a folder with CoNLL files (`LANGUAGE.CORPUS[.part].conll`, as in ner-open-dev, panx and
ner-smartdata-dev), a folder of such folders, or one with `bsnlp.jsonl`. Out: exact-span F1 a
language and corpus of the shipped tagger on single sentences (the words are cut again by its own
rules; no article around them, so the second pass of annotating/names/rules.py has little to go by);
of the dev part where a file says so, else of the tenth that training holds back, else of the whole
file; the same for sentences printed badly (bench/names_variants.py). With `--peers`: the same of
spaCy, trained in the same run on the same sentences as the tagger (bench/names_peer.py), on the
same sentences, with the speed of both on one core. For bsnlp: linking of the gold mentions into
entities, pairwise and B³, over all documents and across languages only.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench import names_peer
from bench.bio import Name, spans
from bench.metrics import Score, score
from bench.names_linking import linking
from bench.names_variants import VARIANTS, Variant, printed, read
from bench.report import SCORE_COLUMNS, Cell, MissingData, Report, Table, score_cells, score_figures
from crossread.annotating.names.finding import borrowed
from crossread.annotating.names.lexicon import lexicon
from crossread.annotating.names.tagging import script, tag_all
from crossread.annotating.names.tokens import Token
from training.names import SCRIPTS, training_sentences
from training.names_data import TRAINED, Tagged, conll, held_back, plain, recut

TYPES = ("PER", "ORG", "LOC")
FOLDERS = ("ner-open-dev", "ner-smartdata-dev", "panx")  # of a folder of folders
TAUGHT = ("ner-open-dev", "panx", "ntrex-train", "parallel-open")  # that training reads
VARIED = 400  # sentences of each corpus that are printed badly: the first
OURS, PEER = "crossread", "spaCy"
Set = tuple[str, str]
"""(language, corpus)."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """What a system found.

    Args:
        names: of each sentence.
        words: in the sentences of scripts that it has a model for.
        seconds: of one core, for these: processor time, so that neither a busy machine nor more
            threads change it.
    """

    names: list[set[Name]]
    words: int
    seconds: float

    @property
    def speed(self) -> float:
        """Words a second of one core."""
        return self.words / self.seconds if self.seconds else 0.0


def with_peers(data: Path) -> Report:
    """`run` with spaCy beside, trained first; some 35 minutes of one core.

    Args:
        data: see `run`; the training data (`TAUGHT`) is looked for there, then beside it.

    Raises:
        MissingData: see `run`. Where spaCy or training data is not there, the report says so.
    """
    return run(data, peers=True)


def run(data: Path, *, peers: bool = False) -> Report:
    """Score the shipped tagger, or the entity linker, on the files of a folder.

    Args:
        data: see above.
        peers: see `with_peers`.

    Raises:
        MissingData: the folder holds neither CoNLL files nor `bsnlp.jsonl`.
    """
    if (data / "bsnlp.jsonl").is_file():
        return linking(data / "bsnlp.jsonl")
    paths = sorted(data.glob("*.conll"))
    folders: tuple[str, ...] = ()
    if not paths:
        folders = tuple(f for f in FOLDERS if any((data / f).glob("*.conll")))
        paths = [p for f in folders for p in sorted((data / f).glob("*.conll"))]
    if not paths:
        raise MissingData(f"{data} holds no .conll files and no bsnlp.jsonl")
    absent = tuple(f"not there: {f}" for f in FOLDERS if folders and f not in folders)
    try:
        trained = peer(data) if peers else {}
        beside = "" if peers else f"{PEER} beside, trained on the same data: not run (--peers)"
    except MissingData as error:
        trained, beside = {}, f"{PEER} beside: not run: {error}"
        print(f"names: {beside}", file=sys.stderr)
    return tagging(sentences(paths), trained, (*absent, *([beside] if beside else [])), folders)


def peer(data: Path) -> dict[str, names_peer.Peer]:
    """A peer for each script, trained on what the final round of our tagger learns from.

    Raises:
        MissingData: spaCy or the training data is not there.
    """
    version = names_peer.version()
    for root in (data, data.parent):
        lacking = [name for name in TAUGHT if not (root / name).is_dir()]
        if not lacking:
            break
    else:
        raise MissingData(f"no training data ({', '.join(lacking)}) in {data.parent}")

    def say(text: str) -> None:
        print(f"{PEER} {version}, {name}: {text}", file=sys.stderr, flush=True)

    trained: dict[str, names_peer.Peer] = {}
    for name in SCRIPTS:
        trained[name] = names_peer.train(training_sentences(root, name), say)
    return trained


def tagging(
    measured: Sequence[Tagged],
    trained: Mapping[str, names_peer.Peer],
    notes: Sequence[str] = (),
    folders: tuple[str, ...] = (),
) -> Report:
    """Exact-span scores a language and corpus.

    Args:
        measured: the held-out sentences.
        trained: the peer of each script; none where it is not run.
        notes: added to the report's.
        folders: the names of the data read, where there are several.
    """
    found = {OURS: ours(measured)}
    if trained:
        found[PEER] = theirs(measured, trained)
    scores = {name: by_set(measured, system.names) for name, system in found.items()}
    typed = by_type(measured, found[OURS].names)
    speed = {name: system.speed for name, system in found.items()}
    tables = [
        corpora_table(scores),
        means_table(scores, speed),
        Table(
            "Names by type",
            ("language", "type", *SCORE_COLUMNS),
            tuple((*key, *score_cells(value)) for key, value in typed.items()),
        ),
    ]
    figures = {"words a second": speed[OURS]}
    for name, sets in scores.items():
        prefix = "" if name == OURS else f"{name} "
        figures[f"{prefix}words a second"] = speed[name]
        for (language, corpus), value in sets.items():
            figures.update(score_figures(f"{prefix}{language} {corpus}", value))
        for what, mean in means(sets).items():
            figures[f"{prefix}mean f1 over {what}"] = mean
    table, more = varied(measured, trained)
    tables += [table] if table.rows else []
    return Report(
        name="names",
        tables=tuple(tables),
        figures=figures | more,
        notes=(
            "single sentences by the model alone, without the second pass over an article",
            "dev parts where files say so, else the tenth that training holds back",
            f"means: dev sets weigh alike, and languages (each the mean of its sets); "
            f"{found[OURS].words} words, their features included, in processor time",
            f"printed badly: the first {VARIED} sentences of a corpus at most; ours lowers capitals "
            "that tell nothing before its model tags them, as it does on a page",
            *trained_notes(trained),
            *notes,
        ),
        errors=errors(measured, found[OURS].names),
        data=folders,
    )


def sentences(paths: Iterable[Path]) -> list[Tagged]:
    """The sentences to measure on."""
    found: list[Tagged] = []
    for path in paths:
        pieces = path.name.split(".")
        language = pieces[0]
        corpus = pieces[1] if len(pieces) > 2 and pieces[1] not in ("train", "dev") else "panx"
        if pieces[-2] == "train" or path.name in TRAINED:
            continue
        whole = pieces[-2] in ("dev", "test") or "devset" in path.name
        for words, gold in conll(path):
            if not whole and not held_back(words):
                continue
            words, gold = recut(words, gold, language)
            if corpus == "panx":
                gold = plain(words, gold, language)
            if words:
                found.append(Tagged(language, corpus, words, gold))
    return found


def by_language(measured: Sequence[Tagged]) -> Iterator[tuple[str, list[int]]]:
    """Each language with the numbers of its sentences."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(measured):
        numbers[sentence.language].append(number)
    yield from sorted(numbers.items())


def ours(measured: Sequence[Tagged]) -> Tagging:
    """What the shipped tagger finds, a batch of sentences at a time as the peer does."""
    found: list[set[Name]] = [set()] * len(measured)
    tagged, spent = 0, 0.0
    for language, numbers in by_language(measured):
        if script(language) is None:
            continue
        lists = lexicon(language)
        tag_all([measured[numbers[0]].words], lists)  # what is read once is not timed
        start = time.process_time()
        size = names_peer.BATCH if lists.common else 1
        for first in range(0, len(numbers), size):
            batch = numbers[first : first + size]
            words = [measured[n].words for n in batch]
            held = lists if lists.common else borrowed(lists, [[Token(w, 0, 0) for w in words[0]]])
            for number, tags in zip(batch, tag_all(words, held)):
                found[number] = set(spans(tags))
        spent += time.process_time() - start
        tagged += sum(len(measured[n].words) for n in numbers)
    return Tagging(found, tagged, spent)


def theirs(measured: Sequence[Tagged], trained: Mapping[str, names_peer.Peer]) -> Tagging:
    """What the peer finds; nothing in a script that it was not trained on."""
    found: list[set[Name]] = [set()] * len(measured)
    tagged, spent = 0, 0.0
    for language, numbers in by_language(measured):
        used = trained.get(script(language) or "")
        if used is None:
            continue
        words = [measured[n].words for n in numbers]
        names_peer.tag(used.pipeline, words[:1])
        start = time.process_time()
        for number, names in zip(numbers, names_peer.tag(used.pipeline, words)):
            found[number] = names
        spent += time.process_time() - start
        tagged += sum(map(len, words))
    return Tagging(found, tagged, spent)


def by_set(measured: Sequence[Tagged], found: Sequence[set[Name]]) -> dict[Set, Score]:
    """Scores a language and corpus."""
    counts: dict[Set, list[int]] = defaultdict(lambda: [0, 0, 0])
    for sentence, names in zip(measured, found):
        count(counts[sentence.language, sentence.corpus], set(spans(sentence.tags)), names)
    return {key: score(c[0], c[1], c[0], c[2]) for key, c in sorted(counts.items())}


def by_type(measured: Sequence[Tagged], found: Sequence[set[Name]]) -> dict[Set, Score]:
    """Scores a language and type."""
    counts: dict[Set, list[int]] = defaultdict(lambda: [0, 0, 0])
    for sentence, names in zip(measured, found):
        gold = spans(sentence.tags)
        for type in TYPES:
            count(
                counts[sentence.language, type],
                {n for n in gold if n[2] == type},
                {n for n in names if n[2] == type},
            )
    return {key: score(c[0], c[1], c[0], c[2]) for key, c in sorted(counts.items())}


def count(into: list[int], gold: set[Name], found: set[Name]) -> None:
    """Add right, gold and found names."""
    into[0] += len(gold & found)
    into[1] += len(gold)
    into[2] += len(found)


def means(sets: Mapping[Set, Score]) -> dict[str, float]:
    """Mean F1 over dev sets, and over languages, each the mean of its sets."""
    languages: dict[str, list[float]] = defaultdict(list)
    for (language, _), value in sets.items():
        languages[language].append(value.f1)
    return {
        "dev sets": fmean(s.f1 for s in sets.values()) if sets else 0.0,
        "languages": fmean(map(fmean, languages.values())) if sets else 0.0,
    }


def corpora_table(scores: Mapping[str, Mapping[Set, Score]]) -> Table:
    """One row a dev set; the peer's scores to the right of ours."""
    rows: list[tuple[Cell, ...]] = []
    for key, value in scores[OURS].items():
        row: tuple[Cell, ...] = (*key, *score_cells(value))
        if PEER in scores:
            beside = scores[PEER][key]
            row += (beside.precision, beside.recall, beside.f1)
        rows.append(row)
    more = tuple(f"{PEER} {c}" for c in SCORE_COLUMNS[2:]) if PEER in scores else ()
    columns = ("language", "corpus", *SCORE_COLUMNS, *more)
    return Table("Names, exact span and type, by corpus", columns, tuple(rows))


def means_table(scores: Mapping[str, Mapping[Set, Score]], speed: Mapping[str, float]) -> Table:
    """One row a system: its mean F1 and its speed."""
    sets = scores[OURS]
    languages = len({language for language, _ in sets})
    return Table(
        "Names, mean F1 and speed",
        ("system", f"{len(sets)} dev sets", f"{languages} languages", "words a second of one core"),
        tuple((n, *means(own).values(), round(speed[n])) for n, own in scores.items()),
    )


def varied(
    measured: Sequence[Tagged], trained: Mapping[str, names_peer.Peer]
) -> tuple[Table, dict[str, float]]:
    """F1 a language of sentences printed badly, of both systems; table and figures.

    Languages without capitals have no row; without sentences there is none.
    """
    taken: dict[Set, int] = defaultdict(int)
    chosen: dict[str, list[Tagged]] = defaultdict(list)
    for sentence in measured:
        key = (sentence.language, sentence.corpus)
        taken[key] += 1
        if taken[key] <= VARIED:
            chosen[sentence.language].append(sentence)
    rows: list[tuple[Cell, ...]] = []
    figures: dict[str, float] = {}
    for language, own in sorted(chosen.items()):
        if not cased(own):
            continue
        systems = [OURS]
        if script(language) in trained:
            systems.append(PEER)
        for system in systems:
            row: list[Cell] = [language, system]
            for variant in VARIANTS:
                f1 = variant_score(own, variant, trained if system == PEER else None).f1
                prefix = "" if system == OURS else f"{system} "
                figures[f"{prefix}{language} {variant.name} f1"] = f1
                row.append(f1)
            rows.append(tuple(row))
    for system in {str(row[1]): None for row in rows}:
        columns = list(zip(*(row[2:] for row in rows if row[1] == system)))
        averages = [fmean(float(cell) for cell in column) for column in columns]
        rows.append(("mean", system, *averages))
        prefix = "" if system == OURS else f"{system} "
        for variant, average in zip(VARIANTS, averages):
            figures[f"{prefix}mean {variant.name} f1"] = average
    columns_shown = ("language", "system", *(v.name for v in VARIANTS))
    return Table("Names in sentences printed badly, F1", columns_shown, tuple(rows)), figures


def cased(own: Sequence[Tagged]) -> bool:
    """Whether a language has capitals: most of its words that are no marks or numbers do."""
    words = [w for s in own for w in s.words if any(map(str.isalpha, w))]
    return 2 * sum(w.upper() != w.lower() for w in words) > len(words)


def variant_score(
    own: Sequence[Tagged], variant: Variant, trained: Mapping[str, names_peer.Peer] | None
) -> Score:
    """The score of sentences of one language, printed in a way; by the peer where it is given."""
    lines = [printed(s.words, variant) for s in own]
    if trained is None:
        found = read(lines, own[0].language, variant.part)
    else:
        shown = [s._replace(words=words) for s, words in zip(own, lines)]
        found = theirs(shown, trained).names
    counts = [0, 0, 0]
    for sentence, names in zip(own, found):
        count(counts, set(spans(sentence.tags)), names)
    return score(counts[0], counts[1], counts[0], counts[2])


def trained_notes(trained: Mapping[str, names_peer.Peer]) -> list[str]:
    """How the peer was trained."""
    notes = []
    if trained:
        seconds = sum(p.seconds for p in trained.values())
        notes.append(
            f"{PEER} {names_peer.version()}, its own settings for names on a processor, a pipeline "
            "a script, trained in this run on the sentences of our tagger's last round; the step "
            f"that did best on a tenth of them is kept; {seconds:.0f} s of one core"
        )
    for name, used in trained.items():
        notes.append(
            f"{PEER} {name}: {used.steps} steps, {used.words} words, {used.seconds:.0f} s; step "
            f"{used.best} kept, F1 {used.stopping_f1:.3f} on that tenth"
        )
    return notes


def errors(measured: Sequence[Tagged], found: Sequence[set[Name]]) -> dict[str, tuple[str, ...]]:
    """Missed and extra names, a line a sentence, by language and corpus."""
    lines: dict[str, list[str]] = defaultdict(list)
    for sentence, names in zip(measured, found):
        words, gold = sentence.words, set(spans(sentence.tags))
        if gold != names:
            missed = [(" ".join(words[a:b]), t) for a, b, t in sorted(gold - names)]
            extra = [(" ".join(words[a:b]), t) for a, b, t in sorted(names - gold)]
            lines[f"{sentence.language}-{sentence.corpus}"].append(
                f"missed {missed} extra {extra} in: {' '.join(words)[:200]}"
            )
    return {kind: tuple(held) for kind, held in lines.items()}
