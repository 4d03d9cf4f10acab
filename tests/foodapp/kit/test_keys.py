"""One key a use, and a change of keys that nobody notices."""

import pytest
from pydantic import SecretStr

from foodapp.kit import keys
from foodapp.kit.keys import Use
from foodapp.kit.settings import settings, whole


@pytest.fixture
def set_keys(monkeypatch):
    def put(**update: str) -> None:
        known = settings().model_copy(
            update={name: SecretStr(value) for name, value in update.items()}
        )
        monkeypatch.setattr(keys, "settings", lambda: known)

    return put


def test_each_use_has_a_key_of_its_own_and_none_is_the_secret():
    known = {keys.signing(use) for use in Use}
    assert len(known) == len(Use)
    assert settings().secret_key.get_secret_value().encode() not in known


def test_what_one_use_signs_is_worth_nothing_to_another():
    signed = keys.sign(Use.TABS, "tab 1")
    assert keys.is_signed(Use.TABS, "tab 1", signed)
    assert not keys.is_signed(Use.TABS, "tab 2", signed)
    assert not any(keys.is_signed(use, "tab 1", signed) for use in Use if use is not Use.TABS)


def test_an_old_secret_verifies_during_the_overlap_and_signs_nothing(set_keys):
    set_keys(secret_key="old")
    signed = keys.sign(Use.DEVICES, "a")
    set_keys(secret_key="new", previous_secret_keys=" old , older")
    assert keys.is_signed(Use.DEVICES, "a", signed)
    assert keys.sign(Use.DEVICES, "a") != signed
    set_keys(secret_key="new")
    assert not keys.is_signed(Use.DEVICES, "a", signed)


def test_one_use_is_given_a_key_by_itself_and_changed_by_itself(set_keys):
    set_keys(secret_key="root")
    others = keys.sign(Use.TABS, "a")
    set_keys(secret_key="root", key_devices="first")
    signed = keys.sign(Use.DEVICES, "a")
    set_keys(secret_key="root", key_devices="second,first")
    assert keys.is_signed(Use.DEVICES, "a", signed)
    assert keys.is_signed(Use.TABS, "a", others)
    set_keys(secret_key="root", key_devices="second")
    assert not keys.is_signed(Use.DEVICES, "a", signed)


@pytest.mark.parametrize("forged", ["", "0" * 64, "\ud800", "ü"])
def test_a_forged_signature_is_none(forged):
    assert not keys.is_signed(Use.TABS, "a", forged)


def test_production_refuses_short_keys_and_names_them():
    right = {
        "mode": "production",
        "secret_key": "s" * 40,
        "public_url": "https://town.example",
        "stripe_secret_key": "sk_live_1",
        "stripe_webhook_secret": "whsec_1",
    }
    assert whole()(**right, key_tabs="k" * 32)
    with pytest.raises(ValueError, match="FOODAPP_KEY_TABS, FOODAPP_KEY_LOGS needs at least 32"):
        whole()(**right, key_tabs=f"{'k' * 32},short", key_logs="short")
