"""In how many parts a text travels, which is what it costs (3GPP TS 23.038, 6.2; 23.040, 9.2.3.24).

A text of the GSM alphabet has 160 septets, 153 in each of several parts; brackets and some signs
take two. One sign outside of it, and the whole text travels in UTF-16: 70 units, 67 of several."""

from dataclasses import dataclass

from foodapp.kit.whole_characters import cut, whole

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("\f^{}\\[~]|€")  # an escape goes before each


@dataclass(frozen=True)
class Alphabet:
    name: str
    alone: int  # units in a text of one part
    of_several: int  # units in each part of a longer one

    def units(self, text: str) -> int:
        if self is GSM_7:
            return len(text) + sum(sign in GSM_TWICE for sign in text)
        return len(text.encode("utf-16-be")) // 2


GSM_7 = Alphabet("GSM-7", alone=160, of_several=153)
UCS_2 = Alphabet("UCS-2", alone=70, of_several=67)


def alphabet(text: str) -> Alphabet:
    is_gsm = all(sign in GSM or sign in GSM_TWICE for sign in text)
    return GSM_7 if is_gsm else UCS_2


def parts(text: str) -> list[str]:
    """As the network cuts it; joined they are the text. A character that people see as one stays in
    one part, unless it alone is longer than a part."""
    chosen = alphabet(text)
    if chosen.units(text) <= chosen.alone:
        return [text]
    found, part = [], ""
    for piece in _pieces(text, chosen):
        if chosen.units(part) + chosen.units(piece) > chosen.of_several:
            found.append(part)
            part = ""
        part += piece
    return [*found, part]


def count(text: str) -> int:
    """How many are paid for. Networks cut where a part is full, which is never more than this."""
    return len(parts(text))


def shortened(text: str, most: int) -> str:
    """At most so many parts, ended at a whole character. The mark is of the GSM alphabet: it must
    not make a longer text of it."""
    return cut(text, lambda said: count(said) <= most, mark="...")


def _pieces(text: str, chosen: Alphabet) -> list[str]:
    pieces = []
    for one in whole(text):
        fits = chosen.units(one) <= chosen.of_several
        pieces.extend([one] if fits else list(one))  # a letter under fifty marks: between them
    return pieces
