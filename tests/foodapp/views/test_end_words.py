"""Each reason that a kitchen may give has its words for everybody who reads it."""

import pytest

from foodapp.orders.ends import End
from foodapp.orders.kitchen import CANCEL_REASONS, REJECT_REASONS
from foodapp.views import end_words


@pytest.mark.parametrize("code", sorted({*REJECT_REASONS, *CANCEL_REASONS}))
def test_support_reads_words_and_no_code(code: str) -> None:
    assert code in end_words.IN_BRIEF


def test_the_customer_reads_why_the_kitchen_does_not_make_it() -> None:
    assert end_words.BY_END[End.REJECTED].keys() >= set(REJECT_REASONS)
    assert end_words.BY_END[End.RESTAURANT_CANCELLED].keys() >= set(CANCEL_REASONS)
