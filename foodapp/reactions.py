"""What happens next. Each reaction is carried out once, and retried until it succeeds."""

from collections.abc import Callable

import structlog
from kombu.exceptions import OperationalError

from foodapp.accounts.credentials.events import (
    AccountClaimed,
    CredentialChanged,
    EmailChangeAsked,
    EmailChanged,
    EmailUnproven,
    PasswordChanged,
    ResetAsked,
    SignedInAnew,
    SignInLinkAsked,
)
from foodapp.accounts.events import ConsoleRoleGiven, Invited, OwnerMade, RiderStopped
from foodapp.alerts import alerts
from foodapp.alerts.events import AlertRaised
from foodapp.applications.events import (
    ApplicationApproved,
    ApplicationAskedAgain,
    ApplicationDeclined,
    ApplicationSent,
)
from foodapp.autopilot import steering, taking_off
from foodapp.calls import bridging
from foodapp.calls.models import CallAsked
from foodapp.cards import syncing, wallet
from foodapp.cards.events import CardRemoved, CardsDoubted
from foodapp.cases import giving as remedies
from foodapp.cases.events import ProblemDecided, ProblemReported
from foodapp.chat.events import LinesUnread
from foodapp.discovery import portions
from foodapp.dispatch import deliveries, searching, stopping
from foodapp.dispatch.events import (
    DeliveryOpened,
    DeliveryReleased,
    DeliveryWidened,
    OfferDeclined,
    OfferMade,
)
from foodapp.kit import dropped_photos, outbox
from foodapp.kit.celery import celery
from foodapp.kit.dropped_photos import PhotosDropped
from foodapp.kit.outbox import Event
from foodapp.kit.outside_call import OutsideCall, Reaction
from foodapp.menu.events import PictureReported
from foodapp.notifications import queueing, telling
from foodapp.notifications.news import accounts as of_accounts
from foodapp.notifications.news import admins as to_admins
from foodapp.notifications.news import chats as to_chats
from foodapp.notifications.news import customers as to_customers
from foodapp.notifications.news import gifts as of_gifts
from foodapp.notifications.news import people as to_people
from foodapp.notifications.news import restaurants as to_restaurants
from foodapp.notifications.news import riders as to_riders
from foodapp.orders import cash_limits
from foodapp.orders.events import (
    AutopilotStepped,
    CustomerAbsent,
    CustomerCame,
    DeliveryDoubted,
    DishMissing,
    FirstOrderAgain,
    FirstOrderPlaced,
    FirstOrderRefused,
    FirstOrderTyped,
    FoodReturned,
    NoRiderFound,
    OrderAccepted,
    OrderBecamePickup,
    OrderCancelled,
    OrderCollected,
    OrderDelayed,
    OrderDelivered,
    OrderExpired,
    OrderFailed,
    OrderPlaced,
    OrderReady,
    OrderRefunded,
    OrderRejected,
    OrderRunsLate,
    OrderUnpaid,
    PaymentLost,
    PinLocked,
    RefundAsked,
    RefundDeclined,
    RestaurantPrompted,
    RiderAnswered,
    RiderAssigned,
    RiderAtDoor,
    RiderLeft,
    RiderUnproven,
)
from foodapp.payments import books, first_orders, polling, settling, stray_holds
from foodapp.payments.events import (
    BooksDiffer,
    DisputeEnded,
    DisputeOpened,
    GiftCardBought,
    GiftCardCameBack,
    GiftCardDue,
    HoldStrayed,
    PaymentDoubted,
    PaymentUnsettled,
    RefundCameBack,
    StepRefused,
)
from foodapp.payouts import sending
from foodapp.payouts.events import InvoiceWritten, PayeeAccountAsked, PayoutPaid, PayoutSent
from foodapp.privacy import exporting
from foodapp.privacy.events import DeletionAsked, ExportAsked, ExportMade
from foodapp.reviews.events import ReviewGiven

log = structlog.get_logger(__name__)

