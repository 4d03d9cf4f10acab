"""A phone number keeps its extension, and can be dialled with it."""

import pytest

from foodapp.kit import phones


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("+1 907-486-4171 ext. 101", "US", "+19074864171;ext=101"),
        ("907-486-4171 x101", "US", "+19074864171;ext=101"),
        ("+19074864171;ext=101", "", "+19074864171;ext=101"),
        ("+1 907-486-4171 ext. 101", "LI", "+19074864171;ext=101"),
        ("030 1234567 Durchwahl 12", "DE", "+49301234567;ext=12"),
        ("+43 1 5131234 DW 15", "AT", "+4315131234;ext=15"),
        ("01 42 68 53 00 poste 12", "FR", "+33142685300;ext=12"),
        ("+7 495 123-45-67 доб. 89", "RU", "+74951234567;ext=89"),
        ("03-1234-5678 内線 123", "JP", "+81312345678;ext=123"),
        ("232 11 22", "LI", "+4232321122"),
        ("call Rosa", "LI", ""),
        ("", "LI", ""),
    ],
)
def test_a_number_is_stored_with_its_extension(typed, country, stored):
    assert phones.read(typed, country) == stored


def test_a_number_is_shown_with_its_extension():
    assert phones.shown("+19074864171;ext=101") == "+1 907-486-4171 ext. 101"
    assert phones.shown("+4232321122") == "+423 232 11 22"
    assert phones.shown("") == ""
