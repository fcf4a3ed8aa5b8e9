"""Which articles depend on each other, and which tell of the same event."""

from crossread.link.accounts import accounts, links
from crossread.link.stories import stories

__all__ = ["accounts", "links", "stories"]
