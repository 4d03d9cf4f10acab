"""Numbers that a text message can reach."""

import phonenumbers
from phonenumbers import PhoneNumberType as Kind

from foodapp.kit import phones
from foodapp.kit.settings import settings

EXTENSION = ";ext="
# What is no telephone in somebody's hand, or costs whoever is sent something extra.
NEVER = {
    *(Kind.FIXED_LINE, Kind.PREMIUM_RATE, Kind.SHARED_COST, Kind.TOLL_FREE),
    *(Kind.UAN, Kind.VOICEMAIL, Kind.PAGER),
}
PREFIX_FIGURES = 4


def textable(number: str) -> str:
    """E.164 of a number that is given out and may be a mobile one, else empty. However it was
    written: `+61 (0)412 345 678` and `+61 412 345 678` are one."""
    read = phones.read(number, settings().country, must_be_valid=True)
    if not read or EXTENSION in read:
        return ""
    return "" if phonenumbers.number_type(phonenumbers.parse(read)) in NEVER else read


def prefix(number: str) -> str:
    """Country and first figures, which numbers that were bought together share. number: E.164."""
    parsed = phonenumbers.parse(number)
    return f"+{parsed.country_code}{str(parsed.national_number)[:PREFIX_FIGURES]}"
