"""A small dossier made by hand, and a big one made by rule, to show without a pipeline.

Three articles in two languages about one invented event: two of them are one account, for the
French one is a translation. A fourth article on the second page is a story of its own. The
records are what the stages would make; spans are found in the texts by their words.
"""

from __future__ import annotations

import hashlib

from crossread.model import (
    Annotated,
    Article,
    Block,
    Comparison,
    Difference,
    Dossier,
    Entity,
    Event,
    Figure,
    Furniture,
    Link,
    Member,
    Mention,
    Metadata,
    Page,
    Point,
    Published,
    Quote,
    Sentence,
    Skipped,
    Span,
    Speaker,
    SplitPage,
    Statement,
    Story,
    Time,
)

FIRST = """\
Ferry line to Orlen island closes after engine fire

Subscribe to our morning letter

HARVIK: The ferry line between Harvik and Orlen island will stay closed until Friday, the \
port's director Ingrid Solheim said on Monday.
“We will not send people across on one engine,” Solheim told reporters.
About 1,200 travellers were waiting in the harbour. The repair will cost more than \
$4.5 million.
The island's mayor, Tomas Brekke, called the closure “a needless panic”.
"""

SECOND = """\
La liaison vers l'île d'Orlen fermée après un incendie

La liaison par ferry entre Harvik et l'île d'Orlen restera fermée jusqu'à vendredi, a déclaré \
lundi la directrice du port, Ingrid Solhaim.
« Nous n'enverrons pas de gens de l'autre côté avec un seul moteur », a dit Solhaim à la presse.
Quelque 1 500 voyageurs attendaient dans le port.

LIRE AUSSI : Le phare d'Orlen rouvre ses portes
Le phare d'Orlen rouvre ses portes
Le phare a reçu 300 visiteurs dimanche, selon la mairie.
"""

THIRD = """\
Fire stops Orlen ferry
Passengers were taken off the ferry unhurt on Sunday night, the coast guard said.
Nobody was injured, and the fire was out within 20 minutes.
“We are not going to send people over on a single engine,” said port director Ingrid Solheim.
Around 1,200 passengers are stranded in Harvik.
"""


def page(id: str, text: str, metadata: Metadata | None = None, url: str | None = None) -> Page:
    """A page whose blocks are its lines."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Page(id, text, f"pages/{id}.txt", url, digest, tuple(blocks), metadata or Metadata())


def place(page: Page, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = page.text.index(words, start + 1)
    return page.span(start, start + len(words))


def lines(page: Page) -> list[Span]:
    """The spans of a page's blocks."""
    return [page.span(b.start, b.end) for b in page.blocks]


def statement(id: str, span: Span, quote: str | None = None) -> Statement:
    """A statement; of kind `quote` where it belongs to one."""
    article = id.rpartition(".")[0]
    return Statement(id, article, span, "quote" if quote else "sentence", quote)


