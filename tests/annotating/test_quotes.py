from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.annotating.names.finding import mentions
from crossread.annotating.quotation_marks import quoted
from crossread.annotating.quotes import quotes
from crossread.model import Mention, Quote
from tests.annotating.quote_cases import CASES, Case
from tests.build import article

ALL = [
    pytest.param(language, case, id=f"{language}: {name}")
    for language, cases in CASES.items()
    for name, case in cases.items()
]


def found(
    text: str, language: str = "en", tagged: bool = True, headline: bool = False
) -> tuple[tuple[Quote, ...], dict[str, Mention]]:
    page, one, parts = article(text, language, headline=headline)
    named = mentions(page, one, parts) if tagged else ()
    return quotes(page, one, parts, named), {m.id: m for m in named}


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize(("language", "case"), ALL)
def test_passage(language: str, case: Case, tagged: bool) -> None:
    text, wanted = case
    got, _ = found(text, language, tagged)
    for start, kind, speaker in wanted:
        hits = [q for q in got if q.span.text.startswith(start) and q.kind[0].upper() == kind]
        assert hits, f"{start!r} not among {[q.span.text for q in got]}"
        printed = hits[0].speaker.text if hits[0].speaker else None
        assert printed == speaker


def test_every_language_has_at_least_twelve_passages() -> None:
    assert all(len(cases) >= 12 for cases in CASES.values())


class TestMarks:
    @pytest.mark.parametrize(
        ("text", "language", "wanted"),
        [
            ("She said “no” and “never”.", "en", ["no", "never"]),
            ('She said "no" and "never".', "en", ["no", "never"]),
            ("Er rief „nein“ und »nie«.", "de", ["nein", "nie"]),
            ("Il a dit «non» et « jamais ».", "fr", ["non", "jamais"]),
            ("彼は「はい」と言った。", "ja", ["はい"]),
            ("It was “a table “.", "en", ["a table"]),
            ("« Une paix négociée « , a-t-elle dit.", "fr", ["Une paix négociée"]),
            ("“We will do more. We will. »»", "en", ["We will do more. We will."]),
            ("He calls: “ Wait for me “ and goes.", "en", ["Wait for me"]),
            ("«La paix »,» a dit Paul.", "fr", ["La paix"]),
            ("“He said ‘go’ to us,” she said.", "en", ["He said ‘go’ to us,"]),
            (
                "“She told me: “Go home.” So I went,” he said.",
                "en",
                ["She told me: “Go home.” So I went,"],
            ),
            ("the dogs' bowl and '90s rock 'n' roll", "en", []),
            ("l'État qu'il n'a pas", "fr", []),
            ('a 6" pipe and a 5\'10" man', "en", []),
            ("The road is shut to us all,” she said.", "en", ["The road is shut to us all,"]),
        ],
    )
    def test_found(self, text: str, language: str, wanted: list[str]) -> None:
        assert [text[q.start : q.end] for q in quoted([text], language)[0]] == wanted

    def test_a_speech_over_paragraphs_is_chained(self) -> None:
        first, second, third = quoted(["“One.", "“Two.", "“Three.”"], "en")
        assert [first[0].continues, second[0].continues, third[0].continues] == [True, True, False]
        assert [first[0].continued, second[0].continued, third[0].continued] == [False, True, True]


class TestSpeaker:
    def test_pronoun_means_the_last_speaker_or_subject(self) -> None:
        got, by_id = found(
            "Maria Lund met Peter Hall on Monday.\n“Nobody will lose a job,” she said."
        )
        assert got[0].speaker is not None
        assert got[0].speaker.known_from == "pronoun"
        assert got[0].speaker.mention is not None
        assert by_id[got[0].speaker.mention].span.text == "Maria Lund"

    def test_pronoun_beside_the_cue_is_not_who_is_spoken_of(self) -> None:
        got, by_id = found(
            "“I am leaving,” Maria Lund said.\nMr. Hall, she added, would take her place."
        )
        speaker = next(q.speaker for q in got if q.kind == "indirect")
        assert speaker is not None
        assert speaker.mention is not None
        assert by_id[speaker.mention].span.text == "Maria Lund"

    def test_title_means_the_person_with_that_role(self) -> None:
        got, by_id = found(
            "Finance Minister Clara Weiss spoke with Agriculture Minister Jan Bauer.\n"
            "“The money is there,” the finance minister said."
        )
        speaker = got[0].speaker
        assert speaker is not None
        assert speaker.known_from == "title"
        assert speaker.mention is not None
        assert by_id[speaker.mention].span.text.endswith("Weiss")

    def test_unknown_stays_unknown(self) -> None:
        got, _ = found("The walls were full of “out” and “no more”.")
        assert [q.speaker for q in got] == [None, None]

    def test_known_from(self) -> None:
        got, _ = found(
            "“A storm comes,” said Ann Lee. “Stay at home.”\nThe council said roads were shut."
        )
        assert [q.speaker.known_from for q in got if q.speaker] == ["name", "continued", "group"]

    def test_passive_with_agent(self) -> None:
        got, _ = found("The law was described by Senator Ruth Cole as “a mess”.")
        assert [q.speaker.text for q in got if q.kind == "direct" and q.speaker] == ["Ruth Cole"]


