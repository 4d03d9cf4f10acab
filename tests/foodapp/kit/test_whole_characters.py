"""A text ends where its reader sees a character end."""

import pytest

from foodapp.kit.whole_characters import cut, whole

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇱🇮"
ENGLAND = "🏴󠁧󠁢󠁥󠁮󠁧󠁿"
THUMB = "👍🏽"
ACCENT = "e\u0301"
KEYCAP = "3️⃣"
HINDI = "नि"


@pytest.mark.parametrize("one", [FAMILY, FLAG, ENGLAND, THUMB, ACCENT, KEYCAP, HINDI, "\r\n"])
def test_what_a_reader_sees_as_one_is_one(one: str) -> None:
    assert whole(one * 3) == [one] * 3


@pytest.mark.parametrize("one", [FAMILY, FLAG, ENGLAND, THUMB, ACCENT, KEYCAP, HINDI])
@pytest.mark.parametrize("most", range(4, 80))
def test_a_cut_never_goes_through_one(one: str, most: int) -> None:
    kept = cut(one * 40, lambda text: len(text.encode()) <= most)
    assert len(kept.encode()) <= most
    assert kept.removesuffix("…") == one * whole(kept.removesuffix("…")).count(one)


def test_what_fits_stays_as_it_is() -> None:
    assert cut("Nonna", lambda text: len(text) <= 5) == "Nonna"
    assert cut("Nonna's", lambda text: len(text) <= 5) == "Nonn…"


def test_nothing_is_left_where_not_even_the_mark_fits() -> None:
    assert cut("Nonna", lambda text: len(text) <= 0) == ""
