"""Which words of a member are shown as matched: judged by words marked by hand.

In: a folder with `pages` and `gold`, and in the gold `matched_words.jsonl`: members of gold points, and
of each the words that another member says too (`{"point": …, "article": …, "text": …, "matched": […],
"optional": […]}`; function words are none; optional ones are not counted). Out: precision and recall
over words, where a point of the command line that fits the gold point (`bench.point_kinds`) holds the
member. The limits were set on `examples`; the words of other folders were marked after they stood.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bench import gold as golds
from bench import judge
from bench.gold import Record
from bench.metrics import overlap, score
from bench.point_kinds import held, places
from bench.report import SCORE_COLUMNS, Report, Table, score_cells, score_figures

FILE = "gold/matched_words.jsonl"
EDGES = 3  # code points that a member may lack of the gold's text, marks mostly

_WORD = re.compile(r"\w+")


def scored(
    records: dict[str, list[Record]], marked: list[Record], system: dict[str, Any], data: Path
) -> Report:
    """Judge the matched words of one JSON result.

    Args:
        records: the gold, from `bench.gold.load`.
        marked: lines of `matched_words.jsonl`.
        system: the decoded JSON of `crossread compare DATA/pages --format json`.
        data: the folder, to tell which page is which.
    """
    case = judge.case(records, system, data)
    where = places(case)
    found: dict[str | None, list[Record]] = {}
    for point in system["points"]:
        found.setdefault(held(case, where, point["members"]), []).extend(point["members"])
    seen = right = wanted = shown = 0
    errors: list[str] = []
    for record in marked:
        place = golds.place(record, case.articles, case.texts)
        member = next(
            (
                m
                for m in found.get(record["point"], ())
                if (own := case.place(m)).page == place.page
                and own.start <= place.start + EDGES
                and own.end >= place.end - EDGES
            ),
            None,
        )
        if member is None:
            continue
        seen += 1
        spans = [(w["start"], w["end"]) for w in member["matched"]]
        wrong: list[str] = []
        for word in _WORD.finditer(case.texts[place.page], place.start, place.end):
            if word.group() in record.get("optional", ()):
                continue
            told = any(overlap(word.span(), span) for span in spans)
            gold = word.group() in record["matched"]
            right += told and gold
            wanted += gold
            shown += told
            if told != gold:
                wrong.append(("+" if told else "-") + word.group())
        if wrong:
            errors.append(f"{record['text'][:70]!r}: {' '.join(wrong)}")
    result = score(right, wanted, right, shown)
    return Report(
        name="points",
        tables=(
            Table(
                f"matched words, in {seen} of {len(marked)} members marked",
                ("what", *SCORE_COLUMNS),
                (("matched words", *score_cells(result)),),
            ),
        ),
        figures=score_figures("matched words", result),
        errors={"matched words": tuple(errors)},
    )
