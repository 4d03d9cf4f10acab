"""Where the money goes: checked when typed, seen in full by nobody who need not."""

from dataclasses import replace

import pytest

from foodapp.accounts.actors import AdminRole, StaffRole
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed, Unusable
from foodapp.payouts import accounts, changing, drafting, sending
from foodapp.payouts.models import PayoutStatus
from foodapp.views import account_changes
from foodapp.views.console import payouts
from tests.foodapp.payouts.conftest import earn, pay_to, soon

IBAN = "DE89 3704 0044 0532 0130 00"
PLAIN = IBAN.replace(" ", "")


def proven(actor):
    return replace(actor, proven_at=clock.now())


def test_an_iban_is_kept_without_gaps_and_shown_by_its_end(session, world, time_machine):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    changing.ask_for_rider(session, proven(world.rider), holder=" Ravi  R. ", bank_account=IBAN)
    time_machine.shift(accounts.wait())
    changing.settle(session, world.rider.rider_id)
    seen = accounts.of_rider(session, world.rider)
    assert (seen.holder, seen.bank_account) == ("Ravi R.", "•••• 3000")


@pytest.mark.parametrize(
    "typed", ["DE88 3704 0044 0532 0130 00", "", "\0", "=1+1", "a" * 61, "x\n<b>", "£££££"]
)
def test_what_is_no_account_is_refused(session, world, typed):
    with pytest.raises(DomainError):
        changing.ask_for_rider(session, world.rider, holder="Ravi", bank_account=typed)
    assert (
        account_changes.of_payee(session, world.rider.rider_id, world.rider.user_id)
        == account_changes.NOTHING
    )


def test_an_account_of_a_country_without_ibans_is_kept_as_typed():
    assert accounts.number_of("hdfc0001234 / 50100") == "HDFC0001234 / 50100"


def test_only_owners_say_where_the_restaurants_money_goes(session, world):
    manager = replace(world.staff, role=StaffRole.MANAGER)
    with pytest.raises(NotAllowed):
        changing.ask_for_restaurant(session, manager, holder="M", bank_account=IBAN)


def test_an_admin_names_the_account_at_the_gateway(session, world, nonna):
    earn(session, nonna.id, 1500)
    drafting.draft(session, nonna, soon())
    change = changing.ask_for_gateway(session, world.admin, nonna.id, account=" acct_1Nonna ")
    assert (change.gateway_account, change.applies_at) == ("acct_1Nonna", None)
    changing.end(session, world.admin, change.id)
    for wrong in ("nonna", "acct_", "acct_1; drop", "\u0430cct_1"):
        with pytest.raises(Unusable):
            changing.ask_for_gateway(session, world.admin, nonna.id, account=wrong)


def test_what_was_sent_shows_where_it_went(session, world, nonna):
    earn(session, nonna.id, 1500)
    payout = drafting.draft(session, nonna, soon())
    pay_to(session, nonna.id, gateway_account="acct_old")
    sending.send(session, world.admin, payout.id)
    pay_to(session, nonna.id, gateway_account="", holder="Nonna", bank_account=PLAIN)
    [sent] = payouts.payouts(session, world.admin, status=PayoutStatus.SENT).rows
    assert (sent.goes_to, sent.is_by_bank) == ("acct_old", False)
    payout.move_to(PayoutStatus.FAILED)
    sending.draft_again(session, world.admin, payout.id)
    [again] = payouts.payouts(session, world.admin).rows
    assert (again.goes_to, again.is_by_bank) == ("Nonna, DE89370400440532013000", True)


def test_the_whole_number_is_for_those_who_pay(session, world, nonna):
    pay_to(session, nonna.id, holder="Nonna", bank_account=PLAIN)
    earn(session, nonna.id, 1500)
    drafting.draft(session, nonna, soon())
    viewer = replace(world.admin, role=AdminRole.VIEWER)
    assert payouts.payouts(session, viewer).rows[0].goes_to == "Nonna, •••• 3000"
    assert payouts.payouts(session, world.admin).rows[0].goes_to.endswith("0532013000")
