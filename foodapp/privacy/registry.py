"""What each table holds about people, on one screen: how a person's rows are found, what of them
they are given, and what becomes of them when the account is deleted.

A table with a column that may say who somebody is (tests/foodapp/privacy/test_registry.py) must
stand here, or in NOBODYS with a reason. Columns and conditions are ours alone: never from outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

GONE_NAME = "Deleted account"
# In the audit log: the same person is still the same, and can be told from others who have gone.
PSEUDONYM = f"'{GONE_NAME} ' || left(CAST(:user AS text), 6)"


class Then(StrEnum):
    GOES = "goes"  # the rows are deleted
    IS_BLANKED = "is blanked"  # the columns of `blank` are; the rows stay under the pseudonym
    STAYS = "stays"  # under the pseudonym alone: what is in it says nothing of the person


@dataclass(frozen=True)
class Held:
    """of: which rows are a person's, as SQL; :user is their id, :email their address, and where
    something is blanked :named a pattern that their name or address fits. why: of what is given to
    nobody, or stays."""

    of: str
    then: Then
    blank: Mapping[str, str] = field(default_factory=dict)  # column -> SQL
    hidden: frozenset[str] = frozenset()  # secrets and others' data: not written out
    is_written_out: bool = True
    why: str = ""
    photos: str = ""  # the column with keys of private photos, whose files go, too


def goes(of: str, *hidden: str, why: str = "", is_written_out: bool = True) -> Held:
    return Held(of, Then.GOES, hidden=frozenset(hidden), why=why, is_written_out=is_written_out)


def blanked(of: str, *hidden: str, **blank: str) -> Held:
    return Held(of, Then.IS_BLANKED, blank, frozenset(hidden))


def with_photos(column: str, held: Held) -> Held:
    return replace(held, photos=column)


def stays(of: str, why: str, *hidden: str, is_written_out: bool = True) -> Held:
    return Held(of, Then.STAYS, hidden=frozenset(hidden), why=why, is_written_out=is_written_out)


MINE, OF_ORDER = "user_id = :user", "order_id IN (SELECT id FROM orders WHERE customer_id = :user)"
CUSTOMER = "customer_id = :user"
RIDER = "rider_id IN (SELECT id FROM riders WHERE user_id = :user)"
PAYEE = "payee_id IN (SELECT id FROM riders WHERE user_id = :user)"
NAME = f"'{GONE_NAME}'"
BOOKS = "the books are kept for the term that the law sets"
APPLICANT = "application_id IN (SELECT id FROM applications WHERE user_id = :user)"

# In this order: what refers to other rows comes before them.
# What was done by them, to them, to their address, to their order, or to them as a rider.
AUDITED = (
    "subject_id = :user OR by_id = :user OR lower(subject_name) = :email"
    " OR subject_id IN (SELECT id FROM orders WHERE customer_id = :user"
    " UNION SELECT id FROM riders WHERE user_id = :user)"
)


def _unnamed(text: str) -> str:
    """Of what somebody wrote: whoever is named there by name or address has the pseudonym."""
    return f"regexp_replace({text}, CAST(:named AS text), {PSEUDONYM}, 'gi')"


HELD: dict[str, Held] = {
    # accounts
    "sign_in_sessions": goes(MINE, "token_hash", "network"),
    "addresses": goes(MINE),
    "phone_proofs": goes(MINE),
    "single_use_tokens": goes(f"{MINE} OR email = :email", "token_hash", "browser_hash", "facts"),
    "authenticator_apps": goes(MINE, "sealed_secret"),
    "passkeys": goes(MINE, "credential_id", "public_key"),
    "recovery_codes": goes(MINE, "code_hash"),
    "used_codes": goes(MINE),
    "staff_members": goes(MINE, "given_by"),
    "admin_grants": goes(MINE, "given_by"),
    "invitations": goes("email = :email", "token_hash", "mailed_hash", "invited_by"),
    # That it was done, by which role, when and why stays provable; who it was, by a pseudonym.
    "audit_log": blanked(
        AUDITED,
        "by_name",
        "by_id",
        "subject_name",
        "reason",
        "facts",
        by_name=f"CASE WHEN by_id = :user THEN {PSEUDONYM} ELSE by_name END",
        subject_name=f"CASE WHEN subject_id = :user THEN {PSEUDONYM}"
        f" ELSE left({_unnamed('subject_name')}, 120) END",
        reason=f"left({_unnamed('reason')}, 200)",
        facts="CASE WHEN action LIKE 'payout_account%' THEN '{}'::jsonb"
        f" ELSE CAST({_unnamed('facts::text')} AS jsonb) END",
    ),
    # applications
    "private_files": goes(
        "id IN (SELECT file_id FROM application_documents JOIN applications"
        " ON applications.id = application_id WHERE user_id = :user"
        " UNION SELECT file_id FROM data_exports WHERE user_id = :user)",
        "content",
        is_written_out=False,
        why="papers are listed with their application, and can be fetched there",
    ),
    "application_documents": goes(APPLICANT),
    "applications": goes(MINE, "decided_by"),
    # notifications
    "sendings": goes(
        "notification_id IN (SELECT id FROM notifications WHERE user_id = :user"
        " OR email = :email)",
        "claimed_by",
        "ref",
    ),
    "notifications": goes("user_id = :user OR email = :email"),
    "notification_choices": goes(MINE),
    "quiet_hours": goes(MINE),
    "mail_states": goes("address = :email"),
    "demo_mails": goes(
        "recipient = :email", is_written_out=False, why="the demo's mailbox alone"
    ),
    "sms_stops": goes("number = (SELECT phone FROM users WHERE id = :user AND phone <> '')"),
    "push_subscriptions": goes(MINE, "endpoint", "endpoint_hash", "p256dh", "auth", "sign_in"),
    # orders
    "baskets": goes(MINE, "visitor_hash"),
    "orders": blanked(
        CUSTOMER,
        "idempotency_key",
        "pin",
        "taken_over_by",
        customer_name=NAME,
        street="''",
        postcode="''",
        address_note="''",
        note="''",
        # About a kilometre: what was delivered where is counted, no door is known.
        lat="round(lat::numeric, 2)",
        lng="round(lng::numeric, 2)",
        avoids="DEFAULT",
        confirmed_warnings="DEFAULT",
    ),
    "order_lines": blanked(OF_ORDER, note="''"),
    "order_timeline": stays(OF_ORDER, BOOKS, "by_id"),
    "cash_debts": blanked(CUSTOMER, phone="''"),
    "alerts": goes(
        f"{OF_ORDER} OR order_id IN (SELECT order_id FROM deliveries WHERE {RIDER})",  # noqa: S608
        is_written_out=False,
        why="the team's own notes of what went wrong; they name other people, too",
    ),
    "reviews": blanked(CUSTOMER, customer_name=NAME, text="''"),
    "promotion_uses": stays(CUSTOMER, BOOKS),
    # chat
    "chat_threads": stays(f"{CUSTOMER} OR {RIDER}", "which chats there were says no name"),
    "chat_lines": with_photos(
        "photo", blanked("by_id = :user", "client_id", text="'–'", photo="''")
    ),
    "calls": stays(
        f"{CUSTOMER} OR {RIDER}", "who called whom about which order; no number is kept", "ref"
    ),
    "support_requests": stays(
        "answered_by = :user OR claimed_by = :user OR closed_by = :user",
        "how soon support answers is counted",
        is_written_out=False,
    ),
    "support_notes": stays(
        "by_id = :user",
        "what the team noted about other people's requests",
        is_written_out=False,
    ),
    "case_photos": with_photos("key", goes(CUSTOMER, "key")),
    "cases": with_photos(
        "photo", blanked(CUSTOMER, "client_id", "decided_by", text="''", photo="''")
    ),
    "picture_reports": goes(MINE),
    # money
    "saved_cards": blanked(MINE, "ref", brand="''", last_four="''"),
    "card_accounts": stays(
        MINE, "the gateway is still told to forget its cards", "ref", "page_ref", "page_url"
    ),
    "purchases": stays(CUSTOMER, BOOKS),
    "payments": stays(
        OF_ORDER, BOOKS, "page_ref", "page_url", "intent_ref", "card_key", "over_refs"
    ),
    "gift_presents": blanked(
        "card_id IN (SELECT id FROM purchases WHERE customer_id = :user)"
        " OR (email = :email AND sent_at IS NOT NULL)",  # before that it is a surprise
        email="''",
        name="''",
        giver=NAME,
        message="''",
    ),
    "gift_cards": stays("bought_by = :user OR redeemed_by = :user", BOOKS, "code_hash"),
    "adjustments": stays(
        f"{OF_ORDER} OR {RIDER} OR asked_by = :user OR decided_by = :user",
        BOOKS,
        "asked_by",
        "decided_by",
    ),
    "ledger_accounts": stays(
        "owner_id = :user OR owner_id IN (SELECT id FROM riders WHERE user_id = :user)", BOOKS
    ),
    "store_credit": stays(
        "account_id IN (SELECT id FROM ledger_accounts WHERE owner_id = :user)", BOOKS
    ),
    # riding
    "rider_positions": goes(RIDER),
    "shifts": stays(RIDER, BOOKS),
    "offers": stays(RIDER, BOOKS),
    "deliveries": stays(RIDER, BOOKS),
    "delivery_evidence": stays(RIDER, BOOKS),
    "payout_accounts": blanked(PAYEE, holder="''", bank_account="''"),
    "payout_account_changes": blanked(
        PAYEE, "asked_by", "confirmed_by", "ended_by", holder="''", bank_account="''"
    ),
    "payouts": blanked(PAYEE, "idempotency_key", "asked_by", payee_name=NAME),
    "payee_notices": goes(MINE),
    "riders": stays(MINE, BOOKS),
    # of this package itself
    "data_exports": goes(MINE),
    "account_deletions": stays(MINE, "that it was asked for, and done, stays provable",
                               "token_hash"),
    # The account comes last: everything above is found by it.
    "users": blanked(
        "id = :user",
        "password_hash",
        email="'deleted-' || id || '@deleted.invalid'",
        name=NAME,
        phone="''",
        password_hash="'!'",  # noqa: S106 - none has this hash
        locale="'en'",
        allergens="DEFAULT",
        email_proven_at="NULL",
        disabled_at="coalesce(disabled_at, now())",
    ),
}  # fmt: skip

OF_RESTAURANTS = "a restaurant's, not a person's"
ID_OF_ADMIN = "says which admin did it, by an id; its account may be blank by now"
# Tables with such a column that hold nothing about a person.
NOBODYS: dict[str, str] = {
    "canned_answers": "what support says often",
    "applied_presses": "the id of a restaurant or a rider, and of a press, for some days",
    "first_steps": "the id of a restaurant or of a rider's profile",
    "disputes": "a gateway's own reference",
    "invoices": OF_RESTAURANTS,
    "menu_categories": OF_RESTAURANTS,
    "menu_items": OF_RESTAURANTS,
    "menu_variations": OF_RESTAURANTS,
    "modifier_groups": OF_RESTAURANTS,
    "modifiers": OF_RESTAURANTS,
    "missing_dishes": "a dish, and until when the customer may answer",
    "places": "addresses of a town, whoever lives there",
    "promotions": ID_OF_ADMIN,
    "rates": ID_OF_ADMIN,
    "reconciliation_differences": ID_OF_ADMIN,
    "restaurants": OF_RESTAURANTS,
    "push_losses": "a sign-in's hash and a code, until its browser has been told",
}
