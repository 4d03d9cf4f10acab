"""Whom push services write to: an address that Apple's would refuse is refused at the start."""

import pytest
from pydantic import ValidationError

from foodapp.kit.settings import whole
from foodapp.notifications.webpush import keys
from foodapp.notifications.webpush.contact import is_reachable

PRIVATE, _ = keys.made()
GOOD = [
    *("mailto:ops@example.org", "mailto:ops@town.co.uk", "MAILTO:ops@example.org"),
    *("mailto:küche@bücher.de", "mailto:o.p+s@a.b.example.com"),
    *("https://example.org", "https://town.example.org/contact"),
]
BAD = [
    *("", " ", "ops@example.org", "mailto:", "mailto:ops", "mailto:@example.org"),
    *("mailto:admin@localhost", "mailto:admin@localhost.localdomain", "mailto:ops@saffron.local"),
    *("mailto:ops@kitchen.internal", "mailto:ops@box.lan", "mailto:ops@site.test"),
    *("mailto:ops@[127.0.0.1]", "mailto:ops@192.168.0.1", "mailto:a@b", "mailto:ops@example..org"),
    *("https://localhost", "https://localhost:8000", "https://127.0.0.1", "https://[::1]/"),
    *("https://10.0.0.1/contact", "https://intranet", "https://", "http://example.org"),
    *("https://ops@example.org", "https://[broken", "tel:+423123", "javascript:alert(1)"),
    *("mailto:ops@example.org\n", " mailto:ops@example.org", "mailto:ops@example.org, x@y.org"),
    *("https://localhost.", "mailto:ops@site.localhost", "https://2130706433"),
]


@pytest.mark.parametrize("contact", GOOD)
def test_an_address_that_the_world_can_reach_is_taken(contact: str) -> None:
    assert is_reachable(contact)
    assert whole()(push_private_key=PRIVATE, push_contact=contact)


@pytest.mark.parametrize("contact", BAD)
def test_the_platform_does_not_start_with_one_that_it_cannot(contact: str) -> None:
    assert not is_reachable(contact)
    with pytest.raises(ValidationError, match="FOODAPP_PUSH_CONTACT"):
        whole()(push_private_key=PRIVATE, push_contact=contact)


def test_the_demo_needs_none() -> None:
    known = whole()()
    assert known.push_is_on
    assert is_reachable(known.push_subject)


def test_production_without_a_key_pushes_nothing() -> None:
    own = {"secret_key": "s" * 40, "public_url": "https://town.example.org"}
    known = whole().model_construct(**own, mode="production")
    assert not known.push_is_on


def test_what_is_no_key_is_refused() -> None:
    for wrong in ("x", "!" * 43, "A" * 43, PRIVATE + "AAAA", PRIVATE[:-2]):
        with pytest.raises(ValidationError, match="vapid-keys"):
            whole()(push_private_key=wrong, push_contact="mailto:ops@example.org")
