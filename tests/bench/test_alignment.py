"""The gold of aligned words, and the measures over it."""

from __future__ import annotations

from pathlib import Path

import pytest

import bench.__main__ as command
from bench.alignment import (
    alignment_score,
    by_nearest,
    by_place,
    by_spelling,
    halved,
    links,
    measured,
    run,
)
from bench.alignment_gold import FILES, GoldPair, read, read_file, words
from bench.alignment_settings import chosen, main
from bench.gold import GoldError
from bench.report import MissingData
from crossread.encoding import load
from crossread.encoding.alignment import SETTINGS

GOLD = Path(__file__).resolve().parents[2] / "examples" / "alignment"
FILE_NAMES = sorted(file.name for file in GOLD.glob(FILES))
SMALL = """\
The cat saw the old dog.
Le chat a vu le vieux chien.
The = Le | cat = chat | saw = vu | saw ~ a | the = le | old dog = vieux chien

The cost rose to 3,400 euros.
Le coût a atteint 3 400 euros.
The cost = Le coût
rose to ~ a atteint | 3,400 = 3 400
"""


def written(folder: Path, text: str, name: str = "en-fr.txt") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def sides(pair: GoldPair, found: frozenset[tuple[int, int]]) -> set[str]:
    return {
        f"{pair.left[slice(*pair.left_words[i])]} = {pair.right[slice(*pair.right_words[j])]}"
        for i, j in found
    }


# The gold of the project


@pytest.mark.parametrize("name", FILE_NAMES)
def test_every_word_of_the_gold_stands_in_its_sentence(name: str) -> None:
    pairs = read_file(GOLD / name)  # refuses what does not
    assert len(pairs) >= 42
    for pair in pairs:
        assert pair.sure
        assert pair.sure <= pair.possible
        assert 11 <= len(pair.left_words) <= 30


def test_the_gold_has_four_pairs_of_languages() -> None:
    assert {"en-de", "en-es", "en-fr", "en-ru"} <= set(read(GOLD))


def test_no_sentence_stands_in_both_halves() -> None:
    for pairs in read(GOLD).values():
        dev = {pair.left for pair in halved(pairs, "dev")}
        assert not dev & {pair.left for pair in halved(pairs, "test")}


# Reading


def test_the_example_of_the_guidelines_is_read(tmp_path: Path) -> None:
    lines = (GOLD / "README.md").read_text("utf-8").splitlines()
    example = "\n".join(line[4:] for line in lines if line.startswith("    "))
    (pair,) = read_file(written(tmp_path, example))
    assert {"take = participé", "part = participé"} < sides(pair, pair.sure)
    assert sides(pair, pair.possible - pair.sure) == {"Farmers = Les", "did = ont"}


def test_sure_and_possible_links_are_read(tmp_path: Path) -> None:
    first, second = read_file(written(tmp_path, SMALL))
    assert sides(first, first.possible - first.sure) == {"saw = a"}
    assert {"old = vieux", "old = chien", "dog = vieux", "dog = chien"} < sides(first, first.sure)
    assert sides(second, second.sure) == {
        "The = Le", "The = coût", "cost = Le", "cost = coût", "3,400 = 3 400",
    }  # fmt: skip


def test_an_occurrence_names_one_of_several(tmp_path: Path) -> None:
    text = "the cat and the dog\nle chat et le chien\nthe#2 = le#1 | the dog = le#2\n"
    (pair,) = read_file(written(tmp_path, text))
    assert pair.sure == {(3, 0), (3, 3), (4, 3)}


def test_apostrophes_and_hyphens_are_borders_and_numbers_are_whole() -> None:
    text = "L'après-midi, 12\u202f500 des 25s à 3,4 %"
    assert [text[slice(*place)] for place in words(text)] == [
        "L", "après", "midi", "12\u202f500", "des", "25s", "à", "3,4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("alignment", "complaint"),
    [
        (
            "cat = chien | hat = chat",
            "en-fr.txt line 3: 'hat = chat': 'hat' is not in the sentence",
        ),
        ("cat chat", "en-fr.txt line 3: 'cat chat' is not WORDS = WORDS"),
        ("cat = chat |", "en-fr.txt line 3: '' is not WORDS = WORDS"),
        ("cat = chat = chien", "en-fr.txt line 3: 'cat = chat = chien' is not WORDS = WORDS"),
        ("cat = ", "en-fr.txt line 3: 'cat =': a side without words"),
        ("the = le", "'the' stands there more than once; write which, as the#1"),
        ("the#3 = le#1", "the#3: it stands there 2 times"),
        ("the#0 = le#1", "the#0: it stands there 2 times"),
    ],
)
def test_broken_gold_is_refused_in_one_line(tmp_path: Path, alignment: str, complaint: str) -> None:
    text = f"the cat and the dog\nle chat et le chien\n{alignment}\n"
    with pytest.raises(GoldError) as caught:
        read_file(written(tmp_path, text))
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("en-fr.txt line 3: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "en-fr.txt: holds no pair of sentences"),
        ("\n\nThe cat\nLe chat\n", "line 3: a block needs two sentences and an alignment"),
    ],
)
def test_a_file_without_whole_blocks_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(GoldError, match=complaint):
        read_file(written(tmp_path, text))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "en-fr.txt").write_bytes(b"The cat\nLe \xff chat\n")
    with pytest.raises(GoldError, match=r"en-fr\.txt: not UTF-8 at byte 11"):
        read_file(tmp_path / "en-fr.txt")


