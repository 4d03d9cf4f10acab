"""Each invariant of chaos is real: what it forbids it finds, and it finds nothing else."""

from dataclasses import dataclass, field
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, text

from chaos import eating, invariants
from chaos.actions import Actions
from chaos.cast import CODE, Cast, assemble
from chaos.crowd import Acknowledged
from chaos.evidence import Books
from foodapp.kit import clock, db, outbox
from foodapp.ledger import store_credit
from foodapp.orders import basket, endings
from foodapp.orders.ends import PayBy
from foodapp.orders.events import OrderUnpaid
from foodapp.payments.giftcards import issuing, redeeming
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payouts.models import PayeeKind, Payout


@dataclass
class Play:
    session: Session
    cast: Cast
    order_id: UUID
    told: Acknowledged
    books: Books = field(default_factory=lambda: {"payments": [], "transfers": []})

    def breached(self) -> list[str]:
        self.session.flush()
        found = invariants.check(self.session, self.cast, self.told, self.books)
        return [one.what for one in found if one.breaches]

    def at_the_gateway(self, **facts: object) -> None:
        row = dict.fromkeys(("held", "captured", "captures", "refunded", "withheld"), 0)
        of = {"payment_intent": "pi_1", "metadata": {"order_id": str(self.order_id)}}
        self.books["payments"].append({**row, **of, **facts})

    def do(self, statement: str, **facts: object) -> None:
        self.session.execute(text(statement), facts)


@pytest.fixture
def play(session, valkey, drain_outbox) -> Play:
    """One order in cash, acknowledged, ended by support, at rest."""
    cast = assemble(session, Random(1))
    session.commit()
    actions = Actions(cast, Random(1), 0, 1, lambda what, fact: None)
    eater = cast.eaters[0]
    eating._fill(actions, eater, PayBy.CASH)
    order_id, _ = eating._place(eater, "a key")
    endings.cancel_for_support(session, cast.admin, order_id, reason="Enough.")
    session.commit()
    drain_outbox()
    told = Acknowledged(orders={order_id: "a key"}, moves=[(order_id, "cancelled")])
    return Play(session, cast, order_id, told)


def test_at_rest_nothing_is_breached_and_something_was_looked_at(play):
    assert play.breached() == []
    found = invariants.check(play.session, play.cast, play.told, play.books)
    looked_at = {one.what: one.looked_at for one in found}
    assert looked_at["acknowledged orders, none lost"] == 1
    assert looked_at["orders, every one has ended"] == 1
    assert looked_at["moves, from the first to the row as it stands"] == 2


def lose_an_order(play):
    play.told.orders[uuid4()] = "another key"


def find_it_under_another_key(play):
    play.told.orders[play.order_id] = "another key"


def lose_a_step(play):
    play.told.moves.append((play.order_id, "delivered"))


def lose_a_refund(play):
    play.told.refunds.append(uuid4())


def lose_a_payout(play):
    play.told.payouts.append(uuid4())


def leave_it_open(play):
    eater = play.cast.eaters[1]
    actions = Actions(play.cast, Random(1), 0, 1, lambda what, fact: None)
    eating._fill(actions, eater, PayBy.CARD)
    eating._place(eater, "unpaid")


def capture_twice(play):
    play.at_the_gateway(captures=2)


def capture_what_was_replaced(play):
    play.at_the_gateway(captures=1)
    play.at_the_gateway(payment_intent="pi_2", captures=1)


def refund_too_much(play):
    play.at_the_gateway(captured=100, refunded=200, withheld=-100)


def hold_what_we_do_not_know_of(play):
    play.at_the_gateway(held=100)


def take_what_we_do_not_know_of(play):
    play.at_the_gateway(captured=100, captures=1)


def keep_what_is_not_owed(play, status=PaymentStatus.CAPTURED, **facts):
    play.session.add(
        Payment(
            gateway="stripe",
            order_id=play.order_id,
            status=status,
            amount_minor=100,
            captured_minor=100,
            currency="EUR",
            **facts,
        )
    )


def unbalance_a_journal(play):
    play.do("INSERT INTO ledger_accounts (kind, label, currency) VALUES ('bank', 'x', 'EUR')")
    _enter(play, "bank", uuid4())


def owe_a_customer(play):
    play.do("INSERT INTO ledger_accounts (kind, label, currency) VALUES ('customer', 'x', 'EUR')")
    _enter(play, "customer", play.order_id)


def _enter(play, kind, subject_id):
    play.do(
        "WITH j AS (INSERT INTO ledger_journals (at, kind, subject_id, because)"
        " VALUES (now(), 'sale', :subject, '') RETURNING id)"
        " INSERT INTO ledger_entries (journal_id, account_id, amount_minor)"
        " SELECT j.id, a.id, 7 FROM j, ledger_accounts a WHERE a.kind = :kind AND a.label = 'x'",
        subject=subject_id,
        kind=kind,
    )


def leave_a_payout(play):
    now = clock.now()
    play.session.add(
        Payout(
            payee=PayeeKind.RESTAURANT,
            payee_id=play.cast.restaurant_id,
            payee_name="Chaos",
            currency="EUR",
            amount_minor=100,
            since=now,
            until=now,
        )
    )


def order_with_the_code(play, number):
    actions = Actions(play.cast, Random(1), 0, 1, lambda what, fact: None)
    eater = play.cast.eaters[number]
    eating._fill(actions, eater, PayBy.CASH)
    eating._type_code(actions, eater)
    return eating._place(eater, f"with the code {number}")[0]


