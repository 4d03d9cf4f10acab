"""Gift cards: given away within a limit, redeemed once and exactly, blocked for good."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole, Customer
from foodapp.accounts.limits import TooManyTries
from foodapp.accounts.models import AuditEntry
from foodapp.kit import db, keys, moves
from foodapp.kit.errors import DomainError, NotAllowed, Unusable
from foodapp.kit.settings import settings
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payments.giftcards import codes, issuing, redeeming
from foodapp.payments.giftcards.models import COMES_FROM, GiftCard, GiftCardStatus, IllegalCardMove
from foodapp.views.console import gift_cards
from foodapp.views.console.gift_cards import GiftCardFilter
from foodapp.views.customer import credit
from tests.fixtures import world as worlds
from tests.fixtures.credit import has

WHY = "Sorry for the cold soup"


def issue(session, admin, minor=2500, currency="CHF"):
    return issuing.issue(session, admin, amount_minor=minor, currency=currency, reason=WHY)


def in_books(session):
    return {
        kind: posting.balance(session, Account(kind, "CHF"))
        for kind in (Kind.GIFT_CARDS, Kind.GOODWILL)
    }


def test_a_card_is_owed_until_it_is_redeemed_and_credit_from_then_on(session, world):
    card, code = issue(session, world.admin)
    assert in_books(session) == {Kind.GIFT_CARDS: -2500, Kind.GOODWILL: 2500}

    redeemed = redeeming.redeem(session, world.customer, code=code)

    assert (redeemed.id, redeemed.status) == (card.id, GiftCardStatus.REDEEMED)
    assert in_books(session) == {Kind.GIFT_CARDS: 0, Kind.GOODWILL: 2500}
    assert has(session, world.customer.user_id) == 2500
    first = GiftCardStatus.ACTIVE.value
    assert moves.replayed(session, card.id, first, COMES_FROM) == GiftCardStatus.REDEEMED


def test_the_code_is_nowhere_in_the_database(session, world):
    card, code = issue(session, world.admin)
    session.flush()
    kept = session.exec(select(GiftCard)).one()
    assert codes.bare(code) not in str(kept.model_dump())
    assert (kept.code_hash, kept.last_four) == (codes.hashed(code), code[-4:])
    assert code not in str([one.model_dump() for one in session.exec(select(AuditEntry))])
    assert card.name == f"•••• {code[-4:]}"


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), codes.bare])
def test_a_code_is_read_as_people_type_it(session, world, typed):
    _, code = issue(session, world.admin)
    assert redeeming.redeem(session, world.customer, code=typed(code)).amount_minor == 2500


def test_the_code_of_a_bought_card_is_its_own_and_the_secrets(monkeypatch):
    first, second = uuid4(), uuid4()
    code = codes.of_purchase(first)
    assert codes.bare(code)
    assert code == codes.of_purchase(first) != codes.of_purchase(second)
    other = settings().model_copy(update={"secret_key": SecretStr("another")})
    monkeypatch.setattr(keys, "settings", lambda: other)
    assert codes.of_purchase(first) != code


def test_a_bought_card_is_shown_as_long_as_the_key_of_then_is_kept(monkeypatch):
    def with_keys(**update):
        known = settings().model_copy(update={name: SecretStr(key) for name, key in update.items()})
        monkeypatch.setattr(keys, "settings", lambda: known)

    bought = uuid4()
    with_keys(secret_key="one")
    code = codes.of_purchase(bought)
    with_keys(secret_key="two", previous_secret_keys="one")
    assert codes.of_bought(bought, codes.hashed(code)) == code != codes.of_purchase(bought)
    with_keys(secret_key="two")
    assert codes.of_bought(bought, codes.hashed(code)) == ""


def test_a_card_bought_before_each_use_had_its_key_is_still_shown():
    bought = uuid4()
    secret = settings().secret_key.get_secret_value().encode()
    code = codes._worked_out(secret, bought)
    assert codes.of_bought(bought, codes.hashed(code)) == code


def test_letters_that_look_like_digits_are_taken_for_them():
    assert codes.bare("o0il-1111-2222-3333") == "0011111122223333"


@pytest.mark.parametrize(
    "typed", ["", " ", "AAAA-BBBB-CCCC-DDDD", "1" * 16, "x" * 5000, "ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ", "\x00"]
)
def test_a_code_that_is_none_is_one_sentence(session, world, typed):
    with pytest.raises(redeeming.NoSuchCard):
        redeeming.redeem(session, world.customer, code=typed)


def test_a_card_is_redeemed_once(session, world):
    _, code = issue(session, world.admin)
    redeeming.redeem(session, world.customer, code=code)
    for who in (world.customer, world.stranger):
        with pytest.raises(IllegalCardMove, match="redeemed already"):
            redeeming.redeem(session, who, code=code)
    assert has(session, world.customer.user_id) == 2500
    assert has(session, world.stranger.user_id) == 0


def test_whoever_guesses_is_stopped(session, world):
    _, code = issue(session, world.admin)
    for _ in range(10):
        with pytest.raises(redeeming.NoSuchCard):
            redeeming.redeem(session, world.customer, code="1" * 16)
    with pytest.raises(TooManyTries):
        redeeming.redeem(session, world.customer, code=code)
    assert redeeming.redeem(session, world.stranger, code=code)


def test_a_blocked_card_is_worth_nothing_and_costs_nothing(session, world):
    card, code = issue(session, world.admin)

    issuing.block(session, world.admin, card.id, reason="Sent to the wrong person")

    with pytest.raises(IllegalCardMove, match="blocked"):
        redeeming.redeem(session, world.customer, code=code)
    assert in_books(session) == {Kind.GIFT_CARDS: 0, Kind.GOODWILL: 0}
    with pytest.raises(IllegalCardMove):
        issuing.block(session, world.admin, card.id, reason="Again")


def test_a_redeemed_card_cannot_be_blocked(session, world):
    card, code = issue(session, world.admin)
    redeeming.redeem(session, world.customer, code=code)
    with pytest.raises(IllegalCardMove, match="redeemed already"):
        issuing.block(session, world.admin, card.id, reason="Too late")
    assert has(session, world.customer.user_id) == 2500


def test_a_role_gives_away_no_more_in_a_day_than_its_limit(session, world):
    support = replace(world.admin, role=AdminRole.SUPPORT)
    card, _ = issue(session, support, 2000)
    with pytest.raises(DomainError, match=r"10\.00 more today"):
        issue(session, support, 1001)
    issue(session, support, 1000)
    issuing.block(session, support, card.id, reason="A slip")  # what is worth nothing frees it
    issue(session, support, 2000)
    assert [one.action for one in session.exec(select(AuditEntry).order_by(AuditEntry.id))] == [
        "gift_card_issued",
        "gift_card_issued",
        "gift_card_blocked",
        "gift_card_issued",
    ]


def test_who_may_only_look_gives_nothing_away(session, world):
    card, _ = issue(session, world.admin)
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        issue(session, viewer)
    with pytest.raises(NotAllowed):
        issuing.block(session, viewer, card.id, reason=WHY)
    assert gift_cards.gift_cards(session, viewer).rows[0].can_block is False


@pytest.mark.parametrize("minor", [-1, 0, 99, 50_001, 2**63])
def test_an_amount_that_makes_no_sense_is_refused(session, world, minor):
    with pytest.raises(DomainError, match="A gift card is worth"):
        issue(session, world.admin, minor)


def test_a_currency_that_buys_nothing_here_is_refused(session, world):
    with pytest.raises(Unusable):
        issue(session, world.admin, currency="XXX")


def test_cards_are_found_by_their_last_characters(session, world):
    card, code = issue(session, world.admin)
    issue(session, world.admin)
    session.flush()
    for typed in (code, code[-4:].lower(), code[-3:]):
        rows = gift_cards.gift_cards(session, world.admin, search=typed).rows
        assert str(card.id) in [row.id for row in rows]
    assert gift_cards.gift_cards(session, world.admin, search="%%%%").rows == []
    assert gift_cards.gift_cards(session, world.admin, which=GiftCardFilter.REDEEMED).rows == []
    assert len(gift_cards.gift_cards(session, world.admin, which=GiftCardFilter.ACTIVE).rows) == 2


def test_a_customer_reads_where_credit_came_from(session, world):
    _, code = issue(session, world.admin)
    redeeming.redeem(session, world.customer, code=code)

    found = credit.mine(session, world.customer)

    assert found.balances == ["CHF\u00a025.00"]
    assert [(line.words, line.amount) for line in found.lines] == [("Gift card", "+CHF\u00a025.00")]
    assert credit.mine(session, world.stranger) == credit.Credit()


def test_hands_that_redeem_one_card_at_once_get_it_once(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
        cards = [issue(session, world.admin) for _ in range(2)]
        people = [Customer(worlds.person(session, f"P{n}").id) for n in range(6)]
    start = Barrier(6)

    def redeem(who):
        start.wait()
        won = 0
        for _, code in cards:
            try:
                with db.transaction() as session:
                    redeeming.redeem(session, who, code=code)
                    won += 1
            except IllegalCardMove:
                pass
        return won

    with ThreadPoolExecutor(6) as hands:
        won = list(hands.map(redeem, people))
    with db.transaction() as session:
        held = [has(session, who.user_id) for who in people]
        assert sum(won) == 2
        assert held == [2500 * count for count in won]
        assert in_books(session)[Kind.GIFT_CARDS] == 0


def test_one_person_who_gives_twice_at_once_stays_within_the_limit(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    support = replace(world.admin, role=AdminRole.SUPPORT)
    start = Barrier(4)

    def give(_):
        start.wait()
        try:
            with db.transaction() as session:
                issue(session, support, 2000)
                return True
        except DomainError:
            return False

    with ThreadPoolExecutor(4) as hands:
        assert sum(hands.map(give, range(4))) == 1
