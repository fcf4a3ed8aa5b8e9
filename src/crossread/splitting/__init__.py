"""Page → articles and furniture.

In: a page. Out: the same page cut into its articles (headline, deck, dateline, body, language,
publication date) and its furniture, each part with its kind. Nothing is lost: every character that
is not white space stands in exactly one headline, deck line, paragraph or piece of furniture.

`lines` sees what each paragraph looks like, `datelines` and `furniture` what it says of itself,
`tags` what it is among its neighbours, `topics` what it is about, `boundaries` where articles
begin, `headline`, `language` and `published` give an article its fields.
"""

from __future__ import annotations

from crossread.splitting.pages import split

__all__ = ["split"]