def use_the_code_above_its_limit(play):
    for number in (1, 2):
        order_with_the_code(play, number)
    play.do("UPDATE promotions SET limit_total = 1")


def use_the_code_uncounted(play):
    order_with_the_code(play, 1)
    play.do("UPDATE promotion_counts SET used = 0")


def take_off_in_secret(play):
    play.do("UPDATE orders SET food_discount_minor = 7, items_minor = items_minor + 7")


def keep_the_use_of_what_nobody_pays(play):
    order_id = order_with_the_code(play, 1)
    endings.cancel_for_support(play.session, play.cast.admin, order_id, reason="Enough.")
    play.do("UPDATE promotion_uses SET given_back_at = NULL")


def lose_a_gift_card(play):
    play.told.gifts.append(uuid4())


def give_credit(play):
    """To the first eater."""
    card, code = issuing.issue(
        play.session, play.cast.admin, amount_minor=700, currency="EUR", reason="Chaos wants it."
    )
    redeeming.redeem(play.session, play.cast.eaters[0], code=code)
    play.told.gifts.append(card.id)


def credit_in_secret(play):
    give_credit(play)
    play.do("UPDATE store_credit SET balance_minor = balance_minor + 1")


def keep_other_credit(play):
    pay_with_credit(play)
    play.do("UPDATE orders SET credit_used_minor = 600 WHERE credit_used_minor > 0")


def pay_with_credit(play):
    give_credit(play)
    eater = play.cast.eaters[0]
    actions = Actions(play.cast, Random(1), 0, 1, lambda what, fact: None)
    eating._fill(actions, eater, PayBy.CARD)
    with db.transaction() as session:
        basket.set_credit(session, eater, use=True)
    order_id, _ = eating._place(eater, "with credit")
    return order_id


def eat_in_secret(play):
    play.do("UPDATE menu_items SET stock = stock - 1 WHERE id = :id", id=play.cast.dish_id)


def move_without_the_row(play):
    play.do(
        "INSERT INTO moves (machine, subject_id, at, came_from, went_to)"
        " VALUES ('orders', :id, now(), 'placed', 'accepted')",
        id=play.order_id,
    )


def leave_a_reaction(play):
    outbox.record(
        play.session,
        OrderUnpaid(
            order_id=play.order_id,
            customer_id=play.cast.eaters[0].user_id,
            restaurant_id=play.cast.restaurant_id,
            reason="declined",
        ),
    )


def meet_a_fault(play):
    play.told.faults.append("KeyError")


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lose_an_order, "acknowledged orders"),
        (find_it_under_another_key, "acknowledged orders"),
        (lose_a_step, "acknowledged steps"),
        (lose_a_refund, "acknowledged steps"),
        (lose_a_payout, "acknowledged steps"),
        (leave_it_open, "orders, every one has ended"),
        (capture_twice, "payments at the gateway, none captured twice"),
        (capture_what_was_replaced, "payments at the gateway, none captured twice"),
        (refund_too_much, "payments, none refunded above"),
        (hold_what_we_do_not_know_of, "payments at the gateway, equal to ours"),
        (take_what_we_do_not_know_of, "payments at the gateway, equal to ours"),
        (take_what_we_do_not_know_of, "orders, what the ledger says"),
        (keep_what_is_not_owed, "orders, paid as their end"),
        (unbalance_a_journal, "journals"),
        (owe_a_customer, "orders, the customer's account"),
        (leave_a_payout, "payouts"),
        (use_the_code_above_its_limit, "promotions, used as often"),
        (use_the_code_uncounted, "promotions, used as often"),
        (take_off_in_secret, "orders, every discount"),
        (keep_the_use_of_what_nobody_pays, "orders, every discount"),
        (lose_a_gift_card, "acknowledged steps"),
        (credit_in_secret, "store credit"),
        (keep_other_credit, "orders, the credit they keep"),
        (eat_in_secret, "portions"),
        (move_without_the_row, "moves"),
        (leave_a_reaction, "events"),
        (meet_a_fault, "people"),
    ],
)
def test_what_an_invariant_forbids_it_finds(play, spoil, what):
    spoil(play)
    assert any(one.startswith(what) for one in play.breached())


def test_whoever_comes_too_late_for_the_code_pays_the_whole_price(play):
    for number in range(1, CODE.limit_total + 2):
        order_with_the_code(play, number)
    session = play.session
    cheaper = session.execute(text("SELECT count(*) FROM orders WHERE food_discount_minor > 0"))
    assert cheaper.scalar_one() == CODE.limit_total
    assert not any("promotion" in one or "discount" in one for one in play.breached())


def test_an_order_keeps_its_credit_and_an_end_gives_it_back(play):
    order_id = pay_with_credit(play)
    eater_id = play.cast.eaters[0].user_id
    assert store_credit.balance(play.session, eater_id, "EUR") == 0
    assert not any("credit" in one for one in play.breached())
    endings.cancel_for_support(play.session, play.cast.admin, order_id, reason="Enough.")
    assert store_credit.balance(play.session, eater_id, "EUR") == 700
    assert not any("credit" in one for one in play.breached())


def test_what_a_bank_took_back_before_it_could_be_refunded_is_settled(play):
    keep_what_is_not_owed(play, PaymentStatus.CHARGED_BACK, disputed_minor=100)
    assert play.breached() == []