NAMED = [
    # a name in apposition between commas, not the title, nor whom it was told to
    (
        "en",
        "“It lasts,” the city’s chief engineer, Peter Hall, told reporters.",
        "It",
        "Peter Hall",
    ),
    ("en", "The mayor, Ruth Cole, told Peter Hall in May that it was “a mess”.", "a", "Ruth Cole"),
    ("fr", "La directrice, Jeanne Lebrun, a assuré que « tout va bien ».", "tout", "Jeanne Lebrun"),
    (
        "fr",
        "« Tout va bien », a confié à Radio Sud la directrice, Jeanne Lebrun.",
        "T",
        "Jeanne Lebrun",
    ),
    ("de", "Die Bürgermeisterin, Jana Kroll, sagte zu Peter Voss: „Wir gehen.“", "W", "Jana Kroll"),
    (
        "es",
        "La ministra de Obras Públicas, Elena Rubio, pidió calma: «Es pronto».",
        "E",
        "Elena Rubio",
    ),
    ("es", "«Es pronto», dijo a Radio Sur la alcaldesa Elena Rubio.", "E", "Elena Rubio"),
    # a person just named, meant by a pronoun
    ("en", "Her neighbour, Ruth Cole, found the letter. “I cried,” she said.", "I", "Ruth Cole"),
    ("de", "Jens Kroll sprach. „Sie irren“, rief er Ministerin Jana Kroll zu.", "S", "Jens Kroll"),
    ("en", "The prize went to Ruth Cole. “I cried,” she said.", "I", "Ruth Cole"),
    # a person just named, meant by age
    ("en", "Ruth Cole left early. “It hurt,” said the 44-year-old from Harlow.", "It", "Ruth Cole"),
    ("fr", "Jeanne Lebrun rentre. « Je dors », dit la quadragénaire.", "Je", "Jeanne Lebrun"),
    ("de", "Jana Kroll kam spät. „Ich schlafe“, sagte die 44-Jährige.", "Ich", "Jana Kroll"),
    ("es", "Elena Rubio llegó. «Estoy mal», dijo la mujer de 44 años.", "Estoy", "Elena Rubio"),
    # who reports a clause, not the thing that shows something in it, nor the statement
    (
        "es",
        "Elena Rubio respondió con una nota en la que sostiene que es «falso».",
        "f",
        "Elena Rubio",
    ),
    (
        "fr",
        "Jeanne Lebrun affirme que son examen n’avait révélé « aucun danger ».",
        "a",
        "Jeanne Lebrun",
    ),
    ("en", "Ruth Cole said an inspection in May had found “no risk”.", "no", "Ruth Cole"),
    # a title that is part of a compound
    (
        "de",
        "Justizministerin Jana Kroll schwieg. Die Ministerin kam. „Gut“, sagte sie.",
        "G",
        "Jana Kroll",
    ),
]


class TestMeant:
    @pytest.mark.parametrize(("language", "text", "start", "person"), NAMED)
    def test_the_person_meant(self, language: str, text: str, start: str, person: str) -> None:
        got, by_id = found(text, language)
        quote = next(q for q in got if q.kind == "direct" and q.span.text.startswith(start))
        assert quote.speaker is not None
        assert quote.speaker.mention is not None
        assert by_id[quote.speaker.mention].span.text == person

    def test_persons_with_one_surname_stay_apart(self) -> None:
        got, by_id = found(
            "Minister Clara Weiss came. “I like it,” she said.\n"
            "Jan Weiss, who is no friend of the minister, laughed. “I do not,” he said.\n"
            "“It is late,” the minister said."
        )
        meant = [q.speaker.mention for q in got if q.speaker and q.kind == "direct"]
        names = [by_id[m].span.text for m in meant if m]
        assert names == ["Clara Weiss", "Jan Weiss", "Clara Weiss"]

    def test_an_operator_between_commas(self) -> None:
        got, _ = found("L’exploitant, Aquafirme, affirme que l’eau est « très pure ».", "fr")
        assert [q.speaker.text for q in got if q.speaker] == ["Aquafirme", "Aquafirme"]

    def test_a_place_between_commas_does_not_speak(self) -> None:
        got, _ = found("“We are ready,” the mayor of Springfield, Illinois, said.")
        assert [q.speaker.text for q in got if q.speaker] == ["the mayor of Springfield"]

    def test_it_is_no_person(self) -> None:
        got, _ = found("Ruth Cole left the firm. “We are sorry,” it said.")
        assert [q.speaker.mention for q in got if q.speaker] == [None]

    def test_a_statement_is_that_of_whom_the_sentence_before_tells(self) -> None:
        text = "Das Unternehmen wehrt sich. Es gebe „keine Gefahr“, hieß es in einer Mitteilung."
        got, _ = found(text, "de")
        assert {q.speaker.text for q in got if q.speaker} == {"Das Unternehmen"}

    def test_the_mood_alone_reports_for_whom_the_sentence_before_tells(self) -> None:
        text = (
            "„Nein“, sagte Peter Voss.\nMinisterin Jana Kroll kam.\n"
            "Die Ministerin verteidigte sich. Der Plan sei gut."
        )
        got, by_id = found(text, "de")
        speaker = next(q.speaker for q in got if q.span.text.startswith("Der Plan"))
        assert speaker is not None
        assert speaker.mention is not None
        assert by_id[speaker.mention].span.text == "Jana Kroll"

    def test_an_indefinite_phrase_brings_in_somebody_new(self) -> None:
        got, _ = found("Ruth Cole left early. “It hurt,” said a 44-year-old from Harlow.")
        assert [q.speaker.mention for q in got if q.speaker] == [None]

    def test_went_back_reports_nothing(self) -> None:
        got, _ = found("Ruth Cole went back to her farm at dawn, because the cows were hungry.")
        assert got == ()

    def test_a_headline_has_the_speaker_of_the_same_words_in_the_text(self) -> None:
        text = "‘We will rebuild’\n“We will rebuild the town,” said Ruth Cole."
        got, _ = found(text, headline=True)
        assert [q.speaker.text for q in got if q.speaker] == ["Ruth Cole", "Ruth Cole"]