def small() -> Dossier:
    """The dossier of the three texts above."""
    one = page(
        "p1", FIRST, Metadata(outlet="Harvik Courier"), "https://courier.example/ferry?a=1&b=2"
    )
    two = page("p2", SECOND, Metadata(title="Orlen", date="2025-03-04", outlet="Le Quai"))
    three = page("p3", THIRD)

    l1, l2, l3 = lines(one), lines(two), lines(three)
    a1 = Article("p1.1", "p1", True, "en", l1[0], (), place(one, "HARVIK"), tuple(l1[2:]),
                 Published("2025-03-03", "metadata"), "Harvik Courier")  # fmt: skip
    a2 = Article("p2.1", "p2", True, "fr", l2[0], (), None, tuple(l2[1:4]),
                 Published("2025-03-04", "metadata"), None)  # fmt: skip
    a22 = Article("p2.2", "p2", False, "fr", l2[5], (), None, tuple(l2[6:]), None, None)
    a3 = Article("p3.1", "p3", True, "en", l3[0], (), None, tuple(l3[1:]), None, "Nordic Wire")

    s1 = [
        statement("p1.1.s1", place(one, l1[2].text)),
        statement(
            "p1.1.s2", place(one, "We will not send people across on one engine,"), "p1.1.q1"
        ),
        statement("p1.1.s3", place(one, "About 1,200 travellers were waiting in the harbour.")),
        statement("p1.1.s4", place(one, "The repair will cost more than $4.5 million.")),
        statement("p1.1.s5", l1[5], "p1.1.q2"),
    ]
    s2 = [
        statement("p2.1.s1", l2[1]),
        statement("p2.1.s2", place(two, "Nous n'enverrons pas de gens de l'autre côté avec un seul moteur"), "p2.1.q1"),
        statement("p2.1.s3", l2[3]),
    ]  # fmt: skip
    s3 = [
        statement("p3.1.s1", l3[1]),
        statement("p3.1.s2", place(three, "Nobody was injured,")),
        statement("p3.1.s3", place(three, "the fire was out within 20 minutes.")),
        statement("p3.1.s4", place(three, "We are not going to send people over on a single engine,"), "p3.1.q1"),
        statement("p3.1.s5", l3[4]),
    ]  # fmt: skip

    annotated1 = Annotated(
        one, a1, tuple(Sentence(s.span, "body", 0) for s in s1),
        (
            Mention("p1.1.m1", place(one, "Ingrid Solheim"), "PER", place(one, "the port's director")),
            Mention("p1.1.m2", place(one, "Solheim", 1), "PER"),
            Mention("p1.1.m3", place(one, "Orlen", 1), "LOC"),
            Mention("p1.1.m4", place(one, "Tomas Brekke"), "PER", place(one, "mayor")),
        ),
        (
            Quote("p1.1.q1", s1[1].span, "direct", False,
                  Speaker("Solheim", place(one, "Solheim", 1), "p1.1.m2", "name"), place(one, "told")),
            Quote("p1.1.q2", place(one, "a needless panic"), "direct", True,
                  Speaker("Tomas Brekke", place(one, "Tomas Brekke"), "p1.1.m4", "name"), place(one, "called")),
        ),
        (
            Figure("p1.1.f1", place(one, "About 1,200"), 1200.0, None, "count", "about", place(one, "travellers")),
            Figure("p1.1.f2", place(one, "more than $4.5 million"), 4.5e6, None, "USD", "more than", place(one, "repair")),
        ),
        (
            Time("p1.1.t1", place(one, "Friday"), "2025-03-07", "published"),
            Time("p1.1.t2", place(one, "Monday"), "2025-03-03", "published"),
        ),
    )  # fmt: skip
    annotated2 = Annotated(
        two, a2, tuple(Sentence(s.span, "body", 0) for s in s2),
        (
            Mention("p2.1.m1", place(two, "Ingrid Solhaim"), "PER", place(two, "la directrice du port")),
            Mention("p2.1.m2", place(two, "Solhaim", 1), "PER"),
            Mention("p2.1.m3", place(two, "Orlen"), "LOC"),
        ),
        (
            Quote("p2.1.q1", s2[1].span, "direct", False,
                  Speaker("Solhaim", place(two, "Solhaim", 1), "p2.1.m2", "name"), place(two, "a dit")),
        ),
        (Figure("p2.1.f1", place(two, "Quelque 1 500"), 1500.0, None, "count", "about", place(two, "voyageurs")),),
        (
            Time("p2.1.t1", place(two, "vendredi"), "2025-03-07", "published"),
            Time("p2.1.t2", place(two, "lundi"), "2025-03-03", "published"),
        ),
    )  # fmt: skip
    annotated22 = Annotated(
        two, a22, (Sentence(l2[6], "body", 0),), (),
        (
            Quote("p2.2.q1", place(two, "Le phare a reçu 300 visiteurs dimanche"), "indirect", False,
                  Speaker("la mairie", place(two, "la mairie"), None, "group"), place(two, "selon")),
        ),
        (Figure("p2.2.f1", place(two, "300"), 300.0, None, "count", None, place(two, "visiteurs")),),
        (Time("p2.2.t1", place(two, "dimanche"), None, None),),
    )  # fmt: skip
    annotated3 = Annotated(
        three, a3, tuple(Sentence(s.span, "body", 0) for s in s3),
        (
            Mention("p3.1.m1", place(three, "Ingrid Solheim"), "PER", place(three, "port director")),
            Mention("p3.1.m2", place(three, "Orlen"), "LOC"),
        ),
        (
            Quote("p3.1.q1", s3[3].span, "direct", False,
                  Speaker("Ingrid Solheim", place(three, "Ingrid Solheim"), "p3.1.m1", "name"), place(three, "said", 1)),
        ),
        (
            Figure("p3.1.f1", place(three, "within 20 minutes"), 20.0, None, "minute", "less than", None),
            Figure("p3.1.f2", place(three, "Around 1,200"), 1200.0, None, "count", "about", place(three, "passengers")),
        ),
        (Time("p3.1.t1", place(three, "Sunday night"), None, None),),
    )  # fmt: skip

    solheim = Entity(
        "e1", "PER", "Ingrid Solheim", ("Ingrid Solhaim", "Solhaim", "Solheim"),
        ("p1.1.m1", "p1.1.m2", "p2.1.m1", "p2.1.m2", "p3.1.m1"),
        ("Solhaim: one letter apart from Solheim, same office (port director)",),
    )  # fmt: skip
    brekke = Entity("e2", "PER", "Tomas Brekke", (), ("p1.1.m4",))
    orlen = Entity("e3", "LOC", "Orlen", (), ("p1.1.m3", "p2.1.m3", "p3.1.m2"))

    link = Link(
        "translation", "p1.1", "p2.1", True, 0.82,
        ((s1[0].span, s2[0].span), (s1[1].span, s2[1].span)),
        "82 % of the French text follows p1.1 sentence by sentence; a name is mangled",
    )  # fmt: skip
    story = Story(
        "s1", "Ferry line to Orlen island closes after engine fire",
        (annotated1, annotated2, annotated3), (("p1.1", "p2.1"), ("p3.1",)), (link,),
        (solheim, brekke, orlen),
    )  # fmt: skip
    points = (
        Point(
            "s1.p1", "s1", "quotation",
            (
                Member(s1[1], (place(one, "send people"), place(one, "one engine")), 0.91),
                Member(s2[1], (place(two, "gens"), place(two, "un seul moteur")), 0.84),
                Member(s3[3], (place(three, "send people"), place(three, "single engine")), 0.9),
            ),
            2, ("s1.p1.d1",), 0.84, (0, 1), None, "en", "“said in English” in p1.1",
        ),
        Point(
            "s1.p2", "s1", "fact",
            (
                Member(s1[2], (place(one, "1,200 travellers"), place(one, "harbour")), 0.8),
                Member(s2[2], (place(two, "voyageurs"), place(two, "port", 3)), 0.72),
                Member(s3[4], (place(three, "1,200 passengers"),), 0.7),
            ),
            2, ("s1.p2.d1",), 0.7, (0, 1),
        ),
        Point(
            "s1.p3", "s1", "background",
            (
                Member(s1[0], (place(one, "stay closed"), place(one, "Friday")), 0.88),
                Member(s2[0], (place(two, "restera fermée"), place(two, "vendredi")), 0.88),
            ),
            1, (), 0.88, (0,), "p1.1", None, "before the story (from 2025-03-03): “last year”",
        ),
    )  # fmt: skip
    differences = (
        Difference(
            "s1.p1.d1", "s1.p1", "wording",
            (place(one, "one engine"), place(three, "a single engine")),
            "the same quotation is worded differently in one language",
        ),
        Difference(
            "s1.p2.d1", "s1.p2", "figure",
            (place(one, "About 1,200"), place(two, "Quelque 1 500"), place(three, "Around 1,200")),
            "1,200 in two articles, 1,500 in one",
        ),
    )  # fmt: skip
    comparison = Comparison(
        story, (*s1, *s2, *s3), points, differences,
        ("p1.1.s4", "p1.1.s5", "p3.1.s1", "p3.1.s2", "p3.1.s3"),
        (
            Event("2025-03-03", ("p1.1.t2", "p2.1.t2"), ("p1.1.s1", "p2.1.s1")),
            Event("2025-03-07", ("p1.1.t1", "p2.1.t1"), ("p1.1.s1", "p2.1.s1")),
            Event(None, ("p3.1.t1",), ("p3.1.s1",)),
        ),
    )  # fmt: skip
    other = Comparison(
        Story("s2", "Le phare d'Orlen rouvre ses portes", (annotated22,), (("p2.2",),), (), ()),
        (statement("p2.2.s1", l2[6], "p2.2.q1"),), (), (), ("p2.2.s1",),
        (Event(None, ("p2.2.t1",), ("p2.2.s1",)),),
    )  # fmt: skip
    return Dossier(
        "crossread 0.1.0", "open-1 4f2a",
        (
            SplitPage(one, (a1,), (Furniture(l1[1], "promo"),)),
            SplitPage(two, (a2, a22), (Furniture(l2[4], "read-more"),)),
            SplitPage(three, (a3,), ()),
        ),
        (comparison, other), (solheim, brekke, orlen),
        (Skipped("pages/empty.txt", "the whole file", "it holds no text"),),
    )  # fmt: skip


