"""Text that people type, made harmless to store and to show. HTML is escaped where it is shown."""

import unicodedata

# Cc: controls and NUL; Cs: lone surrogates, which PostgreSQL and JSON refuse; Co, Cn: nothing a
# font can show. Cf is kept but for the marks below: joined emoji and some scripts need it.
UNSHOWABLE = frozenset({"Cc", "Cs", "Co", "Cn"})
# These turn the direction of the text that follows, so that a name can rewrite its surroundings.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


def address_line(street: str, postcode: str, city: str) -> str:
    """Städtle 1, 9490 Vaduz; what is not known is left out."""
    return ", ".join(part for part in (street, town_line(postcode, city)) if part)


def town_line(postcode: str, city: str) -> str:
    """9490 Vaduz."""
    return f"{postcode} {city}".strip()


def one_line(text: str, longest: int) -> str:
    """On one line, single spaces, at most `longest` characters."""
    return " ".join(_shown(text, keep="\t\n\r").split())[:longest].strip()


def paragraph(text: str, longest: int) -> str:
    """Line breaks kept, at most one empty line in a row."""
    lines = [" ".join(line.split()) for line in _shown(text, keep="\n\t").split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip()[:longest].strip()


def words_in(text: str) -> str:
    """Letters, figures and the signs that belong to a letter, in any script; one space for the
    rest."""
    kept = (
        sign if sign.isalnum() or unicodedata.combining(sign) or _is_mark(sign) else " "
        for sign in text
    )
    return " ".join("".join(kept).split())


def has_no_spaces(text: str) -> bool:
    """Whether it holds letters of a script that sets no space between words, or joins endings to
    them: a word may begin in the middle of what stands between two spaces."""
    return any(
        sign >= _SPACELESS_FROM and unicodedata.name(sign, "").startswith(_SPACELESS)
        for sign in text
    )


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


_SPACELESS_FROM = "\u0e00"
_SPACELESS = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "BOPOMOFO",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
)


def begins_a_word(word: str) -> str:
    """A regular expression of PostgreSQL that finds words beginning so; no sign of word is one
    of its own. Signs that mean something inside brackets are left out. Lower case, because the
    text is."""
    kept = (sign for sign in word.lower() if sign not in "[]^\\")
    return r"\m" + "".join(sign if sign.isalnum() else f"[{sign}]" for sign in kept)


def _shown(text: str, keep: str) -> str:
    usable = "".join(
        character
        for character in text
        if character in keep
        or (unicodedata.category(character) not in UNSHOWABLE and character not in TURNING)
    )
    return unicodedata.normalize("NFC", usable)
