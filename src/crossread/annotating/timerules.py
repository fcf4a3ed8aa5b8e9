"""One line of a language's `[times]` table → a rule, and rules by what they begin with.

In: a line, `pattern => action`. In a pattern a word stands for itself, `(a|b c)` for one of
several, `[a|b]` for one of several or nothing, `{slot}` for a class: `{month}` `{monthname}`
`{weekday}` `{day}` `{year}` `{n}` `{unit}` `{days}` `{part}` `{season}` `{ordinal}` `{approx}`
`{clock}` `{hour}` `{min}` `{ampm}` `{zone}` `{date}` `{decade}`. An action may carry a number:
`unit:-1` is the unit before this one, `clock:15` the time a quarter past the hour. Minutes that are
told are added to the hour (`{minutes} past {hour}`) or taken from it (`{minutesto} to {hour}`);
`{lone}` holds no word: it lets a rule end only where nothing follows that could be counted. Out: the rule with its elements, and the words without one
of which it can stand nowhere (`needs`), so that most sentences and most rules cost one look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crossread.annotating.hints import hints
from crossread.annotating.tokens import tokens
from crossread.errors import ModelError

ANYTHING = frozenset(("",))  # what a rule needs that has neither a telling slot nor a word

_PART = re.compile(r"\{(\w+)\}|\[\{(\w+)\}\]|\(([^)]*)\)|\[([^\]]*)\]|(\S+)")


_OPTIONAL = re.compile(r"\[([^\[\]]*\{\w+\}[^\[\]]+|[^\[\]]+\{\w+\}[^\[\]]*)\]")


class Element(NamedTuple):
    """One part of a pattern: a slot, or alternatives of words; maybe optional."""

    slot: str
    words: tuple[tuple[str, ...], ...]
    optional: bool


class Rule(NamedTuple):
    """A pattern and what to do with it.

    Args:
        elements: the parts of the pattern.
        action: how to resolve what it finds.
        shift: the number behind the action.
        number: its place among the rules; of equally long matches the first rule wins.
        needs: a sentence must hold one word of each set (as `hints.seen` gives them) to match.
    """

    elements: tuple[Element, ...]
    action: str
    shift: int
    number: int = 0
    needs: tuple[frozenset[str], ...] = (ANYTHING,)


class Branch:
    """Rules that share their first word or slot, by what may come next."""

    def __init__(self) -> None:
        self.words: dict[str, list[Rule]] = {}
        self.slots: dict[str, list[Rule]] = {}
        self.whole: list[Rule] = []
        self.numbers: set[int] = set()

    def add(self, rule: Rule, n: int) -> None:
        """Index a rule by its elements from the `n`th on, those before being matched."""
        self.numbers.add(rule.number)
        for element in rule.elements[n:]:
            if element.slot:
                self.slots.setdefault(element.slot, []).append(rule)
            for words in element.words:
                self.words.setdefault(words[0], []).append(rule)
            if not element.optional:
                return
        self.whole.append(rule)

    def add_within(self, rule: Rule, word: str) -> None:
        """Index a rule whose first element goes on with a word."""
        self.numbers.add(rule.number)
        self.words.setdefault(word, []).append(rule)

    def fitting(self, low: str | None, slots: Sequence[str]) -> list[Rule]:
        """The rules that the next token (None at the end) lets stand."""
        found = [*self.whole]
        if low is not None:
            found += self.words.get(low, ())
            for slot in slots:
                found += self.slots.get(slot, ())
        return found


def expanded(line: str) -> list[str]:
    """A rule with an optional part that holds a slot and more, as two rules.

    In "{month} [de {year}]" the "de" belongs to the year: neither stands without the other.
    """
    found = _OPTIONAL.search(line)
    if found is None:
        return [line]
    without = line[: found.start()] + line[found.end() :]
    held = line[: found.start()] + found[1] + line[found.end() :]
    return [*expanded(held), *expanded(re.sub(r" {2,}", " ", without).strip())]


def compile_rule(line: str) -> Rule:
    """Read one rule of a table.

    Raises:
        ModelError: the line has no ` => `.
    """
    if " => " not in line:
        raise ModelError(f"a rule of [times] has no ' => ': {line!r}")
    pattern, action = line.rsplit(" => ", 1)
    elements: list[Element] = []
    for slot, maybe_slot, group, maybe, word in _PART.findall(pattern):
        if slot or maybe_slot:
            elements.append(Element(slot or maybe_slot, (), bool(maybe_slot)))
            continue
        options = (group or maybe).split("|") if group or maybe else [word]
        listed = tuple(tuple(t.low for t in tokens(option)) for option in options)
        elements.append(Element("", listed, bool(maybe)))
    name, _, shift = action.strip().partition(":")
    return Rule(tuple(elements), name, int(shift or 0))


def needs(rule: Rule, slots: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The words that tell at a glance that a rule has nothing to find in a sentence.

    Every part of a pattern that is not optional must stand in the sentence: of each set of words,
    one. The set that tells most comes first: slots before words, few words before many.

    Args:
        rule: as compiled.
        slots: what each slot cannot do without; slots that are not there tell nothing.
    """
    found: list[tuple[tuple[bool, int, int], frozenset[str]]] = []
    for element in rule.elements:
        if element.optional:
            continue
        if element.slot:
            words = slots.get(element.slot)
        else:
            words = hints(" ".join(listed) for listed in element.words)
        if words:
            order = (not element.slot, len(words), -min(map(len, words)))
            found.append((order, words))
    found.sort(key=lambda pair: pair[0])
    return tuple(words for _, words in found) or (ANYTHING,)
