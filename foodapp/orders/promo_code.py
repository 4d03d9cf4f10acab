"""The code that somebody types at the checkout: kept with the basket, judged with every price."""

from sqlmodel import Session

from foodapp.accounts import limits
from foodapp.accounts.actors import Visitor
from foodapp.kit import outbox
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import basket as baskets
from foodapp.orders.basket import Owner
from foodapp.orders.basket_models import Basket
from foodapp.orders.events import FirstOrderTyped
from foodapp.orders.quote import uncached
from foodapp.promotions import codes
from foodapp.promotions.judging import Verdict


def use(session: Session, owner: Owner, *, typed: str) -> Basket:
    """Keep the code, also while the basket is too small for it. One that can never apply here is
    refused, with as much of a reason as its owner needs."""
    limits.count_code(_whose(owner))
    code = codes.normalised(typed)
    if not code:
        raise codes.UnknownCode
    basket = baskets.set_code(session, owner, code=code)
    if basket.restaurant_id is None:
        raise DomainError(t("Your basket is empty."))
    verdict = uncached(session, basket, basket.restaurant_id).taken.verdict
    if verdict.code_is_over and verdict.code_problem is not None:
        raise DomainError(verdict.code_problem)
    _tell_known(session, basket, verdict)
    return basket


def _tell_known(session: Session, basket: Basket, verdict: Verdict) -> None:
    """An admin hears of it, whether or not they order then. Guests are known by their account,
    once they have one."""
    for offer in verdict.had_before:
        if basket.user_id is not None and offer.is_meant_by(basket.promo_code):
            event = FirstOrderTyped(
                customer_id=basket.user_id, promotion_id=offer.id, offer=offer.name
            )
            outbox.record(session, event)


def drop(session: Session, owner: Owner) -> Basket:
    return baskets.set_code(session, owner, code="")


def _whose(owner: Owner) -> str:
    if isinstance(owner, Visitor) and owner.user_id is None:
        return owner.visitor_hash
    return str(owner.user_id)
