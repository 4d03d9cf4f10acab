"""What a phone is sent: always small enough to be delivered, always cut where a character ends."""

import json
from dataclasses import replace

import pytest

from foodapp.kit.whole_characters import whole
from foodapp.notifications.webpush.payloads import MOST_BYTES, Note, topic, written

NOTE = Note("one", "Nonna", "Your order is confirmed.", "/orders/1", "order-1", at_ms=1)
FAMILY = "👨‍👩‍👧‍👦"


def read(note: Note) -> dict[str, str]:
    raw = written(note)
    assert len(raw) <= MOST_BYTES
    found: dict[str, str] = json.loads(raw)
    return found


def test_what_is_short_goes_as_it_is() -> None:
    assert read(NOTE)["body"] == NOTE.body


@pytest.mark.parametrize("sign", ["🍕", FAMILY, "🇱🇮", "x\u0301", '"', "\\", "ß", "x"])
@pytest.mark.parametrize("shift", range(5))
def test_two_thousand_signs_are_cut_at_a_whole_one(sign: str, shift: int) -> None:
    told = read(replace(NOTE, title="T" * shift, body=sign * 2_000))
    kept = told["body"].removesuffix("…")
    assert whole(kept) == [sign] * len(whole(kept))
    assert len(kept.encode()) > 1_000 or len(sign) == 1  # and not far too early
    assert told["title"] == "T" * shift


def test_a_name_of_ten_thousand_leaves_room_for_the_rest() -> None:
    told = read(replace(NOTE, title="🍕" * 10_000, body="Your order is confirmed."))
    assert told["title"].startswith("🍕🍕")
    assert told["body"] == "Your order is confirmed."


def test_nothing_turns_the_line_or_breaks_it() -> None:
    told = read(replace(NOTE, title="a\u202eb\r\nc\u2028d\x00", body="e\u2066f\x1b[31m\n\ng"))
    assert told["title"] == "ab c d"
    assert told["body"] == "ef[31m\n\ng"


def test_markup_is_text() -> None:
    assert read(replace(NOTE, title="<b>x</b>"))["title"] == "<b>x</b>"


def test_a_topic_is_what_the_rfc_takes() -> None:
    assert len(topic("order-1")) == 32
    assert topic("order-1") == topic("order-1") != topic("order-2")
    assert set(topic("🍕" * 500)) <= set(topic("abc") + "-_" + "".join(map(chr, range(48, 123))))