def empty() -> Dossier:
    """A dossier of a run that found nothing."""
    return Dossier("crossread 0.1.0", "open-1 4f2a", (), (), (), ())


def single(text: str, metadata: Metadata | None = None, url: str | None = None) -> Dossier:
    """One page, one article of its lines (the first is the headline), each line a statement."""
    one = page("p1", text, metadata, url)
    spans = lines(one)
    article = Article("p1.1", "p1", True, "und", spans[0], (), None, tuple(spans[1:]), None)
    statements = tuple(statement(f"p1.1.s{n}", span) for n, span in enumerate(spans, 1))
    mentions = tuple(Mention(f"p1.1.m{n}", span, "PER") for n, span in enumerate(spans, 1))
    quotes = tuple(
        Quote(f"p1.1.q{n}", span, "direct", False,
              Speaker(span.text, span, f"p1.1.m{n}", "name"), None)
        for n, span in enumerate(spans, 1)
    )  # fmt: skip
    entity = Entity("e1", "PER", spans[0].text, tuple(s.text for s in spans[1:]),
                    tuple(m.id for m in mentions), tuple(s.text for s in spans))  # fmt: skip
    annotated = Annotated(one, article, (), mentions, quotes, (), ())
    story = Story("s1", spans[0].text, (annotated,), (("p1.1",),), (), (entity,))
    comparison = Comparison(story, statements, (), (), (), ())
    return Dossier("crossread 0.1.0", "open-1 4f2a", (SplitPage(one, (article,), ()),),
                   (comparison,), (entity,), (Skipped(text[:40], text[:40], text[:40]),))  # fmt: skip