def test_a_folder_without_gold_is_missing_data(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match="no file of aligned words"):
        run(tmp_path)


def test_broken_gold_is_told_by_the_command_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, "the cat\nle chat\ncat chat\n")
    assert command.main(["alignment", "--data", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("alignment: not run: alignment: en-fr.txt line 3: ")
    assert told.count("\n") == 1
    assert main(["--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


# Measures


def test_the_measures_of_och_and_ney() -> None:
    sure = frozenset({(0, 0), (1, 1), (2, 2), (3, 3)})
    possible = sure | {(0, 1), (1, 0)}
    found = frozenset({(0, 0), (1, 1), (0, 1), (4, 4), (5, 5)})
    score = alignment_score(found, sure, possible)
    assert score.precision == pytest.approx(3 / 5)
    assert score.recall == pytest.approx(2 / 4)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.5 / 1.1)
    assert score.error_rate == pytest.approx(1 - (2 + 3) / (5 + 4))


def test_possible_links_are_neither_missed_nor_wrong() -> None:
    sure, possible = frozenset({(0, 0)}), frozenset({(0, 0), (1, 1)})
    for found in (sure, possible):
        assert alignment_score(found, sure, possible).error_rate == 0
        assert alignment_score(found, sure, possible).f1 == 1


def test_nothing_found_scores_nothing() -> None:
    score = alignment_score(frozenset(), frozenset({(0, 0)}), frozenset({(0, 0)}))
    assert (score.recall, score.f1, score.error_rate) == (0, 0, 1)


def test_gold_found_scores_one(tmp_path: Path) -> None:
    pairs = read_file(written(tmp_path, SMALL))
    perfect = measured(
        pairs,
        lambda pair: [(pair.left_words[i], pair.right_words[j]) for i, j in pair.possible],
    )
    assert perfect.f1 == 1
    assert perfect.error_rate == 0


def test_a_span_of_two_words_is_two_links(tmp_path: Path) -> None:
    pair = read_file(written(tmp_path, SMALL))[0]
    spans = [((pair.left.index("old"), pair.left.index(".")), pair.right_words[-1])]
    assert sides(pair, links(pair, spans)) == {"old = chien", "dog = chien"}


def test_simple_means_do_what_they_say(tmp_path: Path) -> None:
    pair = read_file(written(tmp_path, SMALL))[1]
    assert sides(pair, links(pair, by_spelling(pair))) == {"euros = euros"}
    assert sides(pair, links(pair, by_place(pair))) >= {"The = Le", "cost = coût", "euros = euros"}
    assert "cost = coût" in sides(pair, links(pair, by_nearest(pair, load())))


# The bench


def test_the_report_holds_both_halves_and_the_simple_means(tmp_path: Path) -> None:
    written(tmp_path, SMALL)
    report = run(tmp_path)
    assert [table.title for table in report.tables] == ["test half", "dev half"]
    assert {row[1] for row in report.tables[0].rows} == {
        "crossread", "without dictionaries", "nearest words", "same spelling", "same place",
    }  # fmt: skip
    assert 0 <= report.figures["en-fr test f1"] <= 1
    assert 0 <= report.figures["mean dev aer"] <= 1
    assert any("dev half" in note for note in report.notes)


def test_a_second_annotator_is_compared(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    written(tmp_path, SMALL)
    written(tmp_path / "second", SMALL.replace("cat = chat | ", "").partition("\n\n")[0] + "\n")
    table = run(tmp_path).tables[-1]
    assert table.title == "two annotators"
    ((languages, count, sure, every),) = table.rows
    assert (languages, count) == ("en-fr", 1)
    assert [float(sure), float(every)] == pytest.approx([14 / 15, 16 / 17])


def test_the_aligner_is_far_better_than_the_nearest_words() -> None:
    figures = run(GOLD).figures
    assert figures["mean test f1"] > figures["mean nearest words test f1"] + 0.08


# Choosing settings


def test_settings_are_kept_where_none_is_better_for_more_than_chance(tmp_path: Path) -> None:
    written(tmp_path, SMALL)
    gold = read(tmp_path)
    kept, f1 = chosen(gold, load(), grid={"growth": (SETTINGS.growth,)})
    assert kept == SETTINGS
    assert 0 < f1 <= 1


def test_better_settings_are_found(tmp_path: Path) -> None:
    written(tmp_path, SMALL)
    worst = chosen(read(tmp_path), load(), grid={"nothing": (9.0,)})[1]
    found, f1 = chosen(read(tmp_path), load(), grid={"nothing": (9.0, 0.1)})
    assert f1 >= worst
    assert found.nothing < 9
