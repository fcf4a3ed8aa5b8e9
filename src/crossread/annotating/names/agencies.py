"""Names of news agencies are no persons: who is told something is often one ("told Reuters").

In: drafts of names whose types are settled. Out: the same, an agency taken for a person turned into
an organisation. The agencies are those of the language files (`agencies` of `[splitting]`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from crossread.annotating.names.clean import Draft, Line, text
from crossread.languages import known, table

# A shorter name is an agency's only in capitals: "ANI", not "Ani".
SHORTEST = 5


@cache
def agencies() -> frozenset[str]:
    """The names of news agencies in all languages, in lower case."""
    return frozenset(
        str(name).lower()
        for code in known()
        for name in table(code, "splitting").get("agencies", ())
    )


def agencies_apart(lines: Sequence[Line], drafts: Iterable[Draft]) -> list[Draft]:
    """The names with agencies as organisations, but where the article has a person of that surname
    ("Ann Reuters … Reuters").
    """
    found = list(drafts)
    persons = [text(lines, d).lower() for d in found if d.type == "PER" and d.last - d.first > 1]
    surnames = {name.split()[-1] for name in persons if name not in agencies()}
    return [
        draft._replace(type="ORG")
        if draft.type == "PER" and _is_agency(text(lines, draft), surnames)
        else draft
        for draft in found
    ]


def _is_agency(name: str, surnames: Iterable[str]) -> bool:
    """Whether a name is an agency's and no known person's surname."""
    if name.lower() not in agencies() or name.lower() in surnames:
        return False
    return len(name) >= SHORTEST or name.isupper()
