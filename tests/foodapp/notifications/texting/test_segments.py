"""What a text costs, and where it may be cut."""

import pytest

from foodapp.kit.whole_characters import whole
from foodapp.notifications.texting.segments import (
    GSM_7,
    GSM_TWICE,
    UCS_2,
    alphabet,
    count,
    parts,
    shortened,
)

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇱🇮"
THUMB = "👍🏽"


@pytest.mark.parametrize("sign", sorted(GSM_TWICE))
def test_signs_that_take_two_take_two_in_their_own_alphabet_alone(sign: str) -> None:
    assert UCS_2.units(sign * 69 + "∞") == 70
    assert count(sign * 69 + "∞") == 1
    assert count(sign * 70 + "∞") == 2
    assert GSM_7.units(sign * 80) == 160
    assert count(sign * 80) == 1
    assert count(sign * 81) == 2


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        *[("a" * n, paid) for n, paid in ((0, 1), (1, 1), (160, 1), (161, 2), (306, 2), (307, 3))],
        *[("я" * n, paid) for n, paid in ((70, 1), (71, 2), (134, 2), (135, 3))],
        *[("🍕" * n, paid) for n, paid in ((35, 1), (36, 2), (66, 2), (67, 3))],
        ("é" * 160, 1),  # is in the GSM alphabet
        ("ê" * 71, 2),  # is not
        ("e\u0301" * 35, 1),  # two units each
        ("`" + "a" * 70, 2),  # a grave accent makes it UTF-16
        ("€" * 76 + "a", 1),
        ("\n" * 160, 1),
    ],
)
def test_it_is_paid_for_as_the_networks_count(text: str, paid: int) -> None:
    assert count(text) == paid


def test_an_escape_and_its_sign_are_not_parted() -> None:
    text = "a" * 152 + "€" + "b" * 20
    assert parts(text) == ["a" * 152, "€" + "b" * 20]
    assert count("a" * 152 + "€" + "b" * 152) == 3


@pytest.mark.parametrize("one", ["🍕", FAMILY, FLAG, THUMB, "e\u0301\u0323", "नि", "1️⃣"])
@pytest.mark.parametrize("before", range(0, 67, 3))
def test_what_people_see_as_one_is_in_one_part(one: str, before: int) -> None:
    text = "я" * before + one * 30
    found = parts(text)
    assert "".join(found) == text
    assert all(UCS_2.units(part) <= (67 if found[1:] else 70) for part in found)
    assert [sign for part in found for sign in whole(part)] == whole(text)
    for part in found:
        part.encode("utf-16")  # no half of a pair


def test_a_letter_under_a_hundred_marks_still_goes() -> None:
    text = "Z" + "\u0301" * 200
    assert "".join(parts(text)) == text
    assert all(UCS_2.units(part) <= 67 for part in parts(text))


@pytest.mark.parametrize("sign", ["a", "€", "я", "🍕", FAMILY])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_long_text_is_cut_to_what_is_paid_for(sign: str, most: int) -> None:
    text = shortened(sign * 3_000, most)
    assert count(text) <= most
    assert text.endswith("...")
    assert whole(text.removesuffix("...")) == [sign] * len(whole(text.removesuffix("...")))
    assert alphabet(text) is alphabet(sign)


def test_a_short_one_stays() -> None:
    assert shortened("Your rider is at the door.", 1) == "Your rider is at the door."
