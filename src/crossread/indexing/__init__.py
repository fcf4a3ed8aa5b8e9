"""An index of articles on disk: what shares text with what, while articles come and go."""

from crossread.indexing.documents import Document, Facts, document
from crossread.indexing.index import Added, Index, Info, Pair, open_index

__all__ = ["Added", "Document", "Facts", "Index", "Info", "Pair", "document", "open_index"]
