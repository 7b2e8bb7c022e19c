"""Plain text from bytes of unknown writing."""

from __future__ import annotations


def decoded(content: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB 18030; None when it is none of these, or binary."""
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None
