"""Writes the encoder's model card: what it is, what it was made from, how good it is, its limits.

In: the recipe, the corpus, the figures measured on the finished model. Out: Markdown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from bench.report import Report, markdown
from training.encoder_data import MAIN, Corpus
from training.notices import WORD_NETS

_HEAD = """# {name} {version}

A cross-lingual text encoder: sentences and words of many languages become vectors in one space,
near one another when they mean the same. It is a bag of subwords: {pieces:,} subwords, one vector
of {dimensions} numbers each (8 bits, with one scale a row), added up to words, sentences, articles.
It runs with numpy alone, needs no network, and gives the same vectors on every machine.

- Files: `tokenizer.json` (text normalisation, word borders, Unigram vocabulary),
  `model.safetensors` (`embeddings` int8, `weights` float32 scale of each row), `config.json`.
  The layout is that of the `model2vec` library: `StaticModel.from_pretrained(folder)` loads it.
- Made for: {languages}. Other languages in Latin and
  Cyrillic script work less well; `coverage` says how much of a text the encoder knows. A text of which
  it knows less than half has a shorter vector, down to none for an unknown script (here; `model2vec`
  does not do this).
- The length of a word's vector is its learned weight: small for function words.

SHA-256 of weights and vocabulary: `{digest}`
"""

_DATA = """## Training data

Open data only; what is marked for evaluation was never read. {texts:,} distinct texts, pairs:

{pairs}

| data set | what | licence | attribution |
|---|---|---|---|
| parallel-open | FLORES-200 devtest | CC BY-SA 4.0 | FLORES-200, Meta AI |
| parallel-open | TICO-19 | CC0 1.0 | Translation Initiative for COvid-19 |
| parallel-open | Tatoeba sentences of LASER | CC BY 2.0 FR | tatoeba.org and its contributors |
| tatoeba-ccby | Tatoeba sentences | CC BY 2.0 FR | Tatoeba (tatoeba.org) contributors, via www.manythings.org/anki |
| lexicon-open | Wiktionary dictionaries and definitions | CC BY-SA 3.0 | the authors of the English Wiktionary, extracted by User:Matthias_Buchmeier |
| lexicon-open | word-nets: Arabic WordNet, OpenWN-PT, wikt (CC BY-SA 3.0), Open Dutch WordNet (CC BY-SA 4.0), MultiWordNet (CC BY 3.0) | as named | Open Multilingual Wordnet and the makers of each |
| lexicon-open, -more | Open English WordNet, CILI | CC BY 4.0 | Open English WordNet team; Princeton WordNet |
| lexicon-more | plWordNet 2.3 (c) 2015 Wroclaw University of Technology; Chinese Open Wordnet (c) 2013, 2014 Francis Bond and Shan Wang; Chinese WordNet (c) 2007-2010 CWN group, Academia Sinica | WordNet-style | notice below |
| lexicon-more | ItalWordNet | ODC-BY 1.0 | ItalWordNet |
| lexicon-more | CLDR terms (c) 1991-2012 Unicode, Inc. | Unicode | Unicode, Inc. |
| names-open | names of people in Wikidata across scripts | CC0 1.0 | NETransliteration-COLING2018, Wikidata |
| ntrex-train | NTREX-128, 41 of 123 documents | CC BY-SA 4.0 | NTREX-128, Microsoft |
| meantime-dev | the articles with an even number, where translations are in step (en es it nl); the others were not read | CC BY 4.0, English texts CC BY 2.5 | NewsReader MEANTIME, Fondazione Bruno Kessler, VU University Amsterdam, Universidad del Pais Vasco; Wikinews |
| CLDR through the Babel library | names of countries, languages, currencies, months, days | Unicode | Unicode, Inc. |

Because parts of the data are share-alike, **the model is shared under CC BY-SA 4.0**.

{notices}"""

_METHOD = """## How it was made

`python -m training.encoder --data DIR --out FOLDER`, on two processor cores, with a fixed seed.
In-batch contrastive loss (InfoNCE) on the cosine of the summed vectors; sentences of any two
languages that translate one English sentence, dictionary entries, names across scripts, and words
with their definitions. Sentence pairs are drawn by the square root of each language pair's size,
dictionary pairs by its power 0.7. While it is learned, the vector of a subword is the sum of an own
one and of those of the character sequences in it, so that inflected forms, compounds and words
that languages share teach one another; at the end the sums are written out. In part of the batches a
text is two sentences joined, and shares each with a neighbour, which is then a hard wrong answer. At
last the direction that all texts of news and encyclopaedia have in common is taken out of all vectors.