def pair(first: str, second: str, metadata: Metadata | None = None) -> Dossier:
    """Two pages of one line each that form a point with a difference; whatever the texts hold."""
    pages = [page("p1", first, metadata), page("p2", second, metadata)]
    annotated: list[Annotated] = []
    statements: list[Statement] = []
    mentions: list[str] = []
    for one in pages:
        whole = one.span(0, len(one.text))
        article = Article(f"{one.id}.1", one.id, True, "en", None, (), None, (whole,),
                          Published("2025-03-03", "metadata"), one.text[:60])  # fmt: skip
        id = article.id
        mention = Mention(f"{id}.m1", whole, "PER", whole)
        quote = Quote(f"{id}.q1", whole, "direct", False,
                      Speaker(one.text, whole, mention.id, "name"), whole)  # fmt: skip
        figure = Figure(f"{id}.f1", whole, 5.0, None, one.text[:20] or "count", None, whole)
        time = Time(f"{id}.t1", whole, None, None)
        annotated.append(Annotated(one, article, (Sentence(whole, "body", 0),), (mention,),
                                   (quote,), (figure,), (time,)))  # fmt: skip
        statements.append(Statement(f"{id}.s1", id, whole, "quote", quote.id))
        mentions.append(mention.id)
    spans = tuple(s.span for s in statements)
    entity = Entity("e1", "PER", first, (second,), tuple(mentions), (first, second))
    link = Link("copy", "p1.1", "p2.1", False, 1.0, ((spans[0], spans[1]),), first)
    story = Story("s1", first, tuple(annotated), (("p1.1", "p2.1"),), (link,), (entity,))
    members = tuple(Member(s, (s.span,), 1.0) for s in statements)
    point = Point(
        "s1.p1", "s1", "quotation", members, 1, ("s1.p1.d1",), 1.0, (0,), "p1.1", "en", first
    )
    difference = Difference("s1.p1.d1", "s1.p1", "wording", spans, second)
    events = (Event(None, ("p1.1.t1", "p2.1.t1"), ("p1.1.s1", "p2.1.s1")),)
    comparison = Comparison(story, tuple(statements), (point,), (difference,),
                            tuple(s.id for s in statements), events)  # fmt: skip
    splits = tuple(
        SplitPage(p, (a.article,), (), (Skipped(first, second, first),))
        for p, a in zip(pages, annotated, strict=True)
    )
    return Dossier(first[:100], second[:100], splits, (comparison,), (entity,), ())


