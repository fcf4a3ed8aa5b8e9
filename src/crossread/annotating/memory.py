"""Who was in focus while an article is read: what pronouns and titles mean.

In: the persons seen as speakers and subjects, in the order of the text, and the roles printed
beside names. Out: the mention that a pronoun or a title means, or None. No statistics: a pronoun
means the person last in focus whose gender is not known to differ, a title the person last named
with the same words as a role.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crossread.annotating.reporting import Reporting, stem
from crossread.annotating.skeleton import WORD, Skeleton
from crossread.model import Mention

# Of the content words of a title, the share that must stand in a person's role for the same.
TITLE_AGREEMENT = 0.5
# A role before a name has at most this many words, one behind it, between commas, this many.
ROLE_BEFORE, ROLE_BEHIND = 8, 10


@dataclass(slots=True)
class Memory:
    """Who was in focus while an article is read from its start.

    Args:
        focus: speakers and subjects, the latest last: (mention, key of the person).
        genders: key of a person → gender known from a title or pronoun.
        roles: PER mention → the words of the role printed beside it.
        full: last word of a name → key of the person last named by more words than that.
        cases: whether names are inflected, so that stems stand for them.
    """

    focus: list[tuple[Mention, str]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    roles: list[tuple[Mention, frozenset[str]]] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)
    cases: bool = False

    def key(self, mention: Mention) -> str:
        """What tells persons apart: first and last word of the name.

        A surname alone means the person last named in full with it, so that two persons with the
        same surname stay two.
        """
        last = surname(mention)
        words = mention.span.text.lower().split()
        if self.cases:
            last, words = stem(last), [stem(w) for w in words]
        if len(words) < 2:
            return self.full.get(last, last)
        key = f"{words[0]} {last}"
        if last in self.genders and last not in self.full:
            self.genders.setdefault(key, self.genders[last])
        self.full[last] = key
        return key

    def see(self, mention: Mention, gender: str = "") -> None:
        """A person speaks or is the subject of a sentence."""
        key = self.key(mention)
        if gender in ("m", "f"):
            self.genders[key] = gender
        if self.focus and self.focus[-1][1] == key:
            self.focus[-1] = (mention, key)
            return
        self.focus.append((mention, key))
        del self.focus[:-8]

    def pronoun(self, gender: str) -> Mention | None:
        """Whom a pronoun means: the person last in focus whose gender fits."""
        if gender in ("p", "r", "n"):
            return None
        for mention, key in reversed(self.focus[-3:]):
            known = self.genders.get(key, "")
            if known and gender in ("m", "f") and known != gender:
                continue
            if gender in ("m", "f"):
                self.genders.setdefault(key, gender)
            return mention
        return None

    def title(self, words: frozenset[str], place: int, facts: Reporting) -> Mention | None:
        """Whom a title means: the person last named before it with the same words as a role.

        Args:
            words: the title's content words.
            place: where it stands, as an offset in the page.
        """
        best: tuple[bool, int, float] | None = None
        meant: Mention | None = None
        recent = {key: mention.span.start for mention, key in self.focus}
        for mention, role in self.roles:
            shared = _shared(words, role, facts)
            if not shared or _conflict(words, role, facts):
                continue
            score = len(shared) / max(1, len(words))
            if score < TITLE_AGREEMENT:
                continue
            start = mention.span.start
            ahead = start < place
            latest = max(recent.get(self.key(mention), -1), start) if ahead else -start
            order = (ahead, latest, score)
            if best is None or order > best:
                best, meant = order, mention
        return meant


def _shared(title: frozenset[str], role: frozenset[str], facts: Reporting) -> frozenset[str]:
    """The words of a title found in a role, an office among them, or none.

    Compounds count by their last part ("Ministerin" for "Innenministerin").
    """
    common = title & role
    if facts.cases:
        stems = {stem(w) for w in role}
        common |= {w for w in title if stem(w) in stems}
    if facts.compounds:
        common |= {w for w in title & facts.roles if any(r.endswith(w) for r in role)}
    return common if common & facts.roles else frozenset()


def _conflict(title: frozenset[str], role: frozenset[str], facts: Reporting) -> bool:
    """Whether title and role each say something that the other does not: "the American secretary",
    "the British secretary".
    """
    if facts.cases:
        title, role = (frozenset(map(stem, side - facts.roles)) for side in (title, role))
    return bool(title - role - facts.roles) and bool(role - title - facts.roles)


def surname(mention: Mention) -> str:
    """The last word of a name, in lower case."""
    parts = mention.span.text.lower().replace("’", "'").split()
    last = parts[-1] if parts else ""
    return last[:-2] if last.endswith("'s") else last


def content_words(sk: Skeleton, first: int, last: int, facts: Reporting) -> frozenset[str]:
    """The words of a phrase that carry meaning."""
    words = zip(sk.words[first:last], sk.kinds[first:last])
    return frozenset(
        [w for w, kind in words if kind == WORD and w not in facts.light and len(w) > 1]
    )


def _ruled(sk: Skeleton, start: int, first: int, facts: Reporting) -> int:
    """Where the own title of a name begins that hangs on another's: "a spokesman for | Mayor Lee".

    Args:
        start: first token of what is read before the name.
        first: the name's first token.
    """
    i = first - 1
    while i >= start and (sk.words[i] in facts.roles or sk.words[i] in facts.honorifics):
        i -= 1
    own = i + 1
    if i >= start and sk.words[i] in facts.determiners and sk.words[i] not in facts.genitives:
        i -= 1
    return own if i >= start and sk.words[i] in facts.genitives else start


def role_beside(sk: Skeleton, first: int, last: int, facts: Reporting) -> frozenset[str]:
    """The words of the role printed beside a name: before it, or after it between commas."""
    start = first
    while start > 0 and first - start < ROLE_BEFORE and sk.kinds[start - 1] == WORD:
        if sk.words[start - 1] in facts.verbs and sk.words[start - 1] not in facts.ambiguous:
            break
        start -= 1
    words = content_words(sk, max(start, _ruled(sk, start, first, facts)), first, facts)
    found = words if words & facts.roles else frozenset()
    count = len(sk.words)
    end = last
    if end < count and sk.words[end] in (",", "("):
        end += 1
        begin = end
        while end < count and end - begin < ROLE_BEHIND and sk.kinds[end] == WORD:
            word = sk.words[end]
            if word in facts.subordinators and word not in facts.determiners:
                break  # "Ann Lee, who is no friend of the minister": not her own role
            end += 1
        words = content_words(sk, begin, end, facts)
        if words & facts.roles:
            found |= words
    if first > 1 and sk.words[first - 1] == ",":
        begin = first - 1
        while begin > 0 and first - begin < ROLE_BEHIND and sk.kinds[begin - 1] == WORD:
            if sk.words[begin - 1] in facts.verbs and sk.words[begin - 1] not in facts.ambiguous:
                break
            begin -= 1
        words = content_words(sk, begin, first - 1, facts)
        if words & facts.roles:
            found |= words
    return found
