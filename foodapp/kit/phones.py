"""Phone numbers, stored as RFC 3966 writes them after `tel:`: `+19074864171`, with an extension
`+19074864171;ext=101`. So `"tel:" + number` is a link that dials both."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

# How an extension is announced in languages that the library does not know.
EXTENSION = re.compile(
    r"[\s,/]*\b(?:durchwahl|dw|klappe|kl|nebenstelle|poste|anexo|interno|ramal|wewn?|toestel|tst|"
    r"linka|mell[ée]k|dahili|anknytning|alanumero|extensi[óo]n)\b[\s.:#]*(?=\d)"
    r"|\s*(?:内線|内线|分機|分机|내선)[\s.:]*(?=\d)",
    re.IGNORECASE,
)


def read(text: str, country: str, *, must_be_valid: bool = False) -> str:
    """The number that a text means, or empty if none; without a country code it is one of the
    country (ISO 3166-1). must_be_valid: it lies in a range that is given out, not only of the right
    length."""
    said = EXTENSION.sub(" ext. ", text.strip().removeprefix("tel:"))
    try:
        number = phonenumbers.parse(said, country.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    is_fine = phonenumbers.is_valid_number if must_be_valid else phonenumbers.is_possible_number
    if not is_fine(number):
        return ""
    extension = f";ext={number.extension}" if number.extension else ""
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164)) + extension


@lru_cache(maxsize=4096)
def shown(stored: str) -> str:
    """For people: `+1 907-486-4171 ext. 101`. What is no number is shown as it is."""
    try:
        number = phonenumbers.parse(stored)
    except phonenumbers.NumberParseException:
        return stored
    return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))