def big(articles: int = 60, points: int = 2000, words: int = 600) -> Dossier:
    """A story made by rule: as many statements as points ask for, shared by two to five articles.

    Args:
        articles: number of articles, each on its own page, every third a copy of the one before.
        points: number of points.
        words: an article.
    """
    stems = ("river", "council", "bridge", "vote", "minister", "harbour", "engine", "winter")
    per_article = words // 12
    pages: list[Page] = []
    annotated: list[Annotated] = []
    statements: list[list[Statement]] = []
    for number in range(articles):
        id = f"p{number + 1}"
        sentences = [
            " ".join(
                f"{stems[(number * 7 + s * 3 + w) % len(stems)]}{(s * w + number) % 97}"
                if w != 4
                else f"{(s * 37 + number) % 900}"
                for w in range(12)
            )
            + "."
            for s in range(per_article)
        ]
        text = f"Headline {number}\n" + "\n".join(
            " ".join(sentences[k : k + 4]) for k in range(0, per_article, 4)
        )
        one = page(id, text, Metadata(outlet=f"Outlet {number}"))
        spans = lines(one)
        article = Article(f"{id}.1", id, True, ("en", "fr", "de")[number % 3], spans[0], (), None,
                          tuple(spans[1:]), Published(f"2025-03-{number % 28 + 1:02}", "url"))  # fmt: skip
        made: list[Statement] = []
        quotes: list[Quote] = []
        figures: list[Figure] = []
        mentions: list[Mention] = []
        at = spans[1].start
        for s, sentence in enumerate(sentences):
            start = one.text.index(sentence, at)
            span = one.span(start, start + len(sentence))
            at = span.end
            first = one.span(start, start + sentence.index(" "))
            key = f"{id}.1."
            mentions.append(Mention(f"{key}m{s + 1}", first, "PER"))
            if s % 4 == 0:
                quotes.append(Quote(f"{key}q{len(quotes) + 1}", span, "direct", False,
                                    Speaker(first.text, first, f"{key}m{s + 1}", "name"), None))  # fmt: skip
            digits = one.text.index(sentence.split()[4], start)
            figures.append(Figure(f"{key}f{s + 1}",
                                  one.span(digits, digits + len(sentence.split()[4])),
                                  float(sentence.split()[4]), None, "count", None, None))  # fmt: skip
            quote = f"{key}q{len(quotes)}" if s % 4 == 0 else None
            made.append(statement(f"{key}s{s + 1}", span, quote))
        pages.append(one)
        statements.append(made)
        annotated.append(Annotated(one, article, (), tuple(mentions), tuple(quotes),
                                   tuple(figures), ()))  # fmt: skip
    found: list[Point] = []
    differences: list[Difference] = []

    def account_of(article: int) -> int:  # every third article is a copy of the one before
        return article - (article + 2) // 3

    for number in range(points):
        members: list[Member] = []
        for k in range(2 + number % 4):
            one_of = statements[(number + k * 11) % articles]
            chosen = one_of[(number // articles + k) % len(one_of)]
            start, page_id = chosen.span.start, chosen.span.page
            word = chosen.span.text.split()[2]
            begin = start + chosen.span.text.index(word)
            members.append(Member(chosen, (Span(page_id, begin, begin + len(word), word),), 0.75))
        id = f"s1.p{number + 1}"
        marks: tuple[str, ...] = ()
        if number % 10 == 0:
            marks = (f"{id}.d1",)
            differences.append(Difference(f"{id}.d1", id, "wording",
                                          tuple(m.matched[0] for m in members), "wording differs"))  # fmt: skip
        holders = {m.statement.article for m in members}
        held_by = {account_of(int(a[1:].partition(".")[0]) - 1) for a in holders}
        found.append(Point(id, "s1", ("quotation", "fact", "background", "fact")[number % 4],
                           tuple(members), len(holders), marks, 0.7, tuple(sorted(held_by))))  # fmt: skip
    accounts: list[tuple[str, ...]] = []
    links: list[Link] = []
    for number, item in enumerate(annotated):
        if number % 3 == 1:
            before = annotated[number - 1].article.id
            links.append(Link("copy", before, item.article.id, False, 0.9, (), "same words"))
            accounts[-1] = (*accounts[-1], item.article.id)
        else:
            accounts.append((item.article.id,))
    entities: dict[str, list[str]] = {}
    for item in annotated:
        for mention in item.mentions:
            entities.setdefault(mention.span.text, []).append(mention.id)
    named = tuple(
        Entity(f"e{n}", "PER", name, (), tuple(ids))
        for n, (name, ids) in enumerate(entities.items(), 1)
    )
    story = Story("s1", "Headline 0", tuple(annotated), tuple(accounts), tuple(links), named)
    flat = tuple(s for made in statements for s in made)
    comparison = Comparison(story, flat, tuple(found), tuple(differences),
                            tuple(s.id for s in flat[::7]), ())  # fmt: skip
    return Dossier(
        "crossread 0.1.0", "open-1 4f2a",
        tuple(SplitPage(p, (a.article,), ()) for p, a in zip(pages, annotated, strict=True)),
        (comparison,), named, (),
    )  # fmt: skip
