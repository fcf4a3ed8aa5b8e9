"""The bench of names: what is measured, beside whom, and on sentences printed badly."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import names, names_peer
from bench.bio import Name, spans
from bench.metrics import Score
from bench.names_linking import linking
from bench.names_variants import VARIANTS, printed, read, without_accents
from bench.report import MissingData
from training.names_data import Tagged, held_back
from training.names_data import read as training_read

DUTCH = "Angela\tB-PER\nMerkel\tI-PER\nbezoekt\tO\nParijs\tB-LOC\n.\tO\n"
PRINTED = {v.name: v for v in VARIANTS}


def files(folder: Path, **texts: str) -> Path:
    """A folder of CoNLL files; two underscores of a name are a full stop."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name.replace('__', '.')}.conll").write_text(text, encoding="utf-8")
    return folder


def test_tags_are_read_as_names() -> None:
    assert spans(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == [
        (0, 2, "PER"),
        (3, 4, "LOC"),
        (4, 5, "LOC"),
    ]
    assert spans(["I-ORG", "I-LOC", "O", "I-LOC"]) == [
        (0, 1, "ORG"),
        (1, 2, "LOC"),
        (3, 4, "LOC"),
    ]
    assert spans([]) == []


def test_only_held_out_sentences_are_measured(tmp_path: Path) -> None:
    many = "\n".join(f"Merkel\tB-PER\nzag\tO\n{n}\tO\nhuizen\tO\n.\tO\n" for n in range(400))
    root = tmp_path / "data"
    files(root / "panx", nl__dev=DUTCH, nl__train=many)
    files(root / "ner-open-dev", nl__kb=many)
    files(root / "ner-smartdata-dev", nl__v1__train=many, nl__v1__test=DUTCH)
    paths = sorted(root.glob("*/*.conll"))
    measured = names.sentences(paths)
    seen = {tuple(s.words) for s in training_read(root, "train") if s.corpus != "panx"}
    assert seen
    assert not seen & {tuple(s.words) for s in measured}
    assert {s.corpus for s in measured} == {"panx", "kb", "v1"}
    assert all(held_back(s.words) for s in measured if s.corpus == "kb")
    assert sum(s.corpus == "panx" for s in measured) == 1


def test_a_report_of_several_folders(tmp_path: Path) -> None:
    files(tmp_path / "panx", nl__dev=DUTCH, sv__dev=DUTCH)
    files(tmp_path / "ner-open-dev", nl__kb__dev=DUTCH)
    report = names.run(tmp_path)
    assert report.data == ("ner-open-dev", "panx")
    assert "not there: ner-smartdata-dev" in report.notes
    assert "spaCy beside, trained on the same data: not run (--peers)" in report.notes
    f1 = {k: report.figures[f"{k} f1"] for k in ("nl panx", "nl kb", "sv panx")}
    assert report.figures["mean f1 over dev sets"] == pytest.approx(sum(f1.values()) / 3)
    assert report.figures["mean f1 over languages"] == pytest.approx(
        ((f1["nl panx"] + f1["nl kb"]) / 2 + f1["sv panx"]) / 2
    )
    assert {f"mean {v.name} f1" for v in VARIANTS} <= set(report.figures)
    assert report.figures["words a second"] > 0


@pytest.mark.parametrize("text", ["", "\n\n\n", "\x00\x00", "one word a line\nwithout tags\n"])
def test_files_without_sentences_give_an_empty_report(tmp_path: Path, text: str) -> None:
    report = names.run(files(tmp_path, nl__dev=text))
    assert report.figures["mean f1 over dev sets"] == 0
    assert report.tables[0].rows == ()


def test_a_language_of_an_unknown_script_is_listed_with_nothing_found(tmp_path: Path) -> None:
    report = names.run(files(tmp_path, el__dev="Αθήνα\tB-LOC\n.\tO\n"))
    assert report.figures["el panx f1"] == 0


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match=r"no \.conll files and no bsnlp\.jsonl"):
        names.run(tmp_path)


def test_means_weigh_sets_and_languages_alike() -> None:
    right, wrong = Score(1.0, 1.0, 1, 1), Score(0.0, 0.0, 100, 100)
    sets = {("nl", "a"): right, ("nl", "b"): wrong, ("fr", "a"): right}
    assert names.means(sets) == {"dev sets": pytest.approx(2 / 3), "languages": 0.75}


def test_the_peer_stands_beside_on_the_same_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    def finds_places(_pipeline: object, sentences: Sequence[Sequence[str]]) -> list[set[Name]]:
        return [{(i, i + 1, "LOC") for i, w in enumerate(s) if w == "Parijs"} for s in sentences]

    monkeypatch.setattr(names_peer, "tag", finds_places)
    monkeypatch.setattr(names_peer, "version", lambda: "3.8")
    used = names_peer.Peer(None, steps=10, best=8, stopping_f1=0.5, words=900, seconds=2.0)
    tags = ["B-PER", "O", "B-LOC", "O"]
    measured = [Tagged("nl", "kb", ["Merkel", "bezoekt", "Parijs", "."], tags)]
    report = names.tagging(measured, {"latin": used})
    assert report.figures["spaCy nl kb precision"] == 1.0
    assert report.figures["spaCy nl kb recall"] == 0.5
    assert report.figures["spaCy mean f1 over dev sets"] == pytest.approx(2 / 3)
    assert report.figures["spaCy nl capitals f1"] == 0
    assert "nl kb f1" in report.figures
    assert [row[0] for row in report.tables[1].rows] == ["crossread", "spaCy"]
    assert any("spaCy latin: 10 steps, 900 words, 2 s; step 8 kept" in n for n in report.notes)


