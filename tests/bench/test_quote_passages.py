from __future__ import annotations

from pathlib import Path

import pytest

from bench.quote_passages import FormError, Said, passages, run, same_speaker
from bench.report import MissingData
from crossread.model import Quote, Span, Speaker

PASSAGES = """\
--- name behind
“⟦We lost it⟧,” said Maud Ellery.
> direct: Maud Ellery

--- title of a work, nested brackets
Ann Lee said ⟦the film “⟦Glass⟧” was hers⟧.
> indirect: Ann Lee
> work
"""


def written(folder: Path, text: str) -> Path:
    (folder / "en.txt").write_text(text, encoding="utf-8")
    return folder


def test_brackets_become_spans_in_the_order_of_opening(tmp_path: Path) -> None:
    one, two = passages(written(tmp_path, PASSAGES))
    assert one.text == "“We lost it,” said Maud Ellery."
    assert one.text[slice(*one.said[0].span)] == "We lost it"
    assert [two.text[slice(*s.span)] for s in two.said] == ["the film “Glass” was hers", "Glass"]
    assert (one.half, two.half) == ("dev", "test")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("--- a\n⟦No.\n> direct: -\n", "not closed"),
        ("--- a\nNo⟧.\n> direct: -\n", "without"),
        ("--- a\n⟦No⟧.\n", "1 pairs of brackets, 0 lines"),
        ("--- a\n⟦No⟧.\n> loud: -\n", "cannot read"),
        ("--- a\n⟦No⟧.\n> direct: Ann\n", "does not stand"),
        ("--- a\n⟦No⟧.\n> direct\n", "must name a speaker"),
    ],
)
def test_a_passage_that_is_not_in_the_form_is_named(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(FormError, match=why):
        passages(written(tmp_path, text))


def test_a_folder_without_passages_is_missing_data(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        passages(tmp_path)


@pytest.mark.parametrize(
    ("means", "printed", "right"),
    [
        ("Maud Ellery", "Ellery", True),
        ("Maud Ellery", "the director", False),
        ("Анна Лукова", "Анны Луковой", True),
        ("白丽梅", "清泉镇镇长白丽梅", True),
        (None, "Maud Ellery", False),
        ("Maud Ellery", None, False),
        (None, None, True),
    ],
)
def test_the_speaker_is_right_when_the_name_is(
    means: str | None, printed: str | None, right: bool
) -> None:
    gold = Said((0, 1), "direct", False, means, means)
    span = Span("p", 0, 1, "x")
    who = Speaker(printed, None, None, "name") if printed else None
    quote = Quote("q", span, "direct", False, who, None, span)
    assert same_speaker(gold, quote, {}) is right


def test_errors_are_listed_for_the_dev_half_only(tmp_path: Path) -> None:
    text = "--- a\n⟦Rain⟧ fell.\n> direct: -\n\n--- b\n⟦Snow⟧ fell.\n> direct: -\n"
    report = run(written(tmp_path, text))
    assert report.errors["direct"] == ("en.1 missed: Rain",)
    assert report.figures["en test direct f1"] == 0.0


def test_the_gold_of_this_project_is_in_the_form() -> None:
    found = passages(Path(__file__).parents[2] / "examples" / "quotes")
    languages = {p.language for p in found}
    assert languages == {"ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk", "zh"}
    assert all(sum(p.language == code for p in found) >= 15 for code in languages)
