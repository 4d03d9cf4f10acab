"""Only the browser can read it: the RFC's own example, and a browser of our own."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from foodapp.notifications.webpush import encrypting, keys
from foodapp.notifications.webpush.encrypting import BrowserKeys
from tests.fixtures.push_service import PushService, b64, point

# RFC 8291, 5 and appendix A.
PLAIN = b"When I grow up, I want to be a watermelon"
BROWSER = BrowserKeys(
    p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth="BTBZMqHH6r4Tts7J_aSIgg",
)
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
OTHER_CURVE = b64(point(ec.generate_private_key(ec.SECP384R1()).public_key()))
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
WIRE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T"
    "lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
    "a-fN"
)


def test_the_example_of_the_rfc_comes_out_byte_for_byte() -> None:
    sealed = encrypting._encrypted(PLAIN, BROWSER, keys.read(OURS).private, keys.decoded(SALT))
    assert keys.encoded(sealed) == WIRE


def test_two_of_the_same_are_never_alike(push_service: PushService) -> None:
    phone = push_service.browser()
    browser = BrowserKeys(phone.p256dh, phone.auth)
    first, second = (encrypting.encrypt(b'{"title": "Hi"}', browser) for _ in range(2))
    assert first != second
    assert phone.decrypt(first) == phone.decrypt(second) == {"title": "Hi"}


def test_the_largest_fits_what_every_service_takes() -> None:
    assert len(encrypting.encrypt(b"x" * encrypting.MOST_BYTES, BROWSER)) == 4096


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", ""),
        ("!!!", BROWSER.auth),
        (BROWSER.p256dh, "short"),
        (BROWSER.p256dh, b64(bytes(range(32)))),
        (b64(b"\x04" + bytes(64)), BROWSER.auth),  # not on the curve
        (b64(bytes(65)), BROWSER.auth),
        (BROWSER.p256dh[:40], BROWSER.auth),
        (OTHER_CURVE, BROWSER.auth),
        ("é" * 87, BROWSER.auth),
    ],
)
def test_keys_that_are_none_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(encrypting.NoKeys):
        encrypting.check(BrowserKeys(p256dh, auth))