def test_a_peer_that_is_not_installed_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    report = names.with_peers(files(tmp_path, nl__dev=DUTCH))
    line = "spaCy beside: not run: spaCy is not installed: pip install 'crossread[peers]'"
    assert line in report.notes
    assert line in capsys.readouterr().err
    assert not any(name.startswith("spaCy") for name in report.figures)


def test_a_peer_without_training_data_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(names_peer, "version", lambda: "3.8")
    report = names.with_peers(files(tmp_path / "panx", nl__dev=DUTCH))
    assert any("not run: no training data (ner-open-dev, " in note for note in report.notes)


def tagged(count: int, corpus: str = "kb") -> list[Tagged]:
    """Sentences with one place each."""
    towns = ["Parijs", "Berlijn", "Londen", "Madrid", "Rome"]
    return [
        Tagged("nl", corpus, ["Zij", "woont", "in", towns[n % 5], str(n)], [*"OOO", "B-LOC", "O"])
        for n in range(count)
    ]


def test_the_peer_stops_by_sentences_it_does_not_learn_from() -> None:
    def copy(sentence: Tagged, words: list[str], corpus: str) -> Tagged:
        return Tagged("pl", corpus, words, sentence.tags)

    tags = ["B-PER", "O", "O", "O", "B-LOC"]
    first = [Tagged("pl", "kb", ["Anna", "ma", "dom", str(n), "Łódź"], tags) for n in range(500)]
    copies = [copy(s, ["Ewa", *s.words[1:]], "swapped") for s in first]
    copies += [copy(s, [w.lower() for w in s.words], "varied") for s in first]
    copies += [copy(s, [without_accents(w) for w in s.words], "varied") for s in first]
    stopping, learning = names_peer.parted(first + copies)
    assert 25 < len(stopping) < 80
    assert {s.corpus for s in stopping} == {"kb"}
    assert not {s.words[3] for s in stopping} & {s.words[3] for s in learning}
    assert len(learning) == 4 * (500 - len(stopping))
    assert names_peer.parted(first + copies)[0] == stopping


@pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="extra `peers`")
def test_the_peer_learns() -> None:
    said: list[str] = []
    made = names_peer.train(tagged(600), said.append, most_words=20_000)
    words = ["Zij", "woont", "in", "Madrid", "7"]
    assert names_peer.tag(made.pipeline, [words, []]) == [{(3, 4, "LOC")}, set()]
    assert made.stopping_f1 > 0.9
    assert made.best > 0
    assert made.words < 20_000 + 1_000  # the last batch may go beyond
    assert "steps" in said[-1]
    assert "s of one core" in said[-1]
    with pytest.raises(MissingData, match="too few"):
        names_peer.train([], said.append)


def test_sentences_as_they_are_printed_badly() -> None:
    words = ["Emmanuel", "Macron", "dîne", "à", "Łódź", "."]

    def shown(name: str) -> str:
        return " ".join(printed(words, PRINTED[name]))

    assert shown("as printed") == "Emmanuel Macron dîne à Łódź ."
    assert shown("capitals") == "EMMANUEL MACRON DÎNE À ŁÓDŹ ."
    assert shown("lower case") == "emmanuel macron dîne à łódź ."
    assert shown("no accents") == "Emmanuel Macron dine a Lodz ."
    assert shown("title case") == "Emmanuel Macron Dîne À Łódź ."


def test_letters_that_are_no_accents_stay() -> None:
    assert [
        without_accents(w) for w in ("Київ", "й", "北京", "\u0301", "ß", "e\u0301te\u0301")
    ] == [
        "Київ",
        "й",
        "北京",
        "\u0301",
        "ß",
        "ete",
    ]


def test_names_in_a_line_are_given_in_its_words() -> None:
    line = ["Angela", "Merkel", "met", "Emmanuel", "Macron", "in", "Paris", "on", "Monday", "."]
    names_found = {(0, 2, "PER"), (3, 5, "PER"), (6, 7, "LOC")}
    assert read([line, ["."]], "en", "body") == [names_found, set()]
    (headline,) = read([[w.upper() for w in line]], "en", "headline")
    assert (6, 7, "LOC") in headline


def test_languages_without_capitals_are_not_printed_badly() -> None:
    chinese = Tagged("zh", "panx", ["北", "京", "NBA"], ["B-LOC", "I-LOC", "O"])
    table, figures = names.varied([chinese], {})
    assert table.rows == ()
    assert figures == {}


def test_entities_from_gold_mentions(tmp_path: Path) -> None:
    def document(language: str, text: str, *named: tuple[str, str, int]) -> str:
        entities = [{"mention": m, "type": t, "entity": e} for m, t, e in named]
        return json.dumps({"lang": language, "text": text, "entities": entities})

    path = tmp_path / "bsnlp.jsonl"
    path.write_text(
        document("pl", "Theresa May leci do Brukseli.", ("Theresa May", "PER", 1))
        + "\n"
        + document("cs", "Theresa May letí do Bruselu.", ("Theresa May", "PER", 1))
        + "\n"
        + document("pl", "Ma brexit.", ("brexit", "EVT", 2), ("nie ma", "PER", 3))
        + "\n",
        encoding="utf-8",
    )
    report = linking(path)
    assert report.figures["linking pairs across languages f1"] == 1.0
    assert report.notes[0].startswith("2 mentions ")
    assert names.run(tmp_path).figures["linking b3 f1"] == 1.0
