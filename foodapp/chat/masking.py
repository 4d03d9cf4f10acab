"""Telephone numbers and mail addresses do not pass between a customer and a rider.

They are taken out before a line is stored. What is short stays: a house number, a door's code, an
order's number, an amount.
"""

import re

HIDDEN = "•••"
LEAST_DIGITS = 7  # of a telephone number; a door's code has fewer
# Digits of any script, with what people write between them.
_NUMBER = re.compile(r"[+(]{0,2}\s*\d(?:[\s().\-/_·•\u200b-\u200d\u2060]*\d){6,}")
_MAIL = re.compile(r"[^\s@<>]+\s*(?:@|\(at\)|\[at\])\s*[^\s@<>]+\.[^\s@<>]{2,}", re.IGNORECASE)


def masked(text: str) -> str:
    """The line without what would let the two reach each other elsewhere."""
    return _NUMBER.sub(_hide, _MAIL.sub(HIDDEN, text))


def _hide(found: re.Match[str]) -> str:
    digits = sum(sign.isdigit() for sign in found[0])
    lead = found[0][: len(found[0]) - len(found[0].lstrip())]
    return lead + HIDDEN if digits >= LEAST_DIGITS else found[0]
