"""Which articles depend on each other, and which tell of the same event."""

from crossread.linking.accounts import accounts, links
from crossread.linking.stories import stories

__all__ = ["accounts", "links", "stories"]
