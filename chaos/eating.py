"""People who order: by card or in cash, some with a bad card, some who never pay."""

from functools import partial
from uuid import UUID, uuid4

from sqlmodel import Session, col, func, select

from chaos.actions import Actions
from chaos.cast import CODE, HOME
from foodapp.accounts.actors import Customer
from foodapp.demo.simulate import card_page
from foodapp.kit.db import transaction
from foodapp.kit.errors import DomainError
from foodapp.orders import basket, crediting, placing, promo_code
from foodapp.orders.cash_limits import CashRefused
from foodapp.orders.ends import PayBy
from foodapp.orders.models import OPEN, Fulfilment, Order
from foodapp.orders.quote import Quote
from foodapp.payments import paying, polling

AT_THE_TILL_S = 1.5
MAX_OPEN = 120  # orders under way: the rest of the world has two processors as well


def order(actions: Actions) -> None:
    dice, cast = actions.dice, actions.cast
    if _is_full(actions):
        return
    eater = dice.choice(cast.eaters[actions.number :: actions.among])  # nobody is in two places
    pay_by = PayBy.CASH if dice.random() < 0.25 else PayBy.CARD
    actions.insist(partial(_fill, actions, eater, pay_by))
    if dice.random() < 0.5:
        actions.insist(partial(_type_code, actions, eater))
    key = uuid4().hex
    try:
        order_id, by_card = actions.insist(partial(_place, eater, key))
    except CashRefused:
        actions.count("refused: CashRefused")  # too much for somebody new, or one is under way
        return
    actions.say("order", (order_id, key))
    actions.count(f"ordered, pays by {pay_by.value}")
    if pay_by is PayBy.CARD and not by_card:
        actions.count("paid by credit alone")
    if by_card and dice.random() < 0.95:
        _pay(actions, eater, order_id)


def _is_full(actions: Actions) -> bool:
    with transaction() as session:
        under_way = session.exec(
            select(func.count())
            .select_from(Order)
            .where(Order.restaurant_id == actions.cast.restaurant_id, col(Order.status).in_(OPEN))
        ).one()
    return under_way >= MAX_OPEN


def _fill(actions: Actions, eater: Customer, pay_by: PayBy) -> None:
    dice = actions.dice
    with transaction() as session:
        basket.clear(session, eater)
        basket.set_address(session, eater, HOME)
        pickup = pay_by is PayBy.CARD and dice.random() < 0.4
        wanted = Fulfilment.PICKUP if pickup else Fulfilment.DELIVERY
        basket.set_fulfilment(session, eater, fulfilment=wanted)
        basket.add(
            session,
            eater,
            restaurant_id=actions.cast.restaurant_id,
            item_id=actions.cast.dish_id,
            quantity=dice.randint(1, 4),
            start_afresh=True,
        )
        basket.set_tip(session, eater, tip_minor=0 if pickup else dice.choice((0, 150)))
        basket.set_payment(session, eater, pay_by=pay_by)
        basket.set_credit(session, eater, use=pay_by is PayBy.CARD and dice.random() < 0.8)


def _type_code(actions: Actions, eater: Customer) -> None:
    """There are fewer uses than people who want one: whoever is too late pays the whole price."""
    try:
        with transaction() as session:
            promo_code.use(session, eater, typed=CODE.code)
    except DomainError:
        actions.count("code refused")


def _place(eater: Customer, key: str) -> tuple[UUID, bool]:
    """Pressed again it is the same key, as the page has it: one order comes of it. Also whether
    something of it is left for a card."""
    with transaction() as session:
        priced = basket.priced(session, eater)
        total = priced.total_minor if priced else 0
        order = placing.place(
            session,
            eater,
            idempotency_key=key,
            seen_total_minor=total,
            seen_credit_minor=_credit_minor(session, eater, priced) if priced else 0,
        )
        return order.id, order.card_minor > 0


def _credit_minor(session: Session, eater: Customer, priced: Quote) -> int:
    """As the checkout shows it."""
    chosen = basket.find(session, eater)
    if chosen is None or not chosen.use_credit:
        return 0
    has = crediting.at_hand(session, eater.user_id, priced.currency)
    return crediting.usable_minor(priced.total_minor, has, priced.currency)


def _pay(actions: Actions, eater: Customer, order_id: UUID) -> None:
    """Whoever cannot reach the gateway soon gives up: the next ones want to order."""
    url = actions.insist(partial(paying.open_page, eater, order_id), AT_THE_TILL_S)
    chance = actions.dice.random()
    if chance < 0.05:
        actions.insist(partial(card_page.pay, url, card_page.DECLINED, "Chaos"), AT_THE_TILL_S)
        return
    card = card_page.ASKED_BY_BANK if chance < 0.15 else card_page.GOOD
    if actions.insist(partial(card_page.pay, url, card, "Chaos"), AT_THE_TILL_S):
        actions.count("paid by card")
        if chance > 0.5:  # their browser came back to us; the others closed the window
            polling.look_up_now(eater, order_id)
