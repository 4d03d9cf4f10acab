"""One number is one number, however it was written."""

import pytest

from foodapp.kit import phones
from foodapp.notifications.texting.numbers import prefix, textable
from foodapp.notifications.texting.signatures import expected

AUSTRALIAN = [
    *("+61 (0)412 345 678", "+61 412 345 678", "+61412345678", "0061 412 345 678"),
    *("+61-412-345-678", "tel:+61-412-345-678", "+61 0412 345 678", " +61 412 345 678 "),
]


@pytest.mark.parametrize("typed", AUSTRALIAN)
def test_every_way_of_writing_it_is_the_same_number(typed: str) -> None:
    assert textable(typed) == "+61412345678"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+61 (0)2 9374 4000", "+61 2 9374 4000"),
        ("+44 (0)20 7946 0958", "+44 20 7946 0958"),
        ("+49 (0)171 1234567", "+49 171 1234567"),
    ],
)
def test_they_are_stored_alike_too(one: str, other: str) -> None:
    assert phones.read(one, "LI") == phones.read(other, "LI") != ""


@pytest.mark.parametrize(
    "typed",
    [
        *("", "Nonna", "123", "+1", "+49 30 901820", "+41 44 668 18 00"),  # none; fixed lines
        *("+49 900 1234567", "+1 900 555 0199", "+44 871 234 5678"),  # cost whoever is called
        *("+1 907-486-4171 ext. 101", "+999 12345678", "112", "+4917112345678901234"),
        *("+49 171 1234567; DROP", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_texted_is_not(typed: str) -> None:
    assert textable(typed) == ""


def test_numbers_that_were_bought_together_begin_alike() -> None:
    assert prefix("+61412345678") == prefix("+61412399999") == "+614123"
    assert prefix("+61412345678") != prefix("+61422345678")
    assert prefix("+14155550100") == "+14155"


def test_the_signature_is_that_of_twilios_own_example() -> None:
    """https://www.twilio.com/docs/usage/security#validating-requests"""
    url = "https://example.com/myapp.php?foo=1&bar=2"
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675310",
        "Digits": "1234",
        "From": "+14158675310",
        "To": "+18005551212",
    }
    assert expected(url, fields.items(), "12345") == "L/OH5YylLD5NRKLltdqwSvS0BnU="
