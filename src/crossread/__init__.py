"""Read one story across every source and language.

```python
import crossread

pages = crossread.read(["pages/"])
articles = crossread.articles(pages)
for story in crossread.stories(articles):
    comparison = crossread.compare(story)
    for point in comparison.points:
        print([member.statement.span.text for member in point.members])
```

The records are described in `crossread.model`, the errors in `crossread.errors`.
Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from crossread.__about__ import __version__

if TYPE_CHECKING:
    from crossread.errors import CrossreadError
    from crossread.pipeline import articles, compare, dossier, read, stories

__all__ = [
    "CrossreadError",
    "__version__",
    "articles",
    "compare",
    "dossier",
    "read",
    "stories",
]

_HOMES = {
    "CrossreadError": "crossread.errors",
    "articles": "crossread.pipeline",
    "compare": "crossread.pipeline",
    "dossier": "crossread.pipeline",
    "read": "crossread.pipeline",
    "stories": "crossread.pipeline",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
