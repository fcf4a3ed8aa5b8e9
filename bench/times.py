"""Times against expected values: `timex.jsonl` or `dates.jsonl`.

In: a folder of the form of the archive `timex-dev` (English news with time expressions and TIMEX3
values) or `recognizers` (short texts with dates). Out: F1 of values on the first, share of values
right by language on the second.

News: an expression is found if spans overlap, and right if the values agree: a week, quarter,
season or weekend of TIMEX3 is read as the interval it means, a part of the day as its day. Two
scores: `calendar`, expressions whose value is a place in the calendar (the others, such as
`PRESENT_REF` for "recently" and sets, are no times here); and `all`, every expression that is not
a reference word, durations compared with the figures found (`P3Y` is 3 years).

Short texts: types `date` and `daterange` alone, as times of day, durations and sets there are
spoken to an assistant ("five to seven today"). Left out by rule, alike in all languages: texts
that address an assistant by its name; cases that the data's own reference implementation does not
pass; results with a modifier (`before`, `since`, `end`, …)
other than a plain period; references such as `PRESENT_REF`; ranges open on one side; values
"not resolved"; and a unit that stands alone ("sales of the week", "el año"), which names a period
to an assistant only; a weekday with "next" or "last" alone that the data counts by calendar
weeks, more than seven days away, where news means the nearest one; a date joined by strokes or
hyphens whose month is a name and whose order nobody prints ("23-2020-September": the year between,
or first with the month last); the day before or after, or the last one ("the next day", "el día
anterior"), which in news is counted from the day of the story; several decades or quarters from
now, which the data counts by the calendar ("the next two decades": 2020 to 2040 in 2018), where
news means from now on. Of several readings any is right. Intervals from one expression to another
are compared by the starts of both ends, as the data does, at the precision given; an interval of
which an end is a quarter ("from the first to the third quarter") is right with the months from the
first of the one to the last of the other, where the data names the start of the last quarter and
its own reading is a pair of quarters. Where the data
gives a day for words that say months or years ("two years ago": the same day two years before),
the month or the year is right, as it is what the words say; where it gives a part of a period by a
convention of its own ("later this year": July to December), the period that its own timex names
is right. A century is right whether it begins with the year 0 or the year 1.

Every other text, by the CRC-32 of its characters, is not listed by `--errors`: its share stands
apart, as held-out. For English it is not clean: a list of constructions to be added ("this calendar
year", "between 2014 through 2018") was once drawn up from the misses of both halves. With the other
half alone the English held-out share was .785.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.metrics import score
from bench.recognizers import cases
from bench.report import SCORE_COLUMNS, MissingData, Report, Table, score_cells, score_figures
from crossread.annotating.figures import figures
from crossread.annotating.sentences import sentences
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timenumbers import number
from crossread.annotating.times import times
from crossread.annotating.timewords import timewords
from crossread.annotating.tokens import Token
from crossread.model import Article, Block, Figure, Page, Published, Sentence, Time

DATA = ("timex-dev", "recognizers")
LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "zh", "ar")
TYPES = ("date", "daterange")
_ASSISTANT = "cortana"  # her name is the same in all languages of the data
_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "le",
        "la",
        "les",
        "l",
        "'",
        "un",
        "une",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "i",
        "gli",
        "o",
        "os",
        "as",
        "de",
        "het",
        "het",
    ]
)  # of all languages here: what may stand before a unit that stands alone
_REFERENCE = re.compile(r".*_REF$|.*X.*")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
# "23-2020-september", "september/2020/23", "2020-23-september"
_JOINED = re.compile(
    r"\d{1,2}[-/]\d{4}[-/][^\W\d]+|[^\W\d]+[-/]\d{4}[-/]\d{1,2}|\d{4}[-/]\d{1,2}[-/][^\W\d]+"
)
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "E": "decade"}
_HOURS = {"H": "hour", "M": "minute", "S": "second"}


def run(data: Path) -> Report:
    """Score the times of `timex.jsonl` or `dates.jsonl` of a folder.

    Raises:
        MissingData: the folder has neither.
    """
    if (data / "timex.jsonl").is_file():
        return _news(data / "timex.jsonl")
    if (data / "dates.jsonl").is_file():
        return _short(data / "dates.jsonl")
    raise MissingData(f"{data} has neither timex.jsonl nor dates.jsonl")


# news


def _news(path: Path) -> Report:
    counts = {"calendar": [0, 0, 0], "all": [0, 0, 0]}  # right, gold, system
    errors: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found, measured = _read(record["text"], record["lang"], record["dct"])
            _count(record, found, measured, counts, errors)
    scores = {name: score(*_pair(values)) for name, values in counts.items()}
    rows = tuple((name, *score_cells(each)) for name, each in scores.items())
    values: dict[str, float] = {}
    for name, each in scores.items():
        values |= score_figures(f"{name} values", each)
    table = Table("Values of time expressions", ("scored", *SCORE_COLUMNS), rows)
    return Report(
        "times", (table,), values, errors={k: tuple(v) for k, v in sorted(errors.items())}
    )


def _pair(values: list[int]) -> tuple[int, int, int, int]:
    right, gold, system = values
    return right, gold, right, system


def _count(
    record: dict[str, Any],
    found: tuple[Time, ...],
    measured: tuple[Figure, ...],
    counts: dict[str, list[int]],
    errors: dict[str, list[str]],
) -> None:
    met: set[str] = set()
    unasked: set[str] = set()
    for gold in record["timex"]:
        touching = [f for f in found if f.span.start < gold["end"] and gold["start"] < f.span.end]
        lasting = [f for f in measured if f.span.start < gold["end"] and gold["start"] < f.span.end]
        wanted = calendar_value(gold["value"])
        length = duration_value(gold["value"])
        if wanted is None and length is None:
            unasked.update([f.id for f in touching] + [f.id for f in lasting])
            continue
        shown = [(f.span.text, f.value) for f in touching]
        shown += [(f.span.text, f"{f.value} {f.unit}") for f in lasting]
        if wanted is not None:
            right = [f for f in touching if f.value is not None and f.value == wanted]
            for name in ("calendar", "all"):
                counts[name][1] += 1
                counts[name][0] += bool(right)
        else:
            lengths = [f for f in lasting if (f.value, f.unit) == length]
            counts["all"][1] += 1
            counts["all"][0] += bool(lengths)
            right = touching if lengths else []
            unasked.update(f.id for f in touching)
            if not lengths:
                errors["duration"].append(f"{record['id']} {gold['text']!r} {length} not {shown}")
        met.update([f.id for f in touching] + [f.id for f in lasting])
        if wanted is not None and not right:
            line = f"{record['id']} dct {record['dct']} {gold['text']!r} {wanted} not {shown}"
            errors["miss" if not touching else "value"].append(line)
    for each in found:
        counts["calendar"][2] += each.id not in unasked
        counts["all"][2] += each.id not in unasked
        if each.id not in met and each.id not in unasked:
            errors["false"].append(f"{record['id']} {each.span.text!r} {each.value}")
    timed = {f.id for f in measured if f.id in met and f.unit in (*_UNITS.values(), "hour")}
    counts["all"][2] += len(timed)


def _read(text: str, language: str, published: str) -> tuple[tuple[Time, ...], tuple[Figure, ...]]:
    blocks: list[Block] = []
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(position, position + len(line.rstrip("\n"))))
        position += len(line)
    page = Page("p1", text, None, None, "", tuple(blocks))
    spans = tuple(page.span(b.start, b.end) for b in blocks)
    dated = Published(published, "metadata") if re.match(r"\d{4}-", published) else None
    article = Article("p1.1", "p1", True, language, None, (), None, spans, dated)
    cut = sentences(page, article)
    return times(page, article, cut), figures(page, article, cut)


def calendar_value(value: str) -> str | None:
    """A TIMEX3 value as this project writes it; None where it names no place in the calendar."""
    text = value.removesuffix("TNI").removesuffix("TMO").removesuffix("TEV").removesuffix("TAF")
    if _REFERENCE.match(text) or text.startswith("P") or not text:
        return None
    week = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", text)
    if week:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + timedelta(days=5 if week[3] else 0)
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    quarter = re.fullmatch(r"(\d{4})-Q(\d)", text)
    if quarter:
        last = int(quarter[2]) * 3
        return f"{quarter[1]}-{last - 2:02d}/{quarter[1]}-{last:02d}"
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", text)
    if season:
        low, high = _SEASONS[season[2]]
        end = int(season[1]) + (high < low)
        return f"{season[1]}-{low:02d}/{end}-{high:02d}"
    decade = re.fullmatch(r"\d{3}", text)
    if decade:
        first_year = int(text) * 10
        return f"{first_year}/{first_year + 9}"
    return text if re.match(r"\d{4}", text) else None


def duration_value(value: str) -> tuple[float, str] | None:
    """`P3Y` as (3.0, "year"); None for anything else."""
    match = re.fullmatch(r"P(T?)(\d+)([A-Z])", value)
    if not match:
        return None
    unit = (_HOURS if match[1] else _UNITS).get(match[3])
    return (float(match[2]), unit) if unit else None


# short texts


def _short(path: Path) -> Report:
    right: dict[tuple[str, str], int] = defaultdict(int)
    total: dict[tuple[str, str], int] = defaultdict(int)
    halves: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong: dict[str, list[str]] = defaultdict(list)
    for case in cases(path, LANGUAGES):
        language = case["lang"]
        if not case.get("reference") or _ASSISTANT in case["input"].casefold():
            continue
        wanted = [r for r in case["results"] if _counts(r, case["reference"][:10], language)]
        if not wanted:
            continue
        found = _one(case["input"], language, case["reference"][:10])
        for result in wanted:
            good = any(_agrees(f, result, case["reference"][:10]) for f in found)
            unseen = held_out(case["input"])
            if unseen:
                halves[language][0] += good
                halves[language][1] += 1
            total[language, result["type"]] += 1
            right[language, result["type"]] += good
            if not good and not unseen:
                readings = [
                    v.get("value") or (v.get("start"), v.get("end")) for v in result["values"]
                ]
                shown = [(f.span.text, f.value) for f in found]
                wrong[f"{language}-{result['type']}"].append(
                    f"{case['input']!r} at {case['reference'][:10]}: "
                    f"{result['text']!r} {readings} not {shown}"
                )
    rows: list[tuple[str | int | float, ...]] = []
    values: dict[str, float] = {}
    for language in LANGUAGES:
        of = sum(total[language, kind] for kind in TYPES)
        if not of:
            continue
        share = sum(right[language, kind] for kind in TYPES) / of
        values[f"{language} value accuracy"] = share
        hits, asked = halves[language]
        rest = hits / asked if asked else 0.0
        values[f"{language} value accuracy, held-out half"] = rest
        cells = [
            f"{right[language, k] / total[language, k]:.3f} of {total[language, k]}"
            if total[language, k]
            else ""
            for k in TYPES
        ]
        rows.append((language, of, share, f"{rest:.3f} of {asked}", *cells))
    heads = ("language", "values", "right", "held-out half", *TYPES)
    table = Table("Values right", heads, tuple(rows))
    return Report("times", (table,), values, errors={k: tuple(v) for k, v in sorted(wrong.items())})


def held_out(text: str) -> bool:
    """Whether a text belongs to the half that no rule was written from."""
    return zlib.crc32(text.encode()) % 2 == 1


def _counts(result: dict[str, Any], reference: str, language: str) -> bool:
    if result["type"] not in TYPES or not _plain_period(result):
        return False
    if _other_week(result, reference, language) or _JOINED.fullmatch(result["text"].rstrip(".")):
        return False
    names = timewords(language).names
    items = [t for t in names.script.read(result["text"]) if t.low not in names.words.of]
    days = [date.fromisoformat(v["value"][:10]) for v in result["values"] if v.get("value")]
    beside = any(abs((d - date.fromisoformat(reference)).days) == 1 for d in days)
    if (beside and _counted_from_the_story(items, names)) or _calendar_units(items, names):
        return False
    for i in range(min(len(items), 3)):
        unit = names.units.at(items, i)
        if unit is not None and unit[0] == len(items):
            return any(c.isdigit() for c in result["text"]) or any(
                names.script.fold(t.low) not in _ARTICLES for t in items[:i]
            )
    return True


def _counted_from_the_story(items: Sequence[Token], names: TimeNames) -> bool:
    """As in "the next day", "el día anterior": a day without a number, a name or a word like today."""
    said = [i for i in range(len(items)) if names.units.at(items, i) is not None]
    books = (names.day_words, names.weekdays, names.months, names.parts, names.holidays)
    more = any(
        number(items, i, names) is not None or any(book.at(items, i) is not None for book in books)
        for i in range(len(items))
        if i not in said
    )
    of_day = [names.units.at(items, i) for i in said]
    lone = len(said) == 1 and of_day[0] is not None and of_day[0][1] == "day"
    ordered = [t for t in items if names.script.fold(t.low) not in _ARTICLES]
    return lone and not more and len(ordered) == 2


def _calendar_units(items: Sequence[Token], names: TimeNames) -> bool:
    """As in "the next two decades", "the last 7 quarters"."""
    for i in range(len(items)):
        unit = names.units.at(items, i)
        if unit is None or unit[1] not in ("decade", "quarter"):
            continue
        counts = [number(items, n, names) for n in range(i)]
        if any(c and c.last == i and c.kind == "cardinal" and c.value > 1 for c in counts):
            return True
    return False


def _other_week(result: dict[str, Any], reference: str, language: str) -> bool:
    """As in "next Friday" where it is more than seven days away: by the calendar week."""
    days = [v.get("value") for v in result["values"]]
    if len(days) != 1 or not days[0]:
        return False
    away = date.fromisoformat(days[0][:10]) - date.fromisoformat(reference)
    names = timewords(language).names
    items = names.script.read(result["text"])
    said = any(names.weekdays.at(items, i) is not None for i in range(len(items)))
    more = any(
        t.kind == "digits" or names.units.at(items, i) is not None for i, t in enumerate(items)
    )
    return said and not more and abs(away.days) > 7


def _one(text: str, language: str, published: str) -> tuple[Time, ...]:
    page = Page("p1", text, None, None, "", (Block(0, len(text)),))
    span = page.span(0, len(text))
    dated = Published(published, "metadata")
    article = Article("p1.1", "p1", True, language, None, (), None, (span,), dated)
    return times(page, article, (Sentence(span, "body", 0),))


def _plain_period(result: dict[str, Any]) -> bool:
    """Whether an expected result is a closed place in the calendar, said without a modifier."""
    values = result.get("values") or []
    if not values or any("REF" in (v.get("timex") or "") for v in values):
        return False
    if any(v.get("mod") not in (None, "approx") for v in values):
        return False
    return all(
        re.match(r"\d{4}", v.get("value") or "") or (v.get("start") and v.get("end"))
        for v in values
    )


def _agrees(found: Time, result: dict[str, Any], reference: str) -> bool:
    start, end = result.get("start"), result.get("end")
    if (
        start is not None
        and end is not None
        and not (found.span.start < end and start < found.span.end)
    ):
        return False
    if found.value is None:
        return False
    return any(_same(found.value, reading, reference) for reading in result["values"])


def _same(value: str, reading: dict[str, Any], reference: str) -> bool:
    if reading.get("value"):
        day = str(reading["value"])[:10]
        coarse = len(value) in (4, 7) and day[8:] == reference[8:] and day.startswith(value)
        return value[:10] == day or (coarse and day[: len(value)] != reference[: len(value)])
    timex = str(reading.get("timex") or "")
    if "/" not in timex and "(" not in timex and timex and calendar_value(timex) == value:
        return True
    start, end = str(reading["start"])[:10], str(reading["end"])[:10]
    if "/" in value:
        low, high = value.split("/")
        if len(low) == len(high) == 4 and int(high) - int(low) == 99:
            return start == f"{int(low) - 1:04d}-01-01" or start == f"{low}-01-01"
        if start.startswith(low) and end.startswith(high):
            return True  # from one expression to another: both ends by their starts
        quarters = _pair_of_quarters(start, end) and len(low) == len(high) == len("2025-01")
        return _first(low) == start and (
            end == _after(high) or (quarters and end == _quarter(high))
        )
    return _first(value) == start and _after(value) == end


def _pair_of_quarters(start: str, end: str) -> bool:
    """Whether both ends of a reading are the first days of quarters."""
    return start < end and all(d[8:] == "01" and int(d[5:7]) % 3 == 1 for d in (start, end))


def _quarter(high: str) -> str | None:
    """The first day of the quarter that a month ends; None for any other month or value."""
    if len(high) != 7 or int(high[5:]) % 3:
        return None
    return f"{high[:5]}{int(high[5:]) - 2:02d}-01"


def _first(value: str) -> str:
    return (value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10]


def _after(value: str) -> str:
    """The day after the last one of a period."""
    if len(value) == 4:
        return f"{int(value) + 1:04d}-01-01"
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:7])
        return f"{year + month // 12:04d}-{month % 12 + 1:02d}-01"
    return (date.fromisoformat(value[:10]) + timedelta(days=1)).isoformat()
