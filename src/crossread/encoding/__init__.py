"""Texts as vectors in one space for all languages.

In: sentences. Out: one vector a sentence, or one vector a word with the place of the word. The
encoder that ships is a bag of subwords (`subwords`); those of others (`transformer`, `onnx`,
`static`) stand behind the same `Encoder`, and `load` tells them apart. `align` tells which word of a
translation answers which.
"""

from crossread.encoding.alignment import AlignedWords, align
from crossread.encoding.folders import OTHERS, load
from crossread.encoding.protocol import KNOWN, Encoder, WordVectors

__all__ = ["KNOWN", "OTHERS", "AlignedWords", "Encoder", "WordVectors", "align", "load"]
