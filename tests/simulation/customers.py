"""What the customer does."""

from uuid import uuid4

from foodapp.autopilot import pickup, substituting
from foodapp.kit import db
from foodapp.orders import basket, endings, placing, promo_code
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment
from foodapp.payments import paying, polling, tapping, tipping
from foodapp.views.customer.checkout import checkout
from tests.fixtures.world import HOME
from tests.simulation import purchases
from tests.simulation.stage import ASKS, DECLINED, FAILS, GOOD, LATER, NO_FUNDS, Stage
from tests.simulation.wire import is_razorpays

CARDS = (GOOD, DECLINED, GOOD, FAILS, NO_FUNDS, LATER, ASKS)
# At Razorpay: a bank that answers after ten minutes, one that says no and has paid two days later.
WAYS = (
    *(GOOD, "failure@razorpay", "success@razorpay", FAILS, "pending@razorpay", "late@razorpay"),
    *(LATER, DECLINED, ASKS),
)
ANY_FEE = 10**6


def order(stage: Stage, pay_by: PayBy, fulfilment: Fulfilment) -> None:
    """A large Margherita with salami, two Tiramisu (counted), and a tip for who brings it; with
    the code and the credit that the customer has."""
    world, who = stage.world, stage.customer
    with db.transaction() as session:
        basket.set_address(session, who, HOME)
        for item in (world.margherita, world.tiramisu, world.tiramisu):
            is_pizza = item == world.margherita
            basket.add(
                session,
                who,
                restaurant_id=world.nonna,
                item_id=item,
                variation_id=world.large if is_pizza else None,
                modifier_ids=[world.salami] if is_pizza else [],
            )
        basket.set_payment(session, who, pay_by=pay_by)
        basket.set_fulfilment(session, who, fulfilment=fulfilment)
        if fulfilment is Fulfilment.DELIVERY:
            basket.set_tip(session, who, tip_minor=200)
        if stage.cast.code:
            promo_code.use(session, who, typed=stage.cast.code)
        basket.set_credit(session, who, use=stage.cast.given_minor > 0)
        seen = checkout(session, who)
        assert seen is not None
        placed = placing.place(
            session,
            who,
            idempotency_key=str(uuid4()),
            seen_total_minor=seen.total_minor,
            seen_credit_minor=seen.credit_minor,
        )
        assert placed.pay_by is pay_by
    stage.is_about(placed.id)
    if placed.card_minor and not stage.cast.cards:
        open_page(stage)


def open_page(stage: Stage, which: int = 0) -> None:
    stage.tries(lambda: paying.open_page(stage.customer, stage.order_id))


def pay(stage: Stage, which: int = 0) -> None:
    if page_ref := stage.now.page_ref:
        _pay_on(stage, page_ref, which)


def pay_a_tip(stage: Stage, which: int = 0) -> None:
    """On any page that was opened for one."""
    if page_refs := purchases.page_refs(stage):
        _pay_on(stage, page_refs[which // 20 % len(page_refs)], which)


def _pay_on(stage: Stage, page_ref: str, which: int) -> None:
    ways = WAYS if is_razorpays(page_ref) else CARDS
    stage.wire.pay(page_ref, ways[which % len(ways)])


def tap_a_card(stage: Stage, which: int = 0) -> None:
    """One that is kept, where there are any."""
    if cards := stage.cast.cards:
        card = cards[which % len(cards)]
        stage.tries(lambda: tapping.pay(stage.customer, stage.order_id, card))


def answer_the_bank(stage: Stage, which: int = 0) -> None:
    stage.wire.answer("fail" if which % 3 == 1 else "complete")


def come_back(stage: Stage, which: int = 0) -> None:
    stage.tries(lambda: polling.look_up_now(stage.customer, stage.order_id))


def cancel(stage: Stage, which: int = 0) -> None:
    stage.does(endings.cancel, stage.customer, stage.order_id, agreed_fee_minor=ANY_FEE)


def come_for_it(stage: Stage, which: int = 0) -> None:
    """Nobody could bring it."""
    stage.does(pickup.accept, stage.customer, stage.order_id)


def tip_afterwards(stage: Stage, which: int = 0) -> None:
    """From credit."""
    tip_minor = purchases.TIPS_MINOR[which % len(purchases.TIPS_MINOR)]
    stage.does(tipping.raise_to, stage.customer, stage.order_id, late_tip_minor=tip_minor)


def take_the_substitute(stage: Stage, which: int = 0) -> None:
    for missing_id in _asked(stage)[:1]:
        stage.does(substituting.accept, stage.customer, missing_id)


def leave_it_out(stage: Stage, which: int = 0) -> None:
    for missing_id in _asked(stage)[:1]:
        stage.does(substituting.decline, stage.customer, missing_id)


def _asked(stage: Stage) -> list[str]:
    return stage.values(
        "SELECT id FROM missing_dishes WHERE order_id = :order_id ORDER BY state <> 'asked', id"
    )


ACTS = {
    "the customer opens the page": open_page,
    "the customer pays": pay,
    "the customer taps a card": tap_a_card,
    "the customer answers the bank": answer_the_bank,
    "the customer comes back": come_back,
    "the customer cancels": cancel,
    "the customer comes for it": come_for_it,
    "the customer tips afterwards": tip_afterwards,
    "the customer tips by card": purchases.tip_by_card,
    "the customer pays a tip": pay_a_tip,
    "the customer takes the substitute": take_the_substitute,
    "the customer leaves it out": leave_it_out,
}
