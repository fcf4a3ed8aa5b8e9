"""The card of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping

from training.notices import WORD_NETS


def card(entries: Mapping[str, int], concepts: int, size: int) -> str:
    """MODEL_CARD.md of the lexicon.

    Args:
        entries: words and forms by language.
        concepts: how many English words and phrases they stand for.
        size: of the files, in bytes.
    """
    rows = "\n".join(f"| {language} | {count:,} |" for language, count in entries.items())
    return CARD.format(
        rows=rows, concepts=f"{concepts:,}", megabytes=f"{size / 1e6:.1f}", notices=WORD_NETS
    )


CARD = """# Lexicon: which words mean the same

Tells how alike two words are, in one of twelve languages or in two of them, inflected or not. A word
has a short list of weighted concepts (English words and phrases, {concepts} of them), and two words are
as alike as the cosine of their lists. It is read by `crossread.encoding.lexicon` and stands beside the
encoder's word vectors, which know synonyms and rare forms only roughly. Made by one command:

    python -m training.lexicon --data DIR --out src/crossread/models/lexicon

One process, without a graphics card, two minutes of one core; the same files every time.

## Files ({megabytes} MB)

- `lexicon.safetensors`: steps between the ordered CRC-32 hashes of `language:word` (folded as the encoder
  folds: small letters, no accents), the concepts of each word, the concepts near each concept; weights
  in 8 bits. Function words are in it, with no concepts. And what a news text usually holds of each
  concept (the mean of 41 news documents in up to twelve languages, `ntrex-train`), and the share of
  its dictionary entries that are verbs.
- `rules.json`: by language, which endings of forms belong to which endings of words, with scores; parts
  of participles; letters joined to Arabic words.
- `config.json`: names, figures, digest of both.

| language | words and forms |
|---|---:|
{rows}

A word that is not in the table is taken for a form of one that is ("dimitió": dimitir), for a compound
(German, Dutch: last part, then first part), or for a row of words (Chinese).

## How it is made

1. Pairs of a word and an English word from dictionaries, trusted by source: two sources 1, Wiktionary
   0.8, one word-net 0.4. Names are left out, function words kept apart. Words written by hand in
   `training/lexicon_tables` count as two sources (the second and further translations of a word in
   `words/`, and all but the most usual word for an English one in `news/`, 0.7; what other dictionaries
   say of such a word counts half). `news/` has, for five thousand English words, what newspapers of each of
   the eleven other languages use; `words/` 22,000 words of Ukrainian, which has no open dictionary of size,
   7,700 of Polish, and for seven languages those words that the dictionaries lack or know in another
   sense first. Ukrainian takes words that Russian has in other letters besides.
2. Forms: rules written by hand (endings, irregular words, principal parts of strong verbs) and rules
   that at least six stems in parallel text support; each gets as score how often the English of the word
   stands where the form is translated. English forms that endings would take for another word's
   ("passed" for a form of "passé") have entries of their own.
3. IBM model 1 in both directions over parallel sentences counts how words and forms are translated; a
   dictionary counts as ten uses, a list written by hand as thirty, for the sentences are of daily talk.
   Forms seen often have entries of their own.
4. Concepts are near that the same words of at least two languages stand for (cosine over all words),
   that are of one family (resign, resignation; the definition of one holds the other), that news uses
   for one another (`near.txt`: killed, dead), or that a second outlet may use (`beside.tsv`: relegate,
   demote, downgrade); both lists are written by hand.
5. Read with the square root of its shares: which sense a text means is seldom the one that is usual.

## Figures

`python -m bench lexicon --data examples/lexicon` measures it on pairs of inflected words of all
languages written for this project, by the hand that wrote the tables: development data in spirit, the
test half was never looked at when words were added.

## Limits

- One profile a word, whatever it means in its sentence: "fire" is a blaze and a dismissal, "судов" of
  ships and of courts. Words that are spelt alike without accents are one.
- German verbs whose particle stands at the end of the sentence ("lehnt … ab") are read without it.
- Arabic knows far fewer words than the others; its plurals that change inside are known
  where written by hand or seen in text; Polish, Ukrainian and Russian alternations only in part.
- The word lists written by hand were read again in samples only, by no native speaker.
- Dictionary words are mostly everyday ones; what news calls a thing is in `near.txt` and the tables.
- Opposites are kept apart only as far as dictionaries keep them apart.
- Of words that are unknown, about one in ten thousand is taken for a known one by chance of its hash.

## Data, licences

**The lexicon is shared under CC BY-SA 4.0**, since share-alike data is in it. Texts are read to count;
none of them is in the files. Nothing kept for evaluation was read.

| data set | what | licence | attribution |
|---|---|---|---|
| lexicon-open | Wiktionary dictionaries and definitions | CC BY-SA 3.0 | the authors of the English Wiktionary, extracted by User:Matthias_Buchmeier |
| lexicon-open | word-nets: Arabic WordNet, OpenWN-PT, wikt (CC BY-SA 3.0), Open Dutch WordNet (CC BY-SA 4.0), MultiWordNet (CC BY 3.0) | as named | Open Multilingual Wordnet and the makers of each |
| lexicon-open, -more | Open English WordNet, CILI | CC BY 4.0 | Open English WordNet team; Princeton WordNet |
| lexicon-more | plWordNet 2.3 (c) 2015 Wroclaw University of Technology; Chinese Open Wordnet (c) 2013, 2014 Francis Bond and Shan Wang; Chinese WordNet (c) 2007-2010 CWN group, Academia Sinica | WordNet-style | notice below |
| lexicon-more | ItalWordNet | ODC-BY 1.0 | ItalWordNet |
| lexicon-more | CLDR terms (c) 1991-2012 Unicode, Inc. | Unicode | Unicode, Inc. |
| parallel-open | FLORES-200 devtest (CC BY-SA 4.0), TICO-19 (CC0 1.0), Tatoeba sentences of LASER (CC BY 2.0 FR) | as named | FLORES-200, Meta AI; Translation Initiative for COvid-19; tatoeba.org |
| tatoeba-ccby | Tatoeba sentences | CC BY 2.0 FR | Tatoeba (tatoeba.org) contributors, via www.manythings.org/anki |
| ntrex-train | NTREX-128, 41 of 123 documents | CC BY-SA 4.0 | NTREX-128, Microsoft |
| meantime-dev | the articles with an even number, where translations are in step | CC BY 4.0 | NewsReader MEANTIME; Wikinews |
| panx | how often words come | Wikipedia text, treated as CC BY-SA | Wikipedia contributors |

{notices}"""
