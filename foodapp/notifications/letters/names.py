"""Names and subjects in headers, by our own hand (RFC 5322 for what is ASCII, RFC 2047 for the
rest): Python's folding puts spaces into long encoded words."""

import base64

WORD_BYTES = 45  # 60 signs of base64: with its frame an encoded word may have 75
LONGEST_LINE = 76


def display_name(name: str) -> str:
    """Before <address>; empty: nothing. What is not ASCII is cut to one encoded word: between two
    of them in a name some programs leave a space."""
    if not name:
        return ""
    if is_plain(name):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return _word(_slices(name)[0].strip())


def encoded(words: str) -> str:
    """Words of whole signs, a line each; a reader joins them without the spaces between."""
    return "\r\n ".join(_word(one) for one in _slices(words))


def is_plain(words: str) -> bool:
    """ASCII on one line that nobody takes for an encoded word."""
    fits = len(words) < LONGEST_LINE
    return fits and words.isascii() and words.isprintable() and "=?" not in words


def _slices(words: str) -> list[str]:
    slices = [""]
    for sign in words:
        if len((slices[-1] + sign).encode("utf-8", "replace")) > WORD_BYTES:
            slices.append("")
        slices[-1] += sign
    return slices


def _word(words: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(words.encode('utf-8', 'replace')).decode()}?="
