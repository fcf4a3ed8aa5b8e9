"""Bytes → text, whatever the encoding; and what is not text at all.

In: the bytes of a file. Out: its text and a note of what had to be replaced, or the reason why
the bytes are no text. Order of belief: byte order mark, valid UTF-8, the charset an HTML page
names, UTF-8 with a few broken places, charset-normalizer's guess, Windows-1252. Valid UTF-8 goes
before the page's own word because text in another encoding is hardly ever valid UTF-8 by chance,
while pages that name a wrong charset are common.
"""

from __future__ import annotations

import codecs
import re

# Signatures of files that are often found beside pages.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xfd7zXZ", "xz data"),
    (b"BZh", "bzip2 data"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"OggS", "sound or video"),
    (b"ID3", "sound"),
    (b"RIFF", "sound, video or an image"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (  # the longer ones first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Single-byte and East Asian encodings of the web, by how often pages use them.
_GUESSES = [
    "cp1252", "cp1251", "cp1250", "iso8859_2", "iso8859_15", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE = 1 << 16  # bytes looked at to tell text from binary and to guess an encoding
_BROKEN_SHARE = 0.2  # at most so many of the non-ASCII places may be broken in "UTF-8"
_CONTROL_SHARE = 0.05  # more control bytes than this is not text
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1b\x00")
_WESTERN_SHARE = 0.13  # of all bytes: French has 4 to 10 %, Czech (without its š and ž) 12 %
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ"
    "“”„‘’‚–—…«»‹›€£°©®™§·¿¡ªº\u00a0\u00ad•"
)
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([-\w:.]{2,40})", re.I)
_XML = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([-\w:.]{2,40})", re.I)
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")


class NotText(Exception):
    """The bytes are no text; the message says what they are."""


def decode(data: bytes, html: bool = False) -> str:
    """The text of a file, its byte order mark removed.

    Args:
        data: the bytes.
        html: whether a charset named inside counts.

    Returns:
        The text; broken bytes stand as U+FFFD. NULs and lone surrogates are left for `holdable`.

    Raises:
        NotText: the bytes are an image, an archive, a program or other data.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:512]):
            raise NotText(f"it is {name}, not text")
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    _check_controls(data[:_SAMPLE])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_doubtful(data, html)


def holdable(text: str) -> tuple[str, int]:
    """The text with NULs and lone surrogates replaced one for one by U+FFFD, and how many."""
    return _UNHOLDABLE.subn("\ufffd", text)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of Western text is NUL."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _check_controls(sample: bytes) -> None:
    if not sample:
        return
    controls = sum(1 for byte in sample if byte in _CONTROLS)
    if controls > _CONTROL_SHARE * len(sample) or sample.count(0) > 0.3 * len(sample):
        raise NotText("it holds binary data, not text")


def _decode_doubtful(data: bytes, html: bool) -> str:
    if html:
        named = _named(data[:4096])
        if named:
            return data.decode(named, "replace")
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for character in text if character > "\x7f")
    if broken <= _BROKEN_SHARE * foreign:
        return text
    return data.decode(_guess(data[:_SAMPLE]), "replace")


def _named(head: bytes) -> str | None:
    """The encoding that an HTML page names, as browsers read the name."""
    match = _META.search(head) or _XML.search(head)
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    if name in ("utf-8", "utf-16", "utf-32", "utf-7") or not _is_text_codec(name):
        return None
    return name


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError):
        return False


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    if _is_western(sample):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    return best.encoding if best is not None else "cp1252"


def _is_western(sample: bytes) -> bool:
    """Whether the bytes read well as Windows-1252: few foreign ones, all letters or marks that
    Western European languages use. Asked first, because short Western text fits the Central
    European encodings as well, and is far more common.
    """
    foreign = [c for c in sample.decode("cp1252", "replace") if c > "\x7f"]
    if len(foreign) > _WESTERN_SHARE * len(sample):
        return False
    return all(c in _WESTERN for c in foreign)
