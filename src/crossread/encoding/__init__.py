"""Texts as vectors in one space for all languages.

In: sentences. Out: one vector a sentence, or one vector a word with the place of the word. The
encoder that ships is a bag of subwords (`subwords`); others stand behind the same `Encoder`.
"""

from crossread.encoding.protocol import Encoder, WordVectors
from crossread.encoding.subwords import SubwordEncoder, load

__all__ = ["Encoder", "SubwordEncoder", "WordVectors", "load"]
