"""Number words in their order → one value: adding and multiplying as languages do.

In: elements ("add" 20, "times" 100, "scale" 1000, "join"). Out: whether each fits behind those
before it, and the value. "Twenty-five" fits, "three twenty" does not and is two numbers;
"quatre-vingt-dix-sept" and "neunundneunzig" fit where the language says so.
"""

from __future__ import annotations


class Sum:
    """Adds and multiplies number words in the order of the text."""

    def __init__(self, vigesimal: bool, units_first: bool, hundred_below: float = 100) -> None:
        self.parts: list[float] = []
        self.current: float | None = None
        self.vigesimal = vigesimal
        self.units_first = units_first
        self.hundred_below = hundred_below
        self.join = False
        self.scaled = False

    def value(self) -> float:
        """The value so far."""
        return sum(self.parts) + (self.current or 0.0)

    def take(self, kind: str, value: float) -> bool:
        """Take one element; False (and nothing changed) where it does not fit."""
        if kind == "join":
            if self.current is None and not self.parts:
                return False
            self.join = True
            return True
        done = {"add": self._add, "times": self._times, "scale": self._scale}[kind](value)
        if done:
            self.join = False
        return done

    def _add(self, value: float) -> bool:
        if value >= 1000:
            if self.current is not None or (self.parts and self.parts[-1] <= value):
                return False
            self.parts.append(value)
            return True
        if self.current is None:
            if self.parts and self.parts[-1] < 1000:
                return False
            self.current = value
            return True
        if not self.fits(self.current, value):
            return False
        self.current += value
        return True

    def fits(self, sofar: float, value: float) -> bool:
        """Whether `value` may be added to `sofar`: 20 + 5 yes, 3 + 20 not ("three twenty")."""
        if value == 0.5:
            return sofar >= 1 and sofar == int(sofar)
        low = sofar % 100
        if value < 10:
            if self.vigesimal and low in (10, 70, 90) and value >= 7:
                return True  # dix-sept, quatre-vingt-dix-sept
            return value >= 1 and sofar >= 20 and sofar % 10 == 0 and low != 10
        if value < 100:
            tens = self.units_first and self.join and value % 10 == 0 and value >= 20
            if tens and 0 < low < 10:
                return True  # fünfundzwanzig; "hundert und zwanzig" falls to the rule below
            score = self.vigesimal and low in (60, 80) and value < 20
            return (sofar >= 100 and low == 0) or score
        return False

    def _times(self, value: float) -> bool:
        if self.current is None:
            self.current = value
            return True
        if value == 100 and not 0 < self.current < self.hundred_below:
            return False
        self.current *= value
        return True

    def _scale(self, value: float) -> bool:
        if self.join:
            return False
        base = self.current
        while self.parts and self.parts[-1] < value:
            base = (base or 0.0) + self.parts.pop()
        if base is None and self.parts:
            return False  # "million million"
        self.parts.append((1.0 if base is None else base) * value)
        self.current = None
        self.scaled = True
        return True