# Event -> its reactions by stable name. The name is stored with every entry: never rename one
# that may still be waiting.
REACTIONS: dict[type[Event], dict[str, Reaction | OutsideCall]] = {
    RestaurantPrompted: {
        "tell_restaurant": to_restaurants.order_unanswered,
        "alert_admin": alerts.restaurant_silent,
        "begin_plan": steering.restaurant_prompted,
    },
    OrderExpired: {
        "tell_customer": to_customers.ended,
        "alert_admin": alerts.order_expired,
        "review_plans": steering.review,
        "settle_payment": settling.SETTLE,
    },
    OrderAccepted: {
        "tell_customer": to_customers.confirmed,  # first: somebody waits for it
        "review_plans": steering.review,
        "follow_books": books.follow_order,
        "open_delivery": deliveries.open_delivery,
        "settle_payment": settling.SETTLE,
    },
    OrderReady: {"look_for_rider": searching.look_when_ready},
    OrderUnpaid: {"settle_payment": settling.SETTLE},
    OrderRejected: {
        "tell_customer": to_customers.ended,
        "review_plans": steering.review,
        "settle_payment": settling.SETTLE,
    },
    OrderCollected: {
        "leave_out_unanswered": taking_off.at_collection,
        "review_plans": steering.review,
    },
    OrderDelivered: {
        "tell_customer": to_customers.delivered,
        "count_portions": portions.count,
        "follow_books": books.follow_order,
        "review_plans": steering.review,
        "prove_phone": cash_limits.prove_phone,
    },
    OrderBecamePickup: {"follow_books": books.follow_order, "settle_payment": settling.SETTLE},
    RiderAssigned: {"review_plans": steering.review},
    RiderAnswered: {"review_plans": steering.review},
    RiderLeft: {"review_plans": steering.review},
    CustomerAbsent: {"begin_plan": steering.customer_absent},
    CustomerCame: {"review_plans": steering.review},
    FoodReturned: {"follow_books": books.follow_order},
    AutopilotStepped: {"alert_admin": alerts.call_somebody},
    OrderCancelled: {
        "tell_rider": to_riders.order_ended,
        "tell_customer": to_customers.ended,
        "review_plans": steering.review,
        "follow_books": books.follow_order,
        "withdraw_delivery": deliveries.withdraw,
        "settle_payment": settling.SETTLE,
    },
    PaymentLost: {"follow_books": books.follow_order, "alert_admin": alerts.payment_lost},
    RiderUnproven: {"alert_admin": alerts.rider_unproven},
    DeliveryDoubted: {"alert_admin": alerts.delivery_doubted, "review_plans": steering.review},
    FirstOrderPlaced: {"know_card": first_orders.KNOW_CARD},
    FirstOrderRefused: {"alert_admin": alerts.first_order_refused},
    FirstOrderTyped: {"alert_admin": alerts.first_order_typed},
    FirstOrderAgain: {"alert_admin": alerts.first_order_again},
    PinLocked: {"alert_admin": alerts.pin_locked},
    PaymentUnsettled: {"settle_payment": settling.SETTLE},
    PaymentDoubted: {"look_up_payment": polling.LOOK_UP},
    HoldStrayed: {"release_hold": stray_holds.RELEASE},
    CallAsked: {"connect_call": bridging.CONNECT},
    CardsDoubted: {"look_up_cards": syncing.LOOK_UP},
    CardRemoved: {"forget_card": wallet.FORGET},
    PayoutSent: {"transfer": sending.TRANSFER},
    PayeeAccountAsked: {"alert_admin": alerts.payee_account},
    ConsoleRoleGiven: {"alert_admin": alerts.console_role},
    EmailUnproven: {"tell_account": of_accounts.prove_email},
    ResetAsked: {"tell_account": of_accounts.reset},
    SignInLinkAsked: {"tell_account": of_accounts.sign_in_link},
    EmailChangeAsked: {"tell_account": of_accounts.email_change},
    EmailChanged: {"tell_account": of_accounts.email_changed},
    PasswordChanged: {"tell_account": of_accounts.password_changed},
    SignedInAnew: {"tell_account": of_accounts.signed_in_anew},
    CredentialChanged: {"tell_account": of_accounts.changed},
    AccountClaimed: {
        "tell_account": of_accounts.claimed,
        "forget_makers_cards": wallet.forget_makers,
    },
    OwnerMade: {"alert_admin": alerts.owner_made},
    Invited: {"tell_account": to_people.invited},
    ApplicationSent: {
        "tell_account": to_people.application_sent,
        "tell_admins": to_people.application_waits,
    },
    ApplicationAskedAgain: {"tell_account": to_people.application_asked_again},
    ApplicationApproved: {"tell_account": to_people.application_approved},
    ApplicationDeclined: {"tell_account": to_people.application_declined},
    ExportAsked: {"make_export": exporting.make},
    ExportMade: {"tell_account": to_people.export_made},
    DeletionAsked: {"tell_account": to_people.deletion_asked},
    DisputeOpened: {"alert_admin": alerts.dispute_opened},
    DisputeEnded: {"alert_admin": alerts.dispute_ended},
    DeliveryOpened: {"look_for_rider": searching.look_now},
    LinesUnread: {"tell_unread": to_chats.unread},
    ProblemReported: {"tell_restaurant": to_chats.complained},
    OfferDeclined: {"look_for_rider": searching.look_now},
    DeliveryReleased: {"look_for_rider": searching.look_now},
    DeliveryWidened: {"look_for_rider": searching.look_now},
    NoRiderFound: {"alert_admin": alerts.no_rider},
    RiderStopped: {"tell_rider": to_riders.stopped, "end_shift": stopping.end_shift},
    OrderRefunded: {
        "tell_customer": to_customers.refunded,
        "answer_case": remedies.second_said_yes,
        "settle_payment": settling.SETTLE,
    },
    RefundDeclined: {"answer_case": remedies.second_said_no},
    ProblemDecided: {"tell_customer": to_chats.decided},
    PhotosDropped: {"forget_files": dropped_photos.forget},
    RefundAsked: {"alert_admin": alerts.refund_waiting},
    StepRefused: {"alert_admin": alerts.step_refused},
    BooksDiffer: {"alert_admin": alerts.books_differ},
    RefundCameBack: {"alert_admin": alerts.refund_came_back},
    OrderDelayed: {"tell_customer": to_customers.late},
    OrderRunsLate: {
        "tell_customer": to_customers.runs_late,
        "tell_restaurant": to_restaurants.order_runs_late,
    },
    RiderAtDoor: {"tell_customer": to_customers.at_door},
    DishMissing: {"tell_customer": to_customers.dish_missing},
    GiftCardBought: {"tell_customer": of_gifts.bought},
    GiftCardDue: {"tell_recipient": of_gifts.due},
    GiftCardCameBack: {"tell_customer": of_gifts.came_back},
    OrderPlaced: {"tell_restaurant": to_restaurants.order_placed},
    PayoutPaid: {"tell_payee": to_restaurants.payout_paid},
    InvoiceWritten: {"tell_payee": to_restaurants.invoiced},
    PictureReported: {"tell_restaurant": to_restaurants.picture_reported},
    ReviewGiven: {"tell_restaurant": to_restaurants.reviewed},
    OfferMade: {"tell_rider": to_riders.offered},
    AlertRaised: {"tell_admins": to_admins.alert_raised},
    OrderFailed: {
        "tell_customer": to_customers.ended,
        "review_plans": steering.review,
        "alert_admin": alerts.could_not_deliver,
        "follow_books": books.follow_order,
        "settle_payment": settling.SETTLE,  # the tip goes back
    },
}


def named(event: str) -> tuple[type[Event], dict[str, Reaction | OutsideCall]] | None:
    """The event class of this name and its reactions; None when nothing reacts to it."""
    return next(
        ((kind, found) for kind, found in REACTIONS.items() if kind.__name__ == event), None
    )


def names_of(event: str) -> list[str]:
    found = named(event)
    return list(found[1]) if found else []


def send(entry_id: int, names: list[str]) -> None:
    """Tell the worker. When the broker is gone the sweep tells it later: nobody has to wait."""
    try:
        for name in names:
            celery.send_task("outbox.react", args=[entry_id, name])
    except OperationalError as gone:
        log.warning("outbox.not_sent", entry=entry_id, reason=type(gone).__name__)


def assemble(tell: Callable[[int, list[str]], None] = send) -> None:
    """Once at start of every process that changes anything: web, worker, command line."""
    outbox.assemble(names_of, tell)
    telling.assemble(queueing.nudge if tell is send else telling.nobody)
