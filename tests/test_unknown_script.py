"""Articles that the encoder cannot read: it is said, and they match nothing by chance."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import crossread
from crossread.encoding import KNOWN, load
from tests.test_cli import NEWS

GEORGIAN = (
    "პორტი დაიხურა ქარიშხლის გამო\n\n"
    "ბათუმი: პორტი ორშაბათს დაიხურა ქარიშხლის გამო, განაცხადა მინისტრმა. ორმა გემმა ვერ შეძლო "
    "შესვლა. ხიდი დაზიანდა და შეკეთება გაზაფხულამდე გაგრძელდება.\n\n"
    "ქალაქის მცხოვრებლები ყოველდღე კვეთენ ხიდს. გზა დროებით ჩაკეტილია.\n"
)
OTHER_GEORGIAN = (
    "სოფელში ახალი სკოლა გაიხსნა\n\n"
    "ქუთაისი: სოფელში ახალი სკოლა გაიხსნა, სადაც ორასი მოსწავლე ისწავლის. დირექტორმა თქვა, რომ "
    "ბავშვები ბედნიერები არიან. მშენებლობა ორ წელს გაგრძელდა.\n\n"
    "სკოლაში ოცი მასწავლებელი იმუშავებს. ბიბლიოთეკა მომავალ თვეში გაიხსნება.\n"
)
UNKNOWN = {
    "Georgian": GEORGIAN,
    "Thai": "ท่าเรือปิดเนื่องจากพายุ\n\nท่าเรือปิดเมื่อวันจันทร์เนื่องจากพายุรัฐมนตรีกล่าว "
    "สะพานได้รับความเสียหายและการซ่อมแซมจะใช้เวลาหลายเดือน\n\nชาวเมืองข้ามสะพานทุกวัน\n",
    "Amharic": "ወደቡ በአውሎ ነፋስ ምክንያት ተዘጋ\n\nወደቡ ሰኞ ዕለት በአውሎ ነፋስ ምክንያት ተዘግቷል ሲሉ ሚኒስትሩ ተናግረዋል። "
    "ድልድዩ ተጎድቷል፤ ጥገናው እስከ መጋቢት ይቀጥላል። ሁለት መርከቦች ወደብ መግባት አልቻሉም። መንገዱ ለጊዜው ተዘግቷል። "
    "የከተማዋ ነዋሪዎች በየቀኑ ድልድዩን ያቋርጣሉ። ከንቲባዋ ስለ ጥገናው ማክሰኞ ይናገራሉ። ነዋሪዎች በጀልባ ወንዙን ይሻገራሉ። "
    "ትምህርት ቤቱ ሰኞ ዕለት ተዘግቶ ነበር።\n",
}
KLINGON = "\uf8d6\uf8d9\uf8dd\uf8e5 \uf8e2\uf8d0\uf8e6 \uf8db\uf8d7\uf8e8. " * 40


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("script", sorted(UNKNOWN))
def test_an_article_in_an_unknown_script_is_told(tmp_path: Path, script: str) -> None:
    folder = write(tmp_path, a=NEWS["a.txt"], b=UNKNOWN[script])
    done = crossread.dossier(folder)
    (told,) = [s for s in done.skipped if s.what.startswith("vectors of article p2.")]
    assert told.page == str(folder / "b.txt")
    assert "the encoder knows" in told.why
    assert [len(c.story.articles) for c in done.comparisons] == [1, 1]
    assert not any(c.story.links for c in done.comparisons)


def test_letters_of_private_use_are_told(tmp_path: Path) -> None:
    mixed = "Harbour bridge closed\n\n" + f"Anna Keller {KLINGON[:50]} on Monday. " * 8
    done = crossread.dossier(write(tmp_path, a=NEWS["b.txt"], b=mixed, c=KLINGON))
    told = {s.page: s.what for s in done.skipped}
    assert told[str(tmp_path / "b.txt")] == "vectors of article p2.1"
    assert str(tmp_path / "c.txt") in told


def test_known_languages_are_not_told(tmp_path: Path) -> None:
    done = crossread.dossier(write(tmp_path, a=NEWS["a.txt"], b=NEWS["b.txt"]))
    assert not [s for s in done.skipped if "vectors" in s.what]


def test_two_articles_in_an_unknown_script_are_not_alike_for_that(tmp_path: Path) -> None:
    done = crossread.dossier(write(tmp_path, a=GEORGIAN, b=OTHER_GEORGIAN))
    assert [len(c.story.articles) for c in done.comparisons] == [1, 1]


def test_a_copy_in_an_unknown_script_is_still_a_copy(tmp_path: Path) -> None:
    done = crossread.dossier(write(tmp_path, a=GEORGIAN, b=GEORGIAN))
    (comparison,) = done.comparisons
    assert [link.kind for link in comparison.story.links] == ["copy"]
    for point in comparison.points:
        assert np.isfinite(point.score)


@pytest.mark.parametrize("script", ["Georgian", "Amharic"])
def test_a_known_word_in_an_unknown_text_does_not_speak_for_it(script: str) -> None:
    encoder = load()
    text = UNKNOWN[script].splitlines()[2] + " NATO 2024"
    (share,) = encoder.coverage([text])
    assert 0 < share < KNOWN
    mixed, alone = encoder.sentences([text, "NATO 2024"])
    assert np.linalg.norm(mixed) == pytest.approx(share / KNOWN, abs=1e-4)
    assert mixed @ alone < 0.3


def test_the_command_line_says_it_in_result_and_on_standard_error(tmp_path: Path) -> None:
    folder = write(tmp_path, a=NEWS["a.txt"], b=GEORGIAN)
    run = [sys.executable, "-m", "crossread"]
    compared = subprocess.run(
        [*run, "compare", str(folder), "-f", "json"], capture_output=True, check=True
    )
    place = str(folder / "b.txt")
    assert f"skipped {place}: vectors of article p2.1" in compared.stderr.decode()
    skipped = json.loads(compared.stdout)["skipped"]
    assert [s["page"] for s in skipped if s["what"] == "vectors of article p2.1"] == [place]
    grouped = subprocess.run([*run, "stories", str(folder)], capture_output=True, check=True)
    assert b"vectors of article p2.1" in grouped.stderr
    assert len(grouped.stdout.splitlines()) == 2
