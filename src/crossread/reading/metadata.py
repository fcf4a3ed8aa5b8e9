"""What an HTML page says of itself: title, description, date, outlet, language.

In: the parsed tree. Out: a `Metadata` record and the page's address. Order of belief: JSON-LD of
an article, Open Graph and other meta elements, `<time>` marked as the publication, `<title>` and
`<h1>`. A date is taken only from what names a *publication* date; nothing is guessed from text.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from crossread.model import Metadata
from crossread.reading import dates

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title",
           "sailthru.title", "headline", "title")  # fmt: skip
_DESCRIPTIONS = ("og:description", "twitter:description", "description", "dc.description",
                 "dcterms.description", "sailthru.description")  # fmt: skip
_DATES = ("article:published_time", "og:article:published_time", "datepublished",
          "og:published_time", "dc.date.issued", "dcterms.issued", "dcterms.created",
          "dc.date.created", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date",
          "publication_date", "publicationdate", "pubdate", "article.published",
          "cxenseparse:recs:publishtime", "date", "dc.date", "dcterms.date")  # fmt: skip
_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher", "citation_journal_title",
            "apple-mobile-web-app-title")  # fmt: skip
_LANGUAGES = ("og:locale", "language", "dc.language", "content-language")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|LiveBlog|ReportageNews|NewsItem)\w{0,20}$", re.I)
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_].{0,20})?$")
_SITE_PART = re.compile(r"\s+(?:[|–—•·»:]|-|::)\s+")
MAX_JSON = 1_000_000  # characters of one JSON-LD script
MAX_NODES = 20_000  # objects looked at in it
MAX_FIELD = 2_000  # characters of a title, description or name


def metadata_of(tree: Any, url: str | None = None) -> tuple[Metadata, str | None]:
    """Metadata and address of a page.

    Args:
        tree: lxml element of the whole document.
        url: the address, where known from outside; else canonical link or `og:url`.

    Returns:
        The metadata (`date_known_from` is `metadata` or `url`), and the address or None.
    """
    meta = _meta(tree)
    linked = _json_ld(tree)
    address = url or _address(tree, meta)
    outlet = _first(linked.get("publisher"), *(meta.get(n) for n in _OUTLETS))
    raw_title = _title_element(tree)
    title = _first(linked.get("headline"), *(meta.get(n) for n in _TITLES), _only_h1(tree))
    title = without_site(title or raw_title, outlet, address)
    date, known_from = _date(tree, meta, linked, address)
    language = _language(tree, meta, linked)
    description = _first(*(meta.get(n) for n in _DESCRIPTIONS), linked.get("description"))
    if not outlet and address:
        outlet = host(address)
    return Metadata(title, description, date, known_from, outlet, language), address


def without_site(title: str | None, outlet: str | None, url: str | None) -> str | None:
    """A title without the outlet's name at its end or start ("Storm hits coast | The Post")."""
    if not title:
        return None
    names = {_squeezed(outlet or ""), _squeezed((host(url) or "").rsplit(".", 1)[0])} - {""}
    parts = _SITE_PART.split(title)
    if len(parts) < 2 or not names:
        return title
    if _squeezed(parts[-1]) in names:
        return title[: title.rindex(parts[-1])].rstrip(" |–—•·»:-") or title
    if _squeezed(parts[0]) in names:
        return title[title.index(parts[0]) + len(parts[0]) :].lstrip(" |–—•·»:-") or title
    return title


def host(url: str | None) -> str | None:
    """The host of an address, without `www.`; None where there is none."""
    if not url:
        return None
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return name.removeprefix("www.") or None


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _meta(tree: Any) -> dict[str, str]:
    """Content of the meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        if not content or not content.strip():
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                found.setdefault(name.strip().lower()[:80], content.strip()[:MAX_FIELD])
    return found


def _json_ld(tree: Any) -> dict[str, str]:
    """headline, description, datePublished, inLanguage, publisher of the page's first article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = (script.text or "")[: MAX_JSON + 1]
        if not source.strip() or len(source) > MAX_JSON:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        found = _article_of(data)
        if found:
            return found
    return {}


def _article_of(data: Any) -> dict[str, str]:
    queue: list[Any] = [data]
    for number, node in enumerate(queue):
        if number > MAX_NODES:
            break
        if isinstance(node, list):
            queue.extend(node)
        elif isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind[:80]) for kind in kinds):
                return _fields_of(node)
            queue.extend(v for v in node.values() if isinstance(v, list | dict))
    return {}


def _fields_of(node: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("headline", "description", "datePublished", "inLanguage"):
        if isinstance(node.get(name), str):
            found[name] = _unescaped(node[name])
    publisher = node.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    if isinstance(publisher, dict):
        publisher = publisher.get("name")
    if isinstance(publisher, str):
        found["publisher"] = _unescaped(publisher)
    return found


def _unescaped(text: str) -> str:
    from html import unescape

    return re.sub(r"<[^<>]{1,80}>", "", unescape(text[:MAX_FIELD]))


def _first(*values: str | None) -> str | None:
    for value in values:
        if value and value.strip():
            return " ".join(value.split())[:MAX_FIELD]
    return None


def _title_element(tree: Any) -> str | None:
    for element in tree.iter("title"):
        parent = element.getparent()
        if parent is not None and parent.tag in ("head", "html"):
            return _first(element.text)
    return None


def _only_h1(tree: Any) -> str | None:
    found = [_first("".join(h1.itertext())) for h1 in tree.iter("h1")]
    return found[0] if len(found) == 1 else None


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            target = (link.get("href") or "").strip()
            if _is_web(target):
                return target[:MAX_FIELD]
    target = meta.get("og:url", "")
    return target if _is_web(target) else None


def _is_web(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def _date(
    tree: Any, meta: dict[str, str], linked: dict[str, str], url: str | None
) -> tuple[str | None, str | None]:
    for value in (linked.get("datePublished"), *(meta.get(name) for name in _DATES)):
        found = dates.iso(value) if value else None
        if found:
            return found, "metadata"
    for element in tree.iter("time"):
        marks = " ".join(element.get(a) or "" for a in ("itemprop", "class", "pubdate")).lower()
        if "publish" in marks or element.get("pubdate") is not None:
            found = dates.iso(element.get("datetime") or "")
            if found:
                return found, "metadata"
    found = dates.in_url(url)
    return (found, "url") if found else (None, None)


def _language(tree: Any, meta: dict[str, str], linked: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    for value in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        linked.get("inLanguage"),
        *(meta.get(name) for name in _LANGUAGES),
    ):
        match = _CODE.match((value or "").strip())
        if match:
            return match[1].lower()
    return None
