"""The customer goes to save a card, without paying: a page of the gateway, the same when asked
again while it is open."""

from datetime import timedelta

from sqlmodel import Session

from foodapp.accounts.actors import Customer
from foodapp.cards import accounts, wallet
from foodapp.gateways import registry
from foodapp.gateways.errors import Refused
from foodapp.gateways.known import traits
from foodapp.gateways.protocol import PAGE_LIFE, SAME_REQUEST_FOR, Page
from foodapp.gateways.vault import SavePage
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t

GONE = "resource_missing"
ALMOST_OVER = timedelta(minutes=5)  # a page that closes so soon is not handed out again


def gateway_of_cards() -> str | None:
    """Who keeps cards that are saved without an order; None where nobody does."""
    name = registry.name_for(settings().currency)
    return name if traits(name).saves_cards else None


def open_page(customer: Customer) -> str:
    """The address where the customer saves a card. Opens its own transactions and calls the
    gateway between them: call it on a thread, outside any."""
    gateway = gateway_of_cards()
    if gateway is None:
        raise DomainError(t("Cards cannot be saved here."))
    ref = accounts.make_sure(customer, gateway)
    with db.transaction() as session:
        prepared = _prepare(session, customer, gateway, ref)
    if isinstance(prepared, str):
        return prepared
    request, attempt, key = prepared
    try:
        page = registry.vault(gateway).open_save_page(request, key)
    except Refused as no:
        with db.transaction() as session:
            _refused(session, customer, gateway, attempt, no.code)
        raise
    with db.transaction() as session:
        return _keep(session, customer, gateway, attempt, page)


def _prepare(
    session: Session, customer: Customer, gateway: str, ref: str
) -> str | tuple[SavePage, int, str]:
    """The page's address if one is open, else what to ask for, as which attempt, under which
    key."""
    account = accounts.lock(session, customer.user_id, gateway)
    if len(wallet.kept(session, customer.user_id, gateway)) >= wallet.MAX:
        raise DomainError(t("You can keep {most} cards. Please remove one first.", most=wallet.MAX))
    now, asked_at = clock.now(), account.page_asked_at
    if account.page_url and asked_at and now - asked_at < PAGE_LIFE - ALMOST_OVER:
        return account.page_url
    if account.page_url or asked_at is None or now - asked_at > SAME_REQUEST_FOR:
        if asked_at is not None:
            account.attempt += 1  # nobody has the page of before; it expires by itself
        account.page_ref = account.page_url = None
        account.page_asked_at = asked_at = now
    base = settings().public_url.rstrip("/")
    request = SavePage(
        account_ref=ref,
        customer_id=customer.user_id,
        saved_url=f"{base}/account?card=saved",  # a wish of the screen, no proof
        back_url=f"{base}/account",
        expires_at=asked_at + PAGE_LIFE,
    )
    return request, account.attempt, f"save:{account.id}:{account.attempt}"


def _keep(session: Session, customer: Customer, gateway: str, attempt: int, page: Page) -> str:
    account = accounts.lock(session, customer.user_id, gateway)
    if account.attempt == attempt:
        account.page_ref, account.page_url = page.page_ref, page.url
        account.looked_up_at = clock.now()
    return account.page_url or page.url


def _refused(session: Session, customer: Customer, gateway: str, attempt: int, code: str) -> None:
    """The next try has a key of its own; a customer whom the gateway has lost gets a new name."""
    account = accounts.lock(session, customer.user_id, gateway)
    if account.attempt == attempt:
        account.attempt, account.page_asked_at = attempt + 1, None
        account.ref = None if code == GONE else account.ref