{recipe}
"""

_LIMITS = """## Limits

- A bag of words: word order, negation and who did what to whom are not in the vector.
- A word has one vector in all its senses; the other words of the sentence must tell them apart.
- Inside one story all sentences share their topic: compare words there, not sentence vectors.
- Languages with little open text (it, pt, uk, ar) are weaker than en, fr, de, es.
- Names not seen in training are matched through their parts, across scripts only roughly.
- Numbers are cut into pieces: nearly equal numbers can be near. Compare figures as figures.
"""

_MEASURED = """## Figures

Share of sentences (documents) whose nearest neighbour in the other language is their translation,
on texts that were never trained on: `python -m bench encoder --data FOLDER`. NTREX and WMT are news;
Tatoeba is everyday sentences of seven words, of which many say almost the same.
"""

_TRIED = """## What was tried

Mean accuracy on ten directions of the development documents (fr de es ru to and from English, fr-de,
es-ru), and on fourteen sets of WMT news and Tatoeba with Ukrainian, Chinese, Czech, Arabic, Italian,
Dutch, Polish and Portuguese, after 600 steps with everything else equal. Differences under .002 are
chance. These figures compare recipes; they are not those of the finished model.

| recipe | development documents | other sets |
|---|---:|---:|
| as version 1: every text one sentence | .877 | .813 |
| 80 % of batches with one language on one side, so that all wrong answers are in it | .878 | .813 |
| **two sentences joined in 40 % of the batches, neighbours sharing one (hard negatives)** | .885 | .817 |
| the same in 70 % | .885 | .811 |
| three sentences joined in 40 % | .884 | .808 |
| news and encyclopaedia drawn 8 times as often instead of 3, joined in 40 % | .883 | .805 |
| **learning rate .003 instead of .002, joined in 40 %** | .890 | .825 |

Taking the common direction out of the finished vectors (**kept**) changes accuracy little (version 1:
.923 to .923 and .884 to .886) but parts right from wrong answers far better: mean log loss of the
right answer .56 to .48. Two directions or more lose accuracy, of the languages farthest apart first.

Earlier, after 400 steps (fr-en / de-en / es-en / ru-en):

- vocabulary with poor languages repeated twelve times: .860 / .840 / .875 / .549 (300 steps). It spent
  thousands of pieces on chance words of languages with a few hundred sentences;
- at most four repetitions, longer lines drawn sooner: .891 / .890 / .913 / .633;
- vectors of character sequences (3 to 5) inside the pieces: loss 5.48 instead of 6.02 after 250
  steps, kept. They are added into the pieces at the end and cost nothing later;
- pieces of their own for frequent words of news and dictionaries, because the trained vocabulary cut
  "billion" into "bill" and "ion", kept for the word vectors;
- 8-bit rows with a scale for each row lose nothing measurable against 32-bit floats.

Not tried: distillation from an English sentence encoder, pairs mined by the model itself. There is
little text in the open data that is a translation and not yet paired.
"""


def text(
    name: str,
    version: str,
    recipe: Any,
    corpus: Corpus,
    digest: str,
    figures: Sequence[Report],
) -> str:
    """Write the card.

    Args:
        name: of the model.
        version: of the model.
        recipe: the dataclass of everything that decides what is learned.
        corpus: what was learned from.
        digest: of the files.
        figures: reports of `bench.encoder` on sets kept for evaluation; may be none.

    Returns:
        Markdown.
    """
    counts: Counter[str] = Counter()
    for group in corpus.groups:
        counts[group.kind] += len(group.pairs)
    parts = [
        _HEAD.format(
            name=name,
            version=version,
            pieces=recipe.pieces,
            dimensions=recipe.dimensions,
            languages=" ".join(MAIN),
            digest=digest,
        ),
        _figures(figures),
        _METHOD.format(
            recipe="\n".join(f"- {f.name}: {getattr(recipe, f.name)}" for f in fields(recipe))
        ),
        _TRIED,
        _LIMITS,
        _DATA.format(
            texts=len(corpus.texts),
            pairs="\n".join(f"- {kind}: {count:,}" for kind, count in sorted(counts.items())),
            notices=WORD_NETS,
        ),
    ]
    return "\n".join(part for part in parts if part)


def _figures(reports: Sequence[Report]) -> str:
    """The tables of the benches, without the notes on what was measured with."""
    if not reports:
        return ""
    tables = [markdown(replace(report, notes=())) for report in reports]
    return "\n".join([_MEASURED, *tables])