class TestRecord:
    def test_spans_cues_and_ids(self) -> None:
        text = "« Nous irons », a déclaré Anne Petit. Elle a ajouté que rien n’était sûr."
        page, one, parts = article(text, "fr")
        got = quotes(page, one, parts, mentions(page, one, parts))
        assert [q.id for q in got] == ["p1.1.q1", "p1.1.q2"]
        assert [q.cue.text for q in got if q.cue] == ["a déclaré", "a ajouté"]
        assert [q.span.text for q in got] == ["Nous irons", "rien n’était sûr"]
        for q in got:
            assert page.text[q.span.start : q.span.end] == q.span.text
            assert q.sentence is not None
            assert q.sentence.start <= q.span.start < q.span.end <= q.sentence.end

    def test_partial(self) -> None:
        got, _ = found("Ann Lee called it “a mess”. “We shall rebuild,” she said.")
        assert [q.partial for q in got if q.kind == "direct"] == [True, False]

    def test_quoted_words_in_a_reported_clause_are_both(self) -> None:
        got, _ = found("Ann Lee said the vote was “nothing short of theft” and left.")
        assert [(q.kind, q.partial) for q in got] == [("indirect", False), ("direct", True)]
        assert {q.speaker.text for q in got if q.speaker} == {"Ann Lee"}

    def test_headline(self) -> None:
        got, _ = found("Lee: ‘We will rebuild’\nThe town waits.", headline=True)
        assert [q.span.text for q in got] == ["We will rebuild"]


class TestBadText:
    @pytest.mark.parametrize(
        "text", ["“", "”", '"', "““““", "»,»", ":", "said", "“”", "' ' '", "—“—", "\ufffd “a"]
    )
    @pytest.mark.parametrize("language", ["en", "fr", "de", "es", "xx", "und"])
    def test_crumbs(self, text: str, language: str) -> None:
        for line in (text, f"{text} a", f"a {text}", f"{text}\n{text}"):
            got, _ = found(line, language, tagged=False)
            assert all(q.span.text for q in got)

    def test_empty(self) -> None:
        assert found("", tagged=False)[0] == ()

    def test_a_language_without_a_file_keeps_its_quotations(self) -> None:
        got, _ = found("Hän sanoi: “Emme tule takaisin.”", "fi", tagged=False)
        assert [q.span.text for q in got] == ["Emme tule takaisin."]

    @pytest.mark.parametrize("piece", ["“a ", "a” ", "said, ", "'a ", "“x,” said Ann Lee. "])
    def test_a_very_long_line_is_read(self, piece: str) -> None:
        page, one, parts = article(piece * (2_000_000 // len(piece)))
        got = quotes(page, one, parts, ())
        assert all(page.text[q.span.start : q.span.end] == q.span.text for q in got)


PIECES = [
    "“",
    "”",
    "«",
    "»",
    '"',
    "‘",
    "’",
    "„",
    " ",
    "\n",
    ",",
    ".",
    ":",
    "?",
    "said",
    "Ann Lee",
    "he",
    "a déclaré",
    "sagte",
    "dijo",
    "that",
    "according to",
    "We go",
    "l'",
    "-t-il",
    "\u00a0",
]


def test_a_stray_mark_before_a_cue_quotes_nothing() -> None:
    text = "The mayor will not go there. “, said Ann Lee"
    got, _ = found(text, tagged=False)
    assert [(q.kind, q.span.text) for q in got] == [("indirect", "The mayor will not go there.")]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40),
    st.sampled_from(["en", "fr", "de", "es", "und"]),
)
@settings(max_examples=200, deadline=None)
def test_every_span_is_the_text_that_stands_there(pieces: list[str], language: str) -> None:
    page, one, parts = article("".join(pieces), language)
    for q in quotes(page, one, parts, ()):
        spans = [q.span, q.cue, q.sentence, q.speaker.span if q.speaker else None]
        for span in spans:
            assert span is None or page.text[span.start : span.end] == span.text
        assert q.span.text.strip()
