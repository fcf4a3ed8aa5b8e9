"""Texts of our own for the tests of the index: stories that share nothing but common words."""

from __future__ import annotations

import random

_WORDS = """
harbour bridge closed engineers crack pillar traffic road lorries mayor ferry repair steel office
pupils school bank buses county teachers classrooms union wages prices talks ministry evening
parents towns children halls libraries storm roof village river flood barrier pump sand volunteers
council budget vote hospital nurses ward beds winter stadium match goal coach season ticket train
station platform delay signal driver court judge lawyer appeal sentence fine market fish price boat
quota forest fire smoke helicopter pilot valley farmers milk cheese export border customs museum
"""
WORDS = [word for line in _WORDS.splitlines() for word in line.split()]


def story(seed: int, length: int = 200) -> str:
    """A text of so many words that shares no run of five words with that of another seed."""
    chance = random.Random(seed)
    words = [f"{chance.choice(WORDS)}{seed}" if chance.random() < 0.3 else chance.choice(WORDS)
             for _ in range(length)]  # fmt: skip
    lines = [" ".join(words[k : k + 12]).capitalize() + "." for k in range(0, length, 12)]
    return "\n".join(lines)


def edited(text: str, share: float, seed: int = 0) -> str:
    """The text with a share of its words replaced."""
    chance = random.Random(seed)
    return "\n".join(
        " ".join(f"other{seed}" if chance.random() < share else word for word in line.split(" "))
        for line in text.split("\n")
    )
